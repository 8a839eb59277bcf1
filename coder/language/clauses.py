"""Marked groups -> a flat tree of clauses, by `grammars/clauses.lark`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from coder.language.groups import Group
from coder.language.lalr import Parser
from coder.language.peeling import Marked


class Nominal:
    """A noun group with the "of" behind it; `of` holds noun groups or is None.

    `behind` holds an "of" that opens something else ("accused Egypt of ..."), until what the noun group is part of takes it.
    """

    __slots__ = ("behind", "group", "of")

    def __init__(self, group: Group, of: list[Nominal] | None = None, behind: Tail | None = None) -> None:
        self.group = group
        self.of = of
        self.behind = behind


class Tail:
    """What may follow a noun or a verb: `kind` is the rule's name, `group` the word group that opens it (or None).

    `parts` is the rest; `further` is a tail of the same kind coordinated with it ("to leave and to stay").
    """

    __slots__ = ("further", "group", "kind", "parts")

    def __init__(self, kind: str, group: Group | None, parts: list[Any], further: Tail | None = None) -> None:
        self.kind = kind
        self.group = group
        self.parts = parts
        self.further = further


class Predicate:
    """A finite verb group and what follows it, in order: lists of nominals, and tails."""

    __slots__ = ("arguments", "group")

    def __init__(self, group: Group, arguments: list[Any]) -> None:
        self.group = group
        self.arguments = arguments


class Clause:
    """A subject (or None) with the tails behind it, and the predicates that share it (maybe none: a fragment)."""

    __slots__ = ("predicates", "subject", "tails")

    def __init__(self, subject: list[Nominal] | None, tails: list[Tail], predicates: list[Predicate]) -> None:
        self.subject = subject
        self.tails = tails
        self.predicates = predicates


Unit = Clause | Tail


def _present(parts: list[Any]) -> list[Any]:
    return [part for part in parts if part is not None]


def _arguments(parts: list[Any]) -> list[Any]:
    """The parts that are there, each followed by what a noun group in it let go."""
    found: list[Any] = []
    for part in parts:
        if part is not None:
            found.append(part)
            _let_go(part, found)
    return found


def _let_go(part: Any, found: list[Any]) -> list[Any]:
    """Add to `found` what the noun groups of a part let go."""
    if isinstance(part, list):
        for nominal in part:
            if nominal.behind is not None:
                found.append(nominal.behind)
                nominal.behind = None
            if nominal.of is not None:
                _let_go(nominal.of, found)
    elif isinstance(part, Tail) and part.kind in ("prepositional", "apposition"):
        for inner in part.parts:
            _let_go(inner, found)
    return found


def _core(parts: list[Any]) -> Nominal:
    of = parts[1] if len(parts) > 1 else None
    if of is None or not of.parts:
        return Nominal(parts[0])
    filler = of.parts[0]
    return Nominal(parts[0], filler) if isinstance(filler, list) else Nominal(parts[0], behind=of)


def _clause(parts: list[Any]) -> Clause:
    subject, tails = parts[0] if isinstance(parts[0], tuple) else (None, [])
    predicates = parts[-1] if isinstance(parts[-1], list) else []
    return Clause(subject, tails, predicates)


def _tail(kind: str) -> Callable[[list[Any]], Tail]:
    def make(parts: list[Any]) -> Tail:
        return Tail(kind, parts[0], present(parts[1:]))

    present = _present if kind in ("prepositional", "apposition") else _arguments
    return make


def _opener(kind: str) -> Callable[[list[Any]], Tail]:
    """A non-finite verb with its arguments; behind a conjunction (which has no group) stands one more of its kind."""

    def make(parts: list[Any]) -> Tail:
        coordinated = len(parts) > 2 and parts[-2] is None
        arguments = parts[1:-1] if coordinated else parts[1:]
        return Tail(kind, parts[0], _arguments(arguments), parts[-1] if coordinated else None)

    return make


def _prepositional(parts: list[Any]) -> Tail:
    return parts[0] if isinstance(parts[0], Tail) else Tail("prepositional", parts[0], _present(parts[1:]))


_ACTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": _arguments,
    "clause": _clause,
    "subject": lambda parts: (parts[0], _let_go(parts[0], []) + _arguments(parts[1:])),
    "predicates": _present,
    "predicate": lambda parts: Predicate(parts[0], _arguments(parts[1:])),
    "verb": lambda parts: parts[0],
    "list": _present,
    "core": _core,
    "of": _tail("prepositional"),
    "prepositional": _prepositional,
    "boundary": lambda parts: None,
    **{kind: _opener(kind) for kind in ("infinitive", "gerund", "participle")},
    **{kind: _tail(kind) for kind in ("complement", "subordinate", "relative")},
    "adjective": _tail("adjective"),
    "apposition": _tail("apposition"),
}


class ClauseReader:
    """Reads clauses; made once."""

    def __init__(self, grammars: Path) -> None:
        self.parser = Parser(grammars / "clauses.lark", _ACTIONS)

    def read(self, marked: Marked) -> list[Unit]:
        """The clauses of a sentence, and the tails that belong to none, in their order."""
        units: list[Unit] = self.parser.parse(marked.types, marked.values)
        return units
