"""The README keeps its word: its example is real, its commands run, and no command, option or key is missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import click
import pytest

from coder.cli import main
from coder.model import Event, Story
from coder.pipeline import Coder

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = sorted(main.commands.items())


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def table(header: str) -> list[list[str]]:
    """The rows of the table with such a header, cell by cell."""
    lines = README[README.index(f"| {header}") :].splitlines()[2:]
    rows = lines[: next(at for at, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


LINES = [line for block in blocks("sh") for line in block.splitlines() if re.search(r"(?:^|\| )coder ", line)]


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return Coder().code(Story("in", blocks("text")[0]))


def test_the_example_is_real(events: list[Event]) -> None:
    coded = [[e.source, e.action, e.target, e.source_text, e.action_text, e.target_text] for e in events]
    assert coded == table("source | action | target")


def test_the_record_shown_is_real(events: list[Event]) -> None:
    shown = json.loads(blocks("json")[0])
    assert list(shown) == [field.name for field in fields(Event)]
    changing = {"dictionary", "rules"}  # they change with every edit of a dictionary
    assert {key: shown[key] for key in shown.keys() - changing} == {
        key: getattr(events[1], key) for key in shown.keys() - changing
    }


def test_every_key_of_the_record_is_explained() -> None:
    explained = [key for row in table("key | value") for key in re.findall(r"`(\w+)`", row[0])]
    assert sorted(explained) == sorted(field.name for field in fields(Event))


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_stands_there(name: str, command: click.Command) -> None:
    (row,) = (row for row in table("command | what it does") if row[0].startswith(f"`coder {name} "))
    options = [max(option.opts, key=len) for option in command.params if isinstance(option, click.Option)]
    assert re.findall(r"`([^`]+)`", row[2]) == options


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_has_an_example_in_its_help(name: str, command: click.Command) -> None:
    assert (command.epilog or "").startswith(f"Example: coder {name} ")


def test_there_are_commands_to_run() -> None:
    assert len(LINES) >= 10


@pytest.mark.parametrize("line", LINES)
def test_every_command_runs(line: str, tmp_path: Path) -> None:
    for name in ("tests", "dictionaries"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    ran = subprocess.run(line, shell=True, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    if "cameo-coder[" in ran.stderr:
        pytest.skip(ran.stderr)  # an extra is not installed
    found_problems = line.startswith(("coder check", "coder fmt", "coder test"))  # that they find none is tested elsewhere
    assert ran.returncode in ((0, 1) if found_problems else (0,)), ran.stderr
    assert "Traceback" not in ran.stderr


def test_every_path_named_is_there() -> None:
    for path in re.findall(r"(?<![\w/])(?:coder|dictionaries|grammars|tests)/[\w./]*", README):
        assert (ROOT / path).exists(), path
