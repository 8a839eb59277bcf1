"""Composed codes: every operator over every act that it makes something of, in the sentences of `composition.yaml`.

Each code of the roots that are made by composition is reached by at least two sentences, or the file says why it is not.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import pytest
import yaml

from coder.dictionary.compiled import Dictionary
from coder.dictionary.store import load_dictionary
from coder.model import Story
from coder.pipeline import Coder

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("composition.yaml").read_text("utf-8"))
ROOTS = DATA["roots"].split()
FRAMES_AN_ACT = 2
SENTENCES_A_CODE = 2
Triple = tuple[str | None, str, str | None]


class Case(NamedTuple):
    sentence: str
    triples: frozenset[Triple]
    frame: str = ""


@cache
def coder() -> Coder:
    return Coder(dictionary=load_dictionary())


def composed(dictionary: Dictionary, operators: str, code: str) -> str | None:
    """The cell for all the operators, else that of each over what the one inside it gave."""
    whole = dictionary.compose(operators, code)
    outer, _, inner = operators.partition(" ")
    if whole is not None or not inner:
        return whole
    under = composed(dictionary, inner, code)
    return None if under is None else dictionary.compose(outer, under)


def fill(sentence: str, name: str, act: dict[str, Any]) -> str | None:
    """A frame with an act in it; None where the act lacks a form that the frame wants."""
    forms = {**DATA["defaults"], "act": name, **act}
    forms["was"] = "were" if forms["it"] == "they" else "was"
    try:
        text = sentence.format_map(forms)
    except KeyError:
        return None
    return text[0].upper() + text[1:]


def actor_codes(name: str | None) -> list[str | None]:
    if name is None:
        return [None]
    codes = DATA["actors"][name]
    return codes if isinstance(codes, list) else [codes]


def expected(frame: dict[str, Any], act: dict[str, Any], code: str) -> frozenset[Triple]:
    parts = {**DATA["defaults"], **act}
    sources, targets = actor_codes(parts.get(frame["source"])), actor_codes(parts.get(frame["target"]))
    return frozenset((source, code, target) for source in sources for target in targets)


def framed(name: str, act: dict[str, Any], frame: dict[str, Any], code: str, most: int) -> list[Case]:
    """The sentences of one act in one group of frames; which ones, a checksum says, so that a new act or frame moves no other."""
    filled = [(sentence, fill(sentence, name, act)) for sentence in frame["sentences"]]
    ranked = sorted(filled, key=lambda pair: crc32(f"{name}: {pair[0]}".encode()))
    texts = [(sentence, text) for sentence, text in ranked if text is not None]
    return [Case(text, expected(frame, act, code), sentence) for sentence, text in texts[:most]]


def composed_cases(most: int = FRAMES_AN_ACT) -> list[Case]:
    cases: list[Case] = []
    for frame in DATA["frames"]:
        for name, act in DATA["acts"].items():
            if act["code"][:2] not in frame["acts"].split() or frame["operators"] in act.get("not", ()):
                continue
            code = composed(coder().dictionary, frame["operators"], act["code"])
            if code is not None and code[:2] in ROOTS:
                cases += framed(name, act, frame, code, most)
    return cases


def own_cases() -> list[Case]:
    return [own_case(item) for sentences in DATA["sentences"].values() for item in sentences.items()]


def own_case(item: tuple[str, str | list[str]]) -> Case:
    sentence, triples = item
    return Case(sentence, frozenset(map(read_triple, triples if isinstance(triples, list) else [triples])))


def read_triple(text: str) -> Triple:
    source, code, target = (None if part == "_" else part for part in text.split())
    assert code is not None
    return source, code, target


CASES = [*composed_cases(), *own_cases()]
FAILURES: dict[str, str] = {sentence: cause for cause, sentences in DATA["failures"].items() for sentence in sentences}


def marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(reason=FAILURES[case.sentence]),) if case.sentence in FAILURES else ()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.sentence, marks=marks(case)) for case in CASES])
def test_sentence(case: Case) -> None:
    """The events of a sentence are the expected ones; the other way round may stand beside them where an act is mutual."""
    events = coder().code(Story("composition", case.sentence), actors="any")
    got = {(event.source, event.action, event.target) for event in events}
    mutual = {(event.source, event.action, event.target) for event in events if event.reciprocal}
    turned = {(target, action, source) for source, action, target in case.triples}
    assert case.triples <= got <= case.triples | (turned & mutual)


def test_every_code_of_the_composed_roots_is_reached() -> None:
    reached = Counter(code for case in CASES if case.sentence not in FAILURES for code in {triple[1] for triple in case.triples})
    codes = {code for code in coder().dictionary.codes if code[:2] in ROOTS and len(code) > 2}
    assert {code for code in codes if reached[code] < SENTENCES_A_CODE} == set(DATA["uncomposed"])


def test_a_sentence_of_its_own_stands_under_its_code() -> None:
    for code, sentences in DATA["sentences"].items():
        for case in map(own_case, sentences.items()):
            assert {triple[1] for triple in case.triples} == {code}, case.sentence


def test_nothing_in_the_file_is_idle() -> None:
    acts = [{**DATA["defaults"], **act} for act in DATA["acts"].values()]
    assert {sentence for group in DATA["frames"] for sentence in group["sentences"]} == {case.frame for case in CASES} - {""}
    assert {act[part] for act in acts for part in ("asker", "doer", "target") if part in act} == set(DATA["actors"])
    assert FAILURES.keys() <= {case.sentence for case in CASES}
    assert len({case.sentence for case in CASES}) == len(CASES)


def test_the_failures_are_sorted() -> None:
    assert all(sentences == sorted(sentences) for sentences in DATA["failures"].values())
