"""How examples turned out -> lines for people, JSON, or the annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from coder.dictionary.problems import Problem, shown_path
from coder.maintain.examples import Outcome
from coder.maintain.problem_formats import annotation

_SAID = {
    "missing": "an expected event is missing",
    "noisy": "there is an event too many",
    "wrong": "there is another event in the place of the expected one",
    "other": "passed by another entry: this one had no part in it",
    "todo-passes": "this todo passes: it belongs to the examples now",
}


def text(outcome: Outcome) -> str:
    """An outcome for people: its place, what it is and the sentence, then what was expected and what came."""
    lines = [f'{_place(outcome)}: {outcome.kind}: "{outcome.sentence}"', f"    {_SAID[outcome.kind]}"]
    if outcome.kind != "todo-passes":
        lines += [f"    expected  {line}" for line in outcome.expected or ("none",)]
        lines += [f"    got       {line}" for line in outcome.got or ("none",)]
    return "\n".join(lines)


def github(outcome: Outcome) -> str:
    """An outcome as an annotation of its line."""
    expected, got = ("; ".join(lines or ("none",)) for lines in (outcome.expected, outcome.got))
    message = f'{_SAID[outcome.kind]}: "{outcome.sentence}" should give {expected}, and gives {got}'
    return annotation(Problem(outcome.path, outcome.where.line, outcome.where.column, "error", message, outcome.kind))


def as_json(outcomes: Iterable[Outcome]) -> str:
    """Outcomes as one JSON list."""
    return json.dumps([_values(outcome) for outcome in outcomes], ensure_ascii=False)


def _values(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": _place(outcome),
        "kind": outcome.kind,
        "entry": outcome.entry,
        "sentence": outcome.sentence,
        "date": outcome.date,
        "expected": outcome.expected,
        "got": outcome.got,
    }


def _place(outcome: Outcome) -> str:
    return f"{shown_path(outcome.path)}:{outcome.where.line}"
