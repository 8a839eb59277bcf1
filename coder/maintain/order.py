"""The order of the entries of a dictionary file: what `coder check` wants and `coder fmt` makes."""

from __future__ import annotations


def entry_order(name: str) -> tuple[str, str]:
    """The key by which the entries of a file are sorted: as the alphabet goes, whatever the case."""
    return name.casefold(), name
