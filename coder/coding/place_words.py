"""The words of `dictionaries/locations.yaml`, by which the place of an event is found in a sentence.

They belong to the language, so they always load from the shipped set, whatever dictionaries a user points at.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept


class PlaceWords(NamedTuple):
    """The lists of the file, which says what each is for; `nouns` are all its nouns together."""

    prepositions: frozenset[str]
    before_nouns: frozenset[str]
    origins: frozenset[str]
    vague: frozenset[str]
    regions: frozenset[str]
    places: frozenset[str]
    parts: frozenset[str]
    borders: frozenset[str]
    back: frozenset[str]
    there: frozenset[str]
    articles: frozenset[str]
    nouns: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """Read the lists, once a process."""
    file = shipped_dictionaries() / "locations.yaml"
    given = {name: frozenset(words) for name, words in kept("locations", [file], lambda: _read(file)).items()}
    return PlaceWords(
        given["prepositions"],
        given["before_nouns"],
        given["from"],
        given["vague"],
        given["regions"],
        given["places"],
        given["parts"],
        given["borders"],
        given["back"],
        given["there"],
        given["articles"],
        given["regions"] | given["places"] | given["parts"] | given["borders"] | given["sites"],
    )


def _read(file: Path) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
