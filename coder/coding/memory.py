"""What a story has told so far: whom "it", "they", "the group", "the two sides" and bare surnames may stand for from then on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coder.dictionary.compile import Meaning
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word
from coder.model import Event
from coder.words.lexicon import Lexicon
from coder.words.tags import NAME

_ACTS_ITSELF = "actor"
_KEPT = 8  # actors of a story that are remembered, the latest first
_SHORTEST = 3  # letters of a surname that is told again alone


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor that a story has told of: its code, dictionary entry, words, and the number of the sentence."""

    code: str
    name: str | None
    text: str
    sentence: int

    def __str__(self) -> str:
        return f'"{self.text}" in sentence {self.sentence}'


@dataclass(slots=True)
class Memory:
    """The actors of the sentences before, the latest first; `pair` are the last two that did something to one another.

    `people` are those whom the story has given their full names, by the last part of it; None where two share one.
    """

    actors: list[Mention] = field(default_factory=list)
    pair: tuple[Mention, Mention] | None = None
    people: dict[str, Meaning | None] = field(default_factory=dict)

    def name(self, words: list[Word], lexicon: Lexicon) -> None:
        """Give bare surnames the meaning of the full names before them ("Ana Brnabic ... Brnabic"), and learn new full names."""
        people = self.people
        for word in words:
            if word.meanings:
                if " " in word.key:
                    self._learn(word, lexicon)
            elif people and word.text[0].isupper():
                known = people.get(_surname(word.key, lexicon))
                if known is not None:
                    word.meanings = (known,)
                    word.mask = word.tag = NAME

    def _learn(self, word: Word, lexicon: Lexicon) -> None:
        meaning = word.meanings[0]
        entry = meaning.entry
        if not isinstance(entry, ActorEntry) or entry.kind != _ACTS_ITSELF:
            return
        parts = word.key.split()
        family_first = (entry.code or "")[:3].lower() in lexicon.sets["surname_first"]
        surname = _surname(parts[0 if family_first else -1], lexicon)
        if len(surname) < _SHORTEST or not surname.isalpha() or surname in lexicon.words:
            return
        known = self.people.get(surname, meaning)
        self.people[surname] = meaning if known is not None and known.entry is entry else None

    def keep(self, subjects: Iterable[Mention], events: Iterable[Event]) -> None:
        """Remember the subjects of a sentence, and the sides of its last event."""
        said = list(subjects)
        for event in events:
            if not event.source or not event.target or event.source.startswith("-") or event.target.startswith("-"):
                continue
            if event.source != event.target:
                self.pair = (
                    Mention(event.source, event.source_name, event.source_text or "", event.sentence),
                    Mention(event.target, event.target_name, event.target_text or "", event.sentence),
                )
        self.actors = [*said, *(actor for actor in self.actors if all(actor.code != other.code for other in said))][:_KEPT]

    def latest(self, doer: str | None = None) -> Mention | None:
        """Whom a pronoun at the head of a sentence stands for; not one with the code of who acts upon it."""
        return next((actor for actor in self.actors if doer is None or actor.code != doer), None)

    def with_role(self, role: str) -> Mention | None:
        """The last actor whose code ends with a role ("the rebels" after "Sudanese rebels")."""
        return next((actor for actor in self.actors if actor.code.endswith(role) and not actor.code.startswith("-")), None)


def _surname(key: str, lexicon: Lexicon) -> str:
    """A name without the article that may stand before it: "maliki" for "al-maliki"."""
    article, _, rest = key.partition("-")
    return rest if rest and article in lexicon.sets["name_article"] else key
