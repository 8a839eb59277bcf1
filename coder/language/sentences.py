"""Sentences of a story: text and the spans of its paragraphs in, sentences with offsets into that text out.

The stops are judged by `sentencex`, which is rule-based; this module says what it is shown and repairs what it gets wrong. It is
shown a copy of the same length in plain ASCII without quotation marks and brackets, because it does not split inside them (a
quotation of three sentences would be one) and because it fails on some wide characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import sentencex

from coder.language.datelines import dateline
from coder.language.page_words import page_words
from coder.model import Sentence

_BLANK_LINE: Final = re.compile(r"(?>\r\n?|\n)[^\S\r\n]*[\r\n]\s*")
_LINE_END: Final = re.compile(r"\r\n?|\n")
_INNER_STOP: Final = re.compile(r"[.!?…؟。][^\w\s]*(?=\s)|[.!?…][\"”’)\]]*(?=[\"“‘(\[]?[A-Z])")
_STOPPED: Final = re.compile(r"[.!?…:;,؟。][\"'”’»)\]]*$")
_LAST_WORD: Final = re.compile(r"([^\s\"“”‘’'(\[/—–-]+)\.$")
_NEXT_WORD: Final = re.compile(r"[^\w]*([\w'’]+)")
_ABBREVIATION: Final = re.compile(r"(?<![\w.])([^\W\d_]+(?:\.[^\W\d_]+)*)\.[\"”’'»)\]]*\s+(?=[\"“‘(\[]?[A-Z])")
_WORD: Final = re.compile(r"[^\W_]")
_WORDS: Final = re.compile(r"[\w'’.-]+")
_NEAR: Final = 60  # characters on either side of a stop that are looked at
_CLOSERS: Final = "\"'”’»)]"
_HEADLINE_ENDS_BEFORE: Final = re.compile(r"[\"'“‘(\[]?[A-Z0-9]")


class _Ascii(dict[int, str]):
    """Translation to ASCII, one character for one: shape is kept (capital, small letter, stop, space), the letter is not."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if code < 128:
            plain = " " if char in '"()[]' else char
        elif char in "…。":
            plain = "."
        elif char == "؟":
            plain = "?"
        elif char in "’ʼ":
            plain = "'"
        elif char.isalpha():
            plain = "X" if char.isupper() else "x"
        elif char.isdigit():
            plain = "1"
        else:
            plain = " " if char.isspace() or char in "“”«»‘" else "-"
        self[code] = plain
        return plain


_ASCII: Final = _Ascii()


def split_sentences(text: str, spans: Sequence[tuple[int, int]] | None = None, whole: bool = False) -> list[Sentence]:
    """The sentences of `text`, or of the paragraphs at `spans` only, numbered from 1; `text[s.start:s.end] == s.text` of each.

    With `whole` each paragraph is one sentence.
    """
    if spans is None and _is_single(text):
        bare = text.strip()
        start = text.index(bare)
        return [Sentence(1, bare, start, start + len(bare))]
    sentences: list[Sentence] = []
    for start, end in [(0, len(text))] if spans is None else spans:
        for block_start, block_end in ((start, end),) if whole else _blocks(text, start, end):
            _read_block(text, block_start, block_end, sentences, whole)
    return sentences


def _is_single(text: str) -> bool:
    """Whether the text is plainly one sentence, as in corpora of single sentences: one stop, at its end, and no dateline."""
    return (
        text.count(".") == 1
        and text.endswith(".")
        and not any(mark in text for mark in "\n\r!?…؟。")
        and _WORD.search(text) is not None
        and dateline(text) is None
    )


def _read_block(text: str, start: int, end: int, sentences: list[Sentence], whole: bool) -> None:
    """Append the sentences of one block, without datelines, white space and what has no word in it."""
    head = dateline(text[start:end])
    if head is not None:
        start += head[1]
    for cut in (*(() if whole else _boundaries(text[start:end], start)), end):
        piece = text[start:cut]
        bare = piece.lstrip()
        left = start + len(piece) - len(bare)
        bare = bare.rstrip()
        start = cut
        if sentences and len(bare) > 12 and (head := dateline(bare, proof=True)) is not None:
            left += head[1]
            bare = bare[head[1] :]
        if _WORD.search(bare):
            sentences.append(Sentence(len(sentences) + 1, bare, left, left + len(bare)))


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: between blank lines, and a headline by itself."""
    if "\n" not in text and "\r" not in text:
        yield start, end
        return
    for block_start, block_end in _between(_BLANK_LINE, text, start, end):
        lines = [line for line in _between(_LINE_END, text, block_start, block_end) if text[line[0] : line[1]].strip()]
        width = max((len(text[a:b].strip()) for a, b in lines), default=0)
        first = block_start
        for (a, b), (c, d) in pairwise(lines):
            if _is_headline(text[a:b].strip(), text[c:d].strip(), width):
                yield first, b
                first = c
        yield first, block_end


def _between(separator: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in separator.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _is_headline(line: str, below: str, width: int) -> bool:
    """Whether a line without final stop ends all the same: the line below begins afresh though its first word had room above.

    `width` is that of the longest line of the block: where text is wrapped, the first word below never has room.
    """
    if _STOPPED.search(line) or not line[:1].isupper() or not _HEADLINE_ENDS_BEFORE.match(below):
        return False
    return len(line) + 1 + len(below.split(None, 1)[0]) <= width or dateline(below) is not None


def _boundaries(block: str, offset: int) -> list[int]:
    """Where the second and later sentences of a block begin, as offsets into the story (`offset` is the block's own)."""
    if _INNER_STOP.search(block) is None:
        return []
    shown = block if block.isascii() and not any(mark in block for mark in '"()[]') else block.translate(_ASCII)
    cased = not block.islower()
    cuts: set[int] = set()
    at = 0
    for piece in sentencex.segment("en", shown):
        # sentencex ends a piece behind the white space; the cut belongs behind the stop and the quotation marks that close on it.
        cut = at + len(piece.rstrip())
        at += len(piece)
        while cut < len(block) and block[cut] in _CLOSERS:
            cut += 1
        if 0 < cut < len(block) and not _is_inside(block[max(0, cut - _NEAR) : cut], block[cut : cut + _NEAR], cased):
            cuts.add(cut)
    for found in _ABBREVIATION.finditer(block):
        if _ends_all_the_same(found[1], block[found.end() : found.end() + _NEAR]):
            cuts.add(len(block[: found.end()].rstrip()))
    return [offset + cut for cut in sorted(cuts)]


def _is_inside(before: str, after: str, cased: bool) -> bool:
    """Whether a stop that `sentencex` took for the end of a sentence stands inside one."""
    words = page_words()
    following = _NEXT_WORD.match(after)
    if following is None:
        return False
    word = following[1]
    if before.endswith(("…", "...")) and word[0].islower():
        return True
    if before[-1] in _CLOSERS:
        if word[0].islower():
            return cased or _is_speech(after)
        return before.rstrip(_CLOSERS)[-1:] in "?!" and _is_speech(after)
    abbreviation = _LAST_WORD.search(before)
    if abbreviation is None:
        return False
    short = abbreviation[1].lower()
    if short in words.before_names:
        return True
    if word[0].isdigit() and (short in words.before_numbers or short in words.months):
        return True
    if short in words.may_end or "." in short:
        return not word[0].isupper() or word.lower() not in words.openers
    if len(short) == 1 and abbreviation[1].isupper():
        return word[0].isupper() and word.lower() not in words.openers
    return False


def _is_speech(after: str) -> bool:
    """Whether a verb of speech is among the first four words: "Is it?" Mr. Smith asked."""
    return any(word.lower().rstrip(".") in page_words().speech for word in _WORDS.findall(after)[:4])


def _ends_all_the_same(word: str, after: str) -> bool:
    """Whether a sentence ends behind `word`, which `sentencex` may take for an abbreviation, and a capital follows.

    U.S., p.m. or Inc. end one where a new one plainly begins; "me", "art" and "org" are no abbreviations before a name.
    """
    words = page_words()
    short = word.lower()
    if short in words.before_names:
        return False
    if short in words.may_end or (len(short) > 1 and short[-2] == "."):
        following = _NEXT_WORD.match(after)
        return following is not None and following[1].lower() in words.openers
    return (word.islower() and len(word) > 1) or short in words.whole_words
