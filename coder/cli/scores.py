"""The command that tells how good the coder is: `evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from coder.cli.group import LEVELS, PROBLEMS, cannot_run, main, show, with_dictionaries, write_page


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
@click.option("--html", "page", metavar="OUT.html", help="Write a web page to read and share as well, with all misses.")
@click.option("--format", "file_format", type=click.Choice(["json"]), help="Write all figures as one JSON object.")
@with_dictionaries
def evaluate(
    golds: Sequence[str],
    strict: bool,
    actors: str,
    misses: int,
    sample: int | None,
    page: str | None,
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
            cannot_run(str(error))
        coder = Coder(dictionaries)
        evaluations = [evaluate(coder, gold, screen, actors, strict) for gold in read]
    shown = [(evaluation, chosen(evaluation.misses, misses, sample)) for evaluation in evaluations]
    if page is not None:
        from coder.maintain.evaluate_page import evaluation_page

        write_page(page, evaluation_page(evaluations, actors, strict, coder.dictionary.hash))
    if file_format == "json":
        click.echo(as_json(coder.dictionary.hash, actors, strict, shown))
    else:
        for evaluation, some in shown:
            for drawing in drawings(evaluation, some, coder):
                show(drawing)
    screen.summarise()
    sys.exit(PROBLEMS if screen.rejects else 0)
