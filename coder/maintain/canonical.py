"""The text of a dictionary file -> the one way to write what it says: what `coder fmt` makes of it.

Entries stand in the order that `coder check` wants, the keys of an entry in that of its shape; everything is in block style, two
spaces a level. Codes and the sentences of examples are quoted, other texts only where YAML would take them for something else.
Lists and patterns keep their order, and comments stay with the lines they belong to.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator
from functools import cache

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

from coder.dictionary.shapes import Shape
from coder.maintain.commented import Comments, read_commented
from coder.maintain.order import entry_order

_SENTENCES = frozenset(("examples", "todo"))
_STEP = 2  # spaces a level
_STRING = "tag:yaml.org,2002:str"

Pair = tuple[yaml.ScalarNode, yaml.Node]


def canonical(text: str, shape: type[Shape], unquoted: Collection[tuple[int, int]] = ()) -> str:
    """The canonical form of a text that can be read as a dictionary file.

    `shape` is that of its entries; `unquoted` are the places (line, column) of codes that lack their quotes.
    """
    root, comments = read_commented(text)
    if not isinstance(root, yaml.MappingNode):
        return text
    lines = list(_Writer(comments, shape, unquoted).file(root))
    assert not comments.left(), f"comments were lost: {comments.left()}"
    return "\n".join(lines) + "\n"


class _Writer:
    def __init__(self, comments: Comments, shape: type[Shape], unquoted: Collection[tuple[int, int]]) -> None:
        self.comments = comments
        self.keys = {key: at for at, key in enumerate(shape.keys())}
        self.unquoted = unquoted

    def file(self, root: yaml.MappingNode) -> Iterator[str]:
        entries: list[Pair] = sorted(root.value, key=lambda pair: entry_order(pair[0].value))
        header = self.comments.header
        yield from header
        if entries and (self.comments.above.get(entries[0][0].start_mark.line) or "" in header):
            yield ""  # else the comment of the first entry would be the header's when it is read again
        for key, value in entries:
            if isinstance(value, yaml.MappingNode):
                value.value.sort(key=lambda pair: self.keys.get(pair[0].value, len(self.keys)))
            yield from self._pair(key, value, 0, "")
        yield from self.comments.footer

    def _pair(self, key: yaml.ScalarNode, value: yaml.Node, indent: int, above: str) -> Iterator[str]:
        """A key with its value; `above` is the key over it."""
        name = self._scalar(key, always=indent > 0 and above in _SENTENCES)
        if isinstance(value, yaml.ScalarNode):
            yield from self._line(f"{name}: {self._scalar(value)}".rstrip(), indent, key, value)
        elif not value.value:
            yield from self._line(f"{name}: {'[]' if isinstance(value, yaml.SequenceNode) else '{}'}", indent, key, value)
        else:
            yield from self._line(f"{name}:", indent, key)
            yield from self._inner(value, indent + _STEP, key.value)

    def _inner(self, node: yaml.Node, indent: int, above: str) -> Iterator[str]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from self._pair(key, value, indent, above)
            return
        for item in node.value:
            if isinstance(item, yaml.ScalarNode):
                yield from self._line(f"- {self._scalar(item)}", indent, item)
            else:
                inner = list(self._inner(item, indent + _STEP, above)) if item.value else ["[]"]
                first = next(at for at, line in enumerate(inner) if not line.lstrip().startswith("#"))
                margin = " " * indent
                yield from (margin + comment.lstrip() for comment in inner[:first])
                yield f"{margin}- {inner[first].lstrip()}"
                yield from inner[first + 1 :]

    def _line(self, text: str, indent: int, *nodes: yaml.Node) -> Iterator[str]:
        """A line between the comments of the lines where its nodes stood."""
        places = list(dict.fromkeys(node.start_mark.line for node in nodes))
        margin = " " * indent
        for place in places:
            yield from (margin + comment for comment in self.comments.above.pop(place, ()))
        beside = [self.comments.beside.pop(place) for place in places if place in self.comments.beside]
        yield "  ".join((margin + text, *beside))
        for place in places:
            yield from (margin + comment for comment in self.comments.below.pop(place, ()))

    def _scalar(self, node: yaml.ScalarNode, always: bool = False) -> str:
        """A text with the quotes it needs, or with `always` in quotes."""
        text: str = node.value
        mark = node.start_mark
        if always or (mark.line + 1, mark.column + 1) in self.unquoted:
            return _quoted(text)
        return text if not node.style or _is_plain(text) else _quoted(text)


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


@cache
def _is_plain(text: str) -> bool:
    """Whether any reader of YAML takes a text without quotes for that text, and not for a number, a date or something else."""
    if text.isdigit() or not Emitter(io.StringIO()).analyze_scalar(text).allow_block_plain:
        return False
    tag = Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return str(tag) == _STRING
