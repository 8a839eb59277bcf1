"""Every actor that a sentence mentions: its noun groups, and the actors inside them, each with its code and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.coding.actors import Actor, ActorResolver
from coder.coding.proposition import Phrase
from coder.dictionary.compile import Meaning
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word
from coder.model import ActorMention, Sentence
from coder.words.tags import BIT

_DET = BIT["DET"]


def mentions(phrases: Iterable[Phrase], resolver: ActorResolver, words: list[Word], sentence: Sentence) -> list[ActorMention]:
    """The mentions of a sentence in text order, a group before the actors inside it."""
    found: dict[tuple[int, int], Actor] = {}
    for phrase in phrases:
        for part in _parts(phrase, resolver, words):
            actor = resolver.resolve(part)
            if actor.code is not None:
                found.setdefault((part.first, part.end), actor)
    return [
        _mention(actor, words[_bare(words, first, last)].start, words[last].end, sentence)
        for (first, last), actor in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]


def _parts(phrase: Phrase, resolver: ActorResolver, words: list[Word]) -> Iterator[Phrase]:
    """A noun group, the group without its "of", and the actors that its words name."""
    yield phrase
    if phrase.of:
        bare = Phrase(phrase.first, phrase.last, phrase.head)
        bare.rest = phrase.rest
        yield bare
    for at in range(phrase.first, phrase.last + 1):
        if at != phrase.head and any(_names(meaning) for meaning in (*words[at].meanings, *words[at].inner)):
            yield Phrase(at, at, at)


def _names(meaning: Meaning) -> bool:
    """Whether a word inside a group names an actor of its own; a nationality only says whose the group is."""
    return isinstance(meaning.entry, ActorEntry) and meaning.entry.kind != "nationality"


def _bare(words: list[Word], first: int, last: int) -> int:
    """Where a group begins without its article."""
    return first + 1 if first < last and words[first].tag & _DET else first


def _mention(actor: Actor, start: int, end: int, sentence: Sentence) -> ActorMention:
    entry = next((rule for rule in actor.rules), None)
    return ActorMention(
        text=sentence.text[start:end],
        code=actor.code or "",
        span=[start + sentence.start, end + sentence.start],
        entry=entry,
        name=actor.name,
        why=list(actor.why),
    )
