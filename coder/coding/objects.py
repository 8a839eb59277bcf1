"""The objects of verbs that take two: "offered journalists asylum" is one run of nouns and two phrases."""

from __future__ import annotations

from coder.coding.proposition import Phrase
from coder.language.words import Word
from coder.words.tags import NAME, NOUN, NUM, POSS


def both_objects(words: list[Word], phrases: list[Phrase]) -> list[Phrase]:
    """The two objects in one run of nouns, "offered journalists asylum": the first is somebody, the second is not."""
    phrase = phrases[0]
    run = words[phrase.first : phrase.head + 1]
    if len(phrases) > 1 or any(word.tag & POSS for word in run):
        return phrases
    roles = is_somebody(run[-1])
    for at in range(len(run) - 2, -1, -1):
        if is_somebody(run[at]) and (not roles or run[at + 1].tag & NUM):  # "gave Egypt four helicopters"
            first = Phrase(phrase.first, phrase.first + at, phrase.first + at)
            second = Phrase(phrase.first + at + 1, phrase.last, phrase.head)
            second.of = phrase.of
            return [first, second]
    return phrases


def is_somebody(word: Word) -> bool:
    """Whether a noun of a run is an actor or a role, and no mere adjective of nationality."""
    return bool(word.tag & (NOUN | NAME)) and any(
        meaning.kind == "agent" or (meaning.kind == "actor" and getattr(meaning.entry, "kind", "") != "nationality")
        for meaning in word.meanings
    )
