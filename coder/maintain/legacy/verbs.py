"""Verbs of PETRARCH-1 and PETRARCH2 -> our verbs, patterns and synsets.

A block has verbs, each with a code of its own or that of the block, and patterns that hold for all of them. A line that opens
with "+" belongs to the set above it, or is a verb of several words.
"""

from __future__ import annotations

from lark import Token, Tree

from coder.dictionary.pattern import PatternError, parse_pattern
from coder.maintain.legacy.conversion import Changed, Conversion, Unconverted
from coder.maintain.legacy.lines import Line, read_lines, tokens, trees
from coder.maintain.legacy.verb_blocks import Block, PatternLine, VerbLine, add_blocks
from coder.maintain.legacy.verb_codes import DOUBTED, CodeError, Codes, read_codes
from coder.maintain.legacy.verb_patterns import LegacyPatternError, convert_pattern
from coder.maintain.legacy.verb_sets import SetReader

_KINDS = {"-": "pattern", "&": "synset", "+": "multiword verb", "~": "transformation"}
_TRANSFORMATION = "a transformation gives one verb over another a code; ours are operators, which work on codes"
_BOTH = "several who act on one another all do the same: the first of two codes counts"
_TWO_CODES = "the first of two codes in brackets counts"


def read_verbs(path: str, text: str) -> Conversion:
    """The verbs of a PETRARCH-1 file."""
    return _Verbs(path, "legacy_verbs").read(text)


def read_verbs_2(path: str, text: str) -> Conversion:
    """The verbs of a PETRARCH2 file."""
    return _Verbs(path, "legacy_verbs_2").read(text)


class _Verbs:
    """What has been read of one file so far; `open` is the block whose lines are being read."""

    def __init__(self, path: str, grammar: str) -> None:
        self.path = path
        self.grammar = grammar
        self.conversion = Conversion()
        self.sets = SetReader(path, self.conversion)
        self.blocks: list[Block] = []
        self.in_set = False

    def read(self, text: str) -> Conversion:
        """Read everything: the sets first, since patterns above them may name them."""
        lines = list(read_lines(self.grammar, text))
        in_set = False
        for line in lines:
            rule = line.tree.data if line.tree is not None else ""
            in_set = rule == "synset" or (in_set and rule == "plus")
            if in_set and line.tree is not None:
                self.sets.take(line, line.tree)
        self.sets.close()
        for line in lines:
            self._take(line)
        add_blocks(self.blocks, self.path, self.conversion, later_wins=self.grammar != "legacy_verbs")
        return self.conversion

    def _take(self, line: Line) -> None:
        if line.tree is None:
            kind = "block" if line.text.startswith("---") else _KINDS.get(line.text[0], "verb")
            self._refuse(line, kind, line.fault)
            return
        rule = str(line.tree.data)
        self.in_set = rule == "synset" or (self.in_set and rule == "plus")
        if self.in_set:
            return
        if rule == "block":
            self._block(line, line.tree)
        elif rule == "pattern":
            self._pattern(line, line.tree)
        elif rule == "transformation":
            self._refuse(line, "transformation", _TRANSFORMATION)
        else:
            self._verb(line, line.tree, "multiword verb" if rule == "plus" else "verb")

    def _block(self, line: Line, tree: Tree[Token]) -> None:
        self.conversion.read["block"] += 1
        codes = self._codes(line, tree, "block")
        self.blocks.append(Block(line.number, line.text, codes or Codes()))

    def _verb(self, line: Line, tree: Tree[Token], kind: str) -> None:
        names = tokens(tree, "PHRASE")
        if not self.blocks or not names:
            self._refuse(line, kind, "no block of verbs stands above this line")
            return
        written = tokens(tree, "CODE")
        codes = self._codes(line, tree, kind) if written else None
        if written and codes is None:
            self.conversion.read[kind] += 1
            return
        self.conversion.read[kind] += 1
        forms = [form for part in trees(tree, "forms") for form in tokens(part, "FORM")]
        self.blocks[-1].verbs.append(VerbLine(line.number, line.text, kind, tuple(names), tuple(forms), codes))

    def _codes(self, line: Line, tree: Tree[Token], kind: str) -> Codes | None:
        """The code of a line; None, and told, where there is one that cannot be read."""
        written = tokens(tree, "CODE")
        if len(written) > 1:
            self._change(line, kind, _TWO_CODES)
        try:
            codes = read_codes(written[0]) if written else Codes()
        except CodeError as fault:
            self.conversion.unconverted.append(Unconverted(self.path, line.number, line.text, str(fault), kind))
            return None
        if codes.doubted:
            self._change(line, kind, DOUBTED)
        return codes

    def _pattern(self, line: Line, tree: Tree[Token]) -> None:
        if not self.blocks:
            self._refuse(line, "pattern", "no block of verbs stands above this line")
            return
        codes = self._codes(line, tree, "pattern")
        self.conversion.read["pattern"] += 1
        if codes is None:
            return
        try:
            done = convert_pattern(tree, self.sets.known, line.text.split("[")[0], self.grammar != "legacy_verbs")
            parse_pattern(done.text)
        except (LegacyPatternError, PatternError) as fault:
            self.conversion.unconverted.append(Unconverted(self.path, line.number, line.text, str(fault), "pattern"))
            return
        value = codes.value
        if done.mutual and codes.code:
            value = {"code": codes.code, "reciprocal": True}
            if codes.converse not in (None, codes.code):
                done.changes.append(_BOTH)
        for how in done.changes:
            self._change(line, "pattern", how)
        self.blocks[-1].patterns.append(PatternLine(line.number, line.text, done.text, value))

    def _change(self, line: Line, kind: str, how: str) -> None:
        self.conversion.changed.append(Changed(self.path, line.number, line.text, how, kind))

    def _refuse(self, line: Line, kind: str, reason: str) -> None:
        self.conversion.read[kind] += 1
        self.conversion.unconverted.append(Unconverted(self.path, line.number, line.text, reason, kind))
