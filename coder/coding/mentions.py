"""Every actor that a sentence mentions: its noun groups, and the actors inside them, each with its code and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from coder.coding.actor import Actor
from coder.coding.actors import ActorResolver
from coder.coding.modifiers import modifiers
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled import Meaning
from coder.dictionary.entries import ADJECTIVAL, ActorEntry
from coder.language.words import Word
from coder.model import ActorMention, Sentence
from coder.words.tags import ADJ, CONJ, DET, NOUN, NUM, PDET, POSS

_NOT_WHO: Final = DET | PDET | NUM | CONJ


def mentions(phrases: Iterable[Phrase], resolver: ActorResolver, words: list[Word], sentence: Sentence) -> list[ActorMention]:
    """The mentions of a sentence in text order, a group before the actors inside it."""
    found: dict[tuple[int, int], Actor] = {}
    for phrase in phrases:
        for part, last in _parts(phrase, resolver, words):
            actor = resolver.resolve(part)
            if actor.code is not None:
                found.setdefault((part.first, last), actor)
    return [
        _mention(actor, words[_bare(words, first, last)].start, words[last].end, sentence)
        for (first, last), actor in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]


def _parts(phrase: Phrase, resolver: ActorResolver, words: list[Word]) -> Iterator[tuple[Phrase, int]]:
    """A noun group, the group without its "of" and with its place, and the actors inside it, each with its last word."""
    yield phrase, phrase.end
    if phrase.of:
        bare = Phrase(phrase.first, phrase.last, phrase.head)
        bare.rest = phrase.rest
        yield bare, bare.end
    for clause in phrase.clauses:
        if clause.relation == "participle" and clause.last == phrase.reduced:
            yield phrase, _reach(clause)
    place = _place(phrase, resolver)
    if place is not None:
        yield phrase, place.end
    for at in range(phrase.first, phrase.last + 1):
        if at < phrase.last and words[at + 1].tag & POSS:
            owner = modifiers(words, Phrase(phrase.first, at + 2, at + 2), frozenset())[0]
            yield owner, owner.end
        elif at != phrase.head and any(_names(meaning) for meaning in (*words[at].meanings, *words[at].inner)):
            yield Phrase(at, at, at), at
    if not resolver.is_role(phrase):
        for role in (at for at in range(phrase.first + 1, phrase.head) if _is_role(words[at])):
            start = max((at + 1 for at in range(phrase.first, role) if words[at].tag & POSS), default=phrase.first)
            yield Phrase(start, role, role), role


def _reach(clause: Proposition) -> int:
    """The last word of a participle and what belongs to it: "refugees fleeing the war in Chad"."""
    arguments = [phrase for _, phrases in clause.arguments for phrase in phrases]
    return max([clause.last, *(phrase.end for phrase in (*clause.objects, *arguments))])


def _place(phrase: Phrase, resolver: ActorResolver) -> Phrase | None:
    """The place that stands behind people as a part of their group: "police in Juba"."""
    if not resolver.is_role(phrase) or not phrase.rest:
        return None
    preposition, (place, *_) = phrase.rest[0]
    beside = place.first == phrase.end + 2 and (preposition == "of" or preposition in resolver.sets["home"])
    return place if beside and resolver.is_place(place) else None


def _is_role(word: Word) -> bool:
    """Whether a word says what somebody is, not what a thing is like."""
    return bool(word.tag & (NOUN | ADJ)) and any(meaning.kind == "agent" for meaning in word.meanings)


def _names(meaning: Meaning) -> bool:
    """Whether a word inside a group names an actor of its own; a nationality only says whose the group is."""
    return isinstance(meaning.entry, ActorEntry) and meaning.entry.kind not in ADJECTIVAL


def _bare(words: list[Word], first: int, last: int) -> int:
    """Where a group begins without its article, its number and "both": they say how many, not who."""
    while first < last and words[first].tag & _NOT_WHO:
        first += 1
    return first


def _mention(actor: Actor, start: int, end: int, sentence: Sentence) -> ActorMention:
    return ActorMention(
        text=sentence.text[start:end],
        code=actor.code or "",
        span=[start + sentence.start, end + sentence.start],
        entry=str(actor.rules[0]) if actor.rules else None,
        name=actor.name,
        why=actor.reasons,
    )
