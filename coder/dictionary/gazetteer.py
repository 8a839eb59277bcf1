"""The entries of `places/` -> what each name stands for, by the folded name: countries, regions and places with their points."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coder.dictionary.entries import PlaceEntry
from coder.words.tokens import fold_phrase

Sites = Mapping[str, bytes]  # the `Located`s of a name, which are read when it is met


class Located(NamedTuple):
    """A site with its name, its country (alpha-3) and the dictionary line of its entry; the rest is as in `Site`."""

    name: str
    country: str
    kind: str
    lat: float
    lon: float
    geonames: int | None
    within: str | None
    rule: str


def compile_gazetteer(entries: Iterable[PlaceEntry]) -> dict[str, bytes]:
    """All sites by name; there are many, and a sentence wants few."""
    sites: dict[str, list[tuple[object, ...]]] = {}
    for entry in entries:
        named = sites.setdefault(folded(entry.name), [])
        for site in entry.sites:
            point = (site.lat, site.lon, site.geonames, site.within)
            named.append((entry.name, entry.country, site.kind, *point, str(entry.where)))
    return {name: marshal.dumps(named) for name, named in sites.items()}


def folded(name: str) -> str:
    """The name under which sites are stored: case, diacritics and hyphens do not count.

    >>> folded("Al-Bab"), folded("Málaga")
    ('al bab', 'malaga')
    """
    return " ".join(fold_phrase(name))


def located(sites: Sites, name: str) -> list[Located]:
    """What a folded name stands for."""
    packed = sites.get(name)
    return [] if packed is None else [Located(*site) for site in marshal.loads(packed)]
