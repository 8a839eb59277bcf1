"""Suggestions -> YAML to paste into dictionaries, and values of JSON.

A code is left open (`???`), for `coder check` to complain of until somebody has made up his mind; the guess stands behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from coder.maintain.suggest import Suggestion, Suggestions

OPEN = "???"
_PLAIN = re.compile(r"[^\W\d][\w .’'/-]*")
_HEADINGS = {
    "names": "Names that no dictionary knows, beside acts that are coded: for actors/",
    "verbs": "Verbs between two known actors that code nothing: for verbs/",
    "agents": "Nouns beside a country that may be roles: for agents.yaml",
}


def as_yaml(suggestions: Suggestions, most: int) -> str:
    """So many suggestions of each kind."""
    blocks = []
    for kind, heading in _HEADINGS.items():
        found = suggestions.ranked(kind, most)
        lines = [f"# {heading}"] + [line for suggestion in found for line in _LINES[kind](suggestion)]
        blocks.append("\n".join(lines if found else [f"# {heading}: none"]))
    return "\n\n".join(blocks)


def _actor(suggestion: Suggestion) -> Iterator[str]:
    yield f"{_scalar(suggestion.phrase)}:"
    yield f"  code: {OPEN}{_guess(suggestion)}"
    if suggestion.aliases:
        yield "  aliases:"
        yield from (f"    - {_scalar(alias)}" for alias in suggestion.aliases)
    yield from _samples(suggestion)


def _agent(suggestion: Suggestion) -> Iterator[str]:
    yield f"{_scalar(suggestion.phrase)}: {OPEN}{_guess(suggestion)}"
    yield from _samples(suggestion)


def _verb(suggestion: Suggestion) -> Iterator[str]:
    yield f"{_scalar(suggestion.phrase)}:" + (f"  # has an entry: {suggestion.entry}" if suggestion.entry else "")
    behind = suggestion.preposition
    if suggestion.entry:
        yield "  patterns:"
        yield f"    VERB {behind}{' ' if behind else ''}TARGET: {OPEN}{_guess(suggestion)}"
    else:
        yield f"  code: {OPEN}{_guess(suggestion)}"
        if behind:
            yield f"  target: {behind}"
    yield from _samples(suggestion)


_LINES = {"names": _actor, "verbs": _verb, "agents": _agent}


def _guess(suggestion: Suggestion) -> str:
    guess = suggestion.guess
    return f'  # {guess[0]}? from "{guess[1]}"' if guess is not None else ""


def _samples(suggestion: Suggestion) -> Iterator[str]:
    yield f"  # {'once' if suggestion.times == 1 else f'{suggestion.times:,} times'}"
    yield from (f"  #   {sample}" for sample in suggestion.samples)


def _scalar(text: str) -> str:
    """The text as YAML has it, in quotes where it could be read as something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def as_values(suggestions: Suggestions, most: int) -> dict[str, Any]:
    """So many suggestions of each kind as values of JSON."""
    return {kind: [_values(kind, suggestion) for suggestion in suggestions.ranked(kind, most)] for kind in _HEADINGS}


def _values(kind: str, suggestion: Suggestion) -> dict[str, Any]:
    guess = suggestion.guess
    told: dict[str, Any] = {
        "phrase": suggestion.phrase,
        "times": suggestion.times,
        "guess": guess[0] if guess is not None else None,
        "guessed_from": guess[1] if guess is not None else None,
        "samples": suggestion.samples,
    }
    if kind == "names":
        told["aliases"] = suggestion.aliases
    if kind == "verbs":
        told |= {"preposition": suggestion.preposition or None, "entry": suggestion.entry}
    return told
