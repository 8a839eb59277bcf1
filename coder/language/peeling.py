"""Groups -> those that the clause grammar reads: adverbs, times and parentheses are taken aside, and their places closed up."""

from __future__ import annotations

from typing import Final

from coder.language.groups import Group
from coder.language.words import Word
from coder.words.tags import ADJ, HAVE, MODAL, NAME, NOUN

JOINTS: Final = ("COMMA", "CONJ")
_LONGEST_PARENTHESIS: Final = 14


class Marked:
    """The terminals of a sentence with their groups, and what was taken out of the way.

    `insertions` are speakers put into the middle of a sentence (noun group, verb group); `asides` map a group to the words of
    the parenthesis behind it; `times` are time groups with the preposition before them, or None.
    """

    __slots__ = ("asides", "insertions", "times", "types", "values")

    def __init__(self) -> None:
        self.types: list[str] = []
        self.values: list[Group | None] = []
        self.insertions: list[tuple[Group, Group]] = []
        self.asides: list[tuple[Group | None, int, int]] = []
        self.times: list[tuple[Group, Group | None]] = []

    def add(self, kind: str, group: Group | None) -> None:
        """Append one terminal."""
        self.types.append(kind)
        self.values.append(group)


def peel(groups: list[Group], words: list[Word], marked: Marked) -> list[Group]:
    """Take off adverbs, times and parentheses; loose "not" goes to the group behind it."""
    kept: list[Group] = []
    negated = False
    at, n = 0, len(groups)
    while at < n:
        group = groups[at]
        kind = group.kind
        if kind == "COMMA" and words[group.head].key in "([":
            end = _parenthesis_end(groups, words, at)
            if end:
                marked.asides.append((kept[-1] if kept else None, group.first + 1, groups[end].first - 1))
                at = end + 1
                if at < n and _is_abbreviation(words, group, groups[end]) and _goes_on(kept, groups[at], words):
                    groups[at].first = kept.pop().first  # "the New Army (NA) rebels" is one group
                continue
        elif kind == "T":
            following = groups[at + 1].kind if at + 1 < n else ""
            if following == "OF" and not (kept and kept[-1].kind == "N"):
                group.kind = "N"
                kept.append(group)
            else:
                before = kept[-1] if kept and kept[-1].kind in ("R", "OF", "BY") else None
                if before is not None:
                    kept.pop()
                marked.times.append((group, before))
            at += 1
            continue
        elif kind == "ADV":
            if kept:
                kept[-1].adverbs.append(group.head)
            at += 1
            continue
        elif kind == "NEG":
            negated = True
            at += 1
            continue
        elif kind == "O" or (kind == "COMMA" and words[group.head].key in ")]"):
            at += 1
            continue
        if kind in ("B", "D") and group.first:
            _join_auxiliary(kept, group, words)
        if kind == "N" and _is_adjective_pair(kept, group, words):
            kept.pop()
            group.first = kept.pop().first
        if negated and kind not in JOINTS:
            group.negated = True
            negated = False
        kept.append(group)
        at += 1
    return kept


def _join_auxiliary(kept: list[Group], verb: Group, words: list[Word]) -> None:
    """Give a verb the auxiliary that only a time parts it from: "will on Monday, July 3, visit", "had on Friday arrested"."""
    at = len(kept) - 1
    while at >= 0 and kept[at].kind == "COMMA":
        at -= 1
    if at < 0 or kept[at].kind != "V" or kept[at].last == verb.first - 1:
        return
    lone = kept[at]
    if words[lone.head].tag & (MODAL if verb.kind == "B" else HAVE):
        verb.kind, verb.first = "V", lone.first
        verb.aux = (*lone.aux, lone.head, *verb.aux)
        verb.negated |= lone.negated
        verb.adverbs = [*lone.adverbs, *verb.adverbs]
        del kept[at:]


def _is_adjective_pair(kept: list[Group], group: Group, words: list[Word]) -> bool:
    """Whether "a small but" stands before "strong country", or "lift complete," before "full bans": one noun group, not two."""
    if len(kept) < 2 or kept[-1].kind not in JOINTS or kept[-2].kind not in ("N", "A"):
        return False
    if not words[kept[-2].last].tag & ADJ:
        return False
    if kept[-1].kind == "CONJ":
        return bool(words[group.first].tag & ADJ)
    governed = len(kept) > 2 and kept[-2].kind == "A" and kept[-3].kind in ("V", "I", "G") and words[kept[-1].head].key == ","
    return governed and group.first < group.head and bool(words[group.first].mask & ADJ)


def _is_abbreviation(words: list[Word], opening: Group, closing: Group) -> bool:
    inside = words[opening.first + 1 : closing.first]
    return len(inside) == 1 and inside[0].text.isupper()


def _goes_on(kept: list[Group], group: Group, words: list[Word]) -> bool:
    """Whether a noun group goes on the one before it: it has no opener of its own."""
    first = words[group.first].tag
    return bool(kept) and kept[-1].kind == "N" and group.kind == "N" and bool(first & (NOUN | NAME))


def _parenthesis_end(groups: list[Group], words: list[Word], at: int) -> int:
    for end in range(at + 1, min(len(groups), at + _LONGEST_PARENTHESIS)):
        if groups[end].kind == "COMMA" and words[groups[end].head].key in ")]":
            return end
    return 0
