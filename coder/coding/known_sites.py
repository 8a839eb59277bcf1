"""A name -> the sites that the gazetteer and the entries of actors/ know by it, wherever it stands.

Each is looked up once: newspapers name the same places again and again.
"""

from __future__ import annotations

from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import ActorEntry
from coder.dictionary.gazetteer import Located, Sites, folded, located


class Site:
    """What a name stands for, or may: `lat` and `lon` are those of what contains it where its own are not known.

    `known`: a dictionary has the name; `rule` the dictionary line that told where it lies; `capital`: it is that of its country;
    `meant`: actors/ knows a place by this name, so that it is likelier than another of the name. A site is never changed.
    """

    __slots__ = ("capital", "country", "geonames", "kind", "known", "lat", "lon", "meant", "name", "region", "rule")

    def __init__(
        self,
        name: str,
        kind: str,
        country: str | None,
        region: str | None = None,
        lat: float | None = None,
        lon: float | None = None,
        geonames: int | None = None,
        rule: str = "",
        known: bool = True,
        capital: bool = False,
        meant: bool = False,
    ) -> None:
        self.name = name
        self.kind = kind
        self.country = country
        self.region = region
        self.lat = lat
        self.lon = lon
        self.geonames = geonames
        self.rule = rule
        self.known = known
        self.capital = capital
        self.meant = meant


class KnownSites:
    """The sites of one set of dictionaries; made once."""

    def __init__(self, dictionary: Dictionary, gazetteer: Sites) -> None:
        self.gazetteer = gazetteer
        self.countries = dictionary.countries
        self.dictionary = dictionary
        self._by_name: dict[str, list[Site]] = {}
        self._by_entry: dict[tuple[str, str, str | None], list[Site]] = {}
        self._by_country: dict[str, Site | None] = {}
        self._homes: dict[str, str | None] = {}
        self._full_names: dict[tuple[str, str | None], str] = {}

    def named(self, name: str) -> list[Site]:
        """What the gazetteer knows by a name, as it is written."""
        found = self._by_name.get(name)
        if found is None:
            found = [_site(site) for site in located(self.gazetteer, folded(name))]
            if found:  # what it does not know are all the other names there are
                self._by_name[name] = found
        return found

    def country(self, code: str) -> Site | None:
        """A country as a site."""
        if code not in self._by_country:
            self._by_country[code] = self._country(code)
        return self._by_country[code]

    def _country(self, code: str) -> Site | None:
        known = self.countries.get(code)
        if known is None:
            return None
        found = [site for site in self.named(known.name) if site.country == code and site.kind == "country"]
        return found[0] if found else Site(known.name, "country", code)

    def home(self, code: str) -> str | None:
        """The side at whose place an act of this code happens: "source", "target" or None."""
        if code not in self._homes:
            codes = self.dictionary.codes
            sides = [codes[ancestor].place for ancestor in self.dictionary.ancestors(code)]
            self._homes[code] = next((side for side in sides if side is not None), None)
        return self._homes[code]

    def meant(self, entry: ActorEntry) -> list[Site]:
        """What an entry of actors/ stands for as a place; one that the gazetteer lacks is known by its country alone."""
        key = entry.kind, entry.name, entry.code
        found = self._by_entry.get(key)
        if found is None:
            found = self._by_entry[key] = self._meant(entry)
        return found

    def _meant(self, entry: ActorEntry) -> list[Site]:
        code = (entry.code or entry.dated[-1].code)[:3]
        if entry.kind == "country":
            country = self.country(code)
            return [] if country is None else [_meant_by_name(country, capital=False)]
        name = entry.name.split(", ")[0]
        capital = entry.kind == "capital"
        same = [site for site in self.named(name) if site.country == code]
        if same:
            return [_meant_by_name(site, capital and site.kind == "place") for site in same]
        known = code if code in self.countries else None
        return [Site(name, "place", known, rule=str(entry.where), capital=capital, meant=True)]

    def full_name(self, site: Site) -> str:
        """The name of a site; a region that shares it with a town is told from it: "Aleppo province"."""
        if site.kind != "region":
            return site.name
        key = site.name, site.country
        if key not in self._full_names:
            self._full_names[key] = self._told_apart(site)
        return self._full_names[key]

    def _told_apart(self, site: Site) -> str:
        same = [other for other in located(self.gazetteer, folded(site.name)) if other.country == site.country]
        noun = next((other.within for other in same if other.kind == "region"), None)
        return f"{site.name} {noun}" if noun and any(other.kind == "place" for other in same) else site.name


def _site(site: Located) -> Site:
    region = site.name if site.kind == "region" else site.within if site.kind == "place" else None
    return Site(site.name, site.kind, site.country, region, site.lat, site.lon, site.geonames, site.rule)


def _meant_by_name(site: Site, capital: bool) -> Site:
    place = site.lat, site.lon, site.geonames, site.rule
    return Site(site.name, site.kind, site.country, site.region, *place, capital=capital, meant=True)
