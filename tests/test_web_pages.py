"""Web pages: what goes into one is escaped, and the page of an evaluation has its figures and its misses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.maintain.page import element, joined, marked, page

FILES = {
    "actors/realms.yaml": "Arnor:\n  code: ARN\n  kind: country\nGondor:\n  code: GON\n  kind: country\n",
    "verbs/verbs.yaml": 'attack: "190"\ngreet: "050"\n',
}
RECORDS = [
    ("Arnor attacked Gondor.", [("Arnor", "19", "Gondor")]),
    ("Gondor greeted Arnor in <may>.", [("Gondor", "04", "Arnor")]),
    ("Gondor hailed Arnor.", [("Gondor", "05", "Arnor")]),
]


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    inner = element("b", "1 < 2", title='"<')
    assert inner == '<b title="&quot;&lt;">1 &lt; 2</b>'
    assert element("p", inner, " & ", "<i>") == f"<p>{inner} &amp; &lt;i&gt;</p>"
    assert element("p", f"{inner}") == "<p>&lt;b title=&quot;&amp;quot;&amp;lt;&quot;&gt;1 &amp;lt; 2&lt;/b&gt;</p>"


def test_a_page_needs_nothing_from_elsewhere() -> None:
    text = page("<title>", "below", element("p", "content"))
    assert "<h1>&lt;title&gt;</h1>" in text
    assert not re.search(r"https?:|<script|<link|@import|url\(", text)


def test_marks() -> None:
    spans = [(9, 15, "target"), (0, 5, "source"), (3, 8, "action")]
    assert joined(*marked("Arnor < < Gondor", spans)) == (
        '<mark class="source" title="source">Arnor</mark> &lt; &lt;<mark class="target" title="target"> Gondo</mark>r'
    )
    assert marked("Arnor", []) == ["Arnor"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def evaluated(folder: Path, page: Path) -> Result:
    gold = folder / "gold.jsonl"
    lines = [
        {"text": text, "events": [{"source_text": one, "root": root, "target_text": other} for one, root, other in events]}
        for text, events in RECORDS
    ]
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return CliRunner().invoke(main, ["evaluate", str(gold), "--html", str(page), "--dictionaries", str(folder)])


def test_the_page_of_an_evaluation(folder: Path) -> None:
    result = evaluated(folder, folder / "scores.html")
    assert result.exit_code == 0, result.output
    text = (folder / "scores.html").read_text("utf-8")
    rows = re.findall(r"<tr><td[^>]*>pair and root</td>(.*?)</tr>", text)
    assert [re.sub("<[^>]+>", " ", row).split() for row in rows] == [["0.500", "0.333", "0.400", "1", "2", "3"]]
    assert '<mark class="source" title="source">Gondor</mark> greeted <mark class="target" title="target">Arnor</mark>' in text
    assert "in &lt;may&gt;." in text
    assert '<h3>nothing coded</h3><p class="quiet">1 of 2</p>' in text


def test_a_page_that_cannot_be_written(folder: Path) -> None:
    result = evaluated(folder, folder / "none" / "scores.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
