"""Stories in PETRARCH's XML: sentences of a story come together, and a hostile file is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coder.corpus import petrarch_xml
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.model import Story
from coder.pipeline import Coder


def read(path: Path, content: str) -> tuple[list[Story], list[tuple[int | None, str]]]:
    path.write_text(content, "utf-8")
    stories: list[Story] = []
    faults: list[tuple[int | None, str]] = []
    for item in read_stories([str(path)]):
        if isinstance(item, Reject):
            faults.append((item.line, item.reason))
        else:
            stories.append(item)
    return stories, faults


def sentence(name: str, text: str, attributes: str = 'date="20160301" source="AFP" sentence="True"') -> str:
    return f'<Sentence {attributes} id="{name}">\n<Text>\n{text}\n</Text>\n<Parse>(ROOT (S {text}))</Parse>\n</Sentence>\n'


def test_sentences_of_a_story_come_together(tmp_path: Path) -> None:
    body = sentence("A_B_1", "Egypt &amp; Sudan\n met.") + sentence("A_B_2", "They parted.") + sentence("C_1", "Iran voted.")
    stories, faults = read(tmp_path / "a.xml", f"<Sentences>\n{body}</Sentences>")
    assert faults == []
    assert [(s.id, s.date, s.publisher) for s in stories] == [(n, date(2016, 3, 1), "AFP") for n in ("A_B", "C")]
    first = stories[0]
    assert [first.text[a:b] for a, b in first.paragraphs] == ["Egypt & Sudan met.", "They parted."]


def test_a_whole_story(tmp_path: Path) -> None:
    body = sentence("S", "Egypt\nwaited. Iran left.\n\nSudan stayed.", 'date="20160301" url="http://x" sentence="False"')
    (story,), faults = read(tmp_path / "a.xml", f"<Sentences>{body}</Sentences>")
    assert faults == []
    assert (story.id, story.url) == ("S", "http://x")
    assert story.text == "Egypt waited. Iran left.\nSudan stayed."


def test_a_story_is_coded(tmp_path: Path) -> None:
    body = sentence("S_1", "Egypt attacked Sudan.") + sentence("S_2", "Iran condemned Egypt.")
    (story,), _ = read(tmp_path / "a.xml", f"<Sentences>{body}</Sentences>")
    events = Coder().code(story)
    assert [(e.source, e.action, e.target, e.sentence) for e in events] == [("EGY", "190", "SDN", 1), ("IRN", "111", "EGY", 2)]


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ('<Sentence sentence="True"><Text>A.</Text></Sentence>', 2, "has no id"),
        ('<Sentence id="S_1" sentence="True"></Sentence>', 2, "has no Text"),
        ('<Sentence id="S_1" sentence="True"><Text> </Text></Sentence>', 2, "the text is empty"),
        ('\n<Sentence id="S1" sentence="True"><Text>A.</Text></Sentence>', 3, "must be STORY_n"),
    ],
)
def test_a_bad_element_is_told_and_the_others_are_read(tmp_path: Path, body: str, line: int, reason: str) -> None:
    stories, ((told, why),) = read(tmp_path / "a.xml", f"<Sentences>\n{body}\n{sentence('T_1', 'Iran voted.')}</Sentences>")
    assert told == line
    assert reason in why
    assert [story.id for story in stories] == ["T"]


def test_a_bad_date_is_told_and_the_story_read_without(tmp_path: Path) -> None:
    body = sentence("S_1", "Iran voted.", 'date="20161301" sentence="True"')
    (story,), ((_, why),) = read(tmp_path / "a.xml", f"<Sentences>\n{body}</Sentences>")
    assert story.date is None
    assert "not a date: '20161301'" in why


def test_broken_xml_keeps_the_stories_before_it(tmp_path: Path) -> None:
    stories, ((line, why),) = read(tmp_path / "a.xml", f"<Sentences>\n{sentence('S_1', 'Iran voted.')}<Sentence></Oops>")
    assert [story.id for story in stories] == ["S"]
    assert (line, why.partition(":")[0]) == (8, "not XML")


def test_a_file_without_sentences(tmp_path: Path) -> None:
    assert read(tmp_path / "a.xml", "<Articles/>") == ([], [(None, "there is no Sentence element in this file")])


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;">',
        '<!ENTITY x SYSTEM "secret.txt">',
        '<!ENTITY % x SYSTEM "secret.dtd"> %x;',
    ],
)
def test_entities_are_refused(tmp_path: Path, declared: str) -> None:
    (tmp_path / "secret.txt").write_text("Egypt attacked Sudan.", "utf-8")
    body = sentence("S_1", "&x;")
    stories, ((_, why),) = read(tmp_path / "a.xml", f"<!DOCTYPE Sentences [{declared}]>\n<Sentences>{body}</Sentences>")
    assert stories == []
    assert "is refused" in why


def test_an_over_long_story_is_told_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(petrarch_xml, "LONGEST", 40)
    body = "".join(sentence(f"A_{n}", "Egypt and Sudan met.") for n in range(1, 4)) + sentence("B_1", "They parted.")
    body += sentence("C_1", "Egypt " * 20) + sentence("D_1", "They met again.")
    stories, faults = read(tmp_path / "a.xml", f"<Sentences>\n{body}</Sentences>")
    assert [story.id for story in stories] == ["B", "D"]
    assert [(line, reason.split(";")[0]) for line, reason in faults] == [
        (2, "over-long: more than 16,777,216 characters in a story"),
        (26, "over-long: more than 16,777,216 characters in a text"),
    ]
