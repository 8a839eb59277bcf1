"""One YAML file -> plain dicts, lists and `Scalar`s that know where they stand, or the problems that prevent it.

Every scalar stays text, whatever YAML would make of it (010, no, 2012-06-30), and remembers whether it was quoted. What a
dictionary has no use for is refused: repeated keys, anchors, aliases, merge keys, tags and second documents.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, Union

import yaml
from yaml.reader import ReaderError

from coder.dictionary.problems import Problem, severity_of, split_lines

_SPECIAL = re.compile(r"(?:^|[\s\[{,])[&*!]\S", re.MULTILINE)


class Scalar(str):
    """A text from a YAML file: line and column count from 1; `quoted` is true for any style but the plain one."""

    __slots__ = ("column", "line", "quoted")
    line: int
    column: int
    quoted: bool

    @classmethod
    def at(cls, text: str, line: int, column: int, quoted: bool = False) -> Scalar:
        """A scalar with its place."""
        scalar = cls(text)
        scalar.line, scalar.column, scalar.quoted = line, column, quoted
        return scalar


Tree = Union[Scalar, "dict[Scalar, Tree]", "list[Tree]"]


class YamlFile(NamedTuple):
    """What a YAML file holds: `tree` is None where it is empty or unreadable; `lines` are its lines, without their ends."""

    tree: Tree | None
    lines: list[str]
    problems: list[Problem]


def parse_yaml(content: bytes, path: Path) -> YamlFile:
    """Read the content of one file; `path` is for the problems. Never raises for what a user can get wrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _undecodable(content, error.start, path)
    reading = _Reading(path, text)
    return YamlFile(reading.tree(), reading.lines, reading.problems)


class _Reading:
    """The reading of one text: its lines, and the problems found so far."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.lines = split_lines(text)
        self.problems: list[Problem] = []

    def tree(self) -> Tree | None:
        loader = yaml.CBaseLoader(self.text)
        try:
            node = loader.get_single_node()
            if node is not None and _SPECIAL.search(self.text):
                self._refuse_special()
        except yaml.YAMLError as error:
            line, column, message = _explain(error, self.lines)
            self._add(line, column, message, "bad-yaml")
            return None
        finally:
            loader.dispose()
        if node is None:
            self.problems.append(Problem(str(self.path), 0, 0, "warning", "this file holds no entry", "bad-file"))
            return None
        return None if any(problem.severity == "error" for problem in self.problems) else self._convert(node)

    def _convert(self, node: yaml.Node) -> Tree:
        mark = node.start_mark
        if isinstance(node, yaml.ScalarNode):
            return Scalar.at(node.value, mark.line + 1, mark.column + 1, bool(node.style))
        if isinstance(node, yaml.SequenceNode):
            return [self._convert(child) for child in node.value]
        mapping: dict[Scalar, Tree] = {}
        for key_node, value_node in node.value:
            key = self._convert(key_node)
            if not isinstance(key, Scalar):
                place = key_node.start_mark
                self._add(place.line + 1, place.column + 1, "a name must be words, not a list or a mapping", "bad-yaml")
            elif key == "<<" and not key.quoted:
                self._add(key.line, key.column, 'dictionaries have no merge keys ("<<"): write the lines out', "bad-yaml")
            elif key in mapping:
                first = next(other for other in mapping if other == key)
                message = f'"{key}" stands twice here, first on line {first.line}'
                self._add(key.line, key.column, message, "duplicate-key")
            else:
                mapping[key] = self._convert(value_node)
        return mapping

    def _refuse_special(self) -> None:
        """Anchors, aliases and tags: the composer resolves them, so that only the tokens still show them."""
        for token in yaml.scan(self.text, Loader=yaml.CBaseLoader):
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)):
                mark = token.start_mark
                sign = self.lines[mark.line][mark.column]
                meaning = "a tag" if sign == "!" else "an anchor" if sign == "&" else "an alias"
                message = (
                    f'a value that begins with "{sign}" needs quotes (to YAML it is {meaning}, which dictionaries do not have)'
                )
                self._add(mark.line + 1, mark.column + 1, message, "bad-yaml")

    def _add(self, line: int, column: int, message: str, check: str) -> None:
        source_line = self.lines[line - 1] if line <= len(self.lines) else ""
        severity = severity_of(check, source_line)
        self.problems.append(Problem(str(self.path), line, column, severity, message, check, source_line))


def _undecodable(content: bytes, start: int, path: Path) -> YamlFile:
    before = content[:start].decode("utf-8-sig", "replace")
    lines = split_lines(content.decode("utf-8-sig", "replace"))
    line = len(split_lines(before))
    column = len(split_lines(before)[-1]) + 1
    message = f"byte {content[start]:#04x} is not UTF-8: save the file in the encoding UTF-8"
    return YamlFile(None, lines, [Problem(str(path), line, column, "error", message, "bad-yaml", lines[line - 1])])


def _explain(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int, str]:
    """Line, column and plain words for what PyYAML complains of. Its own words are kept only where none of ours fit."""
    if isinstance(error, ReaderError):
        return _explain_character(error, lines)
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, 1, f"this is not YAML: {error}"
    complaint = error.problem or ""
    here = _place(error.problem_mark, lines)
    start = _place(error.context_mark or error.problem_mark, lines)
    if "mapping values are not allowed" in complaint:
        return _explain_colon(here, lines)
    if "could not find expected ':'" in complaint:
        return _explain_missing_colon(start[0], lines)
    if "cannot start any token" in complaint:
        sign = lines[here[0] - 1][here[1] - 1 : here[1]]
        if sign == "\t":
            return *here, "a tab: indent with spaces"
        return *here, f'a value that begins with "{sign}" needs quotes'
    if "did not find expected key" in complaint:
        return _explain_key(here, lines)
    for words, anywhere, message in _COMPLAINTS:
        if words in f"{error.context or ''}: {complaint}":
            return *(start if anywhere == "start" else here), message
    return *here, f"this is not YAML: {complaint}"


_COMPLAINTS = (
    ("quoted scalar: found unexpected end", "start", "this quote is never closed"),
    (
        "quoted scalar: found unknown escape",
        "here",
        "a backslash has a special meaning in double quotes: use single quotes, or write it twice",
    ),
    ("expected ',' or ']'", "start", 'this bracket is never closed with "]", or a comma is missing in it'),
    ("expected ',' or '}'", "start", 'this brace is never closed with "}", or a comma is missing in it'),
    (
        "expected '-' indicator",
        "here",
        'this line ends a list but is not indented as the name above the list: indent it so, or begin it with "- "',
    ),
    (
        "expected <document start>",
        "here",
        "this line is indented less than the first one: names of entries begin in the first column",
    ),
    ("another document", "here", 'a line "---" starts a second document: a dictionary file has only one'),
    (
        "block sequence entries are not allowed",
        "here",
        'a list begins on a line of its own, not behind a name: put "- " on the next line, indented',
    ),
    ("undefined alias", "here", 'a value that begins with "*" needs quotes'),
    ("while scanning a block scalar", "start", 'a value that begins with "|" or ">" needs quotes'),
    ("while scanning a directive", "start", 'a line that begins with "%" needs quotes'),
    ("while scanning an anchor", "start", 'a value that begins with "&" needs quotes'),
    ("while scanning an alias", "start", 'a value that begins with "*" needs quotes'),
    ("while scanning a tag", "start", 'a value that begins with "!" needs quotes'),
)
"""PyYAML's complaint (its context, a colon, its problem), where the caret belongs, and what we say instead."""


def _place(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """Line and column from 1; the end of the text counts as the end of its last line."""
    if mark is None:
        return 1, 1
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


def _explain_character(error: ReaderError, lines: list[str]) -> tuple[int, int, str]:
    code = error.character if isinstance(error.character, int) else ord(error.character[:1] or "?")
    for number, line in enumerate(lines, 1):
        if chr(code) in line:
            return number, line.index(chr(code)) + 1, f"an invisible character that YAML forbids (U+{code:04X}): delete it"
    return 1, 1, f"a character that YAML forbids (U+{code:04X}): delete it"


def _explain_colon(here: tuple[int, int], lines: list[str]) -> tuple[int, int, str]:
    """A colon where none may be: a second one in its line, below a finished line, or below a line that lacks its own."""
    line, column = here
    text = lines[line - 1]
    if re.search(r":\s", text[: column - 1]):
        return line, column, "a second colon in one line: put quotes around the text that contains a colon"
    above = line - 1
    while above > 1 and (not lines[above - 1].strip() or lines[above - 1].lstrip().startswith("#")):
        above -= 1
    upper = lines[above - 1]
    has_value = re.search(r":\s", upper) or upper.lstrip().startswith("- ")
    if has_value or (re.search(r":\S", upper) is None and _indentation(upper) >= _indentation(text)):
        return line, _indentation(text) + 1, "this line is indented deeper than the line above, which already has a value"
    return _explain_missing_colon(above, lines)


def _explain_missing_colon(line: int, lines: list[str]) -> tuple[int, int, str]:
    text = lines[line - 1]
    tight = re.search(r":(?=\S)", text)
    if tight is not None:
        return line, tight.end() + 1, "a space is missing after the colon"
    return line, len(text.rstrip()) + 1, "a colon is missing after this name"


def _explain_key(here: tuple[int, int], lines: list[str]) -> tuple[int, int, str]:
    """Where YAML wanted the next name: text behind a closing quote, or a line that is indented like none above."""
    line, column = here
    before = lines[line - 1][: column - 1].rstrip()
    opened = _opened_above(before, line, lines)
    if opened is not None:
        return *opened, f"this quote is never closed (the next one stands on line {line})"
    if before.endswith(('"', "'")):
        return (
            line,
            column,
            "this text stands behind a closing quote: a quote is missing or one too many, or a comment lacks its #",
        )
    if not before:
        return line, column, "this line is indented differently from the lines it belongs with"
    return line, column, "this cannot stand here: put quotes around the whole text"


def _opened_above(before: str, line: int, lines: list[str]) -> tuple[int, int] | None:
    """Where the quote stands that ends at the end of `before`, if it began on an earlier line."""
    if not before.endswith('"') or before.count('"') % 2 == 0:
        return None
    odd = (number for number in range(line - 1, 0, -1) if lines[number - 1].count('"') % 2)
    return next(((number, lines[number - 1].rindex('"') + 1) for number in odd), None)


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
