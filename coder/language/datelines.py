"""Datelines: the place, date and agency before the first words of a story, "KABUL, March 3 (Reuters) -".

A dateline must be cut off before a sentence is read, for its dash and its stops are not the sentence's; its place is kept, for it
is the best guess at where an event took place when the sentence itself names no place.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from coder.language.page_words import page_words

_LONGEST: Final = 120  # characters from the head of a text in which a dateline must end
_MARKS: Final = ("--", "—", "–", ":", "/", ")")
_LONE_DASH: Final = re.compile(r"\s-\s")


@cache
def _pattern() -> re.Pattern[str]:
    """The shape of a dateline, with everything but its closing mark optional; `dateline` weighs what was there."""
    words = page_words()
    month = "(?:" + "|".join(sorted(words.months, key=len, reverse=True)) + r")\b\.?"
    weekday = "(?:" + "|".join(sorted(words.weekdays, key=len, reverse=True)) + r")\b\.?"
    day = rf"(?:{month}\s+\d{{1,2}}(?!\d)|\d{{1,2}}\s+{month})(?:,?\s+\d{{4}})?"
    word = r"(?:(?:[^\W\d_]\.){2,}|[^\W\d_]{2}\.|[^\W\d_][\w'’/-]*)"  # Kabul, N.M., St.
    return re.compile(
        rf"""\s*
        (?P<place>(?!{month}\s+\d|{weekday},){word}(?:[ ]{word}){{0,3}}
            (?:,[ ](?!{month}\s+\d|{weekday}[ ,(]){word}(?:[ ]{word}){{0,3}}\.?)?)?
        (?:(?(place),?\.?\s+)(?P<date>(?:{weekday},?\s+)?{day}|{weekday}))?
        (?:[,.]?\s*(?P<agency>\([^()\n]{{2,60}}\)|/[^/\n]{{2,40}}/)|(?(date)[,.]\s+(?P<bare>[A-Z][\w-]+)))?
        (?P<mark>\s*--+|\s*[—–]|\s+-(?=\s)|:(?:\s*(?:--+|[—–-]))?(?=\s)|\.(?=\s)|(?(agency)\s+["“]\s+|(?!))|(?(date)(?(agency)(?=\s+["“]?[A-Z])|(?!))|(?!)))\s*
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@lru_cache(maxsize=2)  # the date of a story, its sentences and its place are all read from its head
def dateline(text: str, *, proof: bool = False) -> tuple[str, int] | None:
    """The place named by the dateline at the head of `text` ("" if it names none) and the offset behind it, or None.

    With `proof` only a dateline with a date or an agency counts: inside a story "BEIRUT —" alone may be anything.
    """
    if not _has_mark(text[:_LONGEST]):
        return None
    found = _pattern().match(text, 0, _LONGEST)
    if found is None or found.end() >= len(text):
        return None
    place, mark = found["place"] or "", found["mark"].strip()
    agency = found["agency"] or found["bare"]
    if mark == "." and not (agency and agency.startswith("/")):
        return None
    if found["date"] or agency:
        believed = _is_proved(place, found["date"], agency, mark, text[found.end() :])
    else:
        believed = not proof and _is_plain(place, mark, text[found.end() :])
    return (_place_alone(place), found.end()) if believed else None


def _has_mark(head: str) -> bool:
    """Whether one of the marks stands there that end a dateline: most texts have none, and need no other look."""
    for mark in _MARKS:
        if mark in head:
            return True
    return "-" in head and _LONE_DASH.search(head) is not None


def dateline_day(text: str) -> str | None:
    """The words of the day in the dateline at the head of `text` ("March 3, 2016"), or None."""
    if dateline(text) is None:
        return None
    found = _pattern().match(text, 0, _LONGEST)
    return found["date"] if found is not None else None


def _is_proved(place: str, date: str | None, agency: str | None, mark: str, rest: str) -> bool:
    """Whether a date or an agency makes it a dateline: "Islamic State (IS) - once a branch -" has brackets too."""
    if mark.startswith(":") or (not place and not agency) or place.lower() in page_words().openers:
        return False
    if date and agency:
        return True
    if place and not _is_capitalised(place):
        return False
    if place.isupper() or not place:
        return True
    initials = "".join(word[0] for word in re.findall(r"\w+", place)).lower()
    short = (agency or "").strip("(/)").lower()
    return not initials.startswith(short or " ") and _begins_sentence(rest) and not _closes_insertion(rest)


def _is_plain(place: str, mark: str, rest: str) -> bool:
    """Whether a place alone before a dash or colon is a dateline, and not the first words of a sentence."""
    words = page_words()
    parts = [part.split() for part in place.split(", ")]
    first = parts[0]
    if not first or {word.lower() for word in first} & words.not_places or not _begins_sentence(rest) or _closes_insertion(rest):
        return False
    if place.count(".") > 1 and len(first) == 1 and len(parts) == 1:  # "U.S. - China talks"
        return False
    if all(word.isupper() for word in first) and len(place) > 3:
        return len(parts) == 1 or _is_capitalised(parts[1][0])
    if mark.startswith(":") or len(first) > 3 or first[0].lower() in words.openers or not _is_capitalised(place):
        return False
    if len(parts) > 1:
        return parts[1][0][0].isupper()
    following = re.match(r"\W*(\w+)", rest)
    return following is not None and following[1].lower() in words.openers


def _is_capitalised(place: str) -> bool:
    """Whether the first and the last word, and so the whole but for an "of" or "al-" between, have capitals."""
    words = place.replace(",", " ").split()
    return words[0][0].isupper() and (words[-1][0].isupper() or words[-1].lower().startswith(("al-", "el-")))


def _begins_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘([").lstrip()[:1]
    return first.isupper() or first.isdigit() or rest.lower().startswith(("al-", "el-"))


def _closes_insertion(rest: str) -> bool:
    """Whether a single dash follows in the same sentence, so that the first opened an insertion: "Turkey - A member - said"."""
    sentence = re.split(r"[.?!][\"”]?\s|\n", rest, maxsplit=1)[0]
    return len(re.findall(r"\s-\s|--+|[—–]", sentence)) % 2 == 1


def _place_alone(place: str) -> str:
    """The place without a final stop that is not its own, or an agency: "Moscow." and "Damascus, SANA"."""
    city, comma, region = place.partition(", ")
    if comma and len(region) > 2 and region.isalpha() and region.isupper() and not city.isupper():
        return city
    return place.rstrip(".") if place.count(".") == 1 else place
