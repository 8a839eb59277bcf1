"""A small driver for the tables that lark makes of a LALR grammar.

It does what lark's own driver does with `%declare`d terminals and an inline transformer, but takes the terminals as two plain
lists (types and values) instead of token objects, and has no error path: the grammars are total.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from coder.language.lalr_tables import Rule, tables

END = "$END"


Action = Callable[[list[Any]], Any]


class Parser:
    """A LALR parser of a total grammar over given terminals; `actions` maps a rule name to a function of its parts."""

    def __init__(self, grammar: Path, actions: dict[str, Action]) -> None:
        made = tables(grammar)
        self.start, self.end, self.terminals = made.start, made.end, made.terminals
        rules = [_driven(rule, actions) for rule in made.rules]
        self.states: dict[int, dict[str, tuple[bool, Any]]] = {
            state: {symbol: (shift, to if shift else rules[to]) for symbol, (shift, to) in moves.items()}
            for state, moves in made.states.items()
        }

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


def _driven(rule: Rule, actions: dict[str, Action]) -> tuple[int, str, tuple[Action | None, bool, tuple[bool, ...] | None], bool]:
    """A rule with its action, in the order in which `Parser.parse` takes it apart."""
    action = None if rule.action is None else actions.get(rule.action)
    if action is None and rule.action is not None:
        raise KeyError(f"the grammar's rule {rule.action!r} has no action")
    return rule.size, rule.origin, (action, rule.spliced, rule.splices), rule.inlined
