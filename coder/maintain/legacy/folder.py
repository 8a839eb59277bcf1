"""A conversion -> a folder of dictionaries: our YAML files, the codes they use, and a list of what was not converted."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from coder.dictionary.folders import CODES, shipped_dictionaries
from coder.maintain.legacy.conversion import Conversion, Unconverted
from coder.maintain.legacy.join import foreign_codes
from coder.words.tokens import fold_phrase

REJECTS = "rejects.tsv"
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
        _write(folder / name, _HEAD, _sorted(entries))
    _write_codes(conversion, folder)
    write_rejects(conversion.unconverted, folder / REJECTS)


def _sorted(entries: dict[str, Any]) -> dict[str, Any]:
    """Entries in the order that `coder check` wants: by name, case and accents aside."""
    return dict(sorted(entries.items(), key=lambda entry: (" ".join(fold_phrase(entry[0])), entry[0])))


def _write(file: Path, head: str, entries: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as out:
        out.write(head)
        yaml.dump(entries, out, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=1_000_000)


def _write_codes(conversion: Conversion, folder: Path) -> None:
    """A copy of the codes that are shipped and those that only the old files know, where there are such codes."""
    countries, roles, events = foreign_codes(conversion.files)
    if not (countries or roles or events):
        return
    shutil.copytree(shipped_dictionaries() / CODES, folder / CODES, dirs_exist_ok=True)
    named = {code: {"name": code} for code in countries}
    _add_codes(folder / CODES / "countries.yaml", named)
    _add_codes(folder / CODES / "roles.yaml", {code: {"name": code, "kind": "group"} for code in roles})
    _add_codes(folder / CODES / "events.yaml", {code: {"name": f"code {code} of the old dictionaries"} for code in events})


def _add_codes(file: Path, codes: dict[str, dict[str, str]]) -> None:
    """Put entries into a file of codes, each at its place in the order; what stands there stays as it is, comments too."""
    if not codes:
        return
    text = file.read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    present = yaml.load(text, Loader=yaml.CBaseLoader)
    _write(file, head, dict(sorted({**codes, **present}.items())))


def write_rejects(unconverted: Iterable[Unconverted], file: Path) -> None:
    """One line each: file, line, reason, text."""
    rows = [("file", "line", "reason", "text"), *((item.path, str(item.line), item.reason, item.text) for item in unconverted)]
    # A tab inside a text would begin a new column.
    lines = ("\t".join(cell.replace("\t", " ") for cell in row) + "\n" for row in rows)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(lines)
