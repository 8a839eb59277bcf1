"""The event table of ICEWS as it stands in the Dataverse: 20 columns, tabs, a header."""

from __future__ import annotations

from coder.corpus.formats.actor_parts import ActorCodes, ActorParts
from coder.corpus.formats.fields import day_of, number_of, plain
from coder.dictionary.entries import Role
from coder.model import Event

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)


def icews_row(event: Event, codes: ActorCodes, roles: dict[str, Role]) -> list[object]:
    """The 20 columns; sectors are told by the names of our role codes."""
    day, place = day_of(event), event.location or {}
    country = codes.countries.get(str(place.get("country")))
    return [
        number_of(event),
        day.isoformat() if day else "",
        *_actor(event.source_name or event.source_text, codes.parts(event.source), roles),
        event.name,
        event.action,
        event.goldstein,
        *_actor(event.target_name or event.target_text, codes.parts(event.target), roles),
        plain(event.story),
        event.sentence,
        plain(event.publisher),
        place.get("name"),
        "",
        place.get("region"),
        country.name if country else "",
        place.get("lat"),
        place.get("lon"),
    ]


def _actor(name: str | None, parts: ActorParts, roles: dict[str, Role]) -> tuple[str, str, str]:
    sectors = ",".join(roles[role].name for role in parts.roles if role in roles)
    return plain(name), sectors, parts.country.name if parts.country else ""
