"""The words of `dictionaries/dates.yaml`, which dates are made of.

They belong to the language, so they always load from the shipped set, whatever dictionaries a user points at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept

Terminal = tuple[str, int | str]  # of the grammar of dates, with what the word stands for


class DateWords(NamedTuple):
    """Each word with its terminal, and those words before a date behind which it says only since or until when."""

    terminals: dict[str, Terminal]
    undated: frozenset[str]


@cache
def date_words() -> DateWords:
    """Read the words, once a process."""
    file = shipped_dictionaries() / "dates.yaml"
    terminals, undated = kept("dates", [file, Path(__file__)], lambda: _read(file))
    return DateWords(dict(terminals), frozenset(undated))


def _read(file: Path) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    given = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
    terminals: dict[str, Terminal] = {}
    for section, terminal in (("months", "MONTH"), ("weekdays", "WEEKDAY"), ("days", "DAY")):
        terminals |= {word: (terminal, int(number)) for word, number in given[section].items()}
    terminals |= {f"{word}-{month}": terminals[month] for word in given["earlier"] for month in given["months"]}  # "mid-March"
    terminals |= {word: ("UNIT", unit) for word, unit in given["units"].items()}
    terminals |= {word: ("COUNT", int(number)) for word, number in given["numbers"].items()}
    for section in ("last", "next", "this", "earlier", "ago", "part", "in", "of", "to"):
        terminals |= {word: (section.upper(), word) for word in given[section]}
    return list(terminals.items()), given["undated"]
