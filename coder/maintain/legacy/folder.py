"""A conversion -> a folder of dictionaries: our YAML files, the codes they use, and a list of what was not converted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from coder.dictionary.folders import CODES, shipped_dictionaries
from coder.dictionary.read import kind_of
from coder.maintain.canonical import canonical
from coder.maintain.legacy.conversion import Conversion, Unconverted
from coder.maintain.legacy.join import foreign_codes

REJECTS = "rejects.tsv"
_WIDE = 1_000_000  # characters before a line is broken: never
_HEAD = "# Converted by `coder import`; what could not be converted stands in rejects.tsv.\n"


class _Dumper(yaml.CSafeDumper):
    """Writes digits in quotes: without them other programs read 010 as 8."""


def _text(dumper: Any, text: str) -> yaml.ScalarNode:
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text[:1].isdigit() else None)
    return node


_Dumper.add_representer(str, _text)


def write_folder(conversion: Conversion, folder: Path) -> None:
    """Write everything; the folder is made if it is not there. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in conversion.files.items():
        _write(folder, name, _HEAD, entries)
    _write_codes(conversion, folder)
    write_rejects(conversion.unconverted, folder / REJECTS)


def _write(folder: Path, name: str, head: str, entries: dict[str, Any]) -> None:
    """Write a file as `coder fmt` would."""
    kind = kind_of(name)
    assert kind is not None, name
    text = head + yaml.dump(entries, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDE)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(canonical(text, kind.shape), "utf-8")


def _write_codes(conversion: Conversion, folder: Path) -> None:
    """A copy of the codes that are shipped and those that only the old files know, where there are such codes."""
    countries, roles, events = foreign_codes(conversion.files)
    if not (countries or roles or events):
        return
    shutil.copytree(shipped_dictionaries() / CODES, folder / CODES, dirs_exist_ok=True)
    named = {code: {"name": code} for code in countries}
    _add_codes(folder, f"{CODES}/countries.yaml", named)
    _add_codes(folder, f"{CODES}/roles.yaml", {code: {"name": code, "kind": "group"} for code in roles})
    _add_codes(folder, f"{CODES}/events.yaml", {code: {"name": f"code {code} of the old dictionaries"} for code in events})


def _add_codes(folder: Path, name: str, codes: dict[str, dict[str, str]]) -> None:
    """Put entries into a file of codes; the comment at its head stays."""
    if not codes:
        return
    text = (folder / name).read_text("utf-8")
    head = "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
    _write(folder, name, head, {**codes, **yaml.load(text, Loader=yaml.CBaseLoader)})


def write_rejects(unconverted: Iterable[Unconverted], file: Path) -> None:
    """One line each: file, line, reason, text."""
    rows = [("file", "line", "reason", "text"), *((item.path, str(item.line), item.reason, item.text) for item in unconverted)]
    # A tab inside a text would begin a new column.
    lines = ("\t".join(cell.replace("\t", " ") for cell in row) + "\n" for row in rows)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
