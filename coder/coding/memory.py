"""What a story has told so far: the actors of its last sentences, whom pronouns and groups with "the" may stand for later, and
the people whose surnames may stand alone from then on.

A sentence is looked at only when a later one points back: until then only a way to its mentions is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from coder.dictionary.compiled import Meaning
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word
from coder.model import Event
from coder.words.lexicon import Lexicon
from coder.words.tags import NAME

_ACTS_ITSELF: Final = "actor"
_SHORTEST: Final = 3  # letters of a surname that is told again alone
_NEAR: Final = 3  # sentences back to which a pronoun or group points


class Profile:
    """What a noun group may be called: `many` (None: not known), `sort` person, body, country, thing or "", `gender` f, m or "".

    `listed`: it stands in a list, so that "they" may be all of it.
    """

    __slots__ = ("gender", "listed", "many", "sort")

    def __init__(self, many: bool | None = None, listed: bool = False, sort: str = "", gender: str = "") -> None:
        self.many = many
        self.listed = listed
        self.sort = sort
        self.gender = gender


class Mention:
    """An actor that a story has told of: code or None, dictionary entry, kind, words and where they stand in the story.

    `subject`: it was the subject of a clause; `sentence` is the number of its sentence, `listed_at` where a list with it begins.
    """

    __slots__ = ("code", "kind", "listed_at", "name", "profile", "sentence", "span", "subject", "text")

    def __init__(
        self,
        code: str | None,
        name: str | None,
        kind: str,
        text: str,
        span: tuple[int, int],
        sentence: int,
        profile: Profile,
        subject: bool = False,
        listed_at: int = -1,
    ) -> None:
        self.code = code
        self.name = name
        self.kind = kind
        self.text = text
        self.span = span
        self.sentence = sentence
        self.profile = profile
        self.subject = subject
        self.listed_at = listed_at

    def __str__(self) -> str:
        return f'"{self.text}" in sentence {self.sentence}'


class _Told:
    """A sentence that was told; `mentions` are read once, subjects first."""

    __slots__ = ("mentions", "read", "sentence")

    def __init__(self, sentence: int, read: Callable[[], list[Mention]]) -> None:
        self.sentence = sentence
        self.read = read
        self.mentions: list[Mention] | None = None


class Memory:
    """The last sentences of one story, and the `pair` that last did something to one another, with the sentence that told so.

    `people` are those whom the story has given their full names, by the last part of it; None where two share one.
    """

    __slots__ = ("pair", "people", "told")

    def __init__(self) -> None:
        self.told: list[_Told] = []
        self.pair: tuple[Event, int] | None = None
        self.people: dict[str, Meaning | None] = {}

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

    def keep(self, sentence: int, read: Callable[[], list[Mention]], events: Iterable[Event] = ()) -> None:
        """Remember a sentence, and the sides of its last event between two countries or organisations."""
        self.told = [*self.told[1 - _NEAR :], _Told(sentence, read)]
        for event in events:
            if (
                event.source
                and event.target
                and event.source[:3] != event.target[:3]
                and "---" not in event.source + event.target
            ):
                self.pair = event, sentence

    def before(self, sentence: int) -> Iterator[Mention]:
        """The mentions of the sentences before one, the nearest sentence first, in each the subjects first."""
        for told in reversed(self.told):
            if told.sentence < sentence:
                if told.mentions is None:
                    told.mentions = []  # a sentence that points to itself finds nobody
                    told.mentions = told.read()
                yield from told.mentions

    def forget(self) -> None:
        """The story is at its end."""
        self.told, self.pair = [], None


def _surname(key: str, lexicon: Lexicon) -> str:
    """A name without the article that may stand before it: "maliki" for "al-maliki"."""
    article, _, rest = key.partition("-")
    return rest if rest and article in lexicon.sets["name_article"] else key
