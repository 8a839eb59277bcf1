"""Plain text files: one story a file, often a saved web page; or one sentence a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from coder.corpus.pages import read_page
from coder.corpus.rejects import Reject, not_utf8
from coder.corpus.source import LONGEST, OVER_LONG, Read, Source, numbered_lines
from coder.model import Story


def read_text(source: Source) -> Iterator[Read]:
    """The story of a file, known by its stem, its offsets counted without a byte order mark; or the sentences on its lines."""
    if source.layout.sentences:
        yield from _read_sentences(source)
    else:
        yield None, _read_story(source)


def _read_story(source: Source) -> Story | Reject:
    content = source.stream.read(LONGEST + 1)
    if len(content) > LONGEST:
        return Reject(source.path, None, source.stem, OVER_LONG.format("bytes in a story"))
    mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    try:
        text = content[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(source.path, content.count(b"\n", 0, mark + error.start) + 1, error, mark)
    if not text.strip():
        return Reject(source.path, None, None, "the file is empty")
    page = read_page(text)
    return Story(source.stem, text, title=page.title, paragraphs=page.paragraphs)


def _read_sentences(source: Source) -> Iterator[Read]:
    """Each line that is not blank as a story of one sentence, called `stem:line`."""
    empty = True
    for number, offset, line in numbered_lines(source.stream):
        if not line.strip():
            continue
        empty = False
        if len(line) > LONGEST:
            yield number, Reject(source.path, number, None, OVER_LONG.format("bytes in a line"))
            continue
        try:
            yield number, Story(f"{source.stem}:{number}", line.decode().strip(), sentences=True)
        except UnicodeDecodeError as error:
            yield number, not_utf8(source.path, number, error, offset)
    if empty:
        yield None, Reject(source.path, None, None, "the file is empty")
