"""The text of a verb pattern -> its parts. What the parts match is the business of `coder.coding.matching`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from coder.dictionary.folders import shipped_grammars
from coder.dictionary.records import Records, Rows, rows

if TYPE_CHECKING:
    from lark import Lark, Token, Tree, UnexpectedInput


@dataclass(frozen=True, slots=True)
class Slot:
    """SOURCE or TARGET, with the role codes one of which the actor must have (empty: any)."""

    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Alternatives for one word: lemmas, and synsets written `<name>`; `joined`: the next word stands right behind it."""

    lemmas: tuple[str, ...]
    synsets: tuple[str, ...]
    joined: bool = False


Part = Slot | Words


@dataclass(frozen=True, slots=True)
class PatternText:
    """A parsed pattern: the parts before VERB and those behind it, in their order."""

    before: tuple[Part, ...]
    behind: tuple[Part, ...]


_KINDS = (Slot, Words, PatternText)
_known: dict[str, tuple[Records[PatternText], int]] = {}  # what other runs have parsed


class PatternError(ValueError):
    """A pattern that cannot be read; `column` counts from 0 within the pattern."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@cache
def _parser() -> Lark:
    from lark import Lark  # takes long to import, and patterns are parsed once only

    return Lark.open(str(shipped_grammars() / "pattern.lark"), parser="lalr")


def parse_pattern(text: str) -> PatternText:
    """Parse a pattern; raises PatternError with the column where it goes wrong."""
    if text in _known:
        records, number = _known[text]
        return records[number]
    return _parse(text)


def parsed_patterns(texts: Iterable[str]) -> tuple[list[str], Rows]:
    """Those patterns that can be parsed, as `know_patterns` takes them in another run."""
    parsed = {}
    for text in texts:
        with suppress(PatternError):
            parsed[text] = parse_pattern(text)
    return list(parsed), rows(parsed.values(), _KINDS)


def know_patterns(parsed: tuple[list[str], Rows]) -> None:
    """Spare `parse_pattern` the parsing of some patterns: it takes a second for all of them."""
    texts, packed = parsed
    records: Records[PatternText] = Records(packed, _KINDS)
    _known.update({text: (records, number) for number, text in enumerate(texts)})


@cache  # compiling after an edit meets the same patterns again
def _parse(text: str) -> PatternText:
    if "VERB" not in text.split():
        raise PatternError("a pattern needs the word VERB, where the verb (or the noun) of the entry stands", 0)
    opened = text.rfind("<")
    if opened > text.rfind(">"):
        raise PatternError('a synset name needs a closing ">"', opened)
    from lark import UnexpectedInput

    before, behind = text.split("VERB", 1)
    try:
        tree = _parser().parse("VERB " + behind)
    except UnexpectedInput as error:
        raise PatternError(_complaint(error), max(0, (error.column or 1) - 6 + len(before) + 4)) from None
    try:
        head = _parser().parse(before + " VERB") if before.strip() else None
    except UnexpectedInput as error:
        raise PatternError(_complaint(error), max(0, (error.column or 1) - 1)) from None
    parts = _parts(head) if head else ()
    if [part.name for part in parts if isinstance(part, Slot)] not in ([], ["SOURCE"], ["TARGET"], ["SOURCE", "TARGET"]):
        raise PatternError('before VERB stands SOURCE, TARGET or "SOURCE and TARGET"', 0)
    return PatternText(parts, _parts(tree))


def _complaint(error: UnexpectedInput) -> str:
    token = getattr(error, "token", None)
    found = repr(str(token)) if token is not None and str(token) else "the end of the pattern"
    return f"{found} cannot stand here; a pattern is made of VERB, SOURCE, TARGET, lemmas, a|b and <synset>"


def _parts(tree: Tree[Token]) -> tuple[Part, ...]:
    """The slots and words of a parsed pattern, in their order."""
    parts: Iterator[Tree[Token]] = tree.iter_subtrees_topdown()  # type: ignore[no-untyped-call]
    return tuple(_part(part) for part in parts if part.data in ("slot", "choice", "joined"))


def _part(tree: Tree[Token]) -> Part:
    tokens: list[Any] = [child for child in tree.children if child is not None]
    if tree.data == "slot":
        return Slot(str(tokens[0]), tuple(map(str, tokens[1:])))
    lemmas = tuple(str(token) for token in tokens if token.type == "LEMMA")
    synsets = tuple(str(token)[1:-1] for token in tokens if token.type == "SYNSET")
    return Words(lemmas, synsets, tree.data == "joined")
