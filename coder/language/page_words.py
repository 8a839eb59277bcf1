"""The word lists of `dictionaries/pages.yaml`, which say where prose begins and ends.

They belong to the language and not to anybody's ontology, so they always load from the shipped set, whatever dictionaries a user
points at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept


@dataclass(frozen=True, slots=True)
class PageWords:
    """The lists of `pages.yaml`, one field a list, in lower case; that file says what each is for."""

    months: frozenset[str]
    weekdays: frozenset[str]
    clock: frozenset[str]
    published: frozenset[str]
    credits: frozenset[str]
    furniture: frozenset[str]
    before_names: frozenset[str]
    before_numbers: frozenset[str]
    may_end: frozenset[str]
    whole_words: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]
    not_places: frozenset[str]


@cache
def page_words() -> PageWords:
    """Read the lists, once a process."""
    file = shipped_dictionaries() / "pages.yaml"
    lists: Mapping[str, list[str]] = kept("pages", [file], lambda: _lists(file))
    return PageWords(**{field.name: frozenset(word.lower() for word in lists[field.name]) for field in fields(PageWords)})


def _lists(file: Path) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    # CBaseLoader leaves every scalar the text it is: "no" and "on" are words here.
    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
