"""Commands that hold dictionaries against a corpus: `coverage`, `compare`, `suggest`, `watch`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.group import LEVELS, PROBLEMS, cannot_run, main, show, with_dictionaries, with_layout, write_page

if TYPE_CHECKING:
    from coder.corpus.source import Layout

_json = click.option("--format", "file_format", type=click.Choice(["json"]), help="Write one JSON object.")
_samples = click.option(
    "--samples", type=click.IntRange(min=0), default=5, show_default=True, metavar="N", help="Show N events for each entry."
)


def _sure_of_sentences(number: int, corpus: Sequence[str]) -> None:
    """Stop where nothing was read: tables of nothing would look like an answer."""
    if not number:
        cannot_run(f"there is no sentence to code in {', '.join(corpus)}")


@main.command(epilog="Example: coder coverage news.jsonl --by entry")
@click.argument("corpus", nargs=-1, metavar="[CORPUS]...")
@click.option(
    "--by",
    "kind",
    type=click.Choice(["code", "entry", "synset"]),
    default="code",
    show_default=True,
    help="What is counted: CAMEO codes, entries of what is done with their patterns, or synsets.",
)
@click.option("--all", "everybody", is_flag=True, help="With --by entry: actors and agents too.")
@_json
@with_layout
@with_dictionaries
def coverage(
    corpus: Sequence[str], kind: str, everybody: bool, file_format: str | None, layout: Layout, dictionaries: Sequence[str]
) -> None:
    """Tell what of the dictionaries a corpus uses, and what it never does.

    A CORPUS is what `coder code` reads; without one the examples of the dictionaries are taken. All events count, whatever their
    actors and status.
    """
    import orjson

    from coder.corpus.screen import Screen
    from coder.dictionary.load import load_entries
    from coder.maintain.coverage import as_values, cover
    from coder.maintain.coverage_tables import drawings
    from coder.pipeline import Coder

    if everybody and kind != "entry":
        raise click.UsageError("--all adds actors and agents to the entries: say --by entry.")
    if not corpus:
        click.echo("coding the examples of the dictionaries", err=True)  # some seconds pass before there is anything to show
    with Screen() as screen:
        found = cover(Coder(dictionaries), load_entries(dictionaries), corpus, screen, layout)
    if corpus:
        _sure_of_sentences(screen.sentences, corpus)
    if file_format == "json":
        click.echo(orjson.dumps(as_values(found, kind, everybody), option=orjson.OPT_INDENT_2))
    else:
        for drawing in drawings(found, kind, everybody):
            show(drawing)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


@main.command(epilog="Example: coder compare --base main news.jsonl --html changes.html")
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")
@click.option(
    "--base",
    multiple=True,
    required=True,
    metavar="REV|DIR",
    help="What to compare with: a git revision of the dictionary folders, or other folders; repeat it to layer these.",
)
@click.option("--html", "page", metavar="OUT.html", help="Write a web page to read and share as well.")
@click.option("--format", "file_format", type=click.Choice(["json", "github"]), help="Write JSON, or Markdown to paste.")
@_samples
@click.option(
    "--actors", type=click.Choice(LEVELS), default="any", show_default=True, help="Which events count, as in `coder code`."
)
@with_layout
@with_dictionaries
def compare(
    corpus: Sequence[str],
    base: Sequence[str],
    page: str | None,
    file_format: str | None,
    samples: int,
    actors: str,
    layout: Layout,
    dictionaries: Sequence[str],
) -> None:
    """Show which events of a corpus a change of the dictionaries gained, lost and changed, entry by entry.

    A CORPUS is what `coder code` reads. It is coded twice, with the dictionaries at hand and with those of the base. Whether
    anything has changed makes no difference to the exit code.
    """
    import orjson

    from coder.corpus.screen import Screen
    from coder.maintain.compare import Comparer
    from coder.maintain.compare_report import as_values, drawn, markdown
    from coder.maintain.readings import stories
    from coder.maintain.versions import VersionError, base_folders, load_version

    if sys.stderr.isatty():  # a version that was never compiled takes some seconds
        click.echo(f"reading the dictionaries of {' + '.join(base)}", err=True)
    try:
        with base_folders(base, dictionaries) as before:
            old = load_version(" + ".join(base), before)
    except VersionError as error:
        cannot_run(str(error))
    with Screen() as screen:
        comparer = Comparer(old, load_version("now", dictionaries), actors, screen)
        for story in stories(corpus, screen, layout):
            comparer.add(story)
    comparison = comparer.comparison
    _sure_of_sentences(comparison.sentences, corpus)
    if page is not None:
        from coder.maintain.compare_page import comparison_page

        write_page(page, comparison_page(comparison, samples))
    if file_format == "json":
        click.echo(orjson.dumps(as_values(comparison), option=orjson.OPT_INDENT_2))
    elif file_format == "github":
        click.echo(markdown(comparison, samples))
    else:
        for line in drawn(comparison, samples):
            show(line, lines=True)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


@main.command(epilog="Example: coder suggest news.jsonl --most 20 > suggestions.yaml")
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="Suggest N of each kind.")
@_json
@with_layout
@with_dictionaries
def suggest(corpus: Sequence[str], most: int, file_format: str | None, layout: Layout, dictionaries: Sequence[str]) -> None:
    """Suggest entries that a corpus needs and the dictionaries lack, as YAML to paste.

    A CORPUS is what `coder code` reads. Suggested are names beside acts that are coded, verbs between two known actors that code
    nothing, and nouns beside a country that may be roles; the most frequent first, with sentences. The codes are left to you.
    """
    import orjson

    from coder.corpus.screen import Screen
    from coder.maintain.suggest import suggest as suggested
    from coder.maintain.suggest_yaml import as_values, as_yaml
    from coder.pipeline import Coder

    with Screen() as screen:
        found = suggested(Coder(dictionaries), corpus, screen, layout)
    _sure_of_sentences(screen.sentences, corpus)
    if file_format == "json":
        click.echo(orjson.dumps(as_values(found, most), option=orjson.OPT_INDENT_2))
    else:
        click.echo(as_yaml(found, most))
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


@main.command(epilog="Example: coder watch dictionaries/verbs/19_fight.yaml --on news.jsonl")
@click.argument("watched", metavar="FILE|DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--on", "corpus", multiple=True, required=True, metavar="CORPUS", help="What to code: as for `coder code`.")
@with_layout
@click.option(
    "--sentences", type=click.IntRange(min=1), default=500, show_default=True, metavar="N", help="Code the first N sentences."
)
@_samples
@with_dictionaries
def watch(
    watched: Path, corpus: Sequence[str], sentences: int, samples: int, layout: Layout, dictionaries: Sequence[str]
) -> None:
    """Code a sample of a corpus again at each save of a dictionary file, or of any in a folder, and show what changed.

    Below the events that were gained, lost and changed stands what `coder check` says of the file. Ctrl-C ends the watch.
    """
    import gc

    from rich.text import Text

    from coder.corpus.screen import Screen
    from coder.dictionary.load import without_garbage_collection
    from coder.maintain.watch import Watch, is_watchable, saves
    from coder.maintain.watch_report import drawn

    if find_spec("watchfiles") is None:
        cannot_run("coder watch needs the library watchfiles: pip install 'cameo-coder[watch]'")
    if not is_watchable(watched, dictionaries):
        cannot_run(f"no file of the dictionaries is {watched} or stands in it: say with --dictionaries which are used")
    try:
        with without_garbage_collection():
            with Screen() as screen:
                watching = Watch(dictionaries, corpus, sentences, screen, layout)
            _sure_of_sentences(watching.sentences, corpus)
            gc.freeze()
            show(Text(f"{watching.sentences:,} sentences are coded; watching {watched}"), lines=True)
            for saved in saves(watched):
                update = watching.update()
                for line in drawn(update, saved, samples):
                    show(line, lines=True)
                for problem in watching.problems(watched) if update.comparison is not None else ():
                    click.echo(problem)
                gc.collect()  # while nobody waits
    except KeyboardInterrupt:
        click.echo(err=True)  # the way to end a watch is no failure
