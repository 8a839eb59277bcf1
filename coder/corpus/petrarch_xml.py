"""PETRARCH's XML: `<Sentence date="YYYYMMDD" id="STORY_n" source="..." sentence="True"><Text>...</Text></Sentence>`.

With `sentence="True"` an element is one sentence, and those of one story that follow each other become one story; otherwise it is
a whole story, or one sentence all the same where the layout says that records are. `<Parse>` is passed over. The file is read in
pieces, so that it may be larger than memory.

A document type is refused: only in it can entities be declared, which may grow beyond all measure or read other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.parsers import expat

from coder.corpus.json_lines import read_date
from coder.corpus.rejects import Reject
from coder.corpus.source import LONGEST, OVER_LONG, Read, Source
from coder.model import Story

_PIECE = 1 << 16
_SENTENCE, _TEXT = "Sentence", "Text"
_SENTENCE_ID = re.compile(r"(.+)_([^_]+)")
_PARAGRAPH = re.compile(r"\n\s*\n")


class _RefusedError(Exception):
    """The file has a document type."""


@dataclass(slots=True)
class _Element:
    """A `Sentence` as it stands in the file; `text` is None until its `Text` begins."""

    line: int
    attributes: dict[str, str]
    text: list[str] | None = None
    size: int = 0


@dataclass(slots=True)
class _Open:
    """The story whose sentences are being read."""

    id: str
    line: int
    day: date | None
    publisher: str | None
    url: str | None
    of_sentences: bool
    sentences: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, sentences: list[str]) -> None:
        """Add sentences or paragraphs; what is over-long already only grows in number."""
        self.size += sum(map(len, sentences)) + len(sentences)
        if self.size <= LONGEST:
            self.sentences += sentences

    def story(self) -> Story:
        """The story, each of its sentences a paragraph of its own."""
        spans, start = [], 0
        for sentence in self.sentences:
            spans.append((start, start + len(sentence)))
            start += len(sentence) + 1
        return Story(
            self.id, "\n".join(self.sentences), self.day, None, self.url, self.publisher, tuple(spans), self.of_sentences
        )


def read_xml(source: Source) -> Iterator[Read]:
    """The stories of a file, each with the line of its first element."""
    reader = _Reader(source.path, source.layout.sentences)
    try:
        while piece := source.stream.read(_PIECE):
            reader.feed(piece)
            yield from reader.finished()
        reader.feed(b"", last=True)
    except _RefusedError:
        reader.reject(
            "a document type (<!DOCTYPE) is refused: entities that it declares could read other files or fill the memory"
        )
    except expat.ExpatError as error:
        reader.reject(f"not XML: {expat.ErrorString(error.code)} in column {error.offset + 1}", error.lineno)
    reader.close()
    yield from reader.finished()


class _Reader:
    """What has been read and not yet been given out."""

    def __init__(self, path: str, sentences: bool) -> None:
        self.path = path
        self.sentences = sentences
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.ready: list[Read] = []
        self.element: _Element | None = None
        self.in_text = False
        self.open: _Open | None = None
        self.empty = True

    def feed(self, piece: bytes, last: bool = False) -> None:
        """Read on; raises _RefusedError and ExpatError."""
        self.parser.Parse(piece, last)

    def finished(self) -> list[Read]:
        """What is complete, once."""
        ready, self.ready = self.ready, []
        return ready

    def reject(self, reason: str, line: int | None = None, story: str | None = None) -> None:
        """Tell what is wrong at a line, by default the present one."""
        line = self.parser.CurrentLineNumber if line is None else line
        self.ready.append((line, Reject(self.path, line, story, reason)))
        self.empty = False

    def close(self) -> None:
        """End the story whose sentences were read, and tell of a file without any."""
        self._close_story()
        if self.empty:
            self.ready.append((None, Reject(self.path, None, None, "there is no Sentence element in this file")))

    def _close_story(self) -> None:
        if self.open is not None:
            if self.open.size > LONGEST:
                self.reject(OVER_LONG.format("characters in a story"), self.open.line, self.open.id)
            else:
                self.ready.append((self.open.line, self.open.story()))
            self.open = None

    def _refuse(self, *_: object) -> None:
        raise _RefusedError

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SENTENCE:
            self.element = _Element(self.parser.CurrentLineNumber, attributes)
            self.empty = False
        elif name == _TEXT and self.element is not None:
            self.element.text = []
            self.in_text = True

    def _characters(self, text: str) -> None:
        if self.in_text and self.element is not None and self.element.text is not None:
            self.element.size += len(text)
            if self.element.size <= LONGEST:
                self.element.text.append(text)

    def _end(self, name: str) -> None:
        if name == _TEXT:
            self.in_text = False
        elif name == _SENTENCE and self.element is not None:
            self._take(self.element)
            self.element, self.in_text = None, False

    def _take(self, element: _Element) -> None:
        """Make a story, or a sentence of the open one, of an element that has ended."""
        told = element.attributes
        name = told.get("id", "").strip()
        text = "".join(element.text or [])
        is_sentence = told.get("sentence", "").strip().lower() == "true"
        numbered = _SENTENCE_ID.fullmatch(name)
        fault = self._fault(told, element, text) or (
            "the id of a sentence must be STORY_n" if is_sentence and not numbered else ""
        )
        if fault:
            self.reject(fault, element.line, name or None)
            return
        story = numbered[1] if is_sentence and numbered else name
        if self.open is None or not is_sentence or self.open.id != story:
            self._close_story()
            day, publisher, url = self._day(element, story), told.get("source") or None, told.get("url") or None
            self.open = _Open(story, element.line, day, publisher, url, is_sentence or self.sentences)
        parts = [text] if self.open.of_sentences else _PARAGRAPH.split(text.strip())
        self.open.add([" ".join(part.split()) for part in parts])
        if not is_sentence:
            self._close_story()

    def _fault(self, told: dict[str, str], element: _Element, text: str) -> str:
        if not told.get("id", "").strip():
            return "the Sentence element has no id"
        if element.text is None:
            return "the Sentence element has no Text"
        if element.size > LONGEST:
            return OVER_LONG.format("characters in a text")
        return "" if text.strip() else "the text is empty"

    def _day(self, element: _Element, story: str) -> date | None:
        told = element.attributes.get("date", "")
        day = read_date(told)
        if told and day is None:
            self.reject(f"not a date: {told!r}; the story is coded without one", element.line, story)
        return day
