"""Text -> tokens with offsets, and the folding under which words are looked up.

A token is a word, a number or a punctuation mark; a possessive `'s` and a contracted `n't` are tokens of their own. Hyphenated
words stay whole (`al-Nusra`, `Daesh-held`), but fold to several pieces, so that the dictionary sees `al nusra` either way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’‘`´′"
_LETTER_APOSTROPHE = "ʼ"  # U+02BC counts as a letter: some archives use it for every apostrophe
HYPHENS = r"\-‐‑"

_WORD = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}(?:[{HYPHENS}]\w+)*(?:[{APOSTROPHES}]s\b)?  # U.S.  U.N.  U.S.-led  a.m.
    | [$€£¥]?\d+(?:[.,:/]\d+)*(?:[{HYPHENS}]\w+)*\w*%?    # 1,200  3.5  7:30  12-year-old  5th  $200m  40%
    | [^\W_]+(?:(?:[{APOSTROPHES}&_{HYPHENS}]|\.(?=[a-z]))[^\W_]+)*           # words
    | \.\.\.|--+|[^\w\s]|_
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(rf"^(.+?)(n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|S|re|ve|ll|d|m))$")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_HYPHEN = re.compile(f"[{HYPHENS}_/]+")


class Token:
    """One token: `text`, its offsets in the sentence, its look-up `key` and the `pieces` the key is made of."""

    __slots__ = ("end", "key", "pieces", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.key, self.pieces = fold(text)

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.start})"


@lru_cache(maxsize=200_000)
def fold(word: str) -> tuple[str, tuple[str, ...]]:
    """The look-up key of a word (case, diacritics and inner apostrophes gone) and its pieces between hyphens.

    >>> fold("Mo’arez"), fold("al-Nusra")
    (('moarez', ('moarez',)), ('al-nusra', ('al', 'nusra')))
    """
    key = word.lower()
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    key = _APOSTROPHE.sub("" if len(key) > 3 else "'", key) or key
    key = _HYPHEN.sub("-", key)
    pieces = tuple(piece for piece in key.split("-") if piece) or (key,)
    return key, pieces


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The pieces under which a dictionary phrase is stored: those of all its tokens."""
    return tuple(piece for token in tokenise(phrase) for piece in token.pieces)


def tokenise(text: str) -> list[Token]:
    """Split `text` into tokens; every character that is not white space belongs to exactly one of them."""
    tokens: list[Token] = []
    append = tokens.append
    if _LETTER_APOSTROPHE in text:
        text = text.replace(_LETTER_APOSTROPHE, "’")
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        if len(word) > 2:
            clitic = _CLITIC.match(word) if not word.isalnum() else None
            if clitic is not None and (clitic.end(1) > 1 or clitic.group(1) in "Ii"):
                cut = start + clitic.end(1)
                append(Token(clitic.group(1), start, cut))
                append(Token(clitic.group(2), cut, end))
                continue
        append(Token(word, start, end))
    return tokens
