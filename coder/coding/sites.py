"""The names of a place phrase -> the site that they stand for, by the words around, the actors and the story."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from coder.coding.known_sites import KnownSites, Site
from coder.coding.place_phrases import Name, PlacePhrase
from coder.dictionary.entries import ActorEntry
from coder.language.words import Word

_KINDS: Final = (
    "country",
    "place",
    "region",
)  # which of the things of one name is meant if nothing says so, the first before the others


class SiteFinder:
    """Looks up the names of one sentence."""

    def __init__(self, known: KnownSites, words: list[Word], text: str) -> None:
        self.known = known
        self.words = words
        self.text = text

    def find(self, phrase: PlacePhrase, actors: Collection[str], story: Collection[str]) -> Site | None:
        """The site of a phrase; `actors` are the countries of who acts, `story` those that the story has named as places."""
        peoples = {code for at in phrase.peoples for code in self._countries_of(self.words[at])}
        if not phrase.names:
            return self.known.country(next(iter(peoples))) if len(peoples) == 1 else None  # "a Syrian town"
        if phrase.beside is not None:
            found = self._beside(phrase, actors, story)
            if found is not None:
                return found
        return self._named(phrase.names, peoples, actors, story)

    def within(self, first: int, last: int, actors: Collection[str], story: Collection[str]) -> tuple[Site, str] | None:
        """The town or region that is named among some words ("Baghdad police"), with its words."""
        for at in range(first, last + 1):
            for site in self._candidates(Name(at, at)) if self.words[at].meanings else ():
                if site.kind != "country":
                    return self._named([Name(at, at)], set(), actors, story) or site, self.words[at].text
        return None

    def spelled(self, name: str, actors: Collection[str], story: Collection[str]) -> Site | None:
        """The site of a name as a dateline has it: "KABUL", "Aleppo, Syria"."""
        first, *around = (part.strip() for part in name.split(","))
        contexts = [site for part in around for site in self.known.named(part)]
        found = self.known.named(first)
        return self._best(found, contexts, set(), actors, story, "") if found else None

    def _named(self, names: list[Name], peoples: set[str], actors: Collection[str], story: Collection[str]) -> Site | None:
        first, around = names[0], [name for name in names[1:] if not name.across]
        contexts = [site for name in around for site in self._candidates(name)]
        found = self._candidates(first)
        if not found:
            container = self._named(around, peoples, actors, story) if around else None
            return self._unknown(self._words(first), container or self._only_country(peoples, actors, story))
        best = self._best(found, contexts, peoples, actors, story, first.noun)
        if best.lat is not None:
            return best
        container = self._named(around, peoples, actors, story) if around else self.known.country(best.country or "")
        if container is None or container.country != best.country:
            return best
        region = best.region or (container.name if container.kind == "region" else container.region)
        place = region, container.lat, container.lon
        return Site(best.name, best.kind, best.country, *place, best.geonames, best.rule, True, best.capital, best.meant)

    def _best(
        self,
        found: list[Site],
        contexts: list[Site],
        peoples: Collection[str],
        actors: Collection[str],
        story: Collection[str],
        noun: str,
    ) -> Site:
        """The likeliest of several: what the words say it is, where they put it, whose country it is; then the capital."""
        if len(found) == 1:
            return found[0]
        regions = {(site.country, site.name) for site in contexts if site.kind == "region"}
        told = {site.country for site in contexts if site.kind == "country"} | set(peoples)
        near = {site.country for site in contexts}

        def likely(site: Site) -> tuple[object, ...]:
            return (
                site.kind == noun,
                (site.country, site.region) in regions,
                site.country in told,
                site.country in near,
                site.country in actors,
                site.country in story,
                site.meant,
                site.capital,
                -_KINDS.index(site.kind),
            )

        return max(found, key=likely)

    def _beside(self, phrase: PlacePhrase, actors: Collection[str], story: Collection[str]) -> Site | None:
        """A border, if it is that of a country: it lies in the one of who acts or of the story, if there is just one other."""
        neighbours = [site for site in self._candidates(phrase.names[0]) if site.kind == "country"]
        if not neighbours or phrase.beside is None:
            return None
        codes = {site.country for site in neighbours}
        others = {code for code in actors if code not in codes} or {code for code in story if code not in codes}
        country = (self.known.country(next(iter(others))) if len(others) == 1 else None) or neighbours[0]
        words = self._words(Name(phrase.beside, phrase.names[0].last))
        place = country.region, country.lat, country.lon
        return Site(words, "place", country.country, *place, None, country.rule, False, country.capital, country.meant)

    def _unknown(self, name: str, container: Site | None) -> Site:
        if container is None:
            return Site(name, "place", None, known=False)
        region = container.name if container.kind == "region" else container.region
        return Site(name, "place", container.country, region, container.lat, container.lon, None, container.rule, False)

    def _only_country(self, peoples: Collection[str], actors: Collection[str], story: Collection[str]) -> Site | None:
        """The one country that an unknown place can be in."""
        codes = next((codes for codes in (peoples, story, actors) if len(codes) == 1), ())
        return self.known.country(next(iter(codes))) if codes else None

    # --- one name

    def _candidates(self, name: Name) -> list[Site]:
        word = self.words[name.first]
        entries = [meaning.entry for meaning in word.meanings] if name.first == name.last else []
        places = [entry for entry in entries if isinstance(entry, ActorEntry) and entry.kind in ("country", "capital", "place")]
        meant = [site for entry in places for site in self.known.meant(entry)]
        return meant + [site for site in self.known.named(self._words(name)) if all(site.rule != other.rule for other in meant)]

    def _countries_of(self, word: Word) -> set[str]:
        codes = {entry.code[:3] for m in word.meanings if isinstance(entry := m.entry, ActorEntry) and entry.code}
        return codes & self.known.countries.keys()

    def _words(self, name: Name) -> str:
        return " ".join(self.text[self.words[name.first].start : self.words[name.last].end].split())
