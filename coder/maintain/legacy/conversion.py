"""What a reader of a predecessor's dictionary gives back: entries for our YAML files, and an account of every line read.

A reader is a function from a path (for messages) and a text to a `Conversion`. Nothing that was read is lost: it is converted, or
it is converted and `changed` says how its meaning differs, or `unconverted` says why it could not be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Unconverted:
    """Something that has no place in our dictionaries; `line` counts from 1, `kind` is one of the kinds in `Conversion.read`."""

    path: str
    line: int
    text: str
    reason: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something converted that no longer means quite the same."""

    path: str
    line: int
    text: str
    how: str
    kind: str = ""


class Days(NamedTuple):
    """A code that holds between two days, both included, as ordinals; None is an open end."""

    first: int | None
    last: int | None
    code: str


class Phrase(NamedTuple):
    """A name as our dictionaries write it, and the line it came from; `kind` as in `Conversion.read`."""

    text: str
    line: int
    kind: str


@dataclass(slots=True)
class Named:
    """An entry whose phrases must be unique among all files of its `kind` (actor, agent, discard), and what it means.

    `code` is the undated code (of a discard: its scope); `plural` as in `agents.yaml`.
    """

    kind: str
    path: str
    phrases: list[Phrase]
    code: str | None = None
    dated: list[Days] = field(default_factory=list)
    plural: str | None = None

    @property
    def meaning(self) -> tuple[str | None, list[Days], str | None]:
        """What two entries must share to be one."""
        return self.code, self.dated, self.plural


@dataclass(slots=True)
class Conversion:
    """Entries and the account of them.

    `files`: relative name of a YAML file -> name of an entry -> its value as YAML would hold it. `entries` still have to be put
    there, once those of all files are known. `read` and `converted` count by kind (actor, alias, date, agent, pattern, verb,
    synset, discard, issue ...); what is changed counts as converted too.
    """

    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    read: Counter[str] = field(default_factory=Counter)
    converted: Counter[str] = field(default_factory=Counter)
    changed: list[Changed] = field(default_factory=list)
    unconverted: list[Unconverted] = field(default_factory=list)
    entries: list[Named] = field(default_factory=list)


class Reader(NamedTuple):
    """One format: whether a file (name, text) is written in it, and how it is read (path, text)."""

    recognise: Callable[[str, str], bool]
    read: Callable[[str, str], Conversion]
