"""Which of several actors is meant by a phrase that they share, and in which country a people is that lives in several.

The words of a sentence and the day of its story go in; the meanings that hold there come out, with the reason where there was a
choice. The most specific reading wins: a country before what shares its name, a place whose country the sentence names before one
whose country it does not name, who holds an office on the day before who does not.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from coder.coding.offices import code_on, is_current
from coder.dictionary.compiled import Dictionary, Meaning, holds
from coder.dictionary.entries import ADJECTIVAL, ActorEntry
from coder.language.words import Word
from coder.words.tags import ADJ, COMMA, DET, NAME, NOUN, NUM, OF, PDET, PREP

_KINDS: Final = {"country": 4, "capital": 3, "nationality": 2, "people": 2, "actor": 1, "place": 0}


class Senses:
    """Chooses among the actors of one sentence; `day` is the ordinal of the story's date or None."""

    def __init__(self, dictionary: Dictionary, words: list[Word], day: int | None) -> None:
        self.countries = dictionary.countries
        self.words = words
        self.day = day
        self.sets = dictionary.lexicon.sets

    def of(self, at: int) -> tuple[tuple[Meaning, ...], str]:
        """The meanings of the word at a place, without those actors that are not meant there, and why it is so."""
        word = self.words[at]
        rivals = [(meaning, code) for meaning in word.meanings if (code := self._code(meaning)) is not None]
        if len({code for _, code in rivals}) < 2:
            return word.meanings, ""
        rivals.sort(key=lambda rival: self._specificity(rival[0], rival[1], at), reverse=True)
        best, code = rivals[0]
        beaten = [meaning for meaning, _ in rivals[1:]]
        kept = tuple([meaning for meaning in word.meanings if not any(meaning is other for other in beaten)])
        others = ", ".join(dict.fromkeys(other for _, other in rivals[1:]))
        return kept, f'"{word.text}" may also be {others}: {self._reason(best, code, at)}'

    def _code(self, meaning: Meaning) -> str | None:
        entry = meaning.entry
        return code_on(entry, self.day) if isinstance(entry, ActorEntry) and is_current(meaning, self.day) else None

    def _specificity(self, meaning: Meaning, code: str, at: int) -> tuple[bool, bool, bool, int, int, str]:
        entry = meaning.entry
        assert isinstance(entry, ActorEntry)
        latest = meaning.last or (0 if meaning.first is None else 9_999_999)
        return (
            entry.kind == "country",
            self._fits(entry, code, at),
            self._holds_office(entry),
            _KINDS.get(entry.kind, 1),
            latest,
            code,
        )

    def _reason(self, meaning: Meaning, code: str, at: int) -> str:
        entry = meaning.entry
        assert isinstance(entry, ActorEntry)
        if entry.kind == "country":
            return "the country is meant where nothing tells otherwise"
        if self._fits(entry, code, at):
            return f"the sentence names {code[:3]}"
        return "in office on the day" if self._holds_office(entry) else "the more usual reading"

    def _fits(self, entry: ActorEntry, code: str, at: int) -> bool:
        """Whether the sentence names the country of an actor; of a place only where it stands as one, "in Tripoli"."""
        if code[:3] not in self.named:
            return False
        return entry.kind != "place" or self.is_where(at) or self._stands_before(code[:3], at)

    def _stands_before(self, country: str, at: int) -> bool:
        """Whether a country follows at once, "Tripoli in Lebanon" or "Tripoli, Lebanon"."""
        between, behind = self.words[at + 1 : at + 2], self.words[at + 2 : at + 3]
        return any(word.tag & (COMMA | PREP) for word in between) and any(country in self._countries(word) for word in behind)

    def _holds_office(self, entry: ActorEntry) -> bool:
        return self.day is not None and any(holds(dated, self.day) for dated in entry.dated)

    def is_where(self, at: int) -> bool:
        """Whether a word stands behind a preposition of place, or behind the "of" of one ("the city of Tripoli")."""
        before = self._before(at)
        return before is not None and (bool(before.tag & OF) or self._is_locative(before))

    def is_behind_locative(self, at: int) -> bool:
        """Whether a word stands behind a preposition of place."""
        before = self._before(at)
        return before is not None and self._is_locative(before)

    def _before(self, at: int) -> Word | None:
        """The word before the group that a word ends."""
        return next((word for word in reversed(self.words[:at]) if not word.tag & (DET | ADJ)), None)

    def _is_locative(self, word: Word) -> bool:
        return bool(word.tag & PREP) and word.key in self.sets["locative"]

    @cached_property
    def named(self) -> frozenset[str]:
        """The countries of the sentence by the words that can mean one country only."""
        found = (self._countries(word) for word in self.words)
        return frozenset().union(*(codes for codes in found if len(codes) == 1)).intersection(self.countries)

    def _countries(self, word: Word) -> set[str]:
        """What stands first in the codes that a word can have, but for peoples, whose codes may be those of a country too."""
        return {
            code[:3]
            for meaning in (*word.meanings, *word.inner)
            if getattr(meaning.entry, "kind", "") != "people" and (code := self._code(meaning)) is not None
        }

    def home(self, homes: tuple[str, ...], place: str) -> str:
        """Where a people of several countries is: in the only one of them that the sentence names, else where the story is."""
        named = self.named.intersection(homes)
        if len(named) == 1:
            return next(iter(named))
        if place in homes and not named:
            return place
        return homes[0] if len(homes) == 1 else ""

    def are_people(self, first: int, head: int) -> bool:
        """Whether a nationality stands for some people and not for their state: "168 Liberians", "thousands of Chadians"."""
        if not self.words[head].tag & (NOUN | NAME) or not any(_says_whose(meaning) for meaning in self.words[head].meanings):
            return False
        for word in self.words[first:head]:
            if word.tag & (NUM | PDET) or word.key in self.sets["quantity"]:
                return True
            if word.tag & ADJ and not word.meanings and not word.inner:
                return True
        return first > 1 and bool(self.words[first - 1].tag & OF) and self.words[first - 2].noun in self.sets["partitive"]


def _says_whose(meaning: Meaning) -> bool:
    return isinstance(meaning.entry, ActorEntry) and meaning.entry.kind in ADJECTIVAL
