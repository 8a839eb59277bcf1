"""Actors of TABARI and PETRARCH -> our actors: names, other names, and codes that hold always or between two days."""

from __future__ import annotations

from lark import Token, Tree

from coder.maintain.legacy.conversion import Changed, Conversion, Days, Named, Phrase, Unconverted
from coder.maintain.legacy.days import DateError, read_day, without_overlaps
from coder.maintain.legacy.lines import Line, read_lines, tokens, trees
from coder.maintain.legacy.spelling import as_name, without_article

_DISCARD = "###"
_NULL = "---"
_LETTERS = 3  # of one code in a chain
_KINDS = {"actor": "actor", "synonym": "alias", "codes": "date"}


def read_actors(path: str, text: str) -> Conversion:
    """The actors of a file. Lines of synonyms and codes belong to the last actor above them."""
    reader = _Actors(path)
    for line in read_lines("legacy_actors", text):
        reader.take(line)
    reader.close()
    return reader.conversion


def code_fault(code: str) -> str | None:
    """Why a code cannot be one of ours, or None."""
    if not all(part.isalnum() for part in code) and code != _NULL:
        return f'"{code}" is not a code'
    return f'"{code}" is not made of codes of three letters' if len(code) % _LETTERS else None


class _Actors:
    """What has been converted so far, and the actor whose lines are being read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.conversion = Conversion()
        self.open = Named("actor", path, [])
        self.written: dict[int, str] = {}
        self.fault = ""

    def take(self, line: Line) -> None:
        """Read one line."""
        if line.tree is None:
            self._unreadable(line)
            return
        kind = _KINDS[line.tree.data]
        if kind == "actor":
            self.close()
        elif not self.open.phrases:
            self.conversion.read[kind] += 1
            self._refuse(line, kind, "no actor that could be read stands above this line")
            return
        self.written[line.number] = line.text
        written = tokens(line.tree, "PHRASE")
        for phrase in written:
            self._name(line, kind, phrase)
        if len(written) > 1:
            self._change(line, kind, 'the "+" inside the phrase is read as the beginning of another name')
        for code in trees(line.tree, "code"):
            self._code(line, "date" if kind == "date" else "code", code)

    def close(self) -> None:
        """End the actor whose lines were read."""
        entry = self.open
        entry.dated = without_overlaps(entry.dated)
        if entry.code or entry.dated:
            self.conversion.entries.append(entry)
        else:
            reason = self.fault or "no code stands on this line or below it"
            for phrase in entry.phrases:
                text = self.written[phrase.line]
                self.conversion.unconverted.append(Unconverted(self.path, phrase.line, text, reason, phrase.kind))
        self.open, self.written, self.fault = Named("actor", self.path, []), {}, ""

    def _unreadable(self, line: Line) -> None:
        kind = {"+": "alias", "[": "date"}.get(line.text[0], "actor")
        if kind == "actor":
            self.close()
        self.conversion.read[kind] += 1
        self._refuse(line, kind, line.fault)

    def _name(self, line: Line, kind: str, phrase: str) -> None:
        name = as_name(phrase)
        bare = without_article(name)
        if bare != name:
            self._change(line, kind, "matches without its article too")
        self.conversion.read[kind] += 1
        self.open.phrases.append(Phrase(bare, line.number, kind))

    def _code(self, line: Line, kind: str, tree: Tree[Token]) -> None:
        """Take one code with its days."""
        self.conversion.read[kind] += 1
        code = tokens(tree, "CODE")[0].upper()
        if code == _DISCARD:
            self.open.kind, self.open.code = "discard", "sentence"
            self._change(line, kind, "stands in discards.yaml: a sentence that names it is not coded")
            self.conversion.converted[kind] += 1
            return
        if code == _NULL:
            self._change(line, kind, "an actor that is none has the code --- here, which --actors coded and any take for a code")
        fault = next((fault for part in code.split("/") if (fault := code_fault(part))), None) or self._meaning(
            line, kind, tree, code
        )
        if fault is None:
            self.conversion.converted[kind] += 1
        else:
            self.fault = self.fault or fault
            self._refuse(line, kind, fault)

    def _meaning(self, line: Line, kind: str, tree: Tree[Token], code: str) -> str | None:
        """Add a code to the actor, or tell why it cannot be."""
        restrictions = trees(tree, "before", "since", "between", "day")
        if self.open.code and restrictions:
            self._change(line, kind, "holds on its days, where PETRARCH took the undated code above it at all times")
        if not restrictions:
            if self.open.code and self.open.code != code:
                return f"{self.open.code}, which stands first, holds at all times already"
            self.open.code = code
            return None
        try:
            self.open.dated.append(self._days(line, kind, restrictions[0], code))
        except DateError as error:
            return str(error)
        return None

    def _days(self, line: Line, kind: str, restriction: Tree[Token], code: str) -> Days:
        """The days of a restriction; raises DateError where there are none."""
        days = []
        for digits in tokens(restriction, "DATE"):
            day, mended = read_day(digits)
            if mended:
                self._change(line, kind, mended)
            days.append(day)
        if restriction.data == "before":
            return Days(None, days[0] - 1, code)
        if restriction.data == "between":
            if days[1] < days[0]:
                raise DateError(f"{'-'.join(tokens(restriction, 'DATE'))} ends before it begins")
            return Days(days[0], days[1], code)
        if restriction.data == "day":
            self._change(line, kind, "a date without a sign is read as the day from which the code holds, as PETRARCH does")
        return Days(days[0], None, code)

    def _change(self, line: Line, kind: str, how: str) -> None:
        self.conversion.changed.append(Changed(self.path, line.number, line.text, how, kind))

    def _refuse(self, line: Line, kind: str, reason: str) -> None:
        self.conversion.unconverted.append(Unconverted(self.path, line.number, line.text, reason, kind))
