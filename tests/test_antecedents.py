"""Whom pronouns and groups with "the" stand for: the stories of `tests/stories/antecedents.txt`, to which anybody may add one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from sentence_files import Told, coder, stories

from coder.model import Event, Story
from coder.pipeline import Trace

FILE = "stories/antecedents.txt"
STORY_DATE = date(2016, 3, 2)
RULE = re.compile(r'by the rule "(.+)"')


def line(event: Event) -> str:
    source = f"{event.source or '_'} {event.source_text or '_'}"
    return f"{event.sentence} {source} | {event.action} | {event.target or '_'} {event.target_text or '_'}"


def rules(trace: Trace) -> Iterator[str]:
    """The rules behind the actors of a sentence."""
    resolver = trace.resolver
    for act in trace.acts:
        for phrase in resolver.spread([*act.sources, *act.targets]) if resolver is not None else ():
            for actor in (resolver.resolve(phrase), *(resolver.sides(phrase) or ())):  # type: ignore[union-attr]
                yield from (found[1] for reason in actor.reasons if (found := RULE.search(reason)))


@pytest.mark.parametrize("told", stories(FILE), ids=str)
def test_what_points_back_finds_whom_it_stands_for(told: Told, request: pytest.FixtureRequest) -> None:
    told.may_fail(request)
    events: list[str] = []
    found: set[str] = set()
    for trace in coder().traces(Story("told", told.text, STORY_DATE), "any"):
        events += map(line, trace.events)
        found.update(rules(trace))
    because = f"because {', '.join(sorted(found)) or 'none'}"
    assert sorted([*events, because]) == sorted(told.expected)


def test_the_words_of_an_antecedent_stand_where_the_record_says() -> None:
    for told in stories(FILE):
        for event in coder().code(Story("told", told.text, STORY_DATE), "any"):
            for span, words in ((event.source_span, event.source_text), (event.target_span, event.target_text)):
                assert span is None or told.text[span[0] : span[1]] == words


def test_ids_are_unique_though_two_sides_share_their_words() -> None:
    for told in stories(FILE):
        ids = [event.id for event in coder().code(Story("told", told.text, STORY_DATE), "any")]
        assert len(set(ids)) == len(ids)


def test_who_is_meant_does_not_depend_on_which_events_are_asked_for() -> None:
    text = "Sudanese rebels were hiding in a forest near Nyala. They killed Kenyan pilots."
    found = {level: [line(event) for event in coder().code(Story("told", text, STORY_DATE), level)] for level in ("both", "any")}
    assert found["both"] == found["any"] != []
