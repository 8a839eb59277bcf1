"""The command line: one short function a command, which only brings together what other modules do.

What a command needs is imported when it runs: coding one short article should not wait for parts that it does not use.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

PROBLEMS, COULD_NOT_RUN = 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141  # as shells tell it: 128 and the number of the signal
LEVELS = ("both", "coded", "one", "any")  # of actors
STATUSES = ("negated", "hypothetical", "historical")


class Commands(click.Group):
    """The group of all commands; what ends any of them early is told here, once."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        from coder.dictionary.store import DictionaryError

        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except DictionaryError as error:
            click.echo(str(error), err=True)
            ctx.exit(COULD_NOT_RUN)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # Whoever read the output has gone: what Python would still flush at its end has nowhere to go either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(BROKEN_PIPE)


def _statuses(_: click.Context, __: click.Parameter, value: str) -> frozenset[str]:
    """The words of `--include`, between commas."""
    chosen = frozenset(word.strip() for word in value.split(",") if word.strip())
    for word in sorted(chosen.difference(STATUSES)):
        raise click.BadParameter(f"{word!r} is not one of {', '.join(STATUSES)}.")
    return chosen


with_dictionaries = click.option(
    "--dictionaries",
    multiple=True,
    metavar="DIR",
    help="A dictionary folder to use instead of the shipped one. Repeat it to layer folders, later ones winning; the word "
    "`shipped` names the shipped one. Without it the variable CODER_DICTIONARIES counts.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="cameo-coder", prog_name="coder", message="%(prog)s %(version)s")
def main() -> None:
    """Read news text and write political events: who did what to whom, as CAMEO triples.

    Exit codes: 0 fine, 1 problems found, 2 could not run.
    """


@main.command(epilog="Example: coder code news.jsonl -o events.jsonl")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Write the events to this file instead of standard output.")
@click.option("--format", "file_format", type=click.Choice(["jsonl"]), help="Write JSON Lines, on a terminal too.")
@click.option(
    "--actors",
    type=click.Choice(LEVELS),
    default="both",
    show_default=True,
    help="Keep an event if both actors name a country or an organisation (both), both have a code, be it a bare role such as "
    "---COP (coded), one of them names a country or an organisation (one), or always (any).",
)
@click.option(
    "--include",
    callback=_statuses,
    default="",
    metavar="STATUS,...",
    help=f"Keep events of these kinds too: {', '.join(STATUSES)}.",
)
@with_dictionaries
def code(
    files: Sequence[str],
    output: str | None,
    file_format: str | None,
    actors: str,
    include: frozenset[str],
    dictionaries: Sequence[str],
) -> None:
    """Code stories into events.

    A FILE is a .txt file (one story), a .jsonl file (one story a line), a folder or a pattern of such files, or - for standard
    input. The events are drawn as a table on a terminal; elsewhere they are JSON Lines, one record a line.
    """
    from coder.corpus.batch import code_files
    from coder.corpus.screen import Screen
    from coder.pipeline import Coder

    coder = Coder(dictionaries)
    with Screen() as screen:
        events = code_files(coder, files, screen, actors, include)
        if output is None and file_format is None and sys.stdout.isatty():
            from coder.corpus.table import event_table

            _show(event_table(events))
        else:
            _write(events, output)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


@main.command(epilog="Example: coder actors news.jsonl -o actors.jsonl")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Write the mentions to this file instead of standard output.")
@with_dictionaries
def actors(files: Sequence[str], output: str | None, dictionaries: Sequence[str]) -> None:
    """Find every actor that stories mention, with its code and the reason for it.

    A FILE is what `coder code` reads. The mentions are drawn as a table on a terminal; elsewhere they are JSON Lines, one story
    a line.
    """
    from coder.corpus.batch import mention_files
    from coder.corpus.screen import Screen
    from coder.pipeline import Coder

    coder = Coder(dictionaries)
    with Screen("mention") as screen:
        stories = mention_files(coder, files, screen)
        if output is None and sys.stdout.isatty():
            from coder.corpus.table import mention_table

            _show(mention_table(stories))
        else:
            _write(({"id": story, "mentions": found} for story, found in stories), output)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


@main.command(epilog='Example: coder explain "Egypt held talks with Sudan." --date 2016-03-01')
@click.argument("sentence")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the story; offices depend on it."
)
@with_dictionaries
def explain(sentence: str, date: datetime | None, dictionaries: Sequence[str]) -> None:
    """Show why a sentence is coded as it is: what each step made of it, and the dictionary lines behind each event."""
    from coder.maintain.explain import explain as explained

    _show(explained(sentence, date.date() if date else None, dictionaries))


@main.command(epilog="Example: coder check --dictionaries shipped --dictionaries mine")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path))
@click.option("--list", "listed", is_flag=True, help="Tell what is looked for, and check nothing.")
@with_dictionaries
def check(files: Sequence[Path], listed: bool, dictionaries: Sequence[str]) -> None:
    """Look for mistakes in dictionaries, in all their files or in some only. Warnings alone are no failure."""
    from coder.maintain.check import check_documentation, run_checks

    if listed:
        for name, meaning in check_documentation().items():
            click.echo(f"{name}: {meaning}")
        return
    problems = run_checks(dictionaries, files or None)
    for problem in problems:
        click.echo(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"errors: {errors}, warnings: {len(problems) - errors}", err=True)
    sys.exit(PROBLEMS if errors else 0)


@main.command(epilog="Example: coder test visit verbs/19_fight.yaml")
@click.argument("entries", nargs=-1, metavar="[FILE|ENTRY]...")
@with_dictionaries
def test(entries: Sequence[str], dictionaries: Sequence[str]) -> None:
    """Run the examples that stand in dictionaries and grammars: all of them, or those of some files or entries."""
    from collections import Counter

    from coder.maintain.examples import render, run_examples

    kinds: Counter[str] = Counter()
    failed = False
    for outcome in run_examples(dictionaries, only=entries):
        kinds[outcome.kind] += 1
        failed |= outcome.is_problem
        if outcome.is_problem:
            click.echo(render(outcome))
    if not kinds:
        _cannot_run(f"no example stands in {', '.join(entries) or 'these dictionaries'}")
    click.echo(", ".join(f"{kind}: {number}" for kind, number in kinds.most_common()), err=True)
    sys.exit(PROBLEMS if failed else 0)


@main.command(epilog="Example: coder evaluate gold.jsonl --strict --misses 10")
@click.argument("golds", nargs=-1, required=True, metavar="GOLD...", type=click.Path(exists=True, dir_okay=False))
@click.option("--strict", is_flag=True, help="Actors match by their heads, or by half of their words, and not by less.")
@click.option(
    "--actors",
    type=click.Choice(LEVELS),
    default="any",
    show_default=True,
    help="What is coded, as in `coder code`; events that are left out are not found.",
)
@click.option("--misses", type=click.IntRange(min=0), default=0, metavar="N", help="Show N events of each gold that were missed.")
@click.option(
    "--sample", type=int, metavar="SEED", help="Choose these by chance, the same for the same SEED; else the first ones."
)
@click.option("--format", "file_format", type=click.Choice(["json"]), help="Write all figures as one JSON object.")
@with_dictionaries
def evaluate(
    golds: Sequence[str],
    strict: bool,
    actors: str,
    misses: int,
    sample: int | None,
    file_format: str | None,
    dictionaries: Sequence[str],
) -> None:
    """Tell how well the sentences of gold files are coded.

    A GOLD is a .jsonl file of sentences, each with the `events` that are in it.
    """
    from coder.corpus.screen import Screen
    from coder.maintain.evaluate import as_json, chosen, evaluate
    from coder.maintain.gold import GoldError, read_gold
    from coder.maintain.score_tables import drawings
    from coder.pipeline import Coder

    if sample is not None and not misses:
        raise click.UsageError("--sample chooses among the misses: say with --misses how many.")
    with Screen() as screen:
        try:
            read = [read_gold(path, screen) for path in golds]
        except GoldError as error:
            _cannot_run(str(error))
        coder = Coder(dictionaries)
        evaluations = [evaluate(coder, gold, screen, actors, strict) for gold in read]
    shown = [(evaluation, chosen(evaluation.misses, misses, sample)) for evaluation in evaluations]
    if file_format == "json":
        click.echo(as_json(coder.dictionary.hash, actors, strict, shown))
    else:
        for evaluation, some in shown:
            for drawing in drawings(evaluation, some, coder):
                _show(drawing)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)


def _write(records: Iterable[object], output: str | None) -> None:
    from coder.corpus.writers import write_events

    try:
        write_events(records, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        _cannot_run(f"{output or 'standard output'} cannot be written: {error.strerror}")


def _show(drawing: Any) -> None:
    from rich.console import Console

    Console().print(drawing)


def _cannot_run(reason: str) -> NoReturn:
    click.echo(f"Error: {reason}", err=True)
    sys.exit(COULD_NOT_RUN)
