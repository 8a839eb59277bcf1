"""The text of `tags.rules` -> its rules as plain values, each with its tests written as one Python expression."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from lark import Lark, Token, Transformer

from coder.words.tags import mask

# What a test may look at: tags before (decided), tags behind (open), the keys of the words, flags of the clause.
ARGUMENTS: Final = "p, pp, n, nn, key, pkey, ppkey, nkey, nnkey, capital, first, left, right, elsewhere, verb, opener"
_TAG_AT: Final = {"prev": "p", "prev2": "pp", "next": "n", "next2": "nn"}
_NEED: Final = re.compile(r"(pp?|nn?) & (\d+)$")
_KEY_AT: Final = {"prev": "pkey", "prev2": "ppkey", "next": "nkey", "next2": "nnkey"}


class WrittenRule(NamedTuple):
    """A rule as it is written; `examples` are sentence, expected tags, line and column.

    `needs` are the tags of which the words before and behind (`p`, `pp`, `n`, `nn`) must have some, or 0; `test` is what it asks
    besides, as an expression, or nothing.
    """

    name: str
    line: int
    column: int
    action: str
    tags: int
    needs: tuple[int, int, int, int]
    test: str
    examples: list[tuple[str, str, int, int]]


class _Compiler(Transformer[Token, Any]):
    """Writes each test as a Python expression: rules run hundreds of thousands of times a second."""

    def tags(self, tags: list[Token]) -> int:
        return mask(" ".join(tags))

    def words(self, words: list[Token]) -> frozenset[str]:
        return frozenset(word.strip('"') for word in words)

    def tagged(self, parts: list[Any]) -> str:
        return f"{_TAG_AT[parts[0]]} & {parts[1]}"

    def only(self, parts: list[Any]) -> str:
        return f"not {_TAG_AT[parts[0]]} & ~{parts[1]}"

    def worded(self, parts: list[Any]) -> str:
        return f"{_KEY_AT[parts[0]]} in {set(parts[1])!r}"

    def ended(self, parts: list[Any]) -> str:
        return f"{_KEY_AT[parts[0]]}.endswith({tuple(sorted(parts[1]))!r})"

    def self_worded(self, parts: list[Any]) -> str:
        return f"key in {set(parts[0])!r}"

    def ending(self, parts: list[Any]) -> str:
        return f"key.endswith({tuple(sorted(parts[0]))!r})"

    def finite(self, parts: list[Any]) -> str:
        return {"left": "left", "right": "right()", "elsewhere": "elsewhere()"}[str(parts[0])]

    def last_verb(self, parts: list[Any]) -> str:
        return f"verb & {parts[0]}"

    def last_opener(self, parts: list[Any]) -> str:
        return f"opener & {parts[0]}"

    def capitalised(self, _: list[Any]) -> str:
        return "capital"

    def first(self, _: list[Any]) -> str:
        return "first"

    def negated(self, parts: list[Any]) -> str:
        return f"not ({parts[0]})"

    def example(self, parts: list[Token]) -> tuple[str, str, int, int]:
        line, column = parts[0].line or 1, parts[0].column or 1
        return str(parts[0].strip()), str(parts[1].strip()), line, column


def parse_tag_rules(folder: Path) -> list[WrittenRule]:
    """The rules of `tags.rules` in `folder`, in their order; raises lark's UnexpectedInput where the file is malformed."""
    parser = Lark.open(str(folder / "tag_rules.lark"), parser="lalr", propagate_positions=True)
    tree = parser.parse((folder / "tags.rules").read_text(encoding="utf-8") + "\n")
    rules = []
    for rule in _Compiler().transform(tree).children:
        name, action, tags, *rest = rule.children
        needs, tests = _parted([part for part in rest if isinstance(part, str)])
        examples = [part for part in rest if isinstance(part, tuple)]
        test = " and ".join(f"({test})" for test in tests)
        rules.append(WrittenRule(str(name), name.line or 1, name.column or 1, str(action), tags, needs, test, examples))
    return rules


def _parted(tests: list[str]) -> tuple[tuple[int, int, int, int], list[str]]:
    """What a rule needs of the tags around a word, which most words have not, and its other tests."""
    needs = {"p": 0, "pp": 0, "n": 0, "nn": 0}
    others: list[str] = []
    for test in tests:
        found = _NEED.match(test)
        if found is not None and not needs[found[1]]:
            needs[found[1]] = int(found[2])
        else:
            others.append(test)
    return (needs["p"], needs["pp"], needs["n"], needs["nn"]), others
