"""Commands for those who edit dictionaries: `explain`, `check`, `find`, `test`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from coder.cli.group import PROBLEMS, cannot_run, main, show, with_dictionaries


@main.command(epilog='Example: coder explain "Egypt held talks with Sudan." --date 2016-03-01')
@click.argument("sentence")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the story; offices depend on it."
)
@with_dictionaries
def explain(sentence: str, date: datetime | None, dictionaries: Sequence[str]) -> None:
    """Show why a sentence is coded as it is: what each step made of it, and the dictionary lines behind each event."""
    from coder.maintain.explain import explain as explained

    show(explained(sentence, date.date() if date else None, dictionaries))


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


@main.command(epilog='Example: coder find "Muslim Brotherhood" --date 2013-09-01')
@click.argument("phrase")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day whose code is shown.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines to read, or one JSON list.")
@with_dictionaries
def find(phrase: str, date: datetime | None, form: str, dictionaries: Sequence[str]) -> None:
    """Show which entries know a phrase, where they stand and what code it gives. Where none does, what comes near."""
    import json
    from dataclasses import asdict

    from coder.maintain.find import find as found

    known = found(phrase, date.date() if date else None, dictionaries)
    if form == "json":
        click.echo(json.dumps([asdict(place) for place in known], ensure_ascii=False))
    else:
        for place in known:
            click.echo(place)
    if not any(not place.near for place in known):
        click.echo(f'no entry knows "{phrase}"', err=True)
        sys.exit(PROBLEMS)


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
        cannot_run(f"no example stands in {', '.join(entries) or 'these dictionaries'}")
    click.echo(", ".join(f"{kind}: {number}" for kind, number in kinds.most_common()), err=True)
    sys.exit(PROBLEMS if failed else 0)
