"""Marked groups -> a flat tree of clauses, by `grammars/clauses.lark`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from coder.language.groups import Group
from coder.language.junctures import Marked
from coder.language.lalr import Parser


class Nominal:
    """A noun group with the "of" behind it; `of` holds noun groups or is None."""

    __slots__ = ("group", "of")

    def __init__(self, group: Group, of: list[Nominal] | None = None) -> None:
        self.group = group
        self.of = of


class Tail:
    """What may follow a noun or a verb: `kind` is the rule's name, `group` the word group that opens it (or None), `parts` the rest."""

    __slots__ = ("group", "kind", "parts")

    def __init__(self, kind: str, group: Group | None, parts: list[Any]) -> None:
        self.kind = kind
        self.group = group
        self.parts = parts


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


def _core(parts: list[Any]) -> Nominal:
    of = parts[1] if len(parts) > 1 else None
    nominal = Nominal(parts[0])
    if of is not None and of.parts:
        filler = of.parts[0]
        nominal.of = filler if isinstance(filler, list) else None
    return nominal


def _clause(parts: list[Any]) -> Clause:
    subject, tails = parts[0] if isinstance(parts[0], tuple) else (None, [])
    predicates = parts[-1] if isinstance(parts[-1], list) else []
    return Clause(subject, tails, predicates)


def _tail(kind: str) -> Callable[[list[Any]], Tail]:
    def make(parts: list[Any]) -> Tail:
        return Tail(kind, parts[0], _present(parts[1:]))

    return make


def _prepositional(parts: list[Any]) -> Tail:
    return parts[0] if isinstance(parts[0], Tail) else Tail("prepositional", parts[0], _present(parts[1:]))


_ACTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": _present,
    "clause": _clause,
    "subject": lambda parts: (parts[0], _present(parts[1:])),
    "predicates": _present,
    "predicate": lambda parts: Predicate(parts[0], _present(parts[1:])),
    "verb": lambda parts: parts[0],
    "list": _present,
    "core": _core,
    "of": _tail("prepositional"),
    "prepositional": _prepositional,
    "boundary": lambda parts: None,
    **{kind: _tail(kind) for kind in ("infinitive", "gerund", "participle", "complement", "subordinate", "relative")},
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
