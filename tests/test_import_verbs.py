"""`coder import` for verbs: PETRARCH's patterns become ours, say what they said, and what does not is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from click.testing import CliRunner, Result

from coder.cli import main
from coder.maintain.check import run_checks
from coder.maintain.fmt import format_files
from coder.maintain.legacy.lines import decode
from coder.maintain.legacy.readers import reader_of
from coder.maintain.legacy.verb_codes import read_codes
from coder.model import Story
from coder.pipeline import Coder

LEGACY = Path(__file__).parent / "legacy"
SHARED = Path(__file__).resolve().parents[2] / "shared"
FULL = SHARED / "legacy" / "petrarch"
VALIDATE = SHARED / "legacy" / "validate"


def imported(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def entries(folder: Path) -> list[tuple[str, Any]]:
    files = [yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader) for file in sorted((folder / "verbs").iterdir())]
    return [entry for file in files for entry in file.items()]


def patterns(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _, entry in entries(folder):
        found.update(entry["patterns"] if isinstance(entry, dict) and "patterns" in entry else {})
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("imported") / "navy"
    assert imported(LEGACY / "verbs.txt", LEGACY / "navy.txt", "-o", output).exit_code == 1
    return output


@pytest.fixture(scope="module")
def folder_2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("imported") / "navy2"
    assert imported(LEGACY / "verbs_2.txt", LEGACY / "navy.txt", "-o", output).exit_code == 1
    return output


@pytest.fixture(scope="module")
def rejects(folder: Path) -> dict[int, str]:
    rows = [line.split("\t") for line in (folder / "rejects.tsv").read_text("utf-8").splitlines()[1:]]
    return {int(line): reason for file, line, reason, _ in rows if file.endswith("verbs.txt")}


def test_verbs_keep_their_codes(folder: Path) -> None:
    found = entries(folder)
    for name, code in (("sink", "190"), ("scuttle", "120"), ("run down", "180")):
        assert (name, {"code": code, "target": "any"}) in found
    assert ("greet", {"target": "any", "patterns": {"VERB": {"code": "050", "reciprocal": "true"}}}) in found
    assert ("doze", "none") in found


def test_a_form_beside_its_verb_is_a_verb_of_its_own(folder: Path) -> None:
    assert ("sank", {"code": "193", "target": "any"}) in [(name, value) for name, value in entries(folder) if "code" in value]
    assert events(folder, "Valmora sank Karsia.") == [("VLM", "193", "KRS")]


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("SOURCE say would VERB <ships>", "138"),
        ("SOURCE and TARGET VERB vessel", {"code": "040", "reciprocal": "true"}),
        ("TARGET was VERB in", "191"),
        ("VERB TARGET from harbour", "192"),
        ("SOURCE will not VERB", "120"),
        ("VERB old_<ships>", "194"),
        ("VERB at|in harbour", "195"),
        ("VERB fish_boat out", "196"),
        ("VERB no evidence", "141"),
        ("VERB restore tie", "064"),
        ("VERB rope", "100"),
        ("VERB old <ships>", "199"),
        ("VERB frigate", "198"),
        ("VERB between TARGET and TARGET", {"code": "197", "reciprocal": "true"}),
        ("SOURCE wave VERB", "190"),
    ],
)
def test_patterns(folder: Path, pattern: str, value: object) -> None:
    assert patterns(folder)[pattern] == value


def test_synsets(folder: Path) -> None:
    synsets = yaml.safe_load((folder / "synsets.yaml").read_text("utf-8"))
    assert synsets == {"fleets": ["<ships>", "armada"], "near": ["at", "in"], "ships": ["fishing boat", "frigate"]}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (8, "no member of this set could be converted"),
        (9, "a member of several words must be a group of nouns"),
        (28, "the set &MISTS is not defined"),
        (29, "the set &REFUSALS is not defined, or has no member that could be converted"),
        (30, "the target (+) stands before the verb and behind it"),
        (33, '"+++" is not the code of an event'),
        (38, "unexpected '*'"),
        (47, "an auxiliary is never the verb of a clause here"),
        (48, "no verb of its block could be converted"),
        (49, "a transformation gives one verb over another a code"),
    ],
)
def test_what_cannot_be_converted_is_told(rejects: dict[int, str], line: int, reason: str) -> None:
    assert reason in rejects[line]


def test_phrases_of_petrarch2(folder_2: Path) -> None:
    found = patterns(folder_2)
    assert found["<ships> VERB old cargo to port of lose people"] == "010"
    assert found["VERB off from"] == "042"
    assert found["VERB with TARGET"] == "046"
    assert found["VERB rope"] == "052"  # the later of two that say the same
    assert found["VERB"] == {"converse": "180"}


@pytest.mark.parametrize("name", ["verbs.txt", "verbs_2.txt"])
def test_all_that_was_read_is_converted_or_told(name: str) -> None:
    text = decode((LEGACY / name).read_bytes())
    reader = reader_of(name, text)
    assert reader is not None
    conversion = reader.read(name, text)
    for kind, read in conversion.read.items():
        assert read == conversion.converted[kind] + sum(item.kind == kind for item in conversion.unconverted), kind


def test_the_result_passes_check_and_fmt(folder: Path, folder_2: Path) -> None:
    for made in (folder, folder_2):
        assert {problem.check for problem in run_checks([str(made)])} <= {"dead-synset"}  # no pattern here names the fleets
        assert not any(formatted.changed for formatted in format_files([str(made)]))


def events(folder: Path, sentence: str) -> list[tuple[str | None, str, str | None]]:
    coded = Coder([str(folder)]).code(Story("1", sentence), "coded")
    return [(event.source, event.action, event.target) for event in coded]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Valmora will sink Karsia.", [("VLM", "190", "KRS")]),  # no operators: "will" composes nothing
        ("Valmora will not sink Karsia.", [("VLM", "120", "KRS")]),  # a pattern says so
        ("Valmora has not scuttled Karsia.", []),  # and here none does
        ("Valmora said it would sink a frigate of Karsia.", [("VLM", "138", "KRS")]),
        ("Valmora sinks old frigates of Karsia.", [("VLM", "194", "KRS")]),
        ("Valmora sinks old rusty frigates of Karsia.", [("VLM", "199", "KRS")]),
        ("Valmora sinks the frigate near Hespera.", [("VLM", "198", "HSP")]),
        ("Valmora is about to sink Karsia.", [("VLM", "190", "KRS")]),
        ("Valmora and Karsia will sink the vessel.", [("VLM", "040", "KRS"), ("KRS", "040", "VLM")]),
        ("Valmora will greet Karsia.", [("VLM", "050", "KRS"), ("KRS", "050", "VLM")]),
        ("Valmora sinks with pride, in the fog, off Karsia.", [("VLM", "190", "KRS")]),  # whoever is named first
        ("The Coast Union will sink Hespera.", [("VLM", "190", "HSP"), ("KRS", "190", "HSP")]),
    ],
)
def test_sentences(folder: Path, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(events(folder, sentence)) == sorted(expected)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("[040]", {"code": "040"}),
        ("[ 042:043 ]", {"code": "042", "converse": "043"}),
        ("[:173]", {"converse": "173"}),
        ("[190!]", {"code": "190"}),
        ("[---]", {"code": "none"}),
    ],
)
def test_codes(written: str, value: dict[str, object]) -> None:
    assert read_codes(written).value == value


def test_two_files_of_verbs_are_refused(tmp_path: Path) -> None:
    result = imported(LEGACY / "verbs.txt", LEGACY / "verbs_2.txt", "-o", tmp_path / "both")
    assert result.exit_code == 2
    assert "a folder of its own" in result.output


@pytest.mark.skipif(not FULL.is_dir(), reason="the predecessors' dictionaries are not there")
@pytest.mark.parametrize(
    ("name", "counts", "least"),
    [
        (
            "CAMEO.verbpatterns.150430.txt",
            {"synset": 38, "synset member": 544, "block": 396, "verb": 1731, "multiword verb": 129, "pattern": 11011},
            0.85,
        ),
        (
            "CAMEO.2.0.txt",
            {"synset": 40, "synset member": 558, "block": 397, "verb": 1688, "multiword verb": 129, "pattern": 4668},
            0.95,
        ),
    ],
)
def test_the_full_files(name: str, counts: dict[str, int], least: float) -> None:
    text = decode((FULL / name).read_bytes())
    reader = reader_of(name, text)
    assert reader is not None
    conversion = reader.read(name, text)
    for kind, count in counts.items():
        assert conversion.read[kind] == count, kind
        assert conversion.converted[kind] >= least * count, kind


@pytest.mark.skipif(not VALIDATE.is_dir(), reason="the predecessors' dictionaries are not there")
def test_their_own_tests(tmp_path: Path) -> None:
    """Three quarters of their records come out exactly; `quirks.tsv` tells of others what the old program happened to do."""
    output = tmp_path / "validate"
    imported(*sorted(VALIDATE.glob("*.txt")), "-o", output)
    options = ("--actors", "coded", "--misses", "999", "--format", "json", "--dictionaries", str(output))
    result = CliRunner().invoke(main, ["evaluate", str(SHARED / "gold" / "petr_unit.jsonl"), *options])
    (gold,) = orjson.loads(result.output)["golds"]
    assert gold["exact_sentences"] >= 0.75 * gold["sentences"]
    assert not any(problem.severity == "error" for problem in run_checks([str(output)]))


@pytest.mark.skipif(not VALIDATE.is_dir(), reason="the predecessors' dictionaries are not there")
def test_the_list_of_quirks_names_records_that_are_there() -> None:
    records = [orjson.loads(line) for line in (SHARED / "gold" / "petr_unit.jsonl").read_bytes().splitlines()]
    listed = [line.split("\t") for line in (LEGACY / "quirks.tsv").read_text("utf-8").splitlines()[1:]]
    assert {name for name, _ in listed} <= {record["id"] for record in records}
    assert [name for name, _ in listed] == sorted(name for name, _ in listed)
