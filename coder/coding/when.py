"""When an act took place: the time phrase of its own clause, else one of its sentence."""

from __future__ import annotations

from typing import Final

from coder.coding.act import Act
from coder.coding.reach import belongs_elsewhere, stretches
from coder.dictionary.compiled import Dictionary
from coder.language.dates import TimePhrase, When, resolve
from coder.language.peeling import Marked
from coder.language.story_dates import PAGE
from coder.language.words import Word
from coder.model import Story

_YEAR: Final = "year"
_INTEND: Final = "intend"
_CALENDAR: Final = ("MONTH", "YEAR", "DATE")


def date_acts(
    acts: list[Act],
    phrases: list[TimePhrase],
    words: list[Word],
    marked: Marked,
    story: Story,
    text: str,
    dictionary: Dictionary,
) -> None:
    """Give the acts of a sentence their dates; without a time phrase that can be resolved an act has none of its own."""
    if not phrases or not acts:
        return
    clauses = stretches(marked, len(words))
    for act in acts:
        own = [phrase for phrase in _of_act(act, phrases) if not belongs_elsewhere(phrase.first, act, words, dictionary)]
        for phrase in sorted(own, key=lambda phrase: _distance(act, phrase, clauses)):
            ahead = _is_to_come(act, phrase, words, dictionary)
            found = resolve(phrase, story.date, ahead)
            apart = _distance(act, phrase, clauses)[0]
            if found is not None and not (apart and found[1] == _YEAR):  # a year in another clause tells of another time
                by_page = story.dated == PAGE and not phrase.has(*_CALENDAR)  # a page's clock knows no Monday of the story
                act.when = When(found[0], PAGE if by_page else found[1], text[words[phrase.first].start : words[phrase.last].end])
                break


def _is_to_come(act: Act, phrase: TimePhrase, words: list[Word], dictionary: Dictionary) -> bool:
    """Whether a date is ahead of the story: "will meet on Friday", "plans to meet on Friday", not "agreed on Friday to"."""
    if act.auxiliary == _INTEND:
        return True
    first = words[act.first]
    present = first.key in dictionary.lexicon.sets["present"] or first.key in (first.verb, f"{first.verb}s")
    return _INTEND in act.operators and present and phrase.first > act.last


def _of_act(act: Act, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases that may date an act; "Monday's" dates only what it stands before."""
    return [phrase for phrase in phrases if not phrase.owner or act.first <= phrase.first <= act.last]


def _distance(act: Act, phrase: TimePhrase, clauses: list[tuple[int, int]]) -> tuple[bool, int, bool]:
    """How far a phrase is from an act: in another clause, so many words away, behind it rather than before it."""
    together = any(first <= phrase.first <= last and first <= act.first <= last for first, last in clauses)
    gap = max(phrase.first - act.last, act.first - phrase.last, 0)
    return not together, gap, phrase.first < act.first
