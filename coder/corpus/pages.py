"""Web pages saved as text: the raw text in, its title and the spans of its prose out.

A page is judged by form alone, never by what a certain site prints: prose ends in a full stop, is longer than a label, has small
letters among its words, and stands together. Where nothing on a page has the form of prose (unpunctuated text), everything on it
is taken, for then the form says nothing. The few words needed (credits, cookies, months) are in `dictionaries/pages.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise

from coder.language.page_words import page_words
from coder.language.sentences import split_sentences

_WIDEST_WRAP = 132  # characters; a block with a longer line was not wrapped by hand or by a mail program
_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"[•*·▪►»>–-]+\s+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ASKING = re.compile(r"[!?][\"'”’»)\]]*$")
_LEADING_ON = re.compile(r"[:;,—–-]$")
_LABEL = re.compile(r"[\w ]{1,25}:\s")
_SEPARATOR = re.compile(r"\s[|»›·•>]\s|\s\|")
_SYMBOL = re.compile(r"[©|/]")


class _Kind(Enum):
    PROSE = "prose"
    PERHAPS = "prose if it stands among prose"
    LEADS_ON = "prose if prose follows"
    OTHER = "not prose"


@dataclass(frozen=True, slots=True)
class Page:
    """`title` as one line, or None; `paragraphs` as (start, end) offsets into the raw text, in order."""

    title: str | None
    paragraphs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str
    kind: _Kind


def read_page(text: str) -> Page:
    """Find the prose of a page, and the headline above it if there is one."""
    found = [paragraph for block in _blocks(text) for paragraph in _read_block(text, block)]
    sure = [place for place, paragraph in enumerate(found) if paragraph.kind is _Kind.PROSE]
    if not sure:
        return Page(None, ((0, len(text)),))
    kept = []
    for place in range(sure[0], sure[-1] + 1):
        kind = found[place].kind
        leads_on = kind is _Kind.LEADS_ON and found[place + 1].kind in (_Kind.PROSE, _Kind.PERHAPS)
        if leads_on or kind in (_Kind.PROSE, _Kind.PERHAPS):
            kept.append((found[place].start, found[place].end))
    return Page(_title(found[: sure[0]]), tuple(kept))


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank one between them, each line as the span of what it says."""
    block: list[tuple[int, int]] = []
    last = 0
    for line in _LINE.finditer(text):
        bare = line[0].strip()
        breaks = text.count("\n", last, line.start()) or text.count("\r", last, line.start())
        last = line.end()
        if block and (not bare or breaks > 1):
            yield block
            block = []
        if bare:
            start = line.start() + line[0].index(bare)
            block.append((start, start + len(bare)))
    if block:
        yield block


def _read_block(text: str, block: list[tuple[int, int]]) -> list[_Paragraph]:
    """The paragraphs of a block, judged; among headlines even a closed line is one ("Who Bombed Iraq?")."""
    judged = [_judge(text, start, end) for start, end in _unwrap(text, block)]
    others = sum(paragraph.kind is _Kind.OTHER for paragraph in judged)
    if len(judged) > 2 and 2 * others > len(judged):
        return [_Paragraph(one.start, one.end, one.text, _Kind.OTHER) if _is_short_line(one.text) else one for one in judged]
    return judged


def _is_short_line(text: str) -> bool:
    """Whether a line could be a headline that ends in a question mark or an abbreviation ("Turkey Condemns the U.S.")."""
    return len(text) < 100 and (_ASKING.search(text) is not None or re.search(r"\b\w\.\w\.$", text) is not None)


def _unwrap(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines of a block that were one paragraph before it was wrapped at some width."""
    width = max(end - start for start, end in block)
    softs = [_is_soft(text[a:b], text[c:d], width) for (a, b), (c, d) in pairwise(block)]
    wrapped = any(soft and not _CLOSED.search(text[a:b]) for soft, (a, b) in zip(softs, block, strict=False))
    run = [block[0]]
    for soft, line in zip(softs, block[1:], strict=True):
        # A closed line needs no joining, unless its stop may be that of an abbreviation: "the U.S." at the edge of wrapped text.
        if soft and (wrapped or not _CLOSED.search(text[slice(*run[-1])])):
            run.append(line)
        else:
            yield from _joined(text, run)
            run = [line]
    yield from _joined(text, run)


def _joined(text: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """One span of lines that end in a stop or run on in small letters; headlines above each other stay apart."""
    last = text[slice(*run[-1])]
    if _CLOSED.search(last) or _LEADING_ON.search(last) or all(text[start].islower() for start, _ in run[1:]):
        return [(run[0][0], run[-1][1])]
    return run


def _is_soft(line: str, below: str, width: int) -> bool:
    """Whether a line runs on: the next begins with a small letter, or its first word had no room at the end of this one."""
    if len(line) < 25 or _starts_with_credit(below):
        return False
    if below[0].islower():
        return not _CLOSED.search(line) and width >= 40
    if len(line) < 40 or width > _WIDEST_WRAP or not (below[0].isalnum() or below[0] in "\"'“‘(["):
        return False
    return len(line) + 1 + len(below.split(None, 1)[0]) > width and (_CLOSED.search(line) is not None or not _is_titled(line))


def _judge(text: str, start: int, end: int) -> _Paragraph:
    bullet = _BULLET.match(text, start, end)
    if bullet is not None and bullet.end() < end:
        start = bullet.end()
    end = _without_credit(text, start, end)
    line = " ".join(text[start:end].split())
    return _Paragraph(start, end, line, _kind(line))


def _kind(line: str) -> _Kind:
    words = _WORD.findall(line)
    if len(words) < 2 or _is_furniture(line, words):
        return _Kind.OTHER
    if _CLOSED.search(line):
        if len(words) < 4:
            return _Kind.PERHAPS
        shouted = line.isupper() and len(words) > 5
        small = any(word[0].islower() for word in words[1:])
        return _Kind.PROSE if shouted or (small and not (_ASKING.search(line) and _is_titled(line))) else _Kind.OTHER
    if len(words) > 5 and _LEADING_ON.search(line) and not _is_titled(line):
        return _Kind.LEADS_ON
    if len(words) >= 20 and not _is_titled(line) and line.count(",") * 4 < len(words):
        return _Kind.PERHAPS
    return _Kind.OTHER


def _is_furniture(line: str, words: list[str]) -> bool:
    """Whether a line is about the page: a date, a credit, a label, or words to the reader ("We use cookies ...")."""
    if _starts_with_credit(line) or (len(words) < 6 and _LABEL.match(line)):
        return True
    if len(words) > 25:
        return False
    lists = page_words()
    small = [word.replace(".", "").lower() for word in words]
    if any(map(str.isdigit, line)):
        dated = lists.months | lists.weekdays | lists.clock
        if sum(word not in dated for word in small) < 3:
            return True
    head = " ".join(small[:12])
    return any(phrase in head for phrase in lists.furniture)


def _is_titled(line: str) -> bool:
    """Whether nearly all longer words have capitals, as in A Headline of the American Kind."""
    longer = [word for word in _WORD.findall(line) if len(word) > 3]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)


@cache
def _credit() -> re.Pattern[str]:
    """ "Photo: ...", "(Reporting by ...", "© ..."; "Video footage showed troops" is none."""
    names = sorted(page_words().credits, key=len, reverse=True)
    whole = "|".join(re.escape(name) for name in names if name.endswith(" by"))
    first = "|".join(re.escape(name) for name in names if not name.endswith(" by"))
    return re.compile(rf"\W*(?:©|\((?:c|C)\)\s|(?i:{whole})\s+[A-Z]|(?i:{first})(?:\s+by\s+[A-Z]|\s*[:/©|(–—-]))")


def _starts_with_credit(line: str) -> bool:
    return _credit().match(line) is not None


def _without_credit(text: str, start: int, end: int) -> int:
    """The end of a paragraph without the credit behind its last sentence: "... on Friday. REUTERS/Jane Doe"."""
    if _CLOSED.search(text, max(start, end - 5), end) and text[end - 1] not in ")]":
        return end
    sentences = split_sentences(text, [(start, end)])
    while len(sentences) > 1:
        last = sentences[-1].text
        short = len(last) < 80 and not _CLOSED.search(last) and (_SYMBOL.search(last) is not None or _is_titled(last))
        if not (_starts_with_credit(last) or short):
            break
        sentences.pop()
        end = sentences[-1].end
    return end


def _title(above: list[_Paragraph]) -> str | None:
    """The first line above the prose that is long enough for a headline and is no date, menu or byline."""
    for paragraph in above:
        line = _SEPARATOR.split(paragraph.text)[0]
        words = _WORD.findall(line)
        byline = line.lower().startswith("by ") and _is_titled(line)
        if 4 <= len(words) <= 25 and not byline and not _is_furniture(line, words) and line == paragraph.text.split(" | ")[0]:
            return line
    return None
