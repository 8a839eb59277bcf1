"""A grammar file -> the tables that lark makes of it, as plain values.

Making them takes longer than coding an article; so they are kept in the user's cache, and lark is imported only to make them.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, NamedTuple

from coder.dictionary.kept import kept


class Rule(NamedTuple):
    """A rule of a grammar: how many parts it takes, what it makes, and what becomes of its parts.

    `action` names the function that is given the parts, None where there is none: the parts of a `spliced` rule become parts of
    the rule above it, an `inlined` one stands for its only part. `splices` tells which parts are themselves spliced, if any are.
    """

    size: int
    origin: str
    action: str | None
    spliced: bool
    splices: tuple[bool, ...] | None
    inlined: bool


class Tables(NamedTuple):
    """LALR tables: in a state a symbol means (True, next state) or (False, number of the rule to reduce by)."""

    start: int
    end: int
    terminals: list[str]
    rules: list[Rule]
    states: dict[int, dict[str, tuple[bool, int]]]


def tables(grammar: Path) -> Tables:
    """The tables of a grammar, from the cache where neither it nor lark nor this module has changed."""
    start, end, terminals, rules, states = kept("tables", [grammar, lark_version(), Path(__file__)], lambda: _make(grammar))
    return Tables(start, end, terminals, [Rule(*rule) for rule in rules], states)


def lark_version() -> Path:
    """The file of the lark library that names its version."""
    spec = importlib.util.find_spec("lark")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package lark, which reads the grammars, is not installed")
    return Path(spec.origin)


def _make(grammar: Path) -> tuple[Any, ...]:
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        """Lark wants a lexer; the terminals are given, so there is none."""

        def __init__(self, _: Any) -> None:
            pass

        def lex(self, *_: Any) -> Any:
            raise NotImplementedError

    lark = Lark.open(str(grammar), parser="lalr", lexer=NoLexer, start="start", maybe_placeholders=False)
    table: Any = lark.parser.parser._parse_table
    numbers = {rule: number for number, rule in enumerate(lark.rules)}
    states = {
        state: {
            str(symbol): (True, argument) if kind is Shift else (False, numbers[argument])
            for symbol, (kind, argument) in moves.items()
        }
        for state, moves in table.states.items()
    }
    terminals = sorted({str(symbol.name) for rule in lark.rules for symbol in rule.expansion if symbol.is_term})
    rules = [tuple(_rule(rule)) for rule in numbers]
    return table.start_states["start"], table.end_states["start"], terminals, rules, states


def _rule(rule: Any) -> Rule:
    origin = str(rule.origin.name)
    spliced = origin.startswith("_")
    inlined = bool(rule.options.expand1) and len(rule.expansion) == 1
    splices = tuple(symbol.name.startswith("_") and not symbol.is_term for symbol in rule.expansion)
    action = None if spliced or inlined else str(rule.alias or origin)
    return Rule(len(rule.expansion), origin, action, spliced, splices if any(splices) else None, inlined)
