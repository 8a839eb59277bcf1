"""A small driver for the tables that lark makes of a LALR grammar.

It does what lark's own driver does with `%declare`d terminals and an inline transformer, but takes the terminals as two plain
lists (types and values) instead of token objects, and has no error path: the grammars are total.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from coder.language.lalr_tables import Rule, tables

END: Final = "$END"

Action = Callable[[list[Any]], Any]
# What to do in a state with a symbol. Most reductions take one part: they have steps of their own, which leave it where it is.
SHIFT: Final = 0
WRAP: Final = 1
KEEP: Final = 2
ACT_ON_ONE: Final = 3
ACT_ON_LIST: Final = 4
APPEND: Final = 5
REDUCE: Final = 6


class Step:
    """What to do: `kind` as above, the moves of the state to go `to`, or the `size`, `origin`, `action`, `splices` of a rule."""

    __slots__ = ("action", "kind", "origin", "size", "splices", "to")

    def __init__(self, kind: int, to: Moves) -> None:
        self.kind = kind
        self.to = to
        self.size = 0
        self.origin = ""
        self.action: Action | None = None
        self.splices: tuple[bool, ...] | None = None


Moves = dict[str, Step]  # what to do in a state, by the symbol that stands ahead


class Parser:
    """A LALR parser of a total grammar over given terminals; `actions` maps a rule name to a function of its parts."""

    def __init__(self, grammar: Path, actions: dict[str, Action]) -> None:
        made = tables(grammar)
        self.start, self.end, self.terminals = made.start, made.end, made.terminals
        rules = [_step(rule, actions) for rule in made.rules]
        self.states: dict[int, Moves] = {state: {} for state in made.states}
        for state, moves in made.states.items():
            for symbol, (shift, to) in moves.items():
                self.states[state][symbol] = Step(SHIFT, self.states[to]) if shift else rules[to]

    def parse(self, types: list[str], values: list[Any]) -> Any:
        """The value of the whole string; a terminal that no state expects is a KeyError, and a defect of the grammar."""
        moves, end = self.states[self.start], self.states[self.end]
        stack = [moves]
        parts: list[Any] = []
        at, n = 0, len(types)
        symbol = types[0] if n else END
        while True:
            step = moves[symbol]
            kind = step.kind
            if kind == SHIFT:
                if symbol == END:
                    return parts[-1]
                moves = step.to
                stack.append(moves)
                parts.append(values[at])
                at += 1
                symbol = types[at] if at < n else END
                continue
            if kind == KEEP:
                stack.pop()
            elif kind == ACT_ON_ONE:
                stack.pop()
                assert step.action is not None
                parts[-1] = step.action([parts[-1]])
            elif kind == APPEND:
                del stack[-2:]
                part = parts.pop()
                parts[-1].append(part)
            elif kind == REDUCE:
                _reduce(parts, step)
                if step.size:
                    del stack[-step.size :]
            elif kind == WRAP:
                stack.pop()
                parts[-1] = [parts[-1]]
            else:
                stack.pop()
                assert step.action is not None
                parts[-1] = step.action(parts[-1])
            moves = stack[-1][step.origin].to
            stack.append(moves)
            if moves is end and symbol == END:
                return parts[-1]


def _reduce(parts: list[Any], step: Step) -> None:
    """Put what a rule makes of the last parts in their place."""
    start = len(parts) - step.size
    taken: list[Any] = []
    if step.splices is None:
        taken = parts[start:]
    else:
        for at, splice in enumerate(step.splices, start):
            if splice:
                taken += parts[at]
            else:
                taken.append(parts[at])
    del parts[start:]
    parts.append(taken if step.action is None else step.action(taken))


def _step(rule: Rule, actions: dict[str, Action]) -> Step:
    """What to do where a rule is complete."""
    action = None if rule.action is None else actions.get(rule.action)
    if action is None and rule.action is not None:
        raise KeyError(f"the grammar's rule {rule.action!r} has no action")
    kind = REDUCE
    if rule.size == 1:
        spliced = rule.inlined or rule.splices is not None
        kind = (KEEP if spliced else WRAP) if action is None else ACT_ON_LIST if spliced else ACT_ON_ONE
    elif action is None and rule.splices == (True, False):
        kind = APPEND
    step = Step(kind, {})
    step.size, step.origin, step.action, step.splices = rule.size, rule.origin, action, rule.splices
    return step
