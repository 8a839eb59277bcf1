"""The words and codes of `dictionaries/counts.yaml`: what is counted, and how number words are read.

They always load from the shipped set, whatever dictionaries a user points at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept


class Kind(NamedTuple):
    """A kind of count: its name, the side of the act that is counted, and the codes or words that make it."""

    name: str
    side: str
    codes: tuple[str, ...]
    words: frozenset[str]


class CountWords(NamedTuple):
    """All that counts are read by; the file says what each is for."""

    kinds: tuple[Kind, ...]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    vague: dict[str, tuple[int, int]]
    least: frozenset[str]
    most: frozenset[str]


@cache
def count_words() -> CountWords:
    """Read the file, once a process."""
    file = shipped_dictionaries() / "counts.yaml"
    given = kept("counts", [file], lambda: _read(file))
    return CountWords(
        tuple(
            Kind(name, kind["counts"], tuple(kind.get("codes", ())), frozenset(kind.get("words", ())))
            for name, kind in given["kinds"].items()
        ),
        {word: int(number) for word, number in given["numbers"].items()},
        {word: int(number) for word, number in given["multipliers"].items()},
        {word: (int(least), int(most)) for word, (least, most) in given["vague"].items()},
        frozenset(given["least"]),
        frozenset(given["most"]),
    )


def _read(file: Path) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
