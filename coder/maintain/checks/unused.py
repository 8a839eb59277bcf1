"""What stands in the dictionaries and has no effect: synsets that nobody names, comments that silence nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from coder.dictionary.entries import SynsetEntry
from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem, allowed_checks, nearest, split_lines
from coder.maintain.checks.patterns import synsets_named
from coder.maintain.checks.report import report


def dead_synset(loaded: Loaded) -> Iterator[Problem]:
    """No pattern names a synset, neither by itself nor as part of another synset, so that its words have no effect."""
    members = {synset.name: synsets_named(member.text for member in synset.members) for synset in loaded.synsets}
    waiting = list(synsets_named(pattern.text for verb in loaded.verbs for pattern in verb.patterns))
    living: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in living:
            living.add(name)
            waiting += members.get(name, ())
    for file, synset in loaded.placed(SynsetEntry):
        if synset.name not in living:
            yield from report(file, synset.where, f"no pattern names <{synset.name}>", "dead-synset", severity="warning")


def unused_allow(
    loaded: Loaded, allowed: Iterable[Problem], checks: Collection[str], idle: Collection[str] = ()
) -> Iterator[Problem]:
    """A comment `# allow: NAME` silences a check that would say nothing here, or that does not exist."""
    # `allowed` are the problems that comments silenced, `idle` the checks that have not been run.
    silenced = {(problem.path, problem.line, problem.check) for problem in allowed}
    for path in dict.fromkeys(str(file.path) for file in loaded.files):
        for number, line in enumerate(_lines(path), 1):
            for name, column in allowed_checks(line):
                if name not in checks:
                    message = f'there is no check "{name}"{nearest(name, checks)}'
                elif name not in idle and (path, number, name) not in silenced:
                    message = f"{name} finds nothing to silence here"
                else:
                    continue
                yield Problem(path, number, column, "warning", message, "unused-allow", line)


def _lines(path: str) -> list[str]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):  # `bad-file` or `bad-yaml` says so
        return []
    return split_lines(text) if "allow:" in text else []
