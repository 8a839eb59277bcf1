"""Where an act took place: its own clause says it, else its sentence, else the dateline of the story or the country of a side.

`basis` tells which: "clause" (a place phrase of the clause, or the place that is its target), "sentence", "dateline", or "actor":
the act is one that happens where one of its sides is at home (`place:` in codes/events.yaml), and nothing tells more.
"""

from __future__ import annotations

from typing import Final

from coder.coding.act import Act
from coder.coding.actor import Actor
from coder.coding.known_sites import KnownSites, Site
from coder.coding.place_phrases import PlacePhrase, PlacePhrases
from coder.coding.reach import stretches
from coder.coding.sites import SiteFinder
from coder.dictionary.compiled import Dictionary
from coder.language.datelines import dateline
from coder.language.peeling import Marked
from coder.language.words import Word
from coder.words.tags import NOUN

_VERBAL: Final = (1, 3)  # quad classes of acts in words
_MEETING: Final = "04"  # which are bodily all the same
_SHORTEST: Final = 3  # characters between two sentences in which no dateline stands


class Location:
    """A place as an event has it: what the site is called, the words that tell it, the site, and on what basis."""

    __slots__ = ("basis", "name", "site", "text")

    def __init__(self, name: str, text: str, site: Site, basis: str) -> None:
        self.name = name
        self.text = text
        self.site = site
        self.basis = basis

    def record(self) -> dict[str, object]:
        """The `location` of an event record; `lat` and `lon` are degrees (WGS 84)."""
        site = self.site
        return {
            "name": self.name,
            "text": self.text,
            "country": site.country,
            "region": site.region,
            "lat": site.lat,
            "lon": site.lon,
            "geonames": site.geonames,
            "basis": self.basis,
        }


class Setting:
    """Where a story has been: the `countries` that it named as places so far, the `last` place told, its `dateline`."""

    __slots__ = ("countries", "dateline", "last")

    def __init__(self) -> None:
        self.countries: set[str] = set()
        self.last: Location | None = None
        self.dateline = ""

    def note(self, between: str, sentence: str) -> None:
        """Take in the text `between` a sentence and the one before it, where a dateline was cut off."""
        if not self.dateline and len(between) > _SHORTEST and (bare := between.lstrip()):
            head = dateline(bare + sentence)
            self.dateline = head[0] if head is not None else ""


class Locator:
    """Finds the places of the acts of one sentence; does nothing before it is asked."""

    def __init__(
        self, dictionary: Dictionary, known: KnownSites, words: list[Word], marked: Marked, text: str, setting: Setting
    ) -> None:
        self.dictionary = dictionary
        self.words = words
        self.marked = marked
        self.text = text
        self.setting = setting
        self.known = known
        self.finder = SiteFinder(known, words, text)
        self._phrases: list[PlacePhrase] | None = None
        self._sites: dict[tuple[int, frozenset[str]], Site | None] = {}
        self._act: Act | None = None  # whose places have been `_found` last
        self._found: list[tuple[PlacePhrase, bool]] = []
        self._clauses: list[tuple[int, int]] = []

    @property
    def phrases(self) -> list[PlacePhrase]:
        """The place phrases of the sentence."""
        if self._phrases is None:
            self._phrases = PlacePhrases(self.words, self.marked, self.dictionary.lexicon.sets["definite"]).find()
            self._clauses = stretches(self.marked, len(self.words)) if self._phrases else []
        return self._phrases

    def locate(self, act: Act, code: str, source: Actor | None, target: Actor | None) -> Location | None:
        """Where an act with this code took place between two sides."""
        side = self.known.home(code)
        at_home = source if side == "source" else target if side == "target" else None
        countries = frozenset(
            [
                actor.country
                for actor in (source, target)
                if actor is not None and not actor.guessed and actor.country in self.known.countries
            ]
        )
        own = self._inside(target) if side == "target" and target is not None else None
        told = self._told(act, own, countries, side is not None, self._its_own(code, target)) if self.phrases else None
        if told is not None:
            return told
        header = self._dateline(countries)
        if at_home is not None and (header is None or header.site.country not in countries):
            return self._of_actor(at_home, countries) or header
        return header

    def _told(
        self, act: Act, own: PlacePhrase | None, countries: frozenset[str], bodily: bool, taken: tuple[int, int]
    ) -> Location | None:
        """The place that the sentence tells outside the words `taken`; a `bodily` act may happen at the target of another."""
        target = self._location(own, "clause", countries) if own is not None else None
        if target is not None and target.site.kind != "country":
            return target
        for phrase, together in self._nearest(act):
            if (phrase.bare and (not bodily or self._acts_itself(phrase))) or taken[0] <= phrase.first <= taken[1]:
                continue
            together = together and not phrase.bare
            if target is not None and not (together and phrase.first > act.first):
                continue  # "bombed Syria" says more than a place elsewhere, and less than one behind it in its clause
            found = self._location(phrase, "clause" if together else "sentence", countries)
            if found is not None:
                return found
        return target

    def _nearest(self, act: Act) -> list[tuple[PlacePhrase, bool]]:
        """The place phrases, the likeliest for an act first, and whether they stand in its clause.

        First those with a preposition, in the clause of the act, behind it, few words away; those of who said so are left out.
        """
        if act is not self._act:  # its records ask in turn
            spoken = act.attribution.phrase if act.attribution is not None else None
            usable = [p for p in self.phrases if spoken is None or not spoken.first <= p.first <= spoken.end + 2]
            found = [(phrase, self._together(act, phrase)) for phrase in usable]
            if len(found) > 1:
                found.sort(key=lambda near: (near[0].bare, not near[1], *_distance(act, near[0])))
            self._act, self._found = act, found
        return self._found

    def _location(self, phrase: PlacePhrase, basis: str, countries: frozenset[str]) -> Location | None:
        text = self.text[self.words[phrase.first].start : self.words[phrase.last].end]
        if phrase.back:
            last = self.setting.last
            return None if last is None else Location(last.name, text, last.site, basis)
        site = self._site(phrase, countries)
        if site is None:
            return None
        found = Location(self.known.full_name(site), text, site, basis)
        if site.kind != "country":
            self.setting.last = found
        return found

    def _site(self, phrase: PlacePhrase, actors: frozenset[str]) -> Site | None:
        key = phrase.first, actors
        if key not in self._sites:
            self._sites[key] = self.finder.find(phrase, actors, self.setting.countries)
        return self._sites[key]

    def _together(self, act: Act, phrase: PlacePhrase) -> bool:
        return any(first <= phrase.first <= last and first <= act.first <= last for first, last in self._clauses)

    def _acts_itself(self, phrase: PlacePhrase) -> bool:
        """Whether a bare name is a country's or a capital's, which act and are acted upon, and are no mere places."""
        site = self.finder.find(phrase, (), ())
        return site is None or site.kind == "country" or site.capital

    # --- what the sentence does not tell

    def _its_own(self, code: str, target: Actor | None) -> tuple[int, int]:
        """The words behind a thing that is spoken of, for they tell where it is: "criticized the war in Iraq"."""
        quad = self.dictionary.codes[code[:2]].quad if code[:2] in self.dictionary.codes else None
        if target is None or target.unnamed or quad not in _VERBAL or code.startswith(_MEETING):
            return 1, 0
        return (target.first, target.last + 2) if self.words[target.last].tag & NOUN else (1, 0)

    def _inside(self, actor: Actor) -> PlacePhrase | None:
        """The first place phrase in the words of an actor."""
        return next((phrase for phrase in self.phrases if actor.first <= phrase.first <= actor.last), None)

    def _of_actor(self, actor: Actor, countries: frozenset[str]) -> Location | None:
        if actor.unnamed:
            return None
        named = self.finder.within(actor.first, actor.last, countries, self.setting.countries)
        if named is not None:
            return Location(self.known.full_name(named[0]), named[1], named[0], "actor")
        site = self.known.country(actor.country)
        if site is None:
            return None
        return Location(site.name, self.text[self.words[actor.first].start : self.words[actor.last].end], site, "actor")

    def _dateline(self, countries: frozenset[str]) -> Location | None:
        text = self.setting.dateline
        if not text:
            return None
        site = self.finder.spelled(text, countries, self.setting.countries)
        return Location(self.known.full_name(site) if site else text, text, site or Site(text, "place", None), "dateline")


def _distance(act: Act, phrase: PlacePhrase) -> tuple[bool, int]:
    """How far a phrase is from an act: before it rather than behind it, so many words away."""
    return phrase.first < act.first, max(phrase.first - act.last, act.first - phrase.last, 0)
