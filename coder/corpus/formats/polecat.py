"""The event table of POLECAT: 40 columns, tabs, a header; what is not known is `None`."""

from __future__ import annotations

from coder.corpus.formats.actor_parts import ActorCodes, ActorParts
from coder.corpus.formats.fields import day_of, plain
from coder.model import Event

_ACTOR = ("Name", "Country", "COW", "Primary {} Sector", "{} Sectors", "Title", "Name Raw", "Wikipedia {} ID")


def _of(who: str) -> tuple[str, ...]:
    return tuple(name.format(who) if "{}" in name else f"{who} {name}" for name in _ACTOR)


COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    *_of("Actor"),
    *_of("Recipient"),
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)


def polecat_row(event: Event, codes: ActorCodes, version: str) -> list[object]:
    """The 40 columns; modes, contexts and the story's people, organisations and places are not coded."""
    day, place = day_of(event), event.location or {}
    row: list[object] = [
        event.id,
        day.isoformat() if day else None,
        event.plover,
        None,
        event.goldstein,
        event.quad_class,
        None,
        *_actor(event.source_name, event.source_text, codes.parts(event.source)),
        *_actor(event.target_name, event.target_text, codes.parts(event.target)),
        place.get("name"),
        *(None, None),
        *(place.get(key) for key in ("region", "country", "lat", "lon", "geonames", "text")),
        None,
        plain(event.publisher) or None,
        event.story_date,
        *(None, None, None),
        "en",
        version,
    ]
    return ["None" if value is None else value for value in row]


def _actor(name: str | None, text: str | None, parts: ActorParts) -> list[object]:
    country = parts.country
    return [
        plain(name) or None,
        country.code if country else None,
        country.cow if country else None,
        parts.role or None,
        ";".join(parts.roles) or None,
        None,
        plain(text) or None,
        None,
    ]
