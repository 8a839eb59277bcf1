"""How many: the number of people in the source or target of an act that counts them ("killed at least 12 soldiers")."""

from __future__ import annotations

import re
from typing import Final

from coder.coding.act import Act
from coder.coding.count_words import CountWords, Kind, count_words
from coder.language.words import Word
from coder.words.tags import CONJ, NOUN, NUM, OF, TO, VERBAL

_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+$|\d+$")
_HUNDRED: Final = 100

Span = tuple[int, int]  # first and last word
Count = dict[str, object]  # least, most (None: no bound) and the words


def counts(act: Act, code: str, sides: dict[str, Span | None], words: list[Word], text: str) -> dict[str, object]:
    """The counts of one record, by their kind; `sides` are the words of its source and target. Only what happened is counted."""
    if act.operators or act.auxiliary:
        return {}
    known = count_words()
    said = [_lemma(word) for word in words[act.first : act.last + 1]]
    kind = next((kind for kind in known.kinds if _is_of(kind, code, said)), None)
    span = sides[kind.side] if kind is not None else None
    found = _number(span, words, known) if span is not None else None
    if kind is None or found is None:
        return {}
    least, most, (first, last) = found
    return {kind.name: {"min": least, "max": most, "text": text[words[first].start : words[last].end]}}


def _is_of(kind: Kind, code: str, said: list[str]) -> bool:
    return code.startswith(kind.codes) if kind.codes else not kind.words.isdisjoint(said)


def _lemma(word: Word) -> str:
    return word.verb if word.tag & VERBAL else word.noun if word.tag & NOUN else ""


def _number(span: Span, words: list[Word], known: CountWords) -> tuple[int | None, int | None, Span] | None:
    """Least, most and the words of the first number in a span, with those before it that bound it; None where there is none."""
    for at in range(span[0], span[1] + 1):
        if words[at].key in known.vague:
            least, most = known.vague[words[at].key]
            times, last = _of_them(at, words, known)
            return least * times, most * times or None, (at, last)
        if _value([words[at].key], known) is not None:
            return _bounded(at, words, known)
    return None


def _of_them(at: int, words: list[Word], known: CountWords) -> tuple[int, int]:
    """What a counting word counts, if that is a number ("tens of thousands"), and the last word of it; else 1."""
    if at + 2 < len(words) and words[at + 1].tag & OF:
        times = known.multipliers.get(words[at + 2].key.removesuffix("s"))
        if times is not None:
            return times, at + 2
    return 1, at


def _bounded(first: int, words: list[Word], known: CountWords) -> tuple[int | None, int | None, Span]:
    last = first
    while last + 1 < len(words) and (words[last + 1].key in known.numbers or words[last + 1].key in known.multipliers):
        last += 1
    number = _value([word.key for word in words[first : last + 1]], known)
    assert number is not None
    before = words[first - 1].key if first else ""
    if before in known.least:
        return number, None, (first - 1, last)
    if before in known.most:
        return None, number, (first - 1, last)
    if last + 2 < len(words) and words[last + 1].tag & (TO | NUM) and words[last + 1].key.isalpha():  # "20 to 30 rebels"
        other = _value([words[last + 2].key], known)
        if other is not None and other > number:
            return number, other, (first, last + 2)
    if first >= 2 and words[first - 1].tag & CONJ:  # "between 20 and 30 rebels"
        other = _value([words[first - 2].key], known)
        if other is not None and other < number:
            return other, number, (first - 2, last)
    return number, number, (first, last)


def _value(keys: list[str], known: CountWords) -> int | None:
    """What number words or digits stand for: "two hundred", "twenty-five", "1,200"; None where a word is no number."""
    total = current = 0
    for key in (piece for whole in keys for piece in whole.split("-")):
        multiplier = known.multipliers.get(key)
        number = int(key.replace(",", "")) if _DIGITS.match(key) else known.numbers.get(key)
        if multiplier is not None:
            current = (current or 1) * multiplier
            if multiplier > _HUNDRED:
                total, current = total + current, 0
        elif number is not None:
            current += number
        else:
            return None
    return total + current
