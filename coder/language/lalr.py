"""A small driver for the tables that lark makes of a LALR grammar.

It does what lark's own driver does with `%declare`d terminals and an inline transformer, but takes the terminals as two plain
lists (types and values) instead of token objects, and has no error path: the grammars are total.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer as LarkLexer
from lark.parsers.lalr_analysis import Shift

END = "$END"


class _NoLexer(LarkLexer):
    """Lark wants a lexer; the terminals are given, so there is none."""

    def __init__(self, _: Any) -> None:
        pass

    def lex(self, *_: Any) -> Any:
        raise NotImplementedError


class Parser:
    """A LALR parser of a total grammar over given terminals; `actions` maps a rule name to a function of its parts."""

    def __init__(self, grammar: Path, actions: dict[str, Callable[[list[Any]], Any]]) -> None:
        self.lark = Lark.open(str(grammar), parser="lalr", lexer=_NoLexer, start="start", maybe_placeholders=False)
        table = self.lark.parser.parser._parse_table  # type: ignore[attr-defined]
        self.start = table.start_states["start"]
        self.end = table.end_states["start"]
        self.terminals = sorted({str(s.name) for rule in self.lark.rules for s in rule.expansion if s.is_term})
        self.states: dict[Any, dict[str, tuple[bool, Any]]] = {}
        compiled: dict[int, tuple[int, str, Callable[[list[Any]], Any] | None, bool]] = {}
        for state, moves in table.states.items():
            row: dict[str, tuple[bool, Any]] = {}
            for symbol, (kind, argument) in moves.items():
                if kind is Shift:
                    row[symbol] = (True, argument)
                else:
                    known = compiled.get(id(argument))
                    if known is None:
                        known = compiled[id(argument)] = self._rule(argument, actions)
                    row[symbol] = (False, known)
            self.states[state] = row

    @staticmethod
    def _rule(rule: Any, actions: dict[str, Callable[[list[Any]], Any]]) -> tuple[int, str, Any, bool]:
        origin = str(rule.origin.name)
        name = str(rule.alias or origin)
        spliced = origin.startswith("_")
        inlined = bool(rule.options.expand1) and len(rule.expansion) == 1
        action = None if spliced or inlined else actions.get(name)
        if action is None and not spliced and not inlined:
            raise KeyError(f"the grammar's rule {name!r} has no action")
        splices = tuple(symbol.name.startswith("_") and not symbol.is_term for symbol in rule.expansion)
        return len(rule.expansion), origin, (action, spliced, splices if any(splices) else None), inlined

    def parse(self, types: Sequence[str], values: Sequence[Any]) -> Any:
        """The value of the whole string; a terminal that no state expects is a KeyError, and a defect of the grammar."""
        states = self.states
        stack = [self.start]
        parts: list[Any] = []
        at, n = 0, len(types)
        symbol = types[0] if n else END
        while True:
            shift, argument = states[stack[-1]][symbol]
            if shift:
                stack.append(argument)
                if symbol == END:
                    return parts[-1]
                parts.append(values[at])
                at += 1
                symbol = types[at] if at < n else END
                continue
            size, origin, (action, spliced, splices), inlined = argument
            if size:
                taken = parts[-size:]
                del parts[-size:]
                del stack[-size:]
            else:
                taken = []
            if inlined:
                value = taken[0]
            else:
                if splices is not None:
                    flat: list[Any] = []
                    for part, splice in zip(taken, splices, strict=True):
                        if splice:
                            flat += part
                        else:
                            flat.append(part)
                    taken = flat
                value = taken if spliced else action(taken)
            state = states[stack[-1]][origin][1]
            stack.append(state)
            parts.append(value)
            if state == self.end and symbol == END:
                return value
