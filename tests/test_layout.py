"""The layout of the repository: what stands where, who may import whom, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From above to below: a module imports from its own layer and from those below it.
LAYERS = ("cli", "workbench", "maintain", "corpus", "pipeline", "coding", "language", "dictionary", "words", "model")
TOP_LEVEL = {"pyproject.toml", "coder", "dictionaries", "grammars", "tests", "README.md", "LICENSE"}
MOST_LINES = 400

MODULES = sorted((ROOT / "coder").rglob("*.py"))
PROGRAMS = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def layer_of(module: str) -> str:
    """The layer of a module `coder.LAYER...`; of the package itself the empty string."""
    return module.partition(".")[2].partition(".")[0]


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Every module of ours that a file imports, anywhere in it, with the line."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)}:{node.lineno}: a relative import"
            names = [f"coder.{alias.name}" for alias in node.names] if node.module == "coder" else [node.module or ""]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == "coder")


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_imports_point_downwards(file: Path) -> None:
    own = layer_of(".".join(file.relative_to(ROOT).with_suffix("").parts))
    if own == "__init__":
        assert not list(imported(file))
        return
    for line, module in imported(file):
        layer = layer_of(module)
        assert not layer or LAYERS.index(own) <= LAYERS.index(layer), f"{name_of(file)}:{line}: {own} must not import {module}"


@pytest.mark.parametrize("file", PROGRAMS, ids=name_of)
def test_files_are_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= MOST_LINES


def test_every_folder_and_module_is_a_layer() -> None:
    found = {path.stem for path in (ROOT / "coder").iterdir() if path.suffix in ("", ".py") and not path.name.startswith("__")}
    assert found <= set(LAYERS)


def test_the_top_level_holds_the_named_things_only() -> None:
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    found = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and not any(fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert found == TOP_LEVEL
