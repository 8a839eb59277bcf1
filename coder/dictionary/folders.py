"""Where dictionaries and grammars lie, and which files of which folder are read.

Inside an installed wheel both lie in the package; in a checkout they stand beside it. Users name their own dictionary folders
with `--dictionaries DIR` (repeatable) or in the variable CODER_DICTIONARIES; the word `shipped` names the shipped set.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

SHIPPED = "shipped"
VARIABLE = "CODER_DICTIONARIES"
CODES = "codes"

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_dictionaries() -> Path:
    """The folder of the dictionaries that come with the program."""
    return _shipped("dictionaries")


def shipped_grammars() -> Path:
    """The folder of the grammars that come with the program."""
    return _shipped("grammars")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def chosen_folders(given: Sequence[str] = ()) -> tuple[Path, ...]:
    """The dictionary folders in the order of their layers, later ones winning.

    `given` comes from the command line; where it is empty CODER_DICTIONARIES counts (separated as in PATH), else the shipped set.
    """
    names = list(given) or [name for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name] or [SHIPPED]
    return tuple(shipped_dictionaries() if name == SHIPPED else Path(name).expanduser() for name in names)


def dictionary_files(folders: Sequence[Path]) -> list[list[tuple[Path, str]]]:
    """For each folder its YAML files, each with its name inside the folder (forward slashes), sorted by that name.

    What codes exist comes from the shipped set, as a first layer, unless one of the folders has codes of its own.
    """
    layers = [_files_below(folder) for folder in folders]
    if not any(name.startswith(f"{CODES}/") for files in layers for _, name in files):
        layers.insert(0, [(path, f"{CODES}/{name}") for path, name in _files_below(shipped_dictionaries() / CODES)])
    return layers


def _files_below(folder: Path) -> list[tuple[Path, str]]:
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        prefix = "" if inside == "." else f"{inside}/"
        found += [(Path(place, name), prefix + name) for name in files if name.endswith((".yaml", ".yml")) and name[0] != "."]
    return sorted(found, key=lambda file: file[1])
