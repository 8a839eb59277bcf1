"""Issues of PETRARCH: words for the subject of a sentence. Our dictionaries have no place for them, so they are only counted."""

from __future__ import annotations

from coder.maintain.legacy.conversion import Conversion, Unconverted
from coder.maintain.legacy.lines import read_lines

_KINDS = {"issue": "issue", "no_issue": "issue exception", "never": "issue exception everywhere"}
_REASON = "events have no issues here: the dictionaries say who did what to whom, and not what a text is about"


def read_issues(path: str, text: str) -> Conversion:
    """The issues of a file, none of them converted."""
    conversion = Conversion()
    for line in read_lines("legacy_issues", text):
        kind = "unreadable line" if line.tree is None else _KINDS.get(line.tree.data)
        if kind is not None:
            conversion.read[kind] += 1
            conversion.unconverted.append(Unconverted(path, line.number, line.text, line.fault or _REASON, kind))
    return conversion
