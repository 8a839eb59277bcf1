"""What may stand in one value of a dictionary file: words, codes, dates, intervals, phrases, examples.

Each reader takes what `yaml_nodes` gives and returns the value, or raises an error whose type is the name of a check and whose
message is meant for the user. The annotated names at the end are the field types of `shapes`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from coder.dictionary.problems import nearest
from coder.dictionary.yaml_nodes import Scalar

OPERATORS = (
    "report",
    "allege",
    "deny",
    "intend",
    "appeal",
    "demand",
    "reject",
    "threaten",
    "stop",
    "permit",
    "negate",
    "transparent",
)

UNQUOTED = 'an event code needs quotes: "{code}" (without them other programs read 010 as 8)'

_SITE = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)(?: (\d+))?(?: (\D.*))?")
_NORTH, _EAST = 90, 180  # degrees, the most that a latitude and a longitude can be
_DAY = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?")
_TRIPLE = re.compile(r"(_|[A-Z-]{3,}) (\d{2,4}) (_|[A-Z-]{3,})")


class Phrase(NamedTuple):
    """An alias or member, with the days (ordinals, both included) between which it holds; None is an open end."""

    text: Scalar
    first: int | None = None
    last: int | None = None


class Interval(NamedTuple):
    """The days (ordinals, both included) of an interval as it was written; None is an open end."""

    text: Scalar
    first: int | None
    last: int | None


class Point(NamedTuple):
    """A point of the gazetteer: degrees, GeoNames id, and the words behind them."""

    lat: float
    lon: float
    geonames: int | None
    within: str | None


class Expected(NamedTuple):
    """What an example must give; `date` is ISO."""

    triples: tuple[tuple[str | None, str, str | None], ...]
    date: str | None = None


def wrong(message: str, check: str = "bad-value", at: object = None) -> PydanticCustomError:
    """The error to raise: `check` is the name of the check it counts for, `at` the text it is about if not the whole value."""
    context: dict[str, Any] = {"words": message}
    if isinstance(at, Scalar):
        context |= {"line": at.line, "column": at.column}
    return PydanticCustomError(check, "{words}", context)  # check names are the error types


def _words(value: object) -> Scalar:
    if not isinstance(value, Scalar):
        raise wrong(f"this must be words, not {_kind(value)}")
    if not value.strip():
        raise wrong("nothing is written here: write something, or delete the line")
    return value


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping"


def _flag(value: object) -> bool:
    if value not in ("true", "false"):
        raise wrong('write "true" or "false" here')
    return value == "true"


def _number(value: object) -> float:
    try:
        return float(_words(value))
    except ValueError:
        raise wrong(f'"{value}" is not a number') from None


def _event_code(value: object) -> Scalar:
    code = _words(value)
    if code.isdigit() and not code.quoted:
        raise wrong(UNQUOTED.format(code=code), "unquoted-code")
    return code


def _prepositions(value: object) -> tuple[str, ...]:
    words = tuple(word.strip() for word in _words(value).split("|"))
    if not all(words):
        raise wrong('a word is missing beside "|"')
    return words


def _point(value: object) -> Point:
    match = _SITE.fullmatch(_words(value))
    if match is None:
        raise wrong(
            "write latitude and longitude in degrees, then the GeoNames id and the region, as in 36.2 37.16 170063 Aleppo"
        )
    lat, lon, geonames, within = match.groups()
    if abs(float(lat)) > _NORTH or abs(float(lon)) > _EAST:
        raise wrong(f"{lat} {lon} is no latitude and longitude: they end at {_NORTH} and {_EAST} degrees")
    return Point(float(lat), float(lon), int(geonames) if geonames else None, within)


def one_of(*allowed: str) -> PlainValidator:
    """A reader of a value that has a few possible words."""

    def check(value: object) -> str:
        word = _words(value)
        if word not in allowed:
            raise wrong(f'"{word}" cannot stand here{suggestion(word, allowed)}')
        return str(word)

    values = tuple(int(word) if word.isdigit() else word for word in allowed)
    return PlainValidator(check, json_schema_input_type=Literal[values])


def _operators(value: object) -> Scalar:
    """The key of a composed cell: an operator, or several with the outer one first."""
    for word in _words(value).split():
        if word not in OPERATORS:
            raise wrong(f'"{word}" is not an operator{suggestion(word, OPERATORS)}', at=value)
    return _words(value)


def day_span(text: str) -> tuple[int, int]:
    """The first and last day of `2012`, `2012-06` or `2012-06-30` (or 20120630), as ordinals; ValueError if it is no date."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a date: write 2012-06-30, 2012-06 or 2012')
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        raise ValueError(f'"{text}" is not a day of the calendar') from None
    return first.toordinal(), last.toordinal()


def _interval(value: object) -> Interval:
    text = _words(value)
    begin, slash, end = (part.strip() for part in text.partition("/"))
    end = end if slash else begin
    try:
        first = None if begin == ".." else day_span(begin)[0]
        last = None if end == ".." else day_span(end)[1]
    except ValueError as error:
        raise wrong(f"{error}; an interval is written 2012-06-30/2013-07-03, an open end ..", "bad-date", text) from None
    return Interval(text, first, last)


def _phrase(value: object) -> Phrase:
    """A phrase, or `phrase: interval` for one that holds for a time."""
    if isinstance(value, dict):
        if len(value) != 1:
            raise wrong("a dated phrase is written alone in its item: - phrase: 2012-06-30/2013-07-03")
        (text, when), *_ = value.items()
        return Phrase(text, *_interval(when)[1:])
    return Phrase(_words(value))


def _triple(value: object) -> tuple[str | None, str, str | None]:
    match = _TRIPLE.fullmatch(_words(value))
    if match is None:
        raise wrong(
            "write source, code and target as in EGY 190 SDN (_ for an actor that is not there), or none", "bad-example", value
        )
    source, code, target = match.groups()
    return None if source == "_" else source, code, None if target == "_" else target


def _expected(value: object) -> Expected:
    if isinstance(value, dict):
        surplus = [key for key in value if key not in ("date", "events")]
        if surplus:
            message = f'an example has the keys date and events, not "{surplus[0]}"'
            raise wrong(message, "bad-example", surplus[0])
        if "events" not in value:
            raise wrong('the example lacks its "events:"', "bad-example")
        return Expected(_triples(value["events"]), _example_day(value["date"]) if "date" in value else None)
    return Expected(_triples(value))


def _triples(value: object) -> tuple[tuple[str | None, str, str | None], ...]:
    if value == "none":
        return ()
    return tuple(_triple(item) for item in value) if isinstance(value, list) else (_triple(value),)


def _example_day(value: object) -> str:
    try:
        first, last = day_span(_words(value))
    except ValueError as error:
        raise wrong(str(error), "bad-date", value) from None
    if first != last:
        raise wrong("an example needs the full date, as in 2012-06-30", "bad-date", value)
    return date.fromordinal(first).isoformat()


def suggestion(word: str, allowed: Iterable[str]) -> str:
    """What to add to a message about an unknown word: the nearest of the known ones, else all of them."""
    allowed = tuple(allowed)
    return nearest(word, allowed) or f" (known here: {', '.join(allowed)})"


_TRIPLE_SCHEMA = {"type": "string", "pattern": "^((_|[A-Z-]{3,}) [0-9]{2,4} (_|[A-Z-]{3,})|none)$"}
_TRIPLES_SCHEMA = {"anyOf": [_TRIPLE_SCHEMA, {"type": "array", "items": _TRIPLE_SCHEMA}]}
_INTERVAL_SCHEMA = {"type": ["string", "integer"]}  # a year alone is a number to YAML
_PHRASE_SCHEMA = {"type": "object", "additionalProperties": _INTERVAL_SCHEMA, "minProperties": 1, "maxProperties": 1}
_EXAMPLE_SCHEMA = {
    "type": "object",
    "properties": {"date": {"type": "string"}, "events": _TRIPLES_SCHEMA},
    "required": ["events"],
    "additionalProperties": False,
}


def _schema(**schema: Any) -> WithJsonSchema:
    """What editors may know of a value."""
    return WithJsonSchema(schema)


_TEXT = _schema(type="string")
Words = Annotated[Scalar, PlainValidator(_words), _TEXT]
Flag = Annotated[bool, PlainValidator(_flag), _schema(type="boolean")]
Number = Annotated[float, PlainValidator(_number), _schema(type="number")]
EventCodeText = Annotated[Scalar, PlainValidator(_event_code), _schema(type="string", pattern="^([0-9]{2,4}|none)$")]
PointText = Annotated[Point, PlainValidator(_point), _schema(type="string", pattern="^-?[0-9.]+ -?[0-9.]+( [0-9]+)?( .+)?$")]
Operators = Annotated[Scalar, PlainValidator(_operators), _TEXT]
Prepositions = Annotated[tuple[str, ...], PlainValidator(_prepositions), _TEXT]
When = Annotated[Interval, PlainValidator(_interval), WithJsonSchema(_INTERVAL_SCHEMA)]
Phrases = list[Annotated[Phrase, PlainValidator(_phrase), _schema(anyOf=[{"type": "string"}, _PHRASE_SCHEMA])]]
Examples = dict[
    Words, Annotated[Expected, PlainValidator(_expected), _schema(anyOf=[*_TRIPLES_SCHEMA["anyOf"], _EXAMPLE_SCHEMA])]
]
