"""The word as the reader of sentences sees it: a token, or a dictionary phrase that has become one word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.dictionary.compiled import Meaning


class Word:
    """One word of a sentence.

    `start` and `end` are offsets in the sentence; `mask` its possible tags and `tag` the one chosen by `rule` (names); `noun` and
    `verb` its lemmas, `wanted` those of them that patterns name; `meanings` what the dictionaries know of it as a whole, `inner`
    of a part of it (`Daesh` in `Daesh-held`); `quoted` tells whether it stands between quotation marks.
    """

    __slots__ = (
        "capital",
        "end",
        "inner",
        "key",
        "mask",
        "meanings",
        "noun",
        "quoted",
        "rule",
        "start",
        "tag",
        "text",
        "verb",
        "wanted",
    )

    def __init__(self, text: str, start: int, end: int, key: str, mask: int, noun: str, verb: str, capital: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.key = key
        self.mask = mask
        self.tag = mask
        self.noun = noun
        self.verb = verb
        self.capital = capital
        self.quoted = False
        self.rule = ""
        self.wanted: tuple[str, ...] = ()
        self.meanings: tuple[Meaning, ...] = ()
        self.inner: tuple[Meaning, ...] = ()

    def __repr__(self) -> str:
        return f"Word({self.text!r})"
