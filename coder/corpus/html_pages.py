"""Web pages, .html: the article on a page as trafilatura finds it, without menus, tables and comments.

What the spans of events refer to is the text of the article, not the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coder.corpus.json_lines import read_date
from coder.corpus.rejects import Reject, not_utf8
from coder.corpus.source import LONGEST, OVER_LONG, Read, Source
from coder.model import Story

_CHARSET = re.compile(rb"""<meta[^>]{,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes of a page in which its charset must be told
_LINE = re.compile(r".*\S.*")
# The date that the page itself tells. Any day will do, lest the same page give another date in another year.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}


def read_html(source: Source) -> Iterator[Read]:
    """The story of a page, known by the stem of the file, each line of its text a paragraph."""
    yield None, _read_page(source)


def _read_page(source: Source) -> Story | Reject:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return Reject(source.path, None, None, "trafilatura is missing; pip install 'cameo-coder[html]' brings it")
    if source.layout.sentences:
        return Reject(source.path, None, None, "a web page is not one sentence; read it without --sentences")
    content = source.stream.read(LONGEST + 1)
    if len(content) > LONGEST:
        return Reject(source.path, None, source.stem, OVER_LONG.format("bytes in a page"))
    page = _decoded(source.path, content)
    if isinstance(page, Reject):
        return page
    found = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATES)
    if found is None or not found.text or not found.text.strip():
        return Reject(source.path, None, None, "there is no article on this page")
    spans = tuple(line.span() for line in _LINE.finditer(found.text))
    return Story(source.stem, found.text, read_date(found.date), found.title, found.url, found.sitename, spans)


def _decoded(path: str, content: bytes) -> str | Reject:
    """The text of a page, which is UTF-8 or says what it is."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _CHARSET.search(content[:_HEAD])
        try:
            if told is not None:
                return content.decode(told[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
        return not_utf8(path, content.count(b"\n", 0, error.start) + 1, error, 0)
