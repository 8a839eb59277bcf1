"""Sentence splitting: the cases of `sentences.txt`, and what must hold for any text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from coder.language.datelines import dateline
from coder.language.sentences import split_sentences

CASES = Path(__file__).with_name("sentences.txt")


def read_cases() -> list[tuple[int, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize(("number", "case"), read_cases(), ids=lambda value: str(value) if isinstance(value, int) else "")
def test_case(number: int, case: str) -> None:
    case = case.replace("\\n", "\n").replace("\\r", "\r").replace("\\_", "\xa0")
    text = re.sub(r"\| ?|[{}]", "", case)
    expected = [sentence.strip() for sentence in re.sub(r"\{.*?\}", "", case).split("|")]
    assert [sentence.text for sentence in split_sentences(text)] == [sentence for sentence in expected if sentence], number


def test_offsets_hold_for_any_text() -> None:
    """Nothing fails and no offset is wrong, whatever the text: wide characters, odd spaces, quotation marks without a fellow."""
    chance = random.Random(5)
    letters = "aB. !?\"'()[]\n\r…”“’ 5é😀-—\t\xa0\u2028\u0130ß،؟。"
    words = ["KABUL", "(Reuters)", "-", "U.S.", "Gen.", "Jan.", "5", "The", "army", "left.", "\n\n", "\n", '"Yes!"', "said", " "]
    for _ in range(20_000):
        text = "".join(chance.choices(letters, k=chance.randint(0, 30)))
        if chance.random() < 0.5:
            text = chance.choice(("", " ")).join(chance.choices([*words, text], k=chance.randint(1, 12)))
        end = 0
        for number, sentence in enumerate(split_sentences(text), 1):
            assert sentence.number == number
            assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
            assert sentence.start >= end
            end = sentence.end


def test_spans_choose_the_paragraphs() -> None:
    text = "Listen Live\nThe army left. It came back.\nShare\nEgypt protested."
    spans = [(12, 40), (47, 63)]
    sentences = split_sentences(text, spans)
    assert [(s.number, s.text) for s in sentences] == [(1, "The army left."), (2, "It came back."), (3, "Egypt protested.")]
    assert [text[s.start : s.end] for s in sentences] == [s.text for s in sentences]


def test_what_is_one_sentence_is_not_split() -> None:
    text = "KABUL (Reuters) - The army left. It came back.\n---\nEgypt\n\nprotested."
    sentences = split_sentences(text, [(0, 46), (47, 50), (51, len(text))], whole=True)
    assert [(s.number, s.text) for s in sentences] == [(1, "The army left. It came back."), (2, "Egypt\n\nprotested.")]
    assert [s.text for s in split_sentences("It left. It came.", whole=True)] == ["It left. It came."]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KABUL, March 3 (Reuters) - The army left.", "KABUL"),
        ("ALGIERS, Algeria - The army left.", "ALGIERS, Algeria"),
        ("Moscow. 5 June. INTERFAX - The army left.", "Moscow"),
        ("WASHINGTON, D.C., Jan. 5 - The army left.", "WASHINGTON, D.C."),
        ("Damascus, SANA - Army units left.", "Damascus"),
        ("(Reuters) - The army left.", ""),
        ("The army - they said - left.", None),
        ("", None),
    ],
)
def test_dateline(text: str, place: str | None) -> None:
    found = dateline(text)
    assert (found and found[0]) == place
    if found:
        assert text[found[1] :].endswith(("The army left.", "Army units left."))
        assert not text[found[1]].isspace()
