"""The place phrases of a sentence: its terminals -> "in the village of Kafra in Aleppo province" as one phrase with its names.

The names of a phrase stand in it from the place itself outwards: Kafra, Aleppo. Whether they are known, and where they lie, is
for `sites` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coder.coding.place_words import PlaceWords, place_words
from coder.dictionary.entries import ActorEntry
from coder.language.groups import Group
from coder.language.peeling import Marked
from coder.language.words import Word
from coder.words.tags import DET, NAME, NUM, POSS

_NAMED: Final = ("country", "capital", "place")  # kinds of actor entries that lie somewhere
_ACTING: Final = ("country", "capital")  # those that act themselves: "Sudan met Egypt in Cairo" is not about Sudan in Cairo
_PEOPLE: Final = "nationality"


class Name:
    """The words `first` to `last` that name a place; `noun` is what they say it is: "region", "place" or nothing.

    `across`: it lies behind a border ("villages near the border with Turkey").
    """

    __slots__ = ("across", "first", "last", "noun")

    def __init__(self, first: int, last: int, noun: str = "", across: bool = False) -> None:
        self.first = first
        self.last = last
        self.noun = noun
        self.across = across


class _Link:
    """One noun group of a place phrase."""

    __slots__ = ("definite", "group", "names", "noun", "peoples")

    def __init__(self, group: Group, names: list[Name], peoples: list[int], noun: str, definite: bool) -> None:
        self.group = group
        self.names = names
        self.peoples = peoples
        self.noun = noun
        self.definite = definite


class PlacePhrase:
    """Where something happened, in the words `first` to `last`.

    `names`: the place, then those that it lies in or near; `peoples`: words that name a country by its people ("Syrian town");
    `bare`: no preposition stands before it, so that it is where an act takes place only as its target; `back`: no name is told,
    and it points back to an earlier place; `beside`: the word "border" before the name of who is behind it.
    """

    __slots__ = ("back", "bare", "beside", "first", "last", "names", "peoples")

    def __init__(self, link: _Link, bare: bool) -> None:
        self.first = link.group.first
        self.last = link.group.last
        self.names = list(link.names)
        self.peoples = list(link.peoples)
        self.bare = bare
        self.back = False
        self.beside: int | None = None


class PlacePhrases:
    """Finds the place phrases of one sentence."""

    def __init__(self, words: list[Word], marked: Marked, definite: frozenset[str]) -> None:
        self.words = words
        self.types = marked.types
        self.groups = marked.values
        self.definite = definite
        self.known: PlaceWords = place_words()
        self._links: dict[int, _Link | None] = {}

    def find(self) -> list[PlacePhrase]:
        """The phrases in text order; those without any name are left out unless they point back."""
        return list(self._find())

    def _find(self) -> Iterator[PlacePhrase]:
        at, end = 0, len(self.types)
        while at < end:
            kind, group = self.types[at], self.groups[at]
            opened = kind == "R" and group is not None and self._opens(group, at)
            start = at + 1 if opened else at
            link = self._link_at(start) if opened or kind == "N" else None
            if link is None or not (self._is_place_behind(group, link) if opened else self._is_place_alone(link, start)):
                at += 1
                continue
            phrase, at = self._phrase(link, start, opened)
            if phrase is not None:
                yield phrase

    def _opens(self, preposition: Group, at: int) -> bool:
        key = self.words[preposition.head].key
        if key in self.known.prepositions:
            return True
        link = self._link_at(at + 1) if key in self.known.before_nouns else None
        return link is not None and bool(link.noun)

    def _is_place_behind(self, preposition: Group | None, link: _Link) -> bool:
        """Whether a group behind a preposition may tell a place: "in Kafra", but not "(shouted) at Kafra"."""
        known = link.noun or not link.names or self._is_known(link.names[0])
        return bool(known) or preposition is None or self.words[preposition.head].key not in self.known.vague

    def _is_place_alone(self, link: _Link, at: int) -> bool:
        """Whether a group names a place without a preposition: "(captured) Palmyra", "(marched) there"."""
        if self.words[link.group.head].key in self.known.there:
            return self.types[at + 1 : at + 2] not in (["V"], ["P"], ["C"])  # "there were clashes"
        if not link.names:
            return bool(link.noun) and self._leads_to_name(link, at + 1)
        listed = self._link_at(at + 2) if self.types[at + 1 : at + 2] == ["LC"] else None  # "Kafra and Dalha villages"
        nouns = {link.noun, listed.noun if listed is not None else ""}
        return self._is_known(link.names[0]) or not nouns.isdisjoint(self.known.regions | self.known.places)

    def _leads_to_name(self, link: _Link, at: int) -> bool:
        """Whether a noun lends itself to a name behind it: "the village of Kafra", "20 km from Gao"."""
        joint, group = (self.types[at], self.groups[at]) if at < len(self.types) else ("", None)
        if joint == "R" and group is not None and self.words[group.head].key in self.known.origins:
            measured = bool(self.words[link.group.first].tag & NUM) and link.noun in self.known.parts
        else:
            measured = joint == "OF" and link.noun in self.known.regions | self.known.places
        following = self._link_at(at + 1) if measured else None
        return following is not None and bool(following.names)

    def _is_known(self, name: Name) -> bool:
        return self._is_place(self.words[name.first])

    def _phrase(self, link: _Link, at: int, opened: bool) -> tuple[PlacePhrase | None, int]:
        """The phrase that begins with a link, and the terminal behind it."""
        phrase = PlacePhrase(link, bare=not opened)
        if link.noun in self.known.borders:
            phrase.beside = link.group.head
        before, at = link, at + 1
        alone = not opened and bool(link.names) and self._kind(link.names[0]) in _ACTING
        following = None if alone else self._follows(at, before)
        while following is not None:
            joint, link = following
            border = link.noun in self.known.borders or before.noun in self.known.borders
            for name in link.names if border else ():
                name.across = True
            if joint == "OF":
                own = len(phrase.names) - len(before.names)  # "the Damascus suburb of Douma" is Douma
                phrase.names[own:own] = link.names
            elif joint != "LC":
                phrase.names += link.names
            phrase.bare &= joint != "R"
            phrase.peoples += [] if border else link.peoples
            phrase.last = link.group.last
            before = link
            at += 2 if joint else 1
            following = self._follows(at, before)
        if not phrase.names:
            phrase.back = self._points_back(before)
            phrase.bare &= not phrase.back
            if not phrase.back and not phrase.peoples:
                return None, at
        return phrase, at

    def _points_back(self, link: _Link) -> bool:
        head = self.words[link.group.head]
        return head.key in self.known.there or (link.definite and link.noun in self.known.back)

    def _follows(self, at: int, before: _Link) -> tuple[str, _Link] | None:
        """The link that goes on a phrase at a terminal, with the terminal that joins it; "" for "a town | 25 km north (of)"."""
        joint = self.types[at] if at < len(self.types) else ""
        group = self.groups[at] if joint else None
        if joint == "N" and group is not None and self.words[group.first].tag & (NUM | DET):
            link = self._link_at(at)
            return ("", link) if link is not None and link.noun in self.known.parts and not link.names else None
        if joint not in ("R", "OF", "AO", "LC"):
            return None
        link = self._link_at(at + 1)
        if link is None or (joint == "LC" and not link.names):
            return None
        if joint == "R" and group is not None and not self._leads_on(self.words[group.head].key, before, link):
            return None
        return joint, link

    def _leads_on(self, preposition: str, before: _Link, link: _Link) -> bool:
        """Whether a preposition joins two groups of one phrase: "a town in Syria", "the border with Turkey"."""
        if preposition in self.known.before_nouns:
            return bool(link.noun)
        across = preposition == "with" and before.noun in self.known.borders
        return across or preposition in self.known.prepositions or (preposition in self.known.origins and bool(before.noun))

    # --- one noun group

    def _link_at(self, at: int) -> _Link | None:
        if at not in self._links:
            group = self.groups[at] if at < len(self.types) and self.types[at] == "N" else None
            self._links[at] = None if group is None else self._link(group)
        return self._links[at]

    def _link(self, group: Group) -> _Link | None:
        """A noun group as a link, if it is the name of a place or says what kind of place is meant."""
        head = self.words[group.last]
        noun = head.noun if head.noun in self.known.nouns else ""
        if not noun and self.words[group.head].noun in self.known.nouns:
            noun = self.words[group.head].noun
        if not noun and not self._is_place(head) and not self._is_strange(head) and head.key not in self.known.there:
            return None
        names: list[Name] = []
        peoples: list[int] = []
        start = group.first
        cuts = [at for at in range(group.first, group.last + 1) if self.words[at].tag & POSS]
        for cut in (*cuts, group.last + 1):
            names = [*self._names(start, cut - 1, cut <= group.last), *names]
            peoples += [at for at in range(start, cut) if self._is_people(self.words[at])]
            start = cut + 1
        if not noun and not (names and names[0].last == group.last) and head.key not in self.known.there:
            return None
        opener = self.words[group.first]
        return _Link(group, names, peoples, noun, bool(opener.tag & DET) and opener.key in self.definite)

    def _names(self, first: int, last: int, owner: bool) -> list[Name]:
        """The names between two words: known ones, and unknown ones, if they are not those of an `owner`, who may be anybody."""
        found: list[Name] = []
        at = first
        while at <= last:
            word = self.words[at]
            if self._is_place(word):
                found.append(Name(at, at))
            elif self._is_strange(word) and not owner:
                behind = at
                while behind < last and self._is_strange(self.words[behind + 1]):
                    behind += 1
                found.append(Name(at, behind))
                at = behind
            at += 1
        if found and found[-1].last < last:
            self._mark(found, last)
        return list(reversed(found)) if len(found) > 1 and found[-1].last == last else found

    def _mark(self, found: list[Name], last: int) -> None:
        """Say of the last name what the noun behind it says: "Aleppo province", "Aleppo city"."""
        noun = self.words[found[-1].last + 1].noun
        found[-1].noun = "region" if noun in self.known.regions else "place" if noun in self.known.places else ""

    def _is_place(self, word: Word) -> bool:
        named = word.meanings and any(isinstance(m.entry, ActorEntry) and m.entry.kind in _NAMED for m in word.meanings)
        return bool(named)

    def _kind(self, name: Name) -> str:
        kinds = [meaning.entry.kind for meaning in self.words[name.first].meanings if isinstance(meaning.entry, ActorEntry)]
        return kinds[0] if kinds else ""

    def _is_people(self, word: Word) -> bool:
        told = word.meanings and any(isinstance(m.entry, ActorEntry) and m.entry.kind == _PEOPLE for m in word.meanings)
        return bool(told)

    def _is_strange(self, word: Word) -> bool:
        """Whether a word is a name that no dictionary knows."""
        if word.meanings or word.inner or not word.text[0].isalpha():
            return False
        article, hyphen, rest = word.text.partition("-")  # "al-Kharbah" is no common noun
        return bool(word.tag & NAME) or (bool(hyphen) and article in self.known.articles and rest[:1].isupper())
