"""Reads `grammars/tags.rules` and turns each rule into a function of the words around a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from coder.dictionary.kept import kept
from coder.language.lalr_tables import lark_version
from coder.model import Where

Test = Callable[..., object]


@dataclass(frozen=True, slots=True)
class TagRule:
    """A rule: where it holds, the readings in `tags` are dropped, or kept as the only ones, or read as an adjective.

    It holds where the words around have some of the tags that it `needs` (one and two before, one and two behind; 0: any), and
    where `test` does, if there is one.
    """

    name: str
    where: Where
    action: str
    tags: int
    needs: tuple[int, int, int, int]
    test: Test | None
    examples: tuple[tuple[str, str, Where], ...]


def read_tag_rules(folder: Path) -> list[TagRule]:
    """The rules of `tags.rules` in `folder`, in their order; raises lark's UnexpectedInput where the file is malformed."""
    here = Path(__file__)
    sources = [folder / "tags.rules", folder / "tag_rules.lark", lark_version(), here, here.with_name("tag_rule_parser.py")]
    rules, tests = kept("tag-rules", sources, lambda: _compile(folder))
    return [
        TagRule(
            name,
            Where("tags.rules", line, column),
            action,
            tags,
            needs,
            test,
            tuple((text, expected, Where("tags.rules", *place)) for text, expected, *place in examples),
        )
        for (name, line, column, action, tags, needs, _, examples), test in zip(rules, eval(tests), strict=True)
    ]


def _compile(folder: Path) -> tuple[list[tuple[Any, ...]], CodeType]:
    """The rules, and the code that makes the list of their tests: rules run hundreds of thousands of times a second."""
    from coder.language.tag_rule_parser import ARGUMENTS, parse_tag_rules  # brings lark, which a warm start can do without

    rules = parse_tag_rules(folder)
    tests = ",\n".join(f"lambda {ARGUMENTS}: {rule.test}" if rule.test else "None" for rule in rules)
    return [tuple(rule) for rule in rules], compile(f"[{tests}]", str(folder / "tags.rules"), "eval")
