"""`coder fmt`: dictionary files -> their canonical form, and what stands in the way of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from coder.dictionary.folders import chosen_folders, dictionary_files
from coder.dictionary.load import load_entries
from coder.dictionary.problems import Problem, split_lines
from coder.dictionary.read import kind_of
from coder.dictionary.yaml_nodes import parse_yaml
from coder.maintain.canonical import canonical

_UNREADABLE = frozenset(("bad-yaml", "duplicate-key"))  # the files of such problems must be mended by hand first


@dataclass(frozen=True, slots=True)
class Formatted:
    """A dictionary file: `text` is its canonical form, None where `problems` prevent it; `old` is its text as it stands."""

    path: Path
    old: str
    text: str | None
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file is written otherwise than it should be."""
        return self.text is not None and self.text != self.old

    def first_difference(self) -> Problem:
        """The first line that is not in its canonical form."""
        lines, wanted = split_lines(self.old), split_lines(self.text or "")
        at = next((at for at, (line, other) in enumerate(zip_longest(lines, wanted)) if line != other), 0)
        should = wanted[at].strip() if at < len(wanted) else ""
        message = f"here coder fmt writes: {should}" if should else "coder fmt leaves this line out"
        line = lines[at] if at < len(lines) else ""
        column = len(line) - len(line.lstrip()) + 1
        return Problem(str(self.path), at + 1, column, "error", message, "unformatted", line)


def format_files(folders: Sequence[str] = (), files: Collection[Path] = ()) -> Iterator[Formatted]:
    """The dictionary files of some folders (as on the command line) in their canonical form; with `files`, only these.

    Files that hold no entries (the lexicon, lists of words) are left as they are.
    """
    problems: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in load_entries(folders).problems:
        problems[problem.path].append(problem)
    wanted = {file.resolve() for file in files}
    for path, name in _files(folders):
        if not wanted or path.resolve() in wanted or not wanted.isdisjoint(path.resolve().parents):
            formatted = _format(path, name, problems[str(path)])
            if formatted is not None:
                yield formatted


def strange_files(folders: Sequence[str], files: Collection[Path]) -> list[Path]:
    """Those of some files and folders in which no dictionary file of the folders stands."""
    known = {place for path, _ in _files(folders) for place in (path.resolve(), *path.resolve().parents)}
    return [file for file in files if file.resolve() not in known]


def _files(folders: Sequence[str]) -> Iterator[tuple[Path, str]]:
    for folder in chosen_folders(folders):
        yield from dictionary_files([folder])[-1]


def _format(path: Path, name: str, problems: Sequence[Problem]) -> Formatted | None:
    kind = kind_of(name)
    if kind is None:
        return None
    errors = [problem for problem in problems if problem.severity == "error"]
    broken = tuple(problem for problem in errors if problem.check in _UNREADABLE or not problem.line)
    if broken:
        return Formatted(path, "", None, broken)
    content = path.read_bytes()
    old = content.decode("utf-8-sig")
    unquoted = {(problem.line, problem.column) for problem in errors if problem.check == "unquoted-code"}
    text = canonical(old, kind.shape, unquoted)
    same = text == old or parse_yaml(text.encode(), path).tree == parse_yaml(content, path).tree
    assert same, f"{path} would say something else in its canonical form"
    return Formatted(path, content.decode("utf-8"), text)
