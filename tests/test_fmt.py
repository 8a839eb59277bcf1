"""`coder fmt`: one way to write a dictionary file; the cases are in `canonical.txt`."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from click.testing import CliRunner, Result

from coder.cli import main
from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.load import load_entries
from coder.dictionary.read import kind_of
from coder.maintain.canonical import canonical
from coder.maintain.fmt import format_files

CASES = Path(__file__).parent / "canonical.txt"


class Case(NamedTuple):
    title: str
    name: str
    text: str
    formatted: str


def read_cases() -> list[Case]:
    _, *texts = re.split(r"^=== ", CASES.read_text("utf-8"), flags=re.MULTILINE)
    cases = []
    for text in texts:
        title, before, after = re.split(r"^--- (?=\S)", text, flags=re.MULTILINE)
        name, _, body = before.partition("\n")
        cases.append(Case(title.strip(), name, body, after.partition("\n")[2].rstrip() + "\n"))
    return cases


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "mine" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fmt", *map(str, arguments), "--dictionaries", "mine"])


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_a_file_is_written_in_its_one_form_and_stays_so(case: Case, folder: Path) -> None:
    path = write(folder, case.name, case.text)
    for _ in range(2):
        run()
        assert path.read_text("utf-8") == case.formatted
    assert run("--check").exit_code == 0


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_entries_come_back_to_their_places(seed: int) -> None:
    text = (shipped_dictionaries() / "verbs" / "13_threaten.yaml").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    first = next(at for at, line in enumerate(lines) if not line.startswith("#") and line.strip())
    blocks = re.split(r"^(?=\S)", "".join(lines[first:]), flags=re.MULTILINE)
    random.Random(seed).shuffle(blocks)
    kind = kind_of("verbs/13_threaten.yaml")
    assert kind is not None
    assert canonical("".join(lines[:first]) + "".join(blocks), kind.shape) == canonical(text, kind.shape)


def test_the_shipped_dictionaries_are_in_their_form() -> None:
    assert [str(file.first_difference()) for file in format_files() if file.changed] == []


def test_check_shows_the_first_line_that_differs_and_changes_nothing(folder: Path) -> None:
    path = write(folder, "agents.yaml", "minister: GOV\narmy: MIL\n")
    result = run("--check")
    assert result.exit_code == 1
    assert result.stdout == (
        "mine/agents.yaml:1:1: error: here coder fmt writes: army: MIL  [unformatted]\n   1 | minister: GOV\n     | ^\n"
    )
    assert result.stderr == "files: 1, to format: 1\n"
    assert path.read_text("utf-8").startswith("minister")


def test_files_that_were_formatted_are_named(folder: Path) -> None:
    write(folder, "agents.yaml", "minister: GOV\narmy: MIL\n")
    write(folder, "discards.yaml", "football: story\n")
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "formatted mine/agents.yaml\nfiles: 2, formatted: 1\n"


def test_only_the_named_files_are_formatted(folder: Path) -> None:
    agents = write(folder, "agents.yaml", "minister: GOV\narmy: MIL\n")
    verbs = write(folder, "verbs/04_consult.yaml", "visit: 042\n")
    assert run(verbs.parent).stderr == "formatted mine/verbs/04_consult.yaml\nfiles: 1, formatted: 1\n"
    assert agents.read_text("utf-8").startswith("minister")


def test_a_file_that_cannot_be_read_is_left_alone_and_told(folder: Path) -> None:
    broken = write(folder, "agents.yaml", "minister: GOV\nminister: OPP\narmy: 'MIL\n")
    write(folder, "verbs/04_consult.yaml", "visit: 042\n")
    result = run()
    assert result.exit_code == 1
    assert "mine/agents.yaml:3:7: error: this quote is never closed  [bad-yaml]" in result.stdout
    assert result.stderr == "formatted mine/verbs/04_consult.yaml\nfiles: 2, formatted: 1\n"
    assert broken.read_text("utf-8").startswith("minister: GOV\nminister")


def test_a_name_that_stands_twice_is_not_sorted_away(folder: Path) -> None:
    broken = write(folder, "agents.yaml", "minister: GOV\nminister: OPP\narmy: MIL\n")
    assert "stands twice" in run().stdout
    assert broken.read_text("utf-8") == "minister: GOV\nminister: OPP\narmy: MIL\n"


def test_a_file_of_other_dictionaries_cannot_be_formatted(folder: Path) -> None:
    write(folder, "agents.yaml", "minister: GOV\n")
    Path("other.yaml").write_text("minister: GOV\n")
    result = run("other.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "other.yaml is no file of these dictionaries" in result.stderr


def test_problems_for_machines(folder: Path) -> None:
    write(folder, "agents.yaml", "minister: GOV\narmy: MIL\n")
    assert run("--check", "--format", "github").stdout == (
        "::error file=mine/agents.yaml,line=1,col=1,title=unformatted::here coder fmt writes: army: MIL\n"
    )
    assert '"check": "unformatted"' in run("--check", "--format", "json").stdout


def test_formatting_changes_no_entry(folder: Path) -> None:
    text = "visit:\n  target: to\n  code: 042\n  aliases: [tour]\nphone: {code: '041'}\n"
    write(folder, "verbs/04_consult.yaml", text)
    before = yaml.safe_load(text.replace("042", "'042'"))
    run()
    assert yaml.safe_load(Path("mine/verbs/04_consult.yaml").read_text("utf-8")) == before
    assert not [problem for problem in load_entries(["mine"]).problems if problem.path.endswith("consult.yaml")]
