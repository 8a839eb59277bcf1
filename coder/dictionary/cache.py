"""What a dictionary file said when it was last read, kept under the hash of its content so that YAML is read once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import cast

from coder import model
from coder.dictionary import entries as records
from coder.dictionary import problems as faults
from coder.dictionary.columns import pack, records_of, unpack
from coder.dictionary.entries import Entry, VerbEntry
from coder.dictionary.folders import shipped_grammars
from coder.dictionary.kept import keep, read_kept
from coder.dictionary.pattern import know_patterns, parsed_patterns
from coder.dictionary.problems import Problem

_KINDS = records_of(model, records, faults)


def read_entries(name: str, content: bytes) -> tuple[list[Entry], list[Problem]] | None:
    """The entries and problems of a file with this name and content, or None where it must be read."""
    kept = read_kept(_key(name, content))
    if kept is None:
        return None
    packed, parsed = kept
    know_patterns(parsed)
    return cast(tuple[list[Entry], list[Problem]], unpack(packed, _KINDS))


def keep_entries(name: str, content: bytes, entries: Sequence[Entry], problems: Sequence[Problem]) -> None:
    """Keep what the file said, and how its patterns are parsed."""
    texts = (pattern.text for entry in entries if isinstance(entry, VerbEntry) for pattern in entry.patterns)
    keep(_key(name, content), (pack((list(entries), list(problems))), parsed_patterns(texts)))


def _key(name: str, content: bytes) -> str:
    key = hashlib.sha256(program())
    key.update(name.encode() + b"\0")
    key.update(content)
    return f"entries-{key.hexdigest()[:40]}"


@cache
def program() -> bytes:
    """A hash of all code that reads and compiles dictionaries, and of the grammar of patterns: what they say of a file depends on
    them as on the file.
    """
    package = Path(__file__).resolve().parent
    digest = hashlib.sha256()
    code = sorted([*package.glob("*.py"), *(package.parent / "words").glob("*.py"), package.parent / "model.py"])
    for source in (*code, shipped_grammars() / "pattern.lark"):
        digest.update(source.read_bytes())
    return digest.digest()
