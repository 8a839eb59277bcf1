"""`coder check`: everything that can be said against a set of dictionaries without reading a sentence.

A check is a function from the loaded dictionaries to problems. Its name, with hyphens, is what stands in brackets behind a
problem and behind `# allow:`; its docstring is its documentation for users. Two checks need more than the dictionaries:
`missing_example` an older state of them, `unused_allow` what all others found.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.dictionary.load import Loaded, load_entries, without_garbage_collection
from coder.dictionary.problems import Problem
from coder.maintain.checks.codes import unknown_code
from coder.maintain.checks.dates import empty_range, overlapping_dates
from coder.maintain.checks.missing import missing_example
from coder.maintain.checks.names import duplicate_name, unsorted
from coder.maintain.checks.patterns import bad_pattern, unknown_synset
from coder.maintain.checks.places import unknown_place
from coder.maintain.checks.reach import unreachable
from coder.maintain.checks.reading import (
    bad_date,
    bad_example,
    bad_file,
    bad_value,
    bad_yaml,
    duplicate_key,
    missing_key,
    replaced,
    unknown_key,
    unquoted_code,
)
from coder.maintain.checks.retired import replaced_code
from coder.maintain.checks.rivals import ambiguous_pattern, shadowed_pattern
from coder.maintain.checks.unused import dead_synset, unused_allow

Check = Callable[[Loaded], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    bad_file,
    bad_yaml,
    duplicate_key,
    unknown_key,
    missing_key,
    bad_value,
    bad_date,
    bad_example,
    unquoted_code,
    unknown_code,
    unknown_place,
    duplicate_name,
    bad_pattern,
    unknown_synset,
    overlapping_dates,
    empty_range,
    unsorted,
    replaced,
    shadowed_pattern,
    ambiguous_pattern,
    unreachable,
    dead_synset,
    replaced_code,
)


@dataclass(frozen=True, slots=True)
class Base:
    """The dictionaries as they were, and the name of that state."""

    name: str
    loaded: Loaded


def check_name(check: Callable[..., Iterator[Problem]]) -> str:
    """The name of a check as users write it: `unknown-code`."""
    return check.__name__.replace("_", "-")


def check_documentation() -> dict[str, str]:
    """What each check is about, by its name: what `coder check --list` tells."""
    every: tuple[Callable[..., Iterator[Problem]], ...] = (*CHECKS, missing_example, unused_allow)
    return {check_name(check): " ".join((inspect.getdoc(check) or "").split()) for check in every}


def run_checks(folders: Sequence[str] = (), files: Collection[Path] | None = None, base: Base | None = None) -> list[Problem]:
    """All problems of the dictionaries, by file and line; with `files`, only those in these files and folders.

    With a `base`, what was edited since then must have examples. The dictionaries are always loaded whole: whether a name is
    unique cannot be seen in one file.
    """
    return check_loaded(load_entries(folders), files, base)


def check_loaded(loaded: Loaded, files: Collection[Path] | None = None, base: Base | None = None) -> list[Problem]:
    """As `run_checks`, for dictionaries that have been loaded already."""
    with without_garbage_collection():
        found = {problem for check in CHECKS for problem in check(loaded)}
    if base is not None:
        found.update(missing_example(loaded, base.loaded, base.name))
    idle = [check_name(missing_example)] if base is None else []
    problems = {problem for problem in found if problem.severity != "allowed"}
    problems.update(unused_allow(loaded, found - problems, list(check_documentation()), idle))
    if files is not None:
        wanted = {file.resolve() for file in files}
        problems = {problem for problem in problems if not wanted.isdisjoint(_places(Path(problem.path).resolve()))}
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.check, problem.message))


def _places(path: Path) -> list[Path]:
    return [path, *path.parents]
