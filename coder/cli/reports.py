"""The command that shows events: `report`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from coder.cli.group import PROBLEMS, cannot_run, main, with_dictionaries, with_layout, write_page

if TYPE_CHECKING:
    from coder.corpus.source import Layout


@main.command(epilog="Example: coder report events.jsonl -o page.html --stories news.jsonl")
@click.argument(
    "events", nargs=-1, required=True, metavar="EVENTS...", type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("-o", "--output", required=True, metavar="OUT.html", help="Write the page to this file.")
@click.option(
    "--stories",
    multiple=True,
    metavar="FILE",
    help="Show sentences from these stories, those that were coded: what `coder code` reads. Repeat it for more. Without it the "
    "words of the events alone are shown.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=2000,
    show_default=True,
    metavar="N",
    help="Keep the words of at most N events in the page; all are counted.",
)
@click.option("--title", default="Events", show_default=True, metavar="TEXT", help="Stands above the page.")
@with_layout
@with_dictionaries
def report(
    events: Sequence[str],
    output: str,
    stories: Sequence[str],
    most: int,
    title: str,
    layout: Layout,
    dictionaries: Sequence[str],
) -> None:
    """Draw events on one web page: when, who, what, with whom, where, and in which words.

    EVENTS are .jsonl or .csv files, packed or not, or .parquet files, with records as `coder code` writes them, or - for
    standard input. The page needs no network. --reader, --map and --sentences are those with which the stories were coded; the
    dictionaries give the names of actors and actions.
    """
    from coder.corpus.event_files import read_events
    from coder.corpus.readers import read_stories
    from coder.corpus.rejects import Reject
    from coder.corpus.screen import Screen
    from coder.dictionary.store import load_dictionary
    from coder.maintain.report.digest import Digest
    from coder.maintain.report.drilldown import Drilldown
    from coder.maintain.report.report_page import report_page

    digest = Digest(load_dictionary(dictionaries), Drilldown(most))
    with Screen() as screen:
        for read in read_events(events):
            if isinstance(read, Reject):
                screen.rejected(read)
            else:
                digest.add(read)
        if not digest.events:
            cannot_run("no event could be read, so that there is nothing to draw")
        if stories:
            for reject in digest.drilldown.find_sentences(read_stories(stories, layout)):
                screen.rejected(reject)
            if missing := digest.drilldown.without_sentence:
                click.echo(f"{missing:,} of the events in words have no sentence: their stories are not those given", err=True)
    write_page(output, report_page(digest, title))
    click.echo(f"{output}: {digest.summary}")
    sys.exit(PROBLEMS if screen.rejects else 0)
