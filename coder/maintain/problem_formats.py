"""Problems -> lines for people and for machines.

`text` is what people read; `json` one list of objects; `github` the annotations that GitHub shows beside the lines of a pull
request (https://docs.github.com/actions: workflow commands).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Literal

from coder.dictionary.problems import Problem, shown_path

Form = Literal["text", "json", "github"]
FORMS: tuple[Form, ...] = ("text", "json", "github")


def written(problems: Iterable[Problem], form: Form) -> str:
    """All problems in one text; empty where there are none to tell people of."""
    if form == "json":
        return json.dumps([asdict(problem) | {"path": shown_path(problem.path)} for problem in problems], ensure_ascii=False)
    return "\n".join(annotation(problem) if form == "github" else str(problem) for problem in problems)


def annotation(problem: Problem) -> str:
    """One problem as an annotation."""
    place = f"file={_property(shown_path(problem.path))}"
    if problem.line:
        place += f",line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={_property(problem.check)}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
