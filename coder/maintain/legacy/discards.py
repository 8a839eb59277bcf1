"""Discards of TABARI and PETRARCH -> our discards."""

from __future__ import annotations

from coder.maintain.legacy.conversion import Conversion, Named, Phrase, Unconverted
from coder.maintain.legacy.lines import read_lines, tokens
from coder.maintain.legacy.spelling import spaced


def read_discards(path: str, text: str) -> Conversion:
    """The discards of a file."""
    conversion = Conversion()
    for line in read_lines("legacy_discards", text):
        conversion.read["discard"] += 1
        if line.tree is None:
            conversion.unconverted.append(Unconverted(path, line.number, line.text, line.fault, "discard"))
            continue
        (phrase,) = tokens(line.tree, "PHRASE")
        # The rules of the grammar are called as our scopes are.
        entry = Named("discard", path, [Phrase(spaced(phrase).lower(), line.number, "discard")], str(line.tree.data))
        conversion.entries.append(entry)
    return conversion
