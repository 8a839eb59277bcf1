"""Whether what was edited shows by examples what it codes."""

from __future__ import annotations

from collections.abc import Iterator

from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem
from coder.maintain.checks.report import report
from coder.maintain.entry_changes import entry_changes, said
from coder.maintain.entry_lines import NamedEntry


def missing_example(loaded: Loaded, base: Loaded, revision: str) -> Iterator[Problem]:
    """An entry that was added or changed since the base (`--base`) has no example: nothing shows what it is meant to code, and no
    later edit that breaks it would be seen. Entries that nobody touched need none.
    """
    files = {id(entry): file for file in loaded.files for entry in file.entries}
    for change in entry_changes(base, loaded).values():
        before = list(map(said, change.before))  # of the senses of a verb one may have changed
        for entry in change.after:
            if (
                isinstance(entry, NamedEntry)
                and said(entry) not in before
                and not any(not example.todo for example in entry.examples)
            ):
                message = f'"{entry.name}" was {change.kind} since {revision} and has no example'
                yield from report(files[id(entry)], entry.where, message, "missing-example", severity="warning")
