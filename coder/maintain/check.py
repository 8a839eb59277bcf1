"""`coder check`: everything that can be said against a set of dictionaries without reading a sentence.

A check is a function from the loaded dictionaries to problems. Its name, with hyphens, is what stands in brackets behind a
problem and behind `# allow:`; its docstring is its documentation for users.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from coder.dictionary.load import Loaded, load_entries
from coder.dictionary.problems import Problem
from coder.maintain.checks.codes import unknown_code
from coder.maintain.checks.dates import empty_range, overlapping_dates
from coder.maintain.checks.names import duplicate_name, unsorted
from coder.maintain.checks.patterns import bad_pattern, unknown_synset
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
from coder.maintain.checks.rivals import ambiguous_pattern, shadowed_pattern

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
)


def check_name(check: Check) -> str:
    """The name of a check as users write it: `unknown-code`."""
    return check.__name__.replace("_", "-")


def check_documentation() -> dict[str, str]:
    """What each check is about, for `coder check --help` and the manual."""
    return {check_name(check): " ".join((inspect.getdoc(check) or "").split()) for check in CHECKS}


def run_checks(folders: Sequence[str] = (), files: Collection[Path] | None = None) -> list[Problem]:
    """All problems of the dictionaries, by file and line; with `files`, only those in these files.

    The dictionaries are always loaded whole: whether a name is unique cannot be seen in one file.
    """
    return check_loaded(load_entries(folders), files)


def check_loaded(loaded: Loaded, files: Collection[Path] | None = None) -> list[Problem]:
    """As `run_checks`, for dictionaries that have been loaded already."""
    problems = {problem for check in CHECKS for problem in check(loaded)}
    if files is not None:
        wanted = {file.resolve() for file in files}
        problems = {problem for problem in problems if Path(problem.path).resolve() in wanted}
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.check, problem.message))
