"""One YAML text -> its nodes with the comments that belong to each of their lines.

PyYAML passes comments over, so they are taken from the lines: what stands above a line, beside it, and below the last line of a
block. A comment belongs to the line below it, unless it is indented deeper than that: then it ends the block above.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from coder.dictionary.problems import split_lines

_BESIDE = re.compile(r"(?:^|\s)(#.*)$")


@dataclass(slots=True)
class Comments:
    """The comments of a text by the numbers of the lines that they belong to (from 0), each with its sign.

    `header` and `footer` are those of the whole file, an empty line between two paragraphs. Whoever writes a comment takes it
    out, so that none is written twice, and what is left in the end has been lost.
    """

    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    above: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[int, str] = field(default_factory=dict)

    def left(self) -> list[int]:
        """The numbers of the lines whose comments have not been taken."""
        return sorted({*self.above, *self.below, *self.beside})


def read_commented(text: str) -> tuple[yaml.Node | None, Comments]:
    """The root of a text that PyYAML can read, and its comments."""
    root = yaml.compose(text, yaml.CBaseLoader)
    if root is None:
        return None, Comments(header=text.splitlines())
    return root, _Finder(split_lines(text), root).comments()


class _Finder:
    """Finds the comments of a text: for each line, where its last word ends, and which lines are inside of a text."""

    def __init__(self, lines: list[str], root: yaml.Node) -> None:
        self.lines = lines
        self.ends: dict[int, int] = {}
        self.inside: set[int] = set()
        self.anchors: set[int] = set()
        for node in _scalars(root):
            first, last = node.start_mark.line, node.end_mark.line
            self.anchors.add(first)
            if node.style in ("|", ">"):
                self.inside.update(range(first + 1, self._end_of_block(first, last)))
            else:
                self.inside.update(range(first + 1, last + 1))
                self.ends[last] = max(self.ends.get(last, 0), node.end_mark.column)

    def _end_of_block(self, first: int, last: int) -> int:
        """The line behind the last one of a text that stands below its sign; PyYAML counts comments behind it in."""
        head = _indentation(self.lines[first])
        return next(
            (at for at in range(first + 1, last) if self.lines[at].strip() and _indentation(self.lines[at]) <= head), last
        )

    def comments(self) -> Comments:
        found = Comments()
        ordered = sorted(self.anchors)
        begin = ordered[0] if ordered else len(self.lines)
        blank = max((at for at in range(begin) if not self.lines[at].strip()), default=begin)
        previous, following = -1, 0
        for at, line in enumerate(self.lines):
            while following < len(ordered) and ordered[following] <= at:
                previous, following = ordered[following], following + 1
            text = line.strip()
            if at in self.inside and at not in self.ends:
                continue
            if not text.startswith("#") or at in self.inside:
                beside = _BESIDE.search(line, self.ends.get(at, 0)) if "#" in line else None
                if beside is not None and text.startswith("- #") and following < len(ordered):
                    found.above[ordered[following]].append(beside[1].rstrip())
                elif beside is not None:
                    owner = at if at in self.anchors else previous
                    found.beside[owner] = "  ".join(filter(None, (found.beside.get(owner), beside[1].rstrip())))
            elif at < blank and at < begin:
                found.header += ["", text] if found.header and not self.lines[at - 1].strip() else [text]
            else:
                self._place(found, text, _indentation(line), previous, ordered[following] if following < len(ordered) else None)
        return found

    def _place(self, found: Comments, text: str, column: int, previous: int, following: int | None) -> None:
        if following is None:
            (found.below[previous] if column else found.footer).append(text)
            return
        below = _indentation(self.lines[following])
        if previous < 0 or column <= below or below > _indentation(self.lines[previous]):
            found.above[following].append(text)
        else:
            found.below[previous].append(text)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _scalars(child)
    else:
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
