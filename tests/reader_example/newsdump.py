"""Reads the text dumps of news archives such as Lexis or Factiva: many documents in one file, each with its fields by name.

    2 of 3 DOCUMENTS
    The Harbour Post
    March 2, 2016 Wednesday
    The headline
    LENGTH: 120 words
    BODY: the text, with blank lines between its paragraphs
    LOAD-DATE: March 3, 2016

Copy it and change what differs in your dumps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from coder.corpus.rejects import Reject
from coder.corpus.source import Read, Source, numbered_lines
from coder.model import Story

_BEGIN = re.compile(r"\s*(\d+) of \d+ DOCUMENTS\s*")
_FIELD = re.compile(r"([A-Z][A-Z-]+): *(.*)")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")


def read_dump(source: Source) -> Iterator[Read]:
    """The stories of a dump, called `stem:number`; line by line, so that a dump may be larger than memory."""
    begin, number, lines = 0, "", list[str]()
    for at, _, raw in numbered_lines(source.stream):
        line = raw.decode("utf-8", "replace").rstrip()
        found = _BEGIN.fullmatch(line)
        if found is None:
            lines.append(line)
            continue
        if number:
            yield from _read_document(source, begin, number, lines)
        begin, number, lines = at, found[1], []
    if number:
        yield from _read_document(source, begin, number, lines)
    else:
        yield None, Reject(source.path, None, None, "no line in this file reads `1 of 3 DOCUMENTS`")


def _read_document(source: Source, begin: int, number: str, lines: list[str]) -> Iterator[Read]:
    name = f"{source.stem}:{number}"
    head: list[str] = []
    fields: dict[str, list[str]] = {}
    into = head
    for line in lines:
        found = _FIELD.fullmatch(line)
        if found is not None:
            into = fields.setdefault(found[1], [])
            into.append(found[2])
        else:
            into.append(line)
    if "�" in "".join(lines):
        yield begin, Reject(source.path, begin, name, "the document is not UTF-8")
        return
    text = "\n".join(fields.get("BODY", [])).strip()
    if not text:
        yield begin, Reject(source.path, begin, name, "the document has no BODY")
        return
    publisher, told, title = ([line.strip() for line in head if line.strip()] + ["", "", ""])[:3]
    day = _DAY.match(told)
    if day is None:
        yield begin, Reject(source.path, begin, name, f"not a date: {told!r}; the story is coded without one")
    when = datetime.strptime(day[0], "%B %d, %Y").date() if day else None
    yield begin, Story(name, text, when, title or None, None, publisher or None)
