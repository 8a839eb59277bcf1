"""Silence: each sentence of `quiet_sentences.txt` must code to nothing, or to events of those codes only that stand behind it.

The file says how to add a sentence. The shipped dictionaries are used, the story is of 2016-03-02, and all actors are allowed.
An event that is written only when asked for (negated, hypothetical, historical) is no event here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import shorten

import pytest

from coder.dictionary.folders import SHIPPED
from coder.model import Story
from coder.pipeline import Coder

SENTENCES = Path(__file__).with_name("quiet_sentences.txt")
LINE = re.compile(r"(?P<text>[^|]+?)(?: \| only (?P<only>[\d, ]+?))?(?: \| xfail: (?P<cause>[^|]+))?")
STORY_DATE = date(2016, 3, 2)
FEWEST_SENTENCES = 300
LEAST_SHARE_THAT_PASSES = 0.9


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the codes that alone may be made of it, and why the program still makes others."""

    group: str
    text: str
    only: tuple[str, ...]
    cause: str

    def __str__(self) -> str:
        return f"{self.group}: {shorten(self.text, 60, placeholder=' ...')}"


@cache
def cases() -> list[Case]:
    group, found = "", []
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines(), 1):
        if line.startswith("## "):
            group = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            parts = LINE.fullmatch(line)
            assert parts and group, f"{SENTENCES.name}:{number}: a sentence, ` | only CODES`, ` | xfail: cause`, under a heading"
            found.append(Case(group, parts["text"], tuple((parts["only"] or "").replace(",", " ").split()), parts["cause"] or ""))
    return found


@cache
def coder() -> Coder:
    return Coder([SHIPPED])


@pytest.mark.parametrize("case", cases(), ids=str)
def test_sentence(case: Case, request: pytest.FixtureRequest) -> None:
    if case.cause:
        request.applymarker(pytest.mark.xfail(reason=case.cause, strict=True))
    events = coder().code(Story(id="quiet", text=case.text, date=STORY_DATE), actors="any")
    written = [(event.source, event.action, event.target, event.action_text) for event in events]
    assert [triple for triple in written if not triple[1].startswith(case.only)] == []


def test_the_sentences_are_many_and_none_stands_twice() -> None:
    assert len(cases()) >= FEWEST_SENTENCES
    assert [text for text, times in Counter(case.text for case in cases()).items() if times > 1] == []


def test_nine_in_ten_pass() -> None:
    assert sum(not case.cause for case in cases()) >= LEAST_SHARE_THAT_PASSES * len(cases())
