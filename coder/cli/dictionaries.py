"""Commands for those who edit dictionaries: `explain`, `check`, `find`, `fmt`, `test`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coder.cli.group import PROBLEMS, cannot_run, main, show, with_dictionaries

_EXPLAINED = 5  # failed examples shown with their reading

if TYPE_CHECKING:
    from coder.maintain.problem_formats import Form

_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines to read, one JSON list, or annotations for a pull request.",
)


@main.command(epilog='Example: coder explain "Egypt held talks with Sudan." --date 2016-03-01')
@click.argument("sentence")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the story; offices depend on it."
)
@click.option("--entry", "place", metavar="FILE:LINE", help="Tell why the entry on this line did not fire.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A drawing, or one JSON list.",
)
@with_dictionaries
def explain(sentence: str, date: datetime | None, place: str | None, form: str, dictionaries: Sequence[str]) -> None:
    """Show why a sentence is coded as it is: what each step made of it, and the dictionary lines behind each event.

    With --entry, why an entry had no part in it.
    """
    import json

    from coder.maintain.drawn_json import values
    from coder.maintain.explain import explain as explained
    from coder.maintain.why_not import NoEntryError, why_not

    if not sentence.strip():
        cannot_run("there is no sentence to explain")
    day = date.date() if date else None
    try:
        drawing = why_not(place, sentence, day, dictionaries) if place else explained(sentence, day, dictionaries)
    except NoEntryError as error:
        cannot_run(str(error))
    if form == "json":
        click.echo(json.dumps(values(drawing), ensure_ascii=False))
    else:
        show(drawing)


@main.command(epilog="Example: coder check --dictionaries shipped --dictionaries mine")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path))
@click.option("--list", "listed", is_flag=True, help="Tell what is looked for, and check nothing.")
@click.option(
    "--base",
    multiple=True,
    metavar="REV|DIR",
    help="Ask for examples of what was edited since a git revision, or in other folders.",
)
@click.option("--strict", is_flag=True, help="Warnings are a failure, too.")
@_form
@with_dictionaries
def check(
    files: Sequence[Path], listed: bool, base: Sequence[str], strict: bool, form: Form, dictionaries: Sequence[str]
) -> None:
    """Look for mistakes in dictionaries, in all their files or in some only. Warnings alone are no failure without --strict.

    A comment `# allow: NAME` at the end of a line silences a check on it; --list tells the names.
    """
    from coder.maintain.check import Base, check_documentation, run_checks
    from coder.maintain.problem_formats import written
    from coder.maintain.versions import VersionError, loaded_base

    if listed:
        for name, meaning in check_documentation().items():
            click.echo(f"{name}: {meaning}")
        return
    try:
        since = Base(" + ".join(base), loaded_base(base, dictionaries)) if base else None
    except VersionError as error:
        cannot_run(str(error))
    problems = run_checks(dictionaries, files or None, since)
    if problems or form == "json":
        click.echo(written(problems, form))
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"errors: {errors}, warnings: {len(problems) - errors}", err=True)
    sys.exit(PROBLEMS if errors or (strict and problems) else 0)


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


@main.command(epilog="Example: coder fmt --check dictionaries/verbs/19_fight.yaml")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing: tell which files are not as they should be.")
@_form
@with_dictionaries
def fmt(files: Sequence[Path], only_check: bool, form: Form, dictionaries: Sequence[str]) -> None:
    """Write dictionary files in their one form: entries and keys in order, codes in quotes. Comments stay."""
    from coder.corpus.writers import whole_file
    from coder.dictionary.problems import shown_path
    from coder.maintain.fmt import format_files, strange_files
    from coder.maintain.problem_formats import written

    strange = strange_files(dictionaries, files)
    if strange:
        cannot_run(f"{strange[0]} is no file of these dictionaries: say with --dictionaries which are meant")
    problems, number, changed = [], 0, 0
    for file in format_files(dictionaries, files):
        number += 1
        changed += file.changed
        told = [file.first_difference()] if only_check and file.changed else list(file.problems)
        if told and form != "json":
            click.echo(written(told, form))
        problems += told
        if file.changed and not only_check:
            with whole_file(str(file.path)) as out:
                out.write((file.text or "").encode())
            click.echo(f"formatted {shown_path(str(file.path))}", err=True)
    if form == "json":
        click.echo(written(problems, form))
    click.echo(f"files: {number}, {'to format' if only_check else 'formatted'}: {changed}", err=True)
    sys.exit(PROBLEMS if problems else 0)


@main.command(epilog="Example: coder test visit verbs/19_fight.yaml")
@click.argument("entries", nargs=-1, metavar="[FILE|ENTRY]...")
@_form
@with_dictionaries
def test(entries: Sequence[str], form: Form, dictionaries: Sequence[str]) -> None:
    """Run the examples that stand in dictionaries and grammars: all of them, or those of some files, lines or entries.

    A failure is shown with what `coder explain` says of its sentence, the first ones at least.
    """
    from collections import Counter

    from coder.maintain.examples import run_examples
    from coder.maintain.examples_report import as_json, github, text

    click.echo("running the examples", err=True)
    kinds: Counter[str] = Counter()
    failed = []
    for outcome in run_examples(dictionaries, entries, _EXPLAINED if form == "text" else 0):
        kinds[outcome.kind] += 1
        if outcome.is_problem:
            failed.append(outcome)
            if form != "json":
                click.echo(github(outcome) if form == "github" else text(outcome))
            if outcome.reading is not None:
                show(outcome.reading)
    if form == "json":
        click.echo(as_json(failed))
    if not kinds:
        cannot_run(f"no example stands in {', '.join(entries) or 'these dictionaries'}")
    click.echo(", ".join(f"{kind}: {number}" for kind, number in kinds.most_common()), err=True)
    sys.exit(PROBLEMS if failed else 0)
