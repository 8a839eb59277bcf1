"""What a user got wrong, as a value: a place in a file, a sentence about it, and the name of the check that saw it.

Every command prints problems the same way, because `str(problem)` is that way:

    dictionaries/verbs/11_disapprove.yaml:8:20: error: a synset name needs a closing ">"  [bad-pattern]
       8 |     VERB TARGET of <war crime: "1126"
         |                    ^
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "allowed"]

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ALLOW = re.compile(r"#\s*allow:\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*$")
"""`# allow: NAME, NAME` at the end of a line silences these checks on it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. Line and column count from 1; line 0 means the file or folder as a whole, and then nothing is quoted.

    One that is "allowed" is silenced by a comment on its line, and is kept only to know which comments have something to silence.
    """

    path: str
    line: int
    column: int
    severity: Severity
    message: str
    check: str
    source_line: str | None = None

    def __str__(self) -> str:
        place = shown_path(self.path)
        if self.line:
            place += f":{self.line}:{self.column}"
        head = f"{place}: {self.severity}: {self.message}  [{self.check}]"
        if not self.line or self.source_line is None:
            return head
        number = f"{self.line:>4}"
        return f"{head}\n{number} | {self.source_line}\n{' ' * len(number)} | {_indent(self.source_line, self.column)}^"


def unreadable(path: Path, error: OSError) -> Problem:
    """A file that the system does not let us read."""
    reason = (error.strerror or str(error)).lower()
    return Problem(str(path), 0, 0, "error", f"this file cannot be read: {reason}", "bad-file")


def shown_path(path: str) -> str:
    """The path as a reader wants it: relative when the file lies below the current directory, as it is otherwise."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive on Windows
        return path
    return path if relative.startswith(os.pardir) else relative


def split_lines(text: str) -> list[str]:
    """The lines of a file as YAML counts them (not as `str.splitlines` does, which also cuts at form feeds)."""
    return _LINE_BREAK.split(text)


def nearest(word: str, known: Iterable[str]) -> str:
    """What to add to a message about an unknown word that comes near to a known one; empty where none is near."""
    import difflib  # a warm start has no problems to tell

    near = difflib.get_close_matches(word.lower(), known, n=1)
    return f': did you mean "{near[0]}"?' if near else ""


def allowed_checks(source_line: str | None) -> list[tuple[str, int]]:
    """The names of the checks that a line silences with `# allow: NAME, NAME` at its end, each with its column."""
    found = _ALLOW.search(source_line) if source_line and "allow" in source_line else None
    if found is None:
        return []
    return [(name[0], found.start(1) + name.start() + 1) for name in re.finditer(r"[\w-]+", found[1])]


def severity_of(check: str, source_line: str | None, otherwise: Severity = "error") -> Severity:
    """The severity of a problem on a line: "allowed" where the line silences the check."""
    return "allowed" if any(name == check for name, _ in allowed_checks(source_line)) else otherwise


def _indent(source_line: str, column: int) -> str:
    """What stands before the caret: tabs stay tabs, so that the caret stands under its character on any terminal."""
    return "".join("\t" if character == "\t" else " " for character in source_line[: column - 1].ljust(column - 1))
