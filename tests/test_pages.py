"""Cleaning of saved pages: each `pages/NAME.txt` must give the title and the sentences of `pages/NAME.prose`.

The first line of a `.prose` file is the title ("-" for none); behind an empty line stands one sentence a line.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coder.corpus.pages import read_page
from coder.language.sentences import split_sentences

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("pages/*.txt"))


def prose(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in split_sentences(text, read_page(text).paragraphs)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page(page: Path) -> None:
    title, _, *sentences = page.with_suffix(".prose").read_text("utf-8").splitlines()
    text = page.read_text("utf-8")
    assert prose(text) == sentences
    assert (read_page(text).title or "-") == title


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_windows_line_ends_change_nothing(page: Path) -> None:
    text = page.read_text("utf-8")
    assert prose(text.replace("\n", "\r\n")) == prose(text)


def test_the_article_of_the_readme() -> None:
    text = (HERE / "articles" / "harbour_dispute.txt").read_text("utf-8")
    sentences = prose(text)
    assert read_page(text).title == "Ecuador and Peru trade threats over a closed harbour"
    assert len(sentences) == 16
    assert sentences[0].startswith("Ecuador expelled the Peruvian ambassador")
    assert sentences[-1] == "It has not returned the boats."
    assert all(sentence.endswith((".", '."')) for sentence in sentences)


@pytest.mark.parametrize(
    "line",
    [
        "09:53 GMT20 January 2021",
        "Updated Jan. 5, 2020 at 10:33 a.m.",
        "Get short URL",
        "© Photo : Ministry of defence of the Russian Federation",
        "Photo by John Smith.",
        "infighting, jihadist rebels, Daesh, Syria, Aleppo",
        "Community standardsDiscussion",
        "Who Bombed the Rebels of Northern Iraq?",
        "We use cookies to improve your experience.",
        "(Reporting by Ali Khan; Editing by Jane Doe.)",
        "Source: Reuters.",
        "Home  |  World  |  Sport",
        "",
    ],
)
def test_furniture_between_paragraphs(line: str) -> None:
    text = f"Turkish jets bombed Kurdish rebels on Monday.\n\n{line}\n\nBaghdad demanded that Ankara withdraw.\n"
    assert prose(text) == ["Turkish jets bombed Kurdish rebels on Monday.", "Baghdad demanded that Ankara withdraw."]


@pytest.mark.parametrize(
    "line",
    [
        "He declined.",
        "Video footage showed troops crossing the border.",
        "On Jan. 5, 2020 the army attacked the village.",
        "Russian President Vladimir Putin met Turkish President Recep Tayyip Erdogan in Moscow.",
        "Will the army attack the village?",
        "THE ARMY ATTACKED THE VILLAGE ON MONDAY.",
    ],
)
def test_prose_between_paragraphs(line: str) -> None:
    text = f"Turkish jets bombed Kurdish rebels on Monday.\n\n{line}\n\nBaghdad demanded that Ankara withdraw.\n"
    assert prose(text)[1] == line


def test_any_page_is_read() -> None:
    """Lines of all pages shuffled: spans stay in order and inside the text, and can be split."""
    chance = random.Random(1)
    lines = [line for page in PAGES for line in page.read_text("utf-8").split("\n")] + ["", " ", "\r", "\x0c", "()", "*", "- "]
    for _ in range(2_000):
        text = chance.choice(("\n", "\r\n", "\r", "\n\n")).join(chance.choices(lines, k=chance.randint(0, 12)))
        behind = 0
        for start, end in read_page(text).paragraphs:
            assert behind <= start <= end <= len(text)
            behind = end
        prose(text)


@pytest.mark.parametrize("text", ["", "\n \n", "...", "Listen Live", "the army attacked the village"])
def test_a_page_without_form_is_taken_whole(text: str) -> None:
    assert read_page(text).paragraphs == ((0, len(text)),)
