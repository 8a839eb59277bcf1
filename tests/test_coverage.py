"""What `coder coverage` counts, with dictionaries of a few lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main

FILES = {
    "actors/realms.yaml": """\
Arnor:
  code: ARN
  kind: country
  examples:
    "Arnor attacked Gondor.": ARN 190 GON
Gondor:
  code: GON
  kind: country
Rohan:
  code: ROH
  kind: country
""",
    "verbs/verbs.yaml": """\
attack:
  code: "190"
  patterns:
    VERB TARGET with <weapon>: "194"
    VERB problem: none
  examples:
    "Gondor attacked Arnor with bows.": GON 194 ARN
  todo:
    "Rohan was off to attack Arnor.": ROH 130 ARN
promise:
  code: "030"
""",
    "verbs/operators.yaml": """\
say: report
vow: intend
""",
    "synsets.yaml": """\
blade:
  - sword
weapon:
  - bow
  - <blade>
""",
}
CORPUS = [
    "Arnor attacked Gondor. Rohan attacked Arnor with bows.",
    "Gondor said Rohan attacked Arnor.",
    "Arnor attacked the problem. Rohan did not attack Arnor.",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "mine"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in CORPUS), "utf-8")
    return file


def run(folder: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["coverage", *map(str, arguments), "--dictionaries", str(folder)])


def values(folder: Path, *arguments: str | Path) -> dict[str, Any]:
    result = run(folder, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_codes(folder: Path, corpus: Path) -> None:
    """Negated events count too; the roots are no codes to be given."""
    found = values(folder, corpus)
    times = {row["code"]: row["times"] for row in found["rows"]}
    assert {code: number for code, number in times.items() if number} == {"190": 3, "194": 1}
    assert (found["sentences"], found["events"], found["used"], found["never"]) == (5, 4, 2, len(times) - 2)
    assert "19" not in times
    (row,) = (row for row in found["rows"] if row["code"] == "190")
    assert row["samples"] == ["Arnor attacked Gondor.", "Gondor said Rohan attacked Arnor."]


def test_codes_of_the_examples_themselves(folder: Path) -> None:
    found = values(folder)
    assert {row["code"]: row["samples"] for row in found["rows"] if row["times"]} == {
        "190": ["actors/realms.yaml:5"],
        "194": ["verbs/verbs.yaml:7"],
    }


def test_entries(folder: Path, corpus: Path) -> None:
    """A pattern that codes nothing on purpose counts where it fits, an operator of reports where it governs a clause."""
    rows = values(folder, corpus, "--by", "entry")["rows"]
    assert {row["name"]: row["times"] for row in rows} == {"attack": 5, "promise": 0, "say": 1, "vow": 0}
    (attack,) = (row for row in rows if row["name"] == "attack")
    assert {row["pattern"]: row["times"] for row in attack["patterns"]} == {"VERB TARGET with <weapon>": 1, "VERB problem": 1}


def test_actors_and_agents_when_asked_for(folder: Path, corpus: Path) -> None:
    rows = values(folder, corpus, "--by", "entry", "--all")["rows"]
    assert {row["name"]: row["times"] for row in rows if row["place"].startswith("actors/")} == {
        "Arnor": 4,
        "Gondor": 1,
        "Rohan": 3,
    }


def test_synsets(folder: Path, corpus: Path) -> None:
    """A synset in another one counts where a member of its own stands."""
    assert {row["name"]: row["times"] for row in values(folder, corpus, "--by", "synset")["rows"]} == {"blade": 0, "weapon": 1}
    corpus.write_text(json.dumps({"text": "Arnor attacked Gondor with swords."}) + "\n", "utf-8")
    assert {row["name"]: row["times"] for row in values(folder, corpus, "--by", "synset")["rows"]} == {"blade": 1, "weapon": 1}


def test_what_was_never_used_stands_last(folder: Path, corpus: Path) -> None:
    for kind, heading, never in (
        ("code", "Codes never given", "  193  "),
        ("entry", "Entries never used", "  promise"),
        ("synset", "Synsets never used", "  blade"),
    ):
        used, _, unused = run(folder, corpus, "--by", kind).stdout.partition(f"\n{heading}\n")
        assert never in unused, kind
        assert never not in used, kind
        assert "used: " in unused.splitlines()[-1], kind


def test_all_is_for_entries_only(folder: Path) -> None:
    result = run(folder, "--all")
    assert result.exit_code == 2
    assert "--by entry" in result.stderr


def test_a_corpus_that_is_not_there(folder: Path) -> None:
    result = run(folder, "no/such/file.jsonl")
    assert result.exit_code == 2
    assert "no such file" in result.stderr
    assert "no sentence to code" in result.stderr
    assert result.stdout == ""
