"""Whose a noun group is, by the words before its head."""

from __future__ import annotations

from coder.coding.proposition import Phrase
from coder.language.words import Word
from coder.words.tags import DET, NAME, NOUN, POSS


def modifiers(words: list[Word], phrase: Phrase, possessive: frozenset[str]) -> list[Phrase]:
    """The actors in front of the head of a noun group: its possessor, else its modifiers ("Daesh mortar shelling")."""
    owners = [at for at in range(phrase.first, phrase.head) if words[at].tag & POSS]
    if owners:
        last = owners[-1] - 1
        start = max((at + 1 for at in owners[:-1]), default=phrase.first)
        heads = [at for at in range(start, last + 1) if words[at].tag & (NOUN | NAME)]
        return [Phrase(start, last, heads[-1] if heads else last)]
    known = [
        at
        for at in range(phrase.first, phrase.head)
        if any(m.kind == "actor" or (m.kind == "agent" and words[at].tag & (NOUN | NAME)) for m in words[at].meanings)
        or any(m.kind == "actor" for m in words[at].inner)
    ]
    if not known:
        own = words[phrase.first]
        return [Phrase(phrase.first, phrase.first, phrase.first)] if own.tag & DET and own.key in possessive else []
    start = phrase.first + 1 if words[phrase.first].tag & DET else phrase.first
    return [Phrase(start, known[-1], known[-1])]
