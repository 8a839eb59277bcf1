"""Every mistake a maintainer can make is named in plain words at its line and column: the cases are in `broken_yaml/*.txt`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.dictionary.load import load_entries
from coder.dictionary.problems import Problem, allowed_checks
from coder.maintain.check import CHECKS, check_documentation, check_name, run_checks
from coder.maintain.problem_formats import annotation, written

CASES = Path(__file__).parent / "broken_yaml"
EXPECTED = "problems"


class Case(NamedTuple):
    title: str
    files: dict[str, str]
    problems: list[str]


def read_cases() -> list[Case]:
    cases = []
    for table in sorted(CASES.glob("*.txt")):
        _, *texts = re.split(r"^=== ", table.read_text("utf-8"), flags=re.MULTILINE)
        for text in texts:
            title, *sections = re.split(r"^--- (?=\S)", text, flags=re.MULTILINE)
            files = {name: body for name, _, body in (section.partition("\n") for section in sections)}
            problems = files.pop(EXPECTED).strip().splitlines()
            cases.append(Case(title.strip(), {name: body.replace("→", "\t") for name, body in files.items()}, problems))
    return cases


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty cache for all tests here: the lexicon is built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CODER_CACHE", str(cache))
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    paths = [folder / name for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return paths


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_a_mistake_is_named_where_it_stands(case: Case) -> None:
    paths = write(Path.cwd(), case.files)
    problems = run_checks([str(Path.cwd())], paths)
    assert [str(problem).splitlines()[0] for problem in problems] == case.problems


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.title)
def test_a_second_run_says_the_same_from_the_cache(case: Case) -> None:
    paths = write(Path.cwd(), case.files)
    for _ in range(2):
        problems = run_checks([str(Path.cwd())], paths)
        assert [str(problem).splitlines()[0] for problem in problems] == case.problems


def test_every_check_is_documented_and_has_a_case() -> None:
    seen = {match for case in read_cases() for problem in case.problems for match in re.findall(r"\[([\w-]+)\]$", problem)}
    assert seen == set(check_documentation()) - {"replaced", "missing-example"}  # these have tests of their own
    assert all(check_documentation().values())
    assert {check_name(check) for check in CHECKS} < set(check_documentation())


def test_a_problem_is_printed_with_its_line_and_a_caret() -> None:
    problem = Problem(
        str(Path.cwd() / "dictionaries/verbs/11_disapprove.yaml"),
        8,
        20,
        "error",
        'a synset name needs a closing ">"',
        "bad-pattern",
        '    VERB TARGET of <war crime: "1126"',
    )
    assert str(problem) == (
        'dictionaries/verbs/11_disapprove.yaml:8:20: error: a synset name needs a closing ">"  [bad-pattern]\n'
        '   8 |     VERB TARGET of <war crime: "1126"\n'
        "     |                    ^"
    )


def test_a_path_outside_the_current_directory_is_printed_whole(tmp_path: Path) -> None:
    assert (
        str(Problem(str(tmp_path / "x.yaml"), 0, 0, "error", "gone", "bad-file"))
        == f"{tmp_path / 'x.yaml'}: error: gone  [bad-file]"
    )


def test_a_problem_without_a_line_quotes_none() -> None:
    assert str(Problem("nowhere", 0, 0, "error", "gone", "bad-file", "text")) == "nowhere: error: gone  [bad-file]"


def test_a_folder_that_is_not_there_is_a_problem() -> None:
    assert [str(problem) for problem in run_checks(["nowhere"])] == [
        "nowhere: error: there is no such dictionary folder  [bad-file]"
    ]


def test_a_file_in_another_encoding_is_a_problem() -> None:
    path = Path("actors/CIV.yaml")
    path.parent.mkdir()
    path.write_bytes("Ivory Coast: CIV\nCôte d'Ivoire: CIV\n".encode("latin-1"))
    (problem,) = run_checks(["."], [path])
    assert (problem.line, problem.column) == (2, 2)
    assert problem.message == "byte 0xf4 is not UTF-8: save the file in the encoding UTF-8"


def test_an_entry_of_a_later_folder_is_reported_as_replacing() -> None:
    write(Path.cwd(), {"one/agents.yaml": "minister: GOV\n", "two/agents.yaml": "minister: OPP\n"})
    problems = [str(problem).splitlines()[0] for problem in run_checks(["one", "two"]) if problem.path.startswith("two")]
    assert problems == ["two/agents.yaml:1:1: warning: this entry replaces one/agents.yaml:1  [replaced]"]


def test_one_allow_comment_may_name_several_checks() -> None:
    assert allowed_checks("x: 1 # allow: unsorted, duplicate-name") == [("unsorted", 15), ("duplicate-name", 25)]
    assert allowed_checks("x: 1 # allow: unsorted") == [("unsorted", 15)]
    assert allowed_checks("x: 1 # allowed") == []


def test_an_entry_whose_problem_is_allowed_is_used() -> None:
    write(Path.cwd(), {"verbs/04_consult.yaml": "phone: 041 # allow: unquoted-code\n"})
    assert [(verb.name, verb.code) for verb in load_entries(["."]).verbs] == [("phone", "041")]


def test_what_was_edited_since_a_base_needs_an_example() -> None:
    base = """\
meet: "040"
phone: "041"
visit: "042"
"""
    edited = """\
call:
  code: "041"
  examples:
    "Egypt called Sudan.": EGY 041 SDN
meet: "040"
phone: "040"
ring: "041"
tour: "042" # allow: missing-example
visit:
  code: "043"
  todo:
    "Egypt visited Sudan.": EGY 043 SDN
"""
    write(Path.cwd(), {"old/verbs/04_consult.yaml": base, "new/verbs/04_consult.yaml": edited})
    result = CliRunner().invoke(main, ["check", "--base", "old", "--dictionaries", "new"])
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "[" in line] == [
        'new/verbs/04_consult.yaml:6:1: warning: "phone" was changed since old and has no example  [missing-example]',
        'new/verbs/04_consult.yaml:7:1: warning: "ring" was added since old and has no example  [missing-example]',
        'new/verbs/04_consult.yaml:9:1: warning: "visit" was changed since old and has no example  [missing-example]',
    ]


def test_another_sense_of_a_verb_that_was_edited_needs_no_example() -> None:
    aid = 'offer:\n  patterns:\n    VERB hand to TARGET: "070"\n'
    write(Path.cwd(), {"old/verbs/03_intend.yaml": 'offer: "031"\n', "old/verbs/07_aid.yaml": f'lend: "070"\n{aid}'})
    write(Path.cwd(), {"new/verbs/03_intend.yaml": 'offer: "030"\n', "new/verbs/07_aid.yaml": aid})
    result = CliRunner().invoke(main, ["check", "--base", "old", "--dictionaries", "new"])
    assert [line for line in result.stdout.splitlines() if "[" in line] == [
        'new/verbs/03_intend.yaml:1:1: warning: "offer" was changed since old and has no example  [missing-example]'
    ]


def test_the_shipped_dictionaries_have_no_fault() -> None:
    assert run_checks(["shipped"]) == []


def test_a_base_that_is_not_there() -> None:
    write(Path.cwd(), {"new/verbs/04_consult.yaml": 'phone: "041"\n'})
    result = CliRunner().invoke(main, ["check", "--base", "nowhere", "--dictionaries", "new"])
    assert result.exit_code == 2
    assert "nowhere is no folder" in result.stderr


def test_problems_for_machines() -> None:
    write(Path.cwd(), {"agents.yaml": "minister: GO\n"})
    assert written(run_checks(["."]), "github") == (
        '::error file=agents.yaml,line=1,col=11,title=unknown-code::"GO" is not made of codes of three letters'
    )
    assert json.loads(written(run_checks(["."]), "json")) == [
        {
            "path": "agents.yaml",
            "line": 1,
            "column": 11,
            "severity": "error",
            "message": '"GO" is not made of codes of three letters',
            "check": "unknown-code",
            "source_line": "minister: GO",
        }
    ]


def test_signs_that_mean_something_to_github_are_written_otherwise() -> None:
    problem = Problem("a,b.yaml", 0, 0, "warning", "100%\nof it", "bad-file")
    assert annotation(problem) == "::warning file=a%2Cb.yaml,title=bad-file::100%25%0Aof it"
