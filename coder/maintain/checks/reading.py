"""Checks whose problems show already when a file is read; here they get their names and their documentation."""

from __future__ import annotations

from collections.abc import Iterator

from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem, shown_path
from coder.maintain.checks.report import report


def bad_file(loaded: Loaded) -> Iterator[Problem]:
    """A file or folder that is missing, unreadable, empty, or whose name is almost that of a dictionary file."""
    yield from _named("bad-file", loaded)


def bad_yaml(loaded: Loaded) -> Iterator[Problem]:
    """The file is not the plain YAML that dictionaries are written in: a quote is not closed, a colon or its space is missing,
    a line is indented with a tab or differently from its neighbours, or an anchor, alias, tag or merge key is used.
    """
    yield from _named("bad-yaml", loaded)


def duplicate_key(loaded: Loaded) -> Iterator[Problem]:
    """A name stands twice in one file, or a key twice in one entry; only the first would count."""
    yield from _named("duplicate-key", loaded)


def unknown_key(loaded: Loaded) -> Iterator[Problem]:
    """An entry has a key that entries of its kind do not have, mostly a slip of the pen (`targt`)."""
    yield from _named("unknown-key", loaded)


def missing_key(loaded: Loaded) -> Iterator[Problem]:
    """An entry lacks a key that it cannot do without, mostly its code."""
    yield from _named("missing-key", loaded)


def bad_value(loaded: Loaded) -> Iterator[Problem]:
    """A value is not what stands behind its key: words where a list belongs, or a word that is not one of those allowed."""
    yield from _named("bad-value", loaded)


def bad_date(loaded: Loaded) -> Iterator[Problem]:
    """A date or interval cannot be read. Intervals are written 2012-06-30/2013-07-03, with `..` for an open end; 2012-06 and 2012
    stand for the whole month and year.
    """
    yield from _named("bad-date", loaded)


def bad_example(loaded: Loaded) -> Iterator[Problem]:
    """What an example must give is not written as `EGY 190 SDN` (with `_` for an actor that is not there), a list of these,
    `none`, or `date:` and `events:`.
    """
    yield from _named("bad-example", loaded)


def unquoted_code(loaded: Loaded) -> Iterator[Problem]:
    """An event code stands without quotes. This program reads it all the same, but other programs read 010 as the number 8."""
    yield from _named("unquoted-code", loaded)


def replaced(loaded: Loaded) -> Iterator[Problem]:
    """An entry takes the place of one of the same kind and name in an earlier dictionary folder: a notice, not a mistake."""
    for old, new in loaded.replaced:
        message = f"this entry replaces {shown_path(str(old.file.path))}:{old.entry.where.line}"
        yield from report(new.file, new.entry.where, message, "replaced", severity="warning")


def _named(name: str, loaded: Loaded) -> Iterator[Problem]:
    return (problem for problem in loaded.problems if problem.check == name)
