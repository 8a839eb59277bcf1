"""Whether the intervals of an entry make sense."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from coder.dictionary.entries import ActorEntry, Alias, Country, Dated, Entry
from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem
from coder.maintain.checks.report import report


def overlapping_dates(loaded: Loaded) -> Iterator[Problem]:
    """Two intervals of one entry share a day, on which the actor would have two codes. Both ends of an interval belong to it: the
    next one begins a day later.
    """
    for file, actor in loaded.placed(ActorEntry):
        for first, second in combinations(actor.dated, 2):
            if _begins(first) <= _ends(second) and _begins(second) <= _ends(first):
                message = f"this interval and that on line {first.where.line} share a day; both ends belong to an interval"
                yield from report(file, second.where, message, "overlapping-dates")


def empty_range(loaded: Loaded) -> Iterator[Problem]:
    """An interval ends before it begins."""
    for file in loaded.files:
        for entry in file.entries:
            for span in _spans(entry):
                if _begins(span) > _ends(span):
                    yield from report(file, span.where, "this interval ends before it begins", "empty-range")


def _spans(entry: Entry) -> Iterator[Dated | Alias | Country]:
    if isinstance(entry, ActorEntry):
        yield from entry.dated
    if isinstance(entry, Country):
        yield entry
    yield from getattr(entry, "aliases", ())


def _begins(span: Dated | Alias | Country) -> float:
    return float("-inf") if span.first is None else span.first


def _ends(span: Dated | Alias | Country) -> float:
    return float("inf") if span.last is None else span.last
