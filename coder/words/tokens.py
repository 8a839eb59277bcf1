"""Text -> tokens with offsets, and the folding under which words are looked up.

A token is a word, a number or a punctuation mark; a possessive `'s` and a contracted `n't` are tokens of their own. Hyphenated
words stay whole (`al-Nusra`, `Daesh-held`), but fold to several pieces, so that the dictionary sees `al nusra` either way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = "'’‘`´′"
_LETTER_APOSTROPHE: Final = "ʼ"  # U+02BC counts as a letter: some archives use it for every apostrophe
HYPHENS: Final = r"\-‐‑"

_TOKEN: Final = re.compile(
    rf"""
      (?:[^\W\d_]\.){{2,}}(?:[{HYPHENS}]\w+)*(?:[{APOSTROPHES}]s\b)?  # U.S.  U.N.  U.S.-led  a.m.
    | [$€£¥]?\d+(?:[.,:/]\d+)*(?:[{HYPHENS}]\w+)*\w*%?    # 1,200  3.5  7:30  12-year-old  5th  $200m  40%
    | [^\W_]+(?:(?:[{APOSTROPHES}&_{HYPHENS}]|\.(?=[a-z]))[^\W_]+)*           # words
    | (?:(?<=\s)[{APOSTROPHES}]|(?<=\w)[{APOSTROPHES}]\ )s(?=\s)  # Iran 's  Iran’ s: text that was taken apart
    | \.\.\.|--+|&amp;|[^\w\s]|_
    """,
    re.VERBOSE,
)
_tokens: Final = _TOKEN.findall
_STOPS: Final = ",.;:"
_CLITIC: Final = re.compile(rf"^(.+?)(n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|S|re|ve|ll|d|m))$")
_APOSTROPHE: Final = re.compile(f"[{APOSTROPHES}]")
_HYPHEN: Final = re.compile(f"[{HYPHENS}_/]+")


@lru_cache(maxsize=200_000)
def fold(word: str) -> tuple[str, tuple[str, ...]]:
    """The look-up key of a word (case, diacritics and inner apostrophes gone) and its pieces between hyphens.

    >>> fold("Mo’arez"), fold("al-Nusra")
    (('moarez', ('moarez',)), ('al-nusra', ('al', 'nusra')))
    """
    key = word.lower().replace(" ", "")
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
    key = _APOSTROPHE.sub("" if len(key) > 3 else "'", key) or key
    key = _HYPHEN.sub("-", key)
    pieces = tuple(piece for piece in key.split("-") if piece) or (key,)
    return key, pieces


@lru_cache(maxsize=1 << 17)  # compiling after an edit meets the same phrases again
def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The pieces under which a dictionary phrase is stored: those of all its tokens."""
    return tuple(pieces(phrase))


def pieces(text: str) -> list[str]:
    """The look-up pieces of all tokens of a text."""
    return [piece for token, _ in tokens(text) for piece in fold(token)[1]]


def tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of `text` and where each begins; every character that is not white space belongs to exactly one of them."""
    if _LETTER_APOSTROPHE in text:
        text = text.replace(_LETTER_APOSTROPHE, "’")
    found: list[tuple[str, int]] = []
    end = 0
    for run in text.split():
        start = text.find(run, end)
        end = start + len(run)
        if run == "s" or (len(run) == 2 and run[1] == "s" and run[0] in APOSTROPHES):
            return _tokens_apart(text)
        if run.isalpha():  # most are plain words
            found.append((run, start))
        elif run[-1] in _STOPS and run[:-1].isalpha():
            found.append((run[:-1], start))
            found.append((run[-1], end - 1))
        else:
            for token in _tokens(run):
                _add(token, start, found)
                start += len(token)
    return found


def _tokens_apart(text: str) -> list[tuple[str, int]]:
    """The same for a text in which blanks may stand around clitics, so that a token may have one in it."""
    found: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(text):
        _add(match[0], match.start(), found)
    return found


def _add(token: str, start: int, found: list[tuple[str, int]]) -> None:
    """Add a token, or its two parts where it ends with a possessive or a contraction."""
    cut = 0 if token.isalnum() else _clitic(token)
    if cut:
        found.append((token[:cut], start))
        found.append((token[cut:], start + cut))
    else:
        found.append((token, start))


@lru_cache(maxsize=100_000)
def _clitic(word: str) -> int:
    """Where a possessive or a contraction begins in a word, or 0."""
    match = _CLITIC.match(word) if len(word) > 2 else None
    return match.end(1) if match is not None and (match.end(1) > 1 or match.group(1) in "Ii") else 0
