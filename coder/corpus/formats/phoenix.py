"""The daily files of Phoenix: 26 columns, tabs, no header."""

from __future__ import annotations

from collections.abc import Mapping

from coder.corpus.formats.actor_parts import ActorCodes, ActorParts
from coder.corpus.formats.fields import day_of, plain
from coder.model import Event

COLUMNS = (
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
)


def phoenix_row(event: Event, codes: ActorCodes, quads: Mapping[str, int]) -> list[object]:
    """The 26 columns; `quads` are Phoenix's own quad classes by root."""
    day, place = day_of(event), event.location or {}
    return [
        event.id,
        *((day.strftime("%Y%m%d"), day.year, day.month, day.day) if day else ("", "", "", "")),
        *_actor(codes.parts(event.source)),
        *_actor(codes.parts(event.target)),
        event.action,
        event.root,
        quads[event.root],
        event.goldstein,
        "",
        *(place.get(key) for key in ("lat", "lon", "name", "region", "country")),
        f"{plain(event.story)}_{event.sentence}",
        plain(event.url),
        plain(event.publisher),
    ]


def _actor(parts: ActorParts) -> tuple[str, str, str, str]:
    others = [part for part in (*parts.groups, *parts.ethnic, *parts.religions, *parts.roles[1:]) if part != parts.root]
    return parts.code, parts.root, "" if parts.role == parts.root else parts.role, ";".join(others)
