"""The synsets that patterns name, and those that stand in these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from coder.dictionary.entries import SynsetEntry

_SYNSET = re.compile(r"<([^<>]+)>")


def inclusions(synsets: Iterable[SynsetEntry]) -> dict[str, set[str]]:
    """For each synset the names of those that are members of it."""
    found: dict[str, set[str]] = {}
    for entry in synsets:
        members = (member.text for member in entry.members)
        found.setdefault(entry.name, set()).update(text[1:-1] for text in members if text.startswith("<"))
    return found


def synsets_named(patterns: Iterable[str], included: Mapping[str, set[str]]) -> set[str]:
    """The names of all synsets through which a word can fit one of the patterns; `included` as from `inclusions`."""
    found: set[str] = set()
    waiting = [name for text in patterns for name in _SYNSET.findall(text)]
    while waiting:
        name = waiting.pop()
        if name not in found and name in included:
            found.add(name)
            waiting += included[name]
    return found
