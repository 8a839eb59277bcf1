"""Commands that read news: `code`, `actors`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from coder.cli.group import LEVELS, PROBLEMS, cannot_run, main, show, with_dictionaries, with_layout, write
from coder.corpus.formats import FORMATS

if TYPE_CHECKING:
    from coder.corpus.forms import Form
    from coder.corpus.job import Job
    from coder.corpus.screen import Screen
    from coder.corpus.source import Layout

STATUSES = ("negated", "hypothetical", "historical")


def _statuses(_: click.Context, __: click.Parameter, value: str) -> frozenset[str]:
    """The words of `--include`, between commas."""
    chosen = frozenset(word.strip() for word in value.split(",") if word.strip())
    for word in sorted(chosen.difference(STATUSES)):
        raise click.BadParameter(f"{word!r} is not one of {', '.join(STATUSES)}.")
    return chosen


@main.command(epilog="Example: coder code news.jsonl -o events.jsonl")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Write the events to this file instead of standard output.")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["jsonl", *FORMATS, "parquet", "duckdb"]),
    help="Write JSON Lines, on a terminal too, a file in columns, or the table of another coder. An OUT that ends in .csv, "
    ".parquet or .duckdb is written so.",
)
@click.option("--by-month", is_flag=True, help="Make OUT a folder of parquet files, one folder for each month of the events.")
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
@click.option(
    "--duplicates",
    type=click.Choice(["mark", "drop"]),
    help="Find stories that nearly repeat an earlier one, and list them in OUT.duplicates.tsv; drop: do not code them either.",
)
@click.option(
    "--one-a-day",
    is_flag=True,
    help="Of events of one day with the same source, action and target keep the first; the stories of the others are listed in "
    "OUT.same_day.tsv.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where the processes run: on this machine, or on a Ray cluster, namely that of the variable RAY_ADDRESS.",
)
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Code in N processes; without it, one a core.")
@click.option("--restart", is_flag=True, help="Begin anew, even if a batch with this output was stopped half-way.")
@click.option("--strict", is_flag=True, help="Stop at the first story that cannot be read.")
@with_layout
@with_dictionaries
def code(
    files: Sequence[str],
    output: str | None,
    file_format: str | None,
    by_month: bool,
    actors: str,
    include: frozenset[str],
    duplicates: str | None,
    one_a_day: bool,
    engine: str,
    workers: int | None,
    restart: bool,
    strict: bool,
    layout: Layout,
    dictionaries: Sequence[str],
) -> None:
    """Code stories into events.

    A FILE is a .txt file (one story), a .jsonl file (one story a line), a .csv, .tsv or .parquet table (one story a row), a .html
    page, an .xml file in PETRARCH's format, any of these packed, a folder or a pattern of such files, or - for standard input.
    The events are drawn as a table on a terminal; elsewhere they are JSON Lines, one record a line.
    """
    from coder.corpus.batch import code_lines, events_of
    from coder.corpus.forms import FILES_ONLY, form_of, format_of, missing
    from coder.corpus.inputs import STANDARD_INPUT
    from coder.corpus.screen import RejectError, Screen
    from coder.corpus.writers import is_file
    from coder.pipeline import Coder

    file_format = format_of(output, file_format, by_month)
    if by_month and file_format != "parquet":
        raise click.UsageError("--by-month writes parquet, and no other format.")
    to_disk = output is not None and (by_month or is_file(output))
    if file_format in FILES_ONLY and not to_disk:
        cannot_run(f"--format {file_format} needs a file as --output")
    if missing(file_format):
        cannot_run(f"{missing(file_format)} is missing; pip install 'cameo-coder[parquet]' brings it")
    if (duplicates or one_a_day) and not to_disk:
        cannot_run("--duplicates and --one-a-day need a file as --output: what they find is listed beside it")
    if duplicates and find_spec("rensa") is None:
        cannot_run("--duplicates needs one more library; pip install 'cameo-coder[duplicates]' brings it")
    if engine == "ray" and (not to_disk or STANDARD_INPUT in files):
        cannot_run("--engine ray needs a file as --output, and files to read")
    if engine == "ray" and find_spec("ray") is None:
        cannot_run("--engine ray needs more libraries; pip install 'cameo-coder[ray]' brings them")
    coder = Coder(dictionaries)
    workers = workers or os.cpu_count() or 1
    form = form_of(file_format, by_month, coder.dictionary)
    with Screen(strict=strict) as screen:
        try:
            if output is not None and to_disk:
                from coder.corpus.job import Job
                from coder.corpus.story_coder import StoryCoder

                story_coder = StoryCoder(coder, actors, include)
                job = Job(story_coder, files, output, workers, restart, form, duplicates, one_a_day, layout, ray=engine == "ray")
                _run(job, screen)
            else:
                lines = code_lines(coder, files, screen, actors, include, workers, layout)
                if output is None and file_format is None and sys.stdout.isatty():
                    from coder.corpus.table import event_table

                    show(event_table(events_of(lines)))
                else:
                    write(lines if form is None else _table_lines(form, lines), output)
        except RejectError:
            click.echo("stopped there (--strict)", err=True)
    screen.summarise(None if output is None else {root: entry.name for root, entry in coder.dictionary.codes.items()})
    sys.exit(PROBLEMS if screen.rejects else 0)


def _table_lines(form: Form, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a table; the other forms are for files only."""
    from coder.corpus.batch import events_of
    from coder.corpus.formats.tables import Table, table_lines

    assert isinstance(form, Table)
    return table_lines(events_of(lines), form)


def _run(job: Job, screen: Screen) -> None:
    from coder.corpus.cluster import ClusterError
    from coder.corpus.journal import JournalError

    try:
        job.run(screen)
    except KeyboardInterrupt:
        click.echo("stopped; what is coded is kept: the same command goes on", err=True)
        raise
    except (JournalError, ClusterError) as error:
        cannot_run(str(error))
    except OSError as error:
        cannot_run(f"{error.filename or job.output} cannot be written: {error.strerror or error}")


@main.command(epilog="Example: coder actors news.jsonl -o actors.jsonl")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT", help="Write the mentions to this file instead of standard output.")
@with_layout
@with_dictionaries
def actors(files: Sequence[str], output: str | None, layout: Layout, dictionaries: Sequence[str]) -> None:
    """Find every actor that stories mention, with its code and the reason for it.

    A FILE is what `coder code` reads. The mentions are drawn as a table on a terminal; elsewhere they are JSON Lines, one story
    a line.
    """
    from coder.corpus.batch import mention_files
    from coder.corpus.screen import Screen
    from coder.pipeline import Coder

    coder = Coder(dictionaries)
    with Screen("mention") as screen:
        stories = mention_files(coder, files, screen, layout)
        if output is None and sys.stdout.isatty():
            from coder.corpus.table import mention_table

            show(mention_table(stories))
        else:
            write(({"id": story, "mentions": found} for story, found in stories), output)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)
