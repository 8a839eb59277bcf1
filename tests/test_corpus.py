"""The reading of sentences: each case of `tests/corpus/*.txt` is a title, a sentence and the propositions it must give.

To add a case, write title, sentence and `---`, run `REWRITE_CORPUS=1 pytest tests/test_corpus.py`, and correct by hand what is
wrong in what the program wrote. Behind the title ` | xfail: why` marks a sentence that is not read right yet: its expectation is
what would be right, and it is never rewritten. The notation is that of `coder.maintain.notation`; the dictionaries are those of
`tests/corpus/dictionary`, so that none but the grammars, the lexicon and the reader can change a reading.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from coder.coding.propositions import Propositions
from coder.dictionary.folders import shipped_grammars
from coder.dictionary.store import load_dictionary
from coder.language.reader import SentenceReader
from coder.language.sentences import split_sentences
from coder.maintain.notation import Notation, terminals

FOLDER = Path(__file__).with_name("corpus")
CASE = re.compile(r"^=+\n(?P<title>.+)\n=+\n\n(?P<sentence>.+)\n\n---\n\n?(?P<expected>(?:(?!=+\n).*\n)*)", re.MULTILINE)
EXPECTED_FAILURE = " | xfail: "
REWRITE = bool(os.environ.get("REWRITE_CORPUS"))


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its expected reading; `cause` says why it is not read right yet."""

    file: Path
    title: str
    cause: str
    sentence: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"


def read_cases(file: Path) -> Iterator[Case]:
    text = file.read_text(encoding="utf-8")
    cases = list(CASE.finditer(text))
    assert len(cases) * 2 == len(re.findall(r"^=+$", text, re.MULTILINE)), f"{file.name}: a case is malformed"
    for found in cases:
        title, _, cause = found["title"].partition(EXPECTED_FAILURE)
        yield Case(file, title, cause, found["sentence"], found["expected"].strip())


@cache
def reader() -> SentenceReader:
    return SentenceReader(load_dictionary([str(FOLDER / "dictionary")]), shipped_grammars())


def read(text: str) -> str:
    """The reading of a text of one sentence, as the cases have it: terminals, propositions, and what was taken aside."""
    (sentence,) = split_sentences(text)
    reading = reader().read(sentence.text)
    notation = Notation(reading.text, reading.words)
    propositions = Propositions(reading, reader().phrases.lexicon.sets)
    return "\n".join((terminals(reading), *notation.lines(propositions.top), *notation.taken_aside(reading)))


def cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.txt")):
        yield from read_cases(file)


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_reading(case: Case, request: pytest.FixtureRequest) -> None:
    if case.cause:
        request.applymarker(pytest.mark.xfail(reason=case.cause, strict=True))
    given = read(case.sentence)
    if REWRITE and not case.cause and given != case.expected:
        rewrite(case, given)
        pytest.skip("rewritten")
    assert given.splitlines() == case.expected.splitlines()


def rewrite(case: Case, given: str) -> None:
    def write(found: re.Match[str]) -> str:
        if found["title"] != case.title or found["sentence"] != case.sentence:
            return found[0]
        return f"{found[0][: found.start('expected') - found.start()].rstrip()}\n\n{given}\n\n"

    text = CASE.sub(write, case.file.read_text(encoding="utf-8"))
    case.file.write_text(f"{text.rstrip()}\n", encoding="utf-8")


def test_titles_are_unique_and_sentences_too() -> None:
    known = list(cases())
    assert len({str(case) for case in known}) == len(known)
    assert len({case.sentence for case in known}) == len(known)
