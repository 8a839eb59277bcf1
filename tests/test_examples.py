"""Examples beside the entries: each outcome that `coder.maintain.examples` knows, from dictionaries of a few lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.dictionary.store import DictionaryError
from coder.maintain.examples import Outcome, run_examples
from coder.maintain.examples_report import text

ACTORS = """\
Arnor:
  code: ARN
  kind: country
Gondor:
  code: GON
  kind: country
Rohan:
  code: ROH
  kind: country
"""

# The whole entry, then the outcome of its example.
CASES = {
    "passed": """\
attack:
  code: "190"
  examples:
    "Arnor attacked Gondor.": ARN 190 GON
""",
    "passed: a pattern": """\
attack:
  code: "190"
  patterns:
    VERB TARGET with missile: "194"
  examples:
    "Arnor attacked Gondor with missiles.": ARN 194 GON
""",
    "passed: nothing is coded": """\
attack:
  code: "190"
  examples:
    "Arnor did not attack Gondor.": none
""",
    "passed: several triples": """\
meet:
  code: "040"
  reciprocal: true
  examples:
    "Arnor met Gondor.":
      - GON 040 ARN
      - ARN 040 GON
""",
    "missing": """\
meet:
  code: "040"
  examples:
    "Arnor met Gondor.":
      - ARN 040 GON
      - GON 040 ARN
""",
    "missing: nothing came": """\
attack:
  code: "190"
  examples:
    "Arnor praised Gondor.": ARN 190 GON
""",
    "noisy": """\
attack:
  code: "190"
  examples:
    "Arnor attacked Gondor and Rohan.": ARN 190 GON
""",
    "noisy: something where nothing should be": """\
attack:
  code: "190"
  examples:
    "Arnor attacked Gondor.": none
""",
    "wrong": """\
attack:
  code: "190"
  examples:
    "Arnor attacked Gondor.": GON 190 ARN
""",
    "other": """\
attack:
  code: "190"
bombard:
  code: "190"
  examples:
    "Arnor attacked Gondor.": ARN 190 GON
""",
    "todo": """\
attack:
  code: "190"
  todo:
    "Arnor might well be off to attack Gondor.": ARN 130 GON
""",
    "todo-passes": """\
attack:
  code: "190"
  todo:
    "Arnor attacked Gondor.": ARN 190 GON
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "actors").mkdir()
    (tmp_path / "verbs").mkdir()
    (tmp_path / "actors" / "realms.yaml").write_text(ACTORS)
    return tmp_path


def run(folder: Path, verbs: str, *only: str) -> list[Outcome]:
    (folder / "verbs" / "19_fight.yaml").write_text(verbs)
    return [outcome for outcome in run_examples([str(folder)], only) if outcome.where.file != "tags.rules"]


@pytest.mark.parametrize("case", CASES)
def test_outcome(case: str, folder: Path) -> None:
    (outcome,) = run(folder, CASES[case])
    assert outcome.kind == case.partition(":")[0]
    assert outcome.is_problem == (outcome.kind not in ("passed", "todo"))


def test_an_example_of_an_actor_has_a_date(folder: Path) -> None:
    dated = """\
Denethor:
  code: GONELI
  dated:
    2001-01-01/2003-12-31: GONGOV
  examples:
    "Arnor attacked Denethor.":
      date: 2002-05-05
      events: ARN 190 GONGOV
    "Arnor attacked the steward Denethor.": ARN 190 GONELI
"""
    (folder / "actors" / "people.yaml").write_text(dated)
    assert [outcome.kind for outcome in run(folder, CASES["passed"])] == ["passed", "passed", "passed"]


def test_a_choice_of_examples(folder: Path) -> None:
    verbs = CASES["passed"] + CASES["missing"]
    names = [("attack", 1), ("verbs/19_fight.yaml", 2), ("verbs/19_fight.yaml:4", 1), ("verbs/19_fight.yaml:5", 1), ("flee", 0)]
    names += [(str(folder / "verbs/19_fight.yaml"), 2), (str(folder / "verbs"), 2)]
    names += [(f"{folder / 'verbs/19_fight.yaml'}:4", 1), (f"{folder / 'verbs/19_fight.yaml'}:5", 1)]
    for name, count in names:
        assert len(run(folder, verbs, name)) == count, name


def test_a_failure_shows_what_came_and_from_which_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (outcome,) = run(folder, CASES["wrong"])
    assert text(outcome) == (
        'verbs/19_fight.yaml:4: wrong: "Arnor attacked Gondor."\n'
        "    there is another event in the place of the expected one\n"
        "    expected  GON 190 ARN\n"
        "    got       ARN 190 GON  (verbs/19_fight.yaml:1, actors/realms.yaml:1, actors/realms.yaml:4)"
    )


def test_an_empty_result_is_shown_as_none(folder: Path) -> None:
    (outcome,) = run(folder, CASES["missing: nothing came"])
    assert text(outcome).endswith("expected  ARN 190 GON\n    got       none")


def test_a_failure_is_shown_with_its_reading(folder: Path) -> None:
    run(folder, CASES["wrong"] + CASES["missing"])
    result = CliRunner().invoke(main, ["test", "--dictionaries", str(folder), "verbs/19_fight.yaml"])
    assert result.exit_code == 1
    assert "attack(subject=Arnor; object=Gondor)" in result.stdout
    assert result.stdout.count("Patterns that nearly fitted") == 2
    assert result.stderr == "running the examples\nwrong: 1, missing: 1\n"


def test_a_todo_that_passes_says_where_it_belongs(folder: Path) -> None:
    (outcome,) = run(folder, CASES["todo-passes"])
    assert text(outcome).splitlines()[1:] == ["    this todo passes: it belongs to the examples now"]


def test_failures_for_machines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    run(folder, CASES["noisy"] + CASES["missing"])
    arguments = ["test", "--dictionaries", str(folder), "verbs/19_fight.yaml", "--format"]
    (noisy, missing) = json.loads(CliRunner().invoke(main, [*arguments, "json"]).stdout)
    assert (noisy["id"], noisy["kind"], noisy["expected"]) == ("verbs/19_fight.yaml:4", "noisy", ["ARN 190 GON"])
    assert (missing["kind"], missing["sentence"]) == ("missing", "Arnor met Gondor.")
    annotated = CliRunner().invoke(main, [*arguments, "github"]).stdout.splitlines()
    assert annotated[0].startswith(
        "::error file=verbs/19_fight.yaml,line=4,col=5,title=noisy::there is an event too many: "
        '"Arnor attacked Gondor and Rohan." should give ARN 190 GON, and gives ARN 190 GON'
    )


def test_dictionaries_with_errors_are_not_run(folder: Path) -> None:
    with pytest.raises(DictionaryError):
        run(folder, "attack:\n  cod: 190\n")


def test_tag_rules_are_run_by_their_names() -> None:
    outcomes = list(run_examples(only=["base-after-modal"]))
    assert [(outcome.kind, outcome.expected) for outcome in outcomes] == [("passed", ("attack=VB",))]


def test_all_shipped_examples_pass() -> None:
    problems = [text(outcome) for outcome in run_examples() if outcome.is_problem]
    assert not problems, "\n".join(problems)
