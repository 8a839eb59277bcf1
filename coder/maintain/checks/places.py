"""Whether the gazetteer fits together: its countries exist, and so do the regions that its places lie in."""

from __future__ import annotations

from collections.abc import Iterator

from coder.dictionary.entries import PlaceEntry
from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem
from coder.maintain.checks.report import report


def unknown_place(loaded: Loaded) -> Iterator[Problem]:
    """A file of places/ is not named by a country of codes/countries.yaml, or a place lies in a region that no entry of its
    country is the point of.
    """
    countries = {country.code for country in loaded.countries}
    regions = {(place.country, place.name) for place in loaded.places for site in place.sites if site.kind == "region"}
    strange: set[str] = set()
    for file, place in loaded.placed(PlaceEntry):
        if place.country not in countries and place.country not in strange:
            strange.add(place.country)
            message = f'"{place.country}" is no country of codes/countries.yaml: name the file by the code of the country'
            yield from report(file, place.where, message, "unknown-place")
        for site in place.sites:
            if site.kind == "place" and site.within is not None and (place.country, site.within) not in regions:
                message = f'"{site.within}" is no region of {place.country}: no entry of that name has a line "region"'
                yield from report(file, place.where, message, "unknown-place", words=site.within)
