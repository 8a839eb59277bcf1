"""The shapes of dictionary files -> JSON Schemas (draft 7) by which editors complete keys, explain them and underline mistakes.

They ship as `dictionaries/schemas/*.json`; `python -m coder.maintain.schemas` writes them anew after a change of the shapes.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.read import FileKind, file_kinds
from coder.dictionary.shapes import Shape

FOLDER = "schemas"
MODELINE = "# yaml-language-server: $schema="

Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file, by the name of its own file."""
    return {schema_name(kind): _file_schema(kind) for kind in file_kinds()}


def schema_name(kind: FileKind) -> str:
    """The file name of a schema: `actors.json` for `actors/*.yaml`, `events.json` for `codes/events.yaml`."""
    path = PurePosixPath(kind.paths)
    return f"{path.parent.name if path.stem == '*' else path.stem}.json"


def modeline(kind: FileKind, name: str) -> str:
    """The first line of a dictionary file, which leads editors to its schema; `name` is that inside its folder."""
    return f"{MODELINE}{'../' * name.count('/')}{FOLDER}/{schema_name(kind)}"


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(written(schema), "utf-8")


def written(schema: Schema) -> str:
    """The text of a schema file."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _file_schema(kind: FileKind) -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"coder: {kind.paths}",
        "type": "object",
        "additionalProperties": _entry_schema(kind.shape),
    }


def _entry_schema(shape: type[Shape]) -> Schema:
    """An entry in its short form, if it has one, or as a mapping."""
    raw = shape.model_json_schema()
    properties = {key: _plain(raw["properties"][key]) for key in shape.keys()}  # noqa: SIM118 (no mapping)
    for key, inner in shape.nested.items():
        properties[key]["additionalProperties"] = _entry_schema(inner)
    mapping: Schema = {"type": "object", "description": shape.__doc__, "properties": properties, "additionalProperties": False}
    if "required" in raw:
        mapping["required"] = raw["required"]
    return {"anyOf": [properties[shape.short], mapping]} if shape.short is not None else mapping


def _plain(schema: Schema) -> Schema:
    """What pydantic says of a value, without its titles and defaults; that a key may be missing is no value of its own."""
    inner = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(inner) == 1:
        return {**inner[0], **{key: schema[key] for key in ("description",) if key in schema}}
    return {key: value for key, value in schema.items() if key not in ("title", "default")}


if __name__ == "__main__":
    write_schemas(shipped_dictionaries() / FOLDER)
