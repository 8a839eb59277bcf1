"""One story, one event: the records of a story in; out, those that tell of an event again have the id of its fullest record.

Two records of different sentences are the same event where nothing that they tell differs, and one actor at least is the same:

    status   the same
    code     the same, or one is more general (190 and 193, 183 and 1831)
    actors   one the same; the other the same, less resolved (`---MIL` and `TURMIL`), or "they", "the men", nobody. Where the code
             is the very same, both may be less resolved (a headline)
    date     days, weeks, months or years that overlap; what has no date is of late
    place    the same, or one lies in the other
    counts   numbers that may be the same: 12 and "at least 10"
    words    the later does not say "again", "another"

Fullest is the record with the more resolved actors, then with the more special code, place and counts, the more precise date;
of equals the earliest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from coder.coding.chain import UNKNOWN_COUNTRY, parts
from coder.coding.count_words import count_words
from coder.model import Event

_LATEST: Final = 50  # events of a root and status with which a record is compared: a bound on the work for very long texts
_OF_LATE: Final = 31  # days before its story in which something undated happened
_UNDATED: Final = ("story", "page")
_PLAIN_COUNTRY: Final = 3  # letters
# Two actors are: the same; one less resolved; perhaps the same; others.
_SAME: Final = 3
_LESS: Final = 2
_MAYBE: Final = 1
_OTHER: Final = 0
_PRECISIONS: Final = ("year", "month", "week", "day")
_WORD: Final = re.compile(r"[\w'’-]+")
_BREAK: Final = re.compile(r"[.,;:!?](?:\s|$)")

Sets = dict[str, frozenset[str]]


def link(events: Sequence[Event], text: str, sets: Sets) -> None:
    """Fill `same_as` of the records of one story, which are in text order; `text` is the story's, `sets` the lexicon's."""
    if len(events) < 2:
        return
    found: defaultdict[tuple[str, str], list[list[Event]]] = defaultdict(list)
    for event in events:
        known = found[event.root, event.status]
        for mentions in reversed(known[-_LATEST:]):
            if all(is_same(event, other, sets) for other in mentions) and not _is_another(event, mentions[-1], text, sets):
                mentions.append(event)
                break
        else:
            known.append([event])
    for mentions in (mentions for known in found.values() for mentions in known if len(mentions) > 1):
        fullest = max(mentions, key=_fullness)  # the earliest of several
        for event in mentions:
            event.same_as = fullest.id if event is not fullest else None


def is_same(one: Event, other: Event, sets: Sets) -> bool:
    """Whether two records of a story may tell of one event."""
    if one.sentence == other.sentence or one.status != other.status or not _codes_agree(one.action, other.action):
        return False
    counted = not one.counts.keys().isdisjoint(other.counts)
    sources = (one.source, one.source_text, one.source_name), (other.source, other.source_text, other.source_name)
    targets = (one.target, one.target_text, one.target_name), (other.target, other.target_text, other.target_name)
    sides = [_side(*both, counted, sets) for both in (sources, targets)]
    certain = [
        agreed == _SAME and is_told
        for agreed, is_told in zip(sides, (one.source or one.source_text, one.target or one.target_text), strict=True)
    ]
    if _OTHER in sides or not (any(certain) or (_MAYBE not in sides and one.action == other.action)):
        return False
    return _dates_agree(one, other) and _places_agree(one.location, other.location) and _counts_agree(one.counts, other.counts)


def _codes_agree(one: str, other: str) -> bool:
    """Whether two codes of one root are the same, or one is the more general."""
    return one.startswith(other) or other.startswith(one) or f"{one[:2]}0" in (one, other)


# --- actors


def _side(one: tuple[str | None, ...], other: tuple[str | None, ...], counted: bool, sets: Sets) -> int:
    """Whether two actors (code, words, dictionary entry) are the same, may be, or are others; numbers matter unless counted."""
    (code, words, name), (other_code, other_words, other_name) = one, other
    if not words or not other_words:
        return _SAME if code == other_code else _MAYBE if not code or not other_code else _codes_match(code, other_code)
    vague = _points_back(words, sets) or _points_back(other_words, sets)
    if not vague and not counted and not _numbers_agree(words, other_words):
        return _OTHER
    alike = _head(words, sets) == _head(other_words, sets)
    if code is None or other_code is None:
        return _SAME if code == other_code and alike else _MAYBE if vague else _OTHER
    agreed = _codes_match(code, other_code)
    if agreed == _SAME and len(code) > _PLAIN_COUNTRY and not alike:
        if _is_new(words, sets) and _is_new(other_words, sets):
            return _OTHER
        if name and other_name:
            return _SAME if name == other_name else _LESS
        return _SAME if vague or name or other_name else _MAYBE
    return agreed


def _codes_match(one: str, other: str) -> int:
    if one == other:
        return _SAME
    said, others = ({part for part in parts(code) if part != UNKNOWN_COUNTRY} for code in (one, other))
    return _LESS if said <= others or others <= said else _OTHER


def _points_back(words: str, sets: Sets) -> bool:
    """Whether words stand for somebody told of elsewhere: "they", "the men"."""
    first = words.split(None, 1)[0].lower()
    return first in sets["third"] or first in sets["definite"] or first in sets["possessive"]


def _is_new(words: str, sets: Sets) -> bool:
    """Whether words bring somebody in: "a journalist", "two cameramen"."""
    first = words.split(None, 1)[0].lower()
    return first in sets["indefinite"] or _number(first) is not None


def _head(words: str, sets: Sets) -> str:
    """The last word of a group before what follows it."""
    found = [word.lower() for word in _WORD.findall(words)]
    cut = next((at for at, word in enumerate(found) if at and (word == "of" or word in sets["locative"])), len(found))
    return found[cut - 1] if found else ""


def _numbers_agree(one: str, other: str) -> bool:
    numbers = _number(one), _number(other)
    return None in numbers or numbers[0] == numbers[1]


def _number(words: str) -> int | None:
    """The first number in some words, if there is one."""
    known = count_words().numbers
    found = (int(word) if word.isdigit() else known.get(word) for word in map(str.lower, _WORD.findall(words)))
    return next((number for number in found if number is not None), None)


# --- when, where, how many, once more


def _dates_agree(one: Event, other: Event) -> bool:
    spans = [_days(event) for event in (one, other)]
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    return first <= last


def _days(event: Event) -> tuple[date, date]:
    """The first and the last day on which an event may have happened."""
    if event.date is None or event.date_precision in _UNDATED or event.date_precision is None:
        told = date.fromisoformat(event.story_date) if event.story_date else None
        return (told - timedelta(days=_OF_LATE), date.max) if told else (date.min, date.max)
    if event.date_precision == "day":
        day = date.fromisoformat(event.date)
        return day, day
    if event.date_precision == "week":
        monday = date.fromisoformat(f"{event.date}-1")
        return monday, monday + timedelta(days=6)
    year, _, month = event.date.partition("-")
    first = date(int(year), int(month or 1), 1)
    following = date(first.year + (not month or first.month == 12), first.month % 12 + 1 if month else 1, 1)
    return first, following - timedelta(days=1)


def _places_agree(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    """Whether two places may be one; only places that the clause itself names can differ."""
    if one is None or other is None or one["basis"] != "clause" or other["basis"] != "clause":
        return True
    for level in ("country", "region"):
        if one[level] and other[level] and one[level] != other[level]:
            return False
    names, regions = (one["name"], other["name"]), (one["region"], other["region"])
    return None in names or None in regions or names[0] == names[1] or names[0] == regions[1] or names[1] == regions[0]


def _counts_agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    for kind in one.keys() & other.keys():
        least = max(count["min"] or 0 for count in (one[kind], other[kind]))
        most = [count["max"] for count in (one[kind], other[kind]) if count["max"] is not None]
        if most and least > min(most):
            return False
    return True


def _is_another(event: Event, before: Event, text: str, sets: Sets) -> bool:
    """Whether only the later of two mentions says that it was once more."""
    return _says(event, text, sets["anew"]) and not _says(before, text, sets["anew"])


def _says(event: Event, text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands among those of an event, up to the next comma or stop."""
    spans = [span for span in (event.source_span, event.action_span, event.target_span) if span]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    stop = _BREAK.search(text, last)
    said = text[first : stop.start() if stop else len(text)]
    return any(word.lower() in words for word in _WORD.findall(said))


# --- which mention tells most


def _fullness(event: Event) -> tuple[Any, ...]:
    actors = [code for code in (event.source, event.target) if code]
    named = [code for code in actors if not code.startswith(UNKNOWN_COUNTRY)]
    place = event.location is not None and event.location["basis"] == "clause"
    return (
        len(named),
        sum(map(len, actors)),
        not event.action.endswith("0"),
        len(event.action),
        place + bool(event.counts),
        _PRECISIONS.index(event.date_precision) if event.date_precision in _PRECISIONS else -1,
    )
