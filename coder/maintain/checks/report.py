"""From an entry that is wrong to a problem that points at the very words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coder.dictionary.load import DictionaryFile
from coder.dictionary.problems import Problem, Severity, severity_of, split_lines
from coder.model import Where


def report(
    file: DictionaryFile,
    where: Where,
    message: str,
    check: str,
    *,
    words: str = "",
    offset: int = 0,
    severity: Severity = "error",
) -> Iterator[Problem]:
    """Yield the problem, as an allowed one if its line allows it.

    It points at `words` if they stand at `where` or below it in the same entry, else at `where`; `offset` counts on from there.
    The file is read for it once more: problems are few, and keeping the text of every file for them would not pay.
    """
    lines = _lines(file)
    line, column = _find(words, where, lines) if words else (where.line, where.column)
    text = lines[line - 1] if line <= len(lines) else None
    column += offset + (1 if offset and text and text[column - 1 : column] in ("'", '"') else 0)
    yield Problem(str(file.path), line, column, severity_of(check, text, severity), message, check, text)


def _lines(file: DictionaryFile) -> list[str]:
    try:
        return split_lines(file.path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):  # changed under our hands: better no quotation than no problem
        return []


def _find(words: str, where: Where, lines: list[str]) -> tuple[int, int]:
    written = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    start = where.column - 1
    for number in range(where.line, len(lines) + 1):
        line = lines[number - 1]
        if number > where.line and line[:1].strip() and not line.startswith("#"):
            break  # the next entry
        found = written.search(line, start)
        if found is not None:
            return number, found.start() + 1
        start = 0
    return where.line, where.column
