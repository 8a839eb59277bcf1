"""The lines of a predecessor's dictionary, each parsed by itself: a line that cannot be read costs no other.

Comments of the form `<!-- ... -->` may reach over several lines; the grammars know those that end with the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput

from coder.dictionary.folders import shipped_grammars

_COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]")


class Line(NamedTuple):
    """A line with something on it: what it is (a rule of the grammar and its parts), or why it cannot be read."""

    number: int
    text: str
    tree: Tree[Token] | None
    fault: str = ""


def decode(content: bytes) -> str:
    """The text of a file in which lines of several encodings were pasted together: UTF-8, or else Windows-1252."""
    return "\n".join(_decode_line(line) for line in content.removeprefix(b"\xef\xbb\xbf").splitlines())


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def without_comments(text: str) -> str:
    """The text without `<!-- ... -->`, its lines where they were."""
    return _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def read_lines(grammar: str, text: str) -> Iterator[Line]:
    """Each line of a text that holds more than comments, parsed by `grammars/GRAMMAR.lark`."""
    parser = _parser(grammar)
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        written = line.strip()
        if not written or written[0] in "#;":
            continue
        if _CONTROL.search(written):
            yield Line(number, written, None, "a character on this line is no text")
            continue
        try:
            tree = parser.parse(line)
        except UnexpectedInput as error:
            yield Line(number, written, None, _fault(line, error))
            continue
        if tree.children and isinstance(tree.children[0], Tree):
            yield Line(number, written, tree.children[0])


@cache
def _parser(grammar: str) -> Lark:
    return Lark.open(str(shipped_grammars() / f"{grammar}.lark"), parser="lalr")


def _fault(line: str, error: UnexpectedInput) -> str:
    """Where a line goes wrong, in words."""
    if isinstance(error, UnexpectedCharacters):
        return f"unexpected {line[error.column - 1]!r} in column {error.column}"
    token = getattr(error, "token", None)
    if token is None or token.type == "$END":
        return "the line ends too early: a code in brackets is missing"
    return f"unexpected {str(token)!r} in column {token.column}"


def tokens(tree: Tree[Token], kind: str) -> list[str]:
    """The texts of the tokens of a kind that stand directly in a tree."""
    return [str(part) for part in tree.children if isinstance(part, Token) and part.type == kind]


def trees(tree: Tree[Token], *rules: str) -> list[Tree[Token]]:
    """The parts of a tree that were made by these rules."""
    return [part for part in tree.children if isinstance(part, Tree) and part.data in rules]
