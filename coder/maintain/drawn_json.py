"""What is drawn as trees for people -> the same as values for machines."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree


def values(drawing: RenderableType) -> list[Any]:
    """The trees of a drawing: a leaf is its text, a branch `{text, inner}`."""
    return [_value(tree) for tree in drawing.renderables] if isinstance(drawing, Group) else [_value(drawing)]


def _value(drawing: RenderableType) -> Any:
    if not isinstance(drawing, Tree):
        return str(drawing)
    text = drawing.label.plain if isinstance(drawing.label, Text) else str(drawing.label)
    return {"text": text, "inner": [_value(child) for child in drawing.children]} if drawing.children else text
