"""The event tables of GDELT, 1.0 (58 columns) and 2.0 (61): tabs, no header."""

from __future__ import annotations

from datetime import date

from coder.corpus.formats.actor_parts import ActorCodes, ActorParts
from coder.corpus.formats.fields import day_of, number_of, plain
from coder.model import Event

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_WHERE = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_DAYS_A_YEAR = 365


def columns(version: int) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    where = [*_WHERE[:4], *(("ADM2Code",) if version > 1 else ()), *_WHERE[4:]]
    return (
        "GLOBALEVENTID",
        "SQLDATE",
        "MonthYear",
        "Year",
        "FractionDate",
        *(f"Actor{n}{name}" for n in (1, 2) for name in (*_ACTOR, *_TYPES)),
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
        *(f"{what}_{name}" for what in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in where),
        "DATEADDED",
        "SOURCEURL",
    )


def gdelt_row(event: Event, codes: ActorCodes, version: int) -> list[object]:
    """One row, which is one report of one event: there is one mention, source and article each, and the tone is not told."""
    day, gap = day_of(event), ("",) if version > 1 else ()
    nowhere = ("", "", "", "", *gap, "", "", "")
    place = event.location or {}
    country = codes.countries.get(str(place.get("country")))
    names = (place.get("name"), place.get("region"), country.name if country else None)
    full_name = ", ".join(dict.fromkeys(str(name) for name in names if name))
    action = (
        "",
        full_name,
        (country.fips if country else "") or "",
        "",
        *gap,
        place.get("lat"),
        place.get("lon"),
        "",
    )
    return [
        number_of(event),
        *(_dates(day) if day else ("", "", "", "")),
        *_actor(event.source_name or event.source_text, codes.parts(event.source)),
        *_actor(event.target_name or event.target_text, codes.parts(event.target)),
        1 if event.sentence == 1 else 0,
        event.action,
        event.action[:3],
        event.root,
        event.quad_class,
        event.goldstein,
        1,
        1,
        1,
        "",
        *nowhere,
        *nowhere,
        *action,
        (f"{day:%Y%m%d}000000" if version > 1 else f"{day:%Y%m%d}") if day else "",
        plain(event.url),
    ]


def _dates(day: date) -> tuple[str, str, str, str]:
    fraction = day.year + (day.timetuple().tm_yday - 1) / _DAYS_A_YEAR
    return f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day.year}", f"{fraction:.4f}"


def _actor(name: str | None, parts: ActorParts) -> list[str]:
    def at(codes: tuple[str, ...], number: int) -> str:
        return codes[number] if number < len(codes) else ""

    return [
        parts.code.strip("-"),
        plain(name).upper(),
        parts.country.code if parts.country else "",
        at(parts.groups, 0),
        at(parts.ethnic, 0),
        at(parts.religions, 0),
        at(parts.religions, 1),
        *(at(parts.roles, number) for number in range(3)),
    ]
