"""Blocks of verbs -> entries of `verbs/*.yaml`.

Verbs of a block that share its code are names of one entry with the patterns. Where their codes differ, the patterns are an entry
of all of them, and each code has one more. An entry stands in the file of the root of its code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from coder.maintain.legacy.conversion import Changed, Conversion, Unconverted
from coder.maintain.legacy.verb_codes import Codes
from coder.maintain.legacy.verb_words import is_auxiliary, verb_lemma

_PLAIN = "VERB"


class VerbLine(NamedTuple):
    """A verb as it was written; `names` are two where its last word is the verb (`WIND_+SURF`)."""

    line: int
    text: str
    kind: str
    names: tuple[str, ...]
    forms: tuple[str, ...]
    codes: Codes | None


class PatternLine(NamedTuple):
    """A pattern in our notation, and its value in YAML."""

    line: int
    text: str
    pattern: str
    value: dict[str, Any]


@dataclass(slots=True)
class Block:
    """A block of verbs and the code of those that have none of their own."""

    line: int
    text: str
    codes: Codes
    verbs: list[VerbLine] = field(default_factory=list)
    patterns: list[PatternLine] = field(default_factory=list)


def add_blocks(blocks: Sequence[Block], path: str, conversion: Conversion, later_wins: bool) -> None:
    """Turn the blocks into entries; `later_wins`: of two patterns with the same words in a block (else the first one does)."""
    writer = _Writer(path, conversion, later_wins)
    writer.own = {_plain(verb.names[0]) for block in blocks for verb in block.verbs if len(verb.names) == 1}
    for block in reversed(blocks):
        writer.add(block)
    conversion.unconverted.sort(key=lambda item: item.line)


class _Writer:
    """The entries written so far; `coded` are the lines of verbs with a code of their own, `taken` the patterns of each.

    `own` are the verbs that the file has: of these a form may be a verb of its own ("met" beside "meet").
    """

    def __init__(self, path: str, conversion: Conversion, later_wins: bool) -> None:
        self.path = path
        self.conversion = conversion
        self.later_wins = later_wins
        self.coded: dict[str, int] = {}
        self.taken: dict[str, set[str]] = {}
        self.own: set[str] = set()

    def add(self, block: Block) -> None:
        """Write the entries of a block; blocks come last first, so that a later one wins."""
        patterns = self._patterns(block)
        groups: dict[Codes, list[str]] = {}
        names: list[str] = []
        for verb in block.verbs:
            codes = verb.codes if verb.codes is not None else block.codes
            name = self._name(verb, codes, patterns)
            if name is None:
                continue
            if name not in names:
                names.append(name)
            codes = self._free(name, verb, codes)
            groups.setdefault(codes, [])
            if name not in groups[codes]:
                groups[codes].append(name)
        if not names:
            self._lost(block)
            return
        self.conversion.converted["block"] += 1
        self.conversion.converted["pattern"] += len(block.patterns) - self._refused(block, patterns)
        self._write(groups, names, {text: line.value for text, line in patterns.items()})

    def _patterns(self, block: Block) -> dict[str, PatternLine]:
        """The patterns of a block by their text; of two that say the same, one wins."""
        found: dict[str, PatternLine] = {}
        for pattern in block.patterns:
            if pattern.pattern not in found or self.later_wins:
                found[pattern.pattern] = pattern
        return found

    def _refused(self, block: Block, patterns: dict[str, PatternLine]) -> int:
        """Tell the patterns that lost; returns their number."""
        refused = 0
        for pattern in block.patterns:
            winner = patterns[pattern.pattern]
            if winner.value != pattern.value:
                refused += 1
                self._tell(pattern, "pattern", f"line {winner.line} gives the same words another code: {pattern.pattern}")
        return refused

    def _name(self, verb: VerbLine, codes: Codes, patterns: dict[str, PatternLine]) -> str | None:
        """Under which name sentences have a verb; None where they have it under none that is free."""
        name = self._single(verb, codes)
        if name is None or is_auxiliary(name):
            if name is not None:
                self._tell(verb, verb.kind, "an auxiliary is never the verb of a clause here")
            return None
        if self.taken.setdefault(name, set()).intersection(patterns):
            self._tell(verb, verb.kind, f'"{name}" stands in a later block too, with some of the same patterns')
            return None
        if verb.kind == "verb" and name != _plain(verb.names[-1]):
            self._change(verb, f'a form of "{name}", which is found in all its forms')
        self.taken[name].update(patterns)
        self.conversion.converted[verb.kind] += 1
        return name

    def _single(self, verb: VerbLine, codes: Codes) -> str | None:
        if len(verb.names) == 1:
            written, name = _plain(verb.names[0]), verb_lemma(verb.names[0])
            return written if " " not in written and name in self.own else name
        first, last = map(_plain, verb.names)
        if first == "re":
            return f"re-{last}"
        self._in_front(first, verb_lemma(last), verb, codes)
        return None

    def _in_front(self, first: str, last: str, verb: VerbLine, codes: Codes) -> None:
        """A verb with words before it ("wind surf") is a pattern of the verb."""
        pattern = f"SOURCE {first} {_PLAIN}"
        if codes == Codes() or pattern in self.taken.setdefault(last, set()):
            self._tell(verb, verb.kind, f'"{first}" before "{last}" has no code of its own')
            return
        self.taken[last].add(pattern)
        value = {"patterns": {pattern: _short(codes.value)}}
        self._put(_root(value), [last], value)
        self._change(verb, f'a pattern of "{last}", with the other words anywhere before it')
        self.conversion.converted[verb.kind] += 1

    def _free(self, name: str, verb: VerbLine, codes: Codes) -> Codes:
        """The codes of a verb, or none where a later block has given it some."""
        if codes == Codes():
            return codes
        earlier = self.coded.get(name)
        if earlier is not None:
            if earlier != verb.line:
                self._change(verb, f'the code of "{name}" in a later line counts')
            return Codes()
        self.coded[name] = verb.line
        return codes

    def _lost(self, block: Block) -> None:
        self.conversion.unconverted.append(
            Unconverted(self.path, block.line, block.text, "no verb of this block could be converted", "block")
        )
        for pattern in block.patterns:
            self._tell(pattern, "pattern", "no verb of its block could be converted")

    def _write(self, groups: dict[Codes, list[str]], names: list[str], patterns: dict[str, dict[str, Any]]) -> None:
        if len(groups) == 1:
            (codes,) = groups
            self._entry(codes, names, patterns)
            return
        if patterns:
            self._entry(Codes(), names, patterns)
        for codes, members in groups.items():
            if codes != Codes() or not patterns:
                self._entry(codes, members, {})

    def _entry(self, codes: Codes, names: list[str], patterns: dict[str, dict[str, Any]]) -> None:
        """One entry. A code for both directions is that of the bare verb, not of its patterns, and so stands as a pattern too."""
        value: dict[str, Any] = {}
        if codes.converse is not None:
            patterns = {**patterns, _PLAIN: codes.value}
        elif codes.code is not None:
            value["code"] = codes.code
        elif not patterns:
            names = [name for name in names if name not in self.coded and len(self.taken[name]) == 0]
            value["code"] = "none"
            self.coded.update(dict.fromkeys(names, 0))
        if not names:
            return
        if patterns:
            value["patterns"] = {text: _short(one) for text, one in sorted(patterns.items(), key=_in_order)}
        self._put(_root(value), names, value)

    def _put(self, root: str, names: list[str], value: dict[str, Any]) -> None:
        """Put an entry into the file of its root, or a further one where another entry there has each of its names."""
        number = 1
        while True:
            file = f"verbs/{root}.yaml" if number == 1 else f"verbs/{root}_{number}.yaml"
            entries = self.conversion.files.setdefault(file, {})
            name = next((name for name in names if name not in entries), None)
            if name is not None:
                break
            number += 1
        aliases = sorted({other for other in names if other != name})
        whole = {key: value[key] for key in ("code",) if key in value}
        if value.get("code") != "none":
            whole["target"] = "any"  # the first actor behind the verb
        if aliases:
            whole["aliases"] = aliases
        whole |= value
        entries[name] = whole["code"] if set(whole) == {"code"} else whole

    def _change(self, verb: VerbLine, how: str) -> None:
        self.conversion.changed.append(Changed(self.path, verb.line, verb.text, how, verb.kind))

    def _tell(self, line: VerbLine | PatternLine, kind: str, reason: str) -> None:
        self.conversion.unconverted.append(Unconverted(self.path, line.line, line.text, reason, kind))


def _plain(name: str) -> str:
    """A verb as it was written, in our letters."""
    return name.replace("_", " ").strip().lower()


def _short(value: dict[str, Any]) -> Any:
    """A value that is only a code stands without its key."""
    return value["code"] if set(value) == {"code"} else value


def _in_order(pattern: tuple[str, Any]) -> str:
    return pattern[0].lower()


def _root(value: dict[str, Any]) -> str:
    """The root of an entry's code, or the one that most of its patterns have; 00 where all is none."""
    if value.get("code", "none") != "none":
        return str(value["code"])[:2]
    roots = Counter(code[:2] for code in _codes(value.get("patterns", {}).values()) if code != "none")
    return roots.most_common(1)[0][0] if roots else "00"


def _codes(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        yield from [value] if isinstance(value, str) else [value[key] for key in ("code", "converse") if key in value]
