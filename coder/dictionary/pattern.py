"""The text of a verb pattern -> its parts. What the parts match is the business of `coder.coding.matching`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput

from coder.dictionary.folders import shipped_grammars


@dataclass(frozen=True, slots=True)
class Slot:
    """SOURCE or TARGET, with the role codes one of which the actor must have (empty: any)."""

    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Alternatives for one word: lemmas, and synsets written `<name>`."""

    lemmas: tuple[str, ...]
    synsets: tuple[str, ...]


Part = Slot | Words


@dataclass(frozen=True, slots=True)
class PatternText:
    """A parsed pattern: the parts before VERB and those behind it, in their order."""

    before: tuple[Part, ...]
    behind: tuple[Part, ...]


class PatternError(ValueError):
    """A pattern that cannot be read; `column` counts from 0 within the pattern."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class _Builder(Transformer[Token, Any]):
    def slot(self, parts: list[Token | None]) -> Slot:
        return Slot(str(parts[0]), tuple(str(role) for role in parts[1:] if role is not None))

    def choice(self, words: list[Token]) -> Words:
        return Words(
            tuple(str(word) for word in words if word.type == "LEMMA"),
            tuple(str(word)[1:-1] for word in words if word.type == "SYNSET"),
        )

    def filler(self, parts: list[Part]) -> list[Part]:
        return parts

    def argument(self, parts: list[list[Part]]) -> list[Part]:
        return parts[0]


@cache
def _parser() -> Lark:
    return Lark.open(str(shipped_grammars() / "pattern.lark"), parser="lalr")


def parse_pattern(text: str) -> PatternText:
    """Parse a pattern; raises PatternError with the column where it goes wrong."""
    if "VERB" not in text.split():
        raise PatternError("a pattern needs the word VERB, where the verb (or the noun) of the entry stands", 0)
    opened = text.rfind("<")
    if opened > text.rfind(">"):
        raise PatternError('a synset name needs a closing ">"', opened)
    before, behind = text.split("VERB", 1)
    try:
        tree = _parser().parse("VERB " + behind)
    except UnexpectedInput as error:
        raise PatternError(_complaint(error), max(0, (error.column or 1) - 6 + len(before) + 4)) from None
    try:
        head = _parser().parse(before + " VERB") if before.strip() else None
    except UnexpectedInput as error:
        raise PatternError(_complaint(error), max(0, (error.column or 1) - 1)) from None
    return PatternText(_parts(head) if head else (), _parts(tree))


def _complaint(error: UnexpectedInput) -> str:
    token = getattr(error, "token", None)
    found = repr(str(token)) if token is not None and str(token) else "the end of the pattern"
    return f"{found} cannot stand here; a pattern is made of VERB, SOURCE, TARGET, lemmas, a|b and <synset>"


def _parts(tree: Any) -> tuple[Part, ...]:
    return tuple(part for group in _Builder().transform(tree).children for part in group)
