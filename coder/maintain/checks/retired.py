"""Whether codes of states that are no more stand only on days when these states existed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coder.dictionary.entries import ActorEntry, Country, Dated
from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem
from coder.maintain.checks.report import report


def replaced_code(loaded: Loaded) -> Iterator[Problem]:
    """The code of a state that is no more (`dates` in codes/countries.yaml) holds in an interval in which the state did not
    exist, as SUNGOV in 1995: another state has taken its place, and with it its code.
    """
    former = {country.code: country for country in loaded.countries if country.last is not None}
    for file, actor in loaded.placed(ActorEntry):
        for span in actor.dated:
            country = former.get(span.code[:3])
            if country is not None and not _existed(country, span):
                years = " to ".join(str(date.fromordinal(day)) for day in (country.first, country.last) if day is not None)
                message = f"{country.name} ({country.code}) existed from {years}: the interval needs the code of another state"
                yield from report(file, span.where, message, "replaced-code", words=span.code)


def _existed(country: Country, span: Dated) -> bool:
    begins = country.first is None or span.last is None or span.last >= country.first
    return begins and (country.last is None or span.first is None or span.first <= country.last)
