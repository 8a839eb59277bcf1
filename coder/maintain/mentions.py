"""When the words of two actors mean the same one, and the lists of `dictionaries/golds.yaml` by which that is told.

The content words of an actor are its words without those that do not tell who is meant ("the", "of", "former"). Its head is its
last content word before the first post-modifier ("the *army* of Syria"), comma or bracket. Two actors match where at least half
of their content words, those of both taken together, stand in both; or by their heads: with `strict` the two heads must be the
same word, without it the head of one may stand anywhere in the other. An actor without any content word matches none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.kept import kept

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class GoldWords:
    """The lists of `golds.yaml`, one field a list; that file says what each is for."""

    passed_over: frozenset[str]
    post_modifiers: frozenset[str]
    older_names: Mapping[str, str]
    statements: frozenset[str]
    quads: Mapping[str, Mapping[str, str]]


@cache
def gold_words() -> GoldWords:
    """Read the lists, once a process."""
    file = shipped_dictionaries() / "golds.yaml"
    lists: Mapping[str, Any] = kept("golds", [file], lambda: _lists(file))
    return GoldWords(
        passed_over=frozenset(lists["passed_over"]),
        post_modifiers=frozenset(lists["post_modifiers"]),
        older_names=lists["older_names"],
        statements=frozenset(lists["statements"]),
        quads=lists["quads"],
    )


def _lists(file: Path) -> Any:
    import yaml  # takes long to import, and is wanted only where the file has changed

    return yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)


def content_words(text: str | None) -> list[str]:
    """The words that tell who is meant, in lower case."""
    return [word for word in _WORD.findall((text or "").lower()) if word not in gold_words().passed_over]


def head(text: str) -> str | None:
    """The last content word before the first post-modifier, or of the whole where none stands before it."""
    before = _modifier().split(text.lower(), maxsplit=1)[0]
    words = content_words(before) or content_words(text)
    return words[-1] if words else None


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(gold_words().post_modifiers))})\b|[,(]")


def same_actor(one: str, other: str, strict: bool) -> bool:
    """Whether the words of two actors mean the same one."""
    ours, theirs = set(content_words(one)), set(content_words(other))
    if not ours or not theirs:
        return False
    if 2 * len(ours & theirs) >= len(ours | theirs):
        return True
    if strict:
        return head(one) == head(other)
    return head(one) in theirs or head(other) in ours
