"""Web pages as they come from the web: the article is read, and what is around it is not."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import Layout
from coder.model import Story
from coder.pipeline import Coder

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>Trawlers seized | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2016-03-02T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/w">Iran attacked Iraq</a></nav>
<article><h1>Trawlers seized off the coast</h1>
<p>Egypt condemned Israel on Tuesday for the seizure of two trawlers, Minister Zo\xe9 Farouk said in the caf\xe9 of the port.</p>
<p>Germany promised to send food aid to Jordan
after its harvest had been lost in the flood.</p></article>
<footer><p>Subscribe to our letters. All rights reserved.</p></footer></body></html>
"""


def read(*paths: Path, layout: Layout | None = None) -> list[Story | Reject]:
    return list(read_stories([str(path) for path in paths], layout or Layout()))


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_article_of_a_page(tmp_path: Path, charset: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "trawlers.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    (story,) = read(tmp_path)
    assert isinstance(story, Story)
    assert (story.id, story.date, story.publisher) == ("trawlers", date(2016, 3, 2), "The Harbour Post")
    assert story.title == "Trawlers seized off the coast"
    assert "café of the port." in story.text
    assert not any(words in story.text for words in ("Home", "Iran", "Subscribe"))
    events = Coder().code(story)
    assert [(event.source, event.action, event.target) for event in events] == [("EGY", "111", "ISR"), ("DEU", "0333", "JOR")]
    assert all(story.text[slice(*event.action_span)] == event.action_text for event in events)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "there is no article on this page"),
        (b"<html><body><p> </p></body></html>", "there is no article on this page"),
        (b"<html><body>\n<p>Caf\xe9</p></body></html>", "not UTF-8: byte 0xe9 at byte offset 19"),
        (b'<html><head><meta charset="x-none"></head>\xe9</html>', "not UTF-8: byte 0xe9 at byte offset 42"),
        (b"\0" * 1000, "there is no article on this page"),
    ],
)
def test_pages_that_cannot_be_read(tmp_path: Path, content: bytes, reason: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.htm").write_bytes(content)
    (tmp_path / "b.txt").write_text("Chad left.", "utf-8")
    fault, story = read(tmp_path)
    assert isinstance(fault, Reject)
    assert fault.reason == reason
    assert isinstance(story, Story)


def test_a_page_is_not_one_sentence(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (fault,) = read(tmp_path, layout=Layout(sentences=True))
    assert "a web page is not one sentence" in str(fault)


def test_without_the_library_other_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text("Chad left.", "utf-8")
    fault, story = read(tmp_path)
    assert str(fault).endswith("a.html: trafilatura is missing; pip install 'cameo-coder[html]' brings it")
    assert isinstance(story, Story)
