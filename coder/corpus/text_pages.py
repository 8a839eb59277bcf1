"""Plain text files: one story a file, often a saved web page."""

from __future__ import annotations

import codecs
from pathlib import PurePath

from coder.corpus.pages import read_page
from coder.corpus.rejects import Reject, not_utf8
from coder.model import Story


def read_text(path: str, content: bytes, name: str | None = None) -> Story | Reject:
    """The story of a text file, known by the stem of the file or by `name`; offsets count without a byte order mark."""
    mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    try:
        text = content[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(path, content.count(b"\n", 0, mark + error.start) + 1, error, mark)
    if not text.strip():
        return Reject(path, None, None, "the file is empty")
    page = read_page(text)
    return Story(id=name or PurePath(path).stem, text=text, title=page.title, paragraphs=page.paragraphs)
