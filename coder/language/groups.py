"""Tags -> groups: noun groups, verb groups, infinitives, times and the small words between them.

The grammar is `grammars/groups.lark`. Small words cut a sentence into runs of tags, and what a run of tags reads as
is remembered: newspapers do not use that many of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from coder.language.lalr import Parser
from coder.language.words import Word
from coder.words.tags import BY, COMMA, CONJ, NAME_OF, OF, PREP, STOP, SUB, THAT, WH

# kind, first word, last word, head, auxiliaries (offsets in the run)
Shape = tuple[str, int, int, int, tuple[int, ...]]

SINGLE: Final = {
    PREP: "R",
    OF: "OF",
    BY: "BY",
    CONJ: "CONJ",
    WH: "W",
    THAT: "THAT",
    SUB: "SUB",
    COMMA: "COMMA",
    STOP: "STOP",
}
_PASSIVE: Final = {"P": "P", "IP": "I", "GP": "G"}  # the grammar's passive groups, as the clause grammar takes them
_LIMIT: Final = 200_000


class Group:
    """A group of words: `kind` is the terminal of the clause grammar, `head` the word that names it, `aux` its auxiliaries.

    N noun group, V P C finite verb group (active, passive, copula), B bare base form, I infinitive, G -ing group, D
    bare participle, A adjectives, T time, R OF BY prepositions, W THAT SUB openers, ADV, NEG, CONJ, COMMA, STOP, O.
    `adverbs` are the words that were peeled off behind or inside it; `comma` tells that a comma stood before it.
    """

    __slots__ = ("adverbs", "aux", "comma", "first", "head", "kind", "last", "negated", "passive")

    def __init__(self, kind: str, first: int, last: int, head: int, aux: tuple[int, ...] = (), passive: bool = False) -> None:
        self.kind = kind
        self.first = first
        self.last = last
        self.head = head
        self.aux = aux
        self.passive = passive
        self.negated = False
        self.comma = False
        self.adverbs: list[int] = []

    def __repr__(self) -> str:
        return f"{self.kind}[{self.first}-{self.last}]"


class GroupReader:
    """Reads groups; made once."""

    def __init__(self, grammars: Path) -> None:
        self._parser = Parser(grammars / "groups.lark", _ACTIONS)
        self._known: dict[tuple[int, ...], list[Shape]] = {}

    @property
    def parser(self) -> Parser:
        """The parser, for the proof that its grammar is total."""
        return self._parser

    def read(self, words: list[Word]) -> list[Group]:
        """The groups of a sentence in their order; together they cover every word."""
        groups: list[Group] = []
        start = 0
        tags = [word.tag for word in words]
        for at, tag in enumerate(tags):
            single = SINGLE.get(tag)
            if single is None:
                continue
            if start < at:
                self._run(words, tags, start, at, groups)
            groups.append(Group(single, at, at, at))
            start = at + 1
        if start < len(tags):
            self._run(words, tags, start, len(tags), groups)
        return groups

    def _run(self, words: list[Word], tags: list[int], start: int, end: int, groups: list[Group]) -> None:
        key = tuple(tags[start:end])
        shapes = self._known.get(key)
        if shapes is None:
            names = [NAME_OF[tag] for tag in key]
            shapes = self._parser.parse(names, list(enumerate(names)))
            if len(self._known) < _LIMIT:
                self._known[key] = shapes
        for kind, first, last, head, aux in shapes:
            passive = kind in _PASSIVE
            if passive:
                kind = _PASSIVE[kind]
            if kind in ("V", "P", "C") and words[start + first].key == "having":
                kind = "G"
            auxiliaries = tuple([start + i for i in aux]) if aux else aux
            groups.append(Group(kind, start + first, start + last, start + head, auxiliaries, passive))


Part = tuple[int, str]


def _flatten(parts: list[Any]) -> list[Part]:
    flat: list[Part] = []
    for part in parts:
        if isinstance(part, list):
            flat += _flatten(part)
        else:
            flat.append(part)
    return flat


def _nominal(parts: list[Any]) -> list[Shape]:
    """One run of nominal words -> noun groups, times and adjectives."""
    words = _flatten(parts)
    shapes: list[Shape] = []
    start = 0
    while start < len(words):
        end = _nominal_end(words, start)
        shapes.append(_nominal_shape(words[start:end]))
        start = end
    return shapes


def _nominal_end(words: list[Part], start: int) -> int:
    """Where the group that starts at `start` ends: before a time or adjectives that trail a noun."""
    seen_noun = False
    for at in range(start, len(words)):
        tag = words[at][1]
        if tag in ("NOUN", "NAME"):
            seen_noun = True
            continue
        rest = [part[1] for part in words[at:]]
        if tag == "POSS":
            seen_noun = False
        elif seen_noun and tag in ("TIME", "ADJ", "NUM") and not _goes_on(rest):
            return at
        elif not seen_noun and tag == "TIME" and words[start][1] != "DET":
            behind = 2 if rest[1:2] in (["NUM"], ["TIME"]) else 1
            wanted = ("NAME", "ADJ", "NOUN") if behind == 2 else ("NAME", "ADJ")
            if len(rest) > behind and rest[behind] in wanted and (behind == 2 or rest[1] == "NAME" or at > start):
                return at + behind  # "in June 2004 Haiti asked", "on 3 May Egyptian police"
    return len(words)


def _goes_on(rest: list[str]) -> bool:
    """Whether a noun follows the adjectives, numbers or times that `rest` starts with ("UN special envoy")."""
    if rest[0] != "TIME" and rest[1:2] == ["TIME"]:
        return False  # "to Brazil last Wednesday"
    for at, tag in enumerate(rest):
        if tag in ("NOUN", "NAME"):
            return rest[0] != "TIME" or "NOUN" in rest[at:]
        if tag == "POSS":
            return False
    return False


def _nominal_shape(words: list[Part]) -> Shape:
    first, last = words[0][0], words[-1][0]
    tags = [tag for _, tag in words]
    nouns = [i for i, tag in words if tag in ("NOUN", "NAME")]
    tail = tags[len(tags) - 1 - tags[::-1].index("POSS") :] if "POSS" in tags else tags
    if "TIME" in tail and not any(tag in ("NOUN", "NAME") for tag in tail[tail.index("TIME") :]):
        return "T", first, last, last, ()
    if nouns:
        return "N", first, last, nouns[-1], ()
    if all(tag == "ADJ" for tag in tags):
        return "A", first, last, last, ()
    return "N", first, last, last, ()


def _verbal(parts: list[Any]) -> list[Shape]:
    """Auxiliaries and a head -> an active, passive or copular finite group, or one that is not finite."""
    words = _flatten(parts)
    first, last = words[0][0], words[-1][0]
    tag = words[-1][1]
    auxiliaries = [part for part in words if part[1] in ("MODAL", "BE", "BEN", "HAVE", "DO")]
    if tag in ("VF", "VB", "VBN", "VING"):
        head, others = last, tuple(i for i, _ in words[:-1])
        before = auxiliaries[-1][1] if auxiliaries else ""
    else:
        while words[-1][1] in ("ADV", "NEG"):
            words.pop()
        head, before, tag = words[-1][0], "", words[-1][1]
        others = tuple(i for i, _ in _flatten(parts) if i != head)
    return [(_verb_kind(tag, before, auxiliaries), first, last, head, others)]


def _verb_kind(tag: str, before: str, auxiliaries: list[Part]) -> str:
    alone = not auxiliaries
    passive = tag == "VBN" and before in ("BE", "BEN")
    if auxiliaries and auxiliaries[0][1] == "BEN":
        return "GP" if passive else "G" if tag in ("VF", "VB", "VBN", "VING") else "C"
    if alone:
        return {"VF": "V", "VB": "B", "VBN": "D", "VING": "G"}[tag]
    if tag in ("BE", "BEN"):
        return "C"
    return "P" if passive else "V"


def _infinitive(parts: list[Any]) -> list[Shape]:
    first = parts[0][0]
    rest = parts[-1]
    if not isinstance(rest, list):
        last = _flatten(parts)[-1][0]
        return [("R", first, last, first, ())]
    ((kind, _, last, head, aux),) = rest
    middle = tuple(i for i, tag in _flatten(parts[1:-1]) if tag in ("NEG", "ADV"))
    if kind in ("V", "P", "C", "B"):
        return [("IP" if kind == "P" else "I", first, last, head, middle + aux)]
    return [("R", first, first, first, ()), (kind, first + 1, last, head, aux)]


_ACTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": lambda groups: [shape for group in groups for shape in group],
    "nominal": _nominal,
    "lead": lambda parts: parts,
    "content": lambda parts: parts,
    "verbal": _verbal,
    "auxiliary": lambda parts: parts,
    "head": lambda parts: parts,
    "infinitive": _infinitive,
    "pronoun": lambda parts: [("N", parts[0][0], parts[0][0], parts[0][0], ())],
    "adverb": lambda parts: [("ADV", parts[0][0], parts[0][0], parts[0][0], ())],
    "negation": lambda parts: [("NEG", parts[0][0], parts[0][0], parts[0][0], ())],
    "other": lambda parts: [("O", parts[0][0], parts[0][0], parts[0][0], ())],
}
