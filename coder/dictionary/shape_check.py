"""One entry as it was read -> the model of its shape, and what is wrong with it, in plain words with line and column."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coder.dictionary.shapes import Shape
from coder.dictionary.values import UNQUOTED, suggestion
from coder.dictionary.yaml_nodes import Scalar, Tree


class Complaint(NamedTuple):
    """A problem that does not yet know its file."""

    line: int
    column: int
    message: str
    check: str


Model = TypeVar("Model", bound=Shape)


def check_shape(model: type[Model], key: Scalar, value: Tree) -> tuple[Model | None, list[Complaint]]:
    """The entry `key: value` as a `model`, or None where it cannot be read, and what is wrong with it."""
    unquoted: list[Complaint] = []
    if model.named_by_event_code and key.isdigit() and not key.quoted:
        unquoted = [Complaint(key.line, key.column, UNQUOTED.format(code=key), "unquoted-code")]
    try:
        return model.model_validate(value), unquoted
    except ValidationError as error:
        complaints = unquoted + [_complaint(detail, model, key, value) for detail in error.errors(include_url=False)]
    if any(complaint.check != "unquoted-code" for complaint in complaints):
        return None, complaints
    _quote(value, {(complaint.line, complaint.column) for complaint in complaints})  # it can be read all the same
    return model.model_validate(value), complaints


def _quote(tree: Tree, places: set[tuple[int, int]]) -> None:
    """Take the texts that stand in some places as if they had quotes."""
    if isinstance(tree, Scalar):
        tree.quoted |= (tree.line, tree.column) in places
    else:
        for inner in tree.values() if isinstance(tree, dict) else tree:
            _quote(inner, places)


def _complaint(detail: ErrorDetails, model: type[Shape], key: Scalar, value: Tree) -> Complaint:
    """A pydantic error in plain words, at the key it is about or at the value if the value is a text on its own."""
    context = detail.get("ctx", {})
    place, node = key, value
    for step in detail["loc"]:
        if isinstance(node, dict) and step in node:
            place = next(name for name in node if name == step)
            node = node[place]
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
            place = next(iter(node), place) if isinstance(node, dict) else place
    kind = detail["type"]
    if kind == "extra_forbidden":
        allowed = _allowed_keys(model, detail["loc"])
        return Complaint(place.line, place.column, f'unknown key "{place}"{suggestion(place, allowed)}', "unknown-key")
    if isinstance(node, Scalar) and (node or node.quoted):
        place = node
    line, column = context.get("line", place.line), context.get("column", place.column)
    if kind == "missing":
        return Complaint(line, column, f'"{detail["loc"][-1]}" is missing', "missing-key")
    if kind == "list_type":
        return Complaint(line, column, 'this must be a list: each item on a line of its own, behind "- "', "bad-value")
    if kind == "dict_type":
        return Complaint(line, column, 'this must be a mapping: lines of the form "name: value", indented', "bad-value")
    return Complaint(line, column, context.get("words", detail["msg"]), kind)


def _allowed_keys(model: type[Shape], path: tuple[int | str, ...]) -> list[str]:
    for step in path[:-1]:
        model = model.nested.get(str(step), model)
    return model.keys()
