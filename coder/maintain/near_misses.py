"""Patterns that did not match -> the few of each word that came nearest, with what stopped them."""

from __future__ import annotations

from collections.abc import Iterable

from coder.coding.matching import Miss

BEST = 3  # patterns shown of one entry


def nearest(misses: Iterable[Miss], best: int = BEST) -> list[tuple[str, list[Miss]]]:
    """For each entry that was tried its nearest misses, nearest first; each pattern once."""
    by_entry: dict[str, dict[str, Miss]] = {}
    for miss in misses:
        tried = by_entry.setdefault(miss.pattern.entry.name, {})
        if miss.pattern.rule not in tried or progress(miss) > progress(tried[miss.pattern.rule]):
            tried[miss.pattern.rule] = miss
    return [(name, sorted(tried.values(), key=_distance)[:best]) for name, tried in by_entry.items()]


def progress(miss: Miss) -> int:
    """How many parts of the pattern had found what they want before it stopped."""
    pattern = miss.pattern
    if miss.stopped.startswith("the subject"):
        return 0
    before = len(pattern.subject_words)
    for at, argument in enumerate(pattern.arguments):
        if miss.stopped == label(argument.prepositions, argument.slot.name if argument.slot is not None else ""):
            return before + at
    return before + len(pattern.arguments)


def label(prepositions: Iterable[str], slot: str) -> str:
    """The name by which the matcher speaks of an argument of a pattern."""
    return "|".join(sorted(prepositions)) or slot or "the object"


def reason(miss: Miss) -> str:
    """What stopped a pattern, in words."""
    stopped = miss.stopped
    for argument in miss.pattern.arguments:
        slot = argument.slot.name if argument.slot is not None else ""
        if stopped != label(argument.prepositions, slot):
            continue
        tested = sorted(argument.slot.roles) if argument.slot is not None else []
        roles = f" with the role {' or '.join(tested)}" if tested else ""
        if argument.prepositions:
            wanted = f"{slot}{roles}" if slot else "its words"
            return f"nothing behind {' or '.join(sorted(argument.prepositions))} is {wanted}"
        return f"no object is {slot}{roles}" if slot else "no object has its words"
    return f"{stopped} does not fit"


def _distance(miss: Miss) -> tuple[int, int]:
    parts = len(miss.pattern.subject_words) + len(miss.pattern.arguments)
    return parts - progress(miss), -progress(miss)
