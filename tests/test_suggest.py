"""What `coder suggest` finds, with dictionaries of a few lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from coder.cli import main

FILES = {
    "actors/realms.yaml": """\
Arnor:
  code: KEN
  kind: country
Arnorian:
  code: KEN
  kind: nationality
Gondor:
  code: UGA
  kind: country
""",
    "agents.yaml": """\
minister: GOV
warrior: MIL
""",
    "verbs/verbs.yaml": """\
attack: "190"
meet:
  patterns:
    VERB with TARGET: "040"
praise: none
embrace:
  noun: true
  code: "051"
""",
    "verbs/operators.yaml": """\
say: report
accuse:
  operator: allege
  control: object
  addressee: of
""",
    "discards.yaml": """\
chess: sentence
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "mine"


def run(folder: Path, text: str, *options: str) -> Result:
    file = folder.parent / "corpus.jsonl"
    file.write_text(json.dumps({"text": text}) + "\n", "utf-8")
    return CliRunner().invoke(main, ["suggest", str(file), *options, "--dictionaries", str(folder)])


def found(folder: Path, text: str, kind: str) -> list[dict[str, Any]]:
    result = run(folder, text, "--format", "json")
    assert result.exit_code == 0, result.output
    suggestions: list[dict[str, Any]] = json.loads(result.stdout)[kind]
    return suggestions


def phrases(folder: Path, text: str, kind: str) -> list[str]:
    return [suggestion["phrase"] for suggestion in found(folder, text, kind)]


def test_a_name_with_its_short_form(folder: Path) -> None:
    text = (
        "On Monday the Arnorian minister Elgar Wendell attacked Gondor. The elders say that Wendell attacked Arnor again. "
        "At dawn the army of Gondor attacked Wendell in return."
    )
    (name,) = found(folder, text, "names")
    assert (name["phrase"], name["aliases"], name["times"]) == ("Elgar Wendell", ["Wendell"], 3)
    assert (name["guess"], name["guessed_from"]) == ("KENGOV", "the Arnorian minister Elgar Wendell")


def test_an_apposition_says_who(folder: Path) -> None:
    (name,) = found(folder, "On Monday Elgar Wendell, an Arnorian warrior, attacked Gondor again.", "names")
    assert (name["guess"], name["guessed_from"]) == ("KENMIL", "an Arnorian warrior")


def test_names_beside_no_act_are_none(folder: Path) -> None:
    assert phrases(folder, "Elgar Wendell slept in Gondor. Elgar Wendell bought a horse.", "names") == []


@pytest.mark.parametrize(
    ("text", "verb", "preposition", "entry", "guess"),
    [
        ("Arnor outfoxed Gondor.", "outfox", None, None, None),
        ("Gondor was outfoxed by Arnor.", "outfox", None, None, None),
        ("Arnor knelt before Gondor.", "kneel", "before", None, None),
        ("Arnor met Gondor.", "meet", None, "verbs/verbs.yaml:2", None),
        ("Arnor embraced Gondor.", "embrace", None, None, "051"),
    ],
)
def test_a_verb_between_two_actors(
    text: str, verb: str, preposition: str | None, entry: str | None, guess: str | None, folder: Path
) -> None:
    (suggestion,) = found(folder, text, "verbs")
    assert [suggestion[key] for key in ("phrase", "preposition", "entry", "guess")] == [verb, preposition, entry, guess]


@pytest.mark.parametrize(
    "text",
    [
        "Arnor attacked Gondor.",
        "Arnor praised Gondor.",  # codes nothing on purpose
        "Arnor said Gondor attacked.",
        "Arnor accused Gondor of attacking.",
        "Arnor outfoxed the enemy.",
        "Arnor slept in Gondor.",
        "Arnor outfoxed Gondor at chess.",
    ],
)
def test_no_verb_to_suggest(text: str, folder: Path) -> None:
    assert phrases(folder, text, "verbs") == []


def test_an_agent(folder: Path) -> None:
    text = "Arnorian blacksmiths attacked Gondor. Arnorian spellwarriors attacked Gondor. A blacksmith attacked Arnor."
    suggestions = {agent["phrase"]: (agent["times"], agent["guess"]) for agent in found(folder, text, "agents")}
    assert suggestions == {"blacksmith": (2, None), "spellwarrior": (1, "MIL")}


def test_known_agents_and_things_that_do_not_act_are_none(folder: Path) -> None:
    assert phrases(folder, "Arnorian warriors attacked a Gondor bridge. Arnor attacked a bridge.", "agents") == []


def test_the_most_frequent_come_first(folder: Path) -> None:
    text = "Arnor outfoxed Gondor. Gondor hoodwinked Arnor. Arnor hoodwinked Gondor."
    assert phrases(folder, text, "verbs") == ["hoodwink", "outfox"]
    assert "outfox" not in run(folder, text, "--most", "1").stdout


def test_the_yaml_can_be_pasted_and_check_asks_for_the_codes(folder: Path) -> None:
    text = (
        "On Monday Elgar Wendell attacked Gondor. Arnor knelt before Gondor. Arnor met Gondor. "
        "Arnorian blacksmiths attacked Gondor."
    )
    shown = run(folder, text).stdout
    assert yaml.safe_load(shown)["kneel"] == {"code": "???", "target": "before"}
    assert yaml.safe_load(shown)["meet"] == {"patterns": {"VERB TARGET": "???"}}
    verbs = shown[shown.index("# Verbs") : shown.index("# Nouns")].replace("meet:", "meet up:")
    for file, part in (
        ("actors/mine.yaml", shown[: shown.index("# Verbs")]),
        ("verbs/mine.yaml", verbs),
        ("agents.yaml", FILES["agents.yaml"] + shown[shown.index("# Nouns") :]),
    ):
        (folder / file).write_text(part, "utf-8")
    checked = CliRunner().invoke(main, ["check", "--dictionaries", str(folder)])
    assert checked.exit_code == 1
    errors = [line for line in checked.stdout.splitlines() if ": error: " in line]
    assert all("[unknown-code]" in error for error in errors), errors
    assert {Path(error.split(":")[0]).name for error in errors} == {"mine.yaml", "agents.yaml"}


def test_a_corpus_without_a_sentence(folder: Path) -> None:
    result = run(folder, " ")
    assert result.exit_code == 2
    assert "no sentence to code" in result.stderr
    assert result.stdout == ""
