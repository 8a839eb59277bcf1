"""`coder evaluate`: what is right, what is counted, what is shown, and what is no gold file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main

ROOT = Path(__file__).resolve().parent.parent

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
VERBS = """\
ask:
  code: "020"
attack: "190"
comment:
  code: "010"
  target: on
embargo: "163"
expel: "1712"
meet:
  code: "040"
  reciprocal: true
"""

Record = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dictionaries of three realms and what they do to each other."""
    for name, content in (("actors/realms.yaml", ACTORS), ("verbs/19_fight.yaml", VERBS)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def written(folder: Path, *records: Record | str) -> Path:
    """A gold file; a record that is a string is written as it is."""
    file = folder / "gold.jsonl"
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file


def sentence(text: str, *events: Record, **others: Any) -> Record:
    return {"text": text, "events": list(events), **others}


def act(source: str, root: str, target: str, **others: Any) -> Record:
    return {"source_text": source, "root": root, "target_text": target, **others}


def figures(folder: Path, *records: Record | str, options: tuple[str, ...] = ()) -> dict[str, Any]:
    result = run("evaluate", written(folder, *records), "--format", "json", "--dictionaries", folder, *options)
    assert result.exit_code == 0, result.stderr
    (told,) = json.loads(result.stdout)["golds"]
    assert isinstance(told, dict)
    return told


def counts(told: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """What is right, coded and in the gold, for each metric."""
    return {name: (score["right"], score["coded"], score["gold"]) for name, score in told["metrics"].items()}


# --- what is counted

ATTACK = "Arnor attacked Gondor."
MEETING = "Arnor met Gondor."
ALL = (1, 1, 1)
NONE = (0, 1, 1)

# Each line is a record of a gold file that says besides what must be counted: for some metrics what is right, coded, in the gold.
CASES = [json.loads(line) for line in (ROOT / "tests" / "gold" / "counts.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_counts(case: Record, folder: Path) -> None:
    found = counts(figures(folder, case))
    assert {name: found[name] for name in case["counts"]} == {name: tuple(three) for name, three in case["counts"].items()}


def test_quad_classes_of_a_gold_that_draws_the_line_elsewhere(folder: Path) -> None:
    record = sentence("Arnor embargoed Gondor.", {"source_text": "Arnor", "quad": 3})
    assert counts(figures(folder, record))["quad"] == NONE
    assert counts(figures(folder, record | {"set": "cameo_ner"}))["quad"] == ALL


def test_only_what_the_gold_carries_is_told(folder: Path) -> None:
    def metrics(event: Record) -> list[str]:
        return list(figures(folder, sentence(ATTACK, event))["metrics"])

    assert metrics({"root": "19"}) == ["event", "root"]
    assert metrics({"quad": 4}) == ["event", "quad"]
    assert metrics({"source": "ARN", "target": "GON", "code": "190"}) == ["event", "root", "quad", "code", "triple"]
    assert metrics({"source_text": "Arnor"}) == ["event", "source", "target", "pair"]
    assert metrics(act("Arnor", "ASSAULT", "Gondor")) == ["event", "root", "source", "target", "pair", "pair and root"]


def test_shares(folder: Path) -> None:
    records = [
        sentence(ATTACK, act("Arnor", "19", "Gondor")),
        sentence("Arnor attacked Gondor and Rohan."),
        sentence("Arnor slept."),
    ]
    score = figures(folder, *records)["metrics"]["pair"]
    assert (score["right"], score["coded"], score["gold"]) == (1, 3, 1)
    assert (score["precision"], score["recall"], score["f1"]) == (pytest.approx(1 / 3), 1.0, 0.5)


def test_strict(folder: Path) -> None:
    record = sentence(
        "The envoys attacked Gondor.", act("envoys from the old king of Rohan", "19", "the tall towers of old Gondor")
    )
    assert counts(figures(folder, record))["pair"] == ALL
    assert counts(figures(folder, record, options=("--strict",)))["pair"] == NONE


def test_actors_limit_what_is_coded(folder: Path) -> None:
    record = sentence("The envoys attacked Gondor.", act("envoys", "19", "Gondor"))
    assert counts(figures(folder, record))["pair"] == ALL
    assert counts(figures(folder, record, options=("--actors", "both")))["pair"] == (0, 0, 1)


def test_the_date_of_a_sentence_counts(folder: Path) -> None:
    (folder / "actors" / "people.yaml").write_text("Denethor:\n  code: GONELI\n  dated:\n    2001-01-01/2003-12-31: GONGOV\n")
    event = {"source": "ARN", "code": "190", "target": "GONGOV"}
    for day, right in (("2002-05-05", 1), ("20020505", 1), ("2012-05-05", 0)):
        assert counts(figures(folder, sentence("Arnor attacked Denethor.", event, date=day)))["triple"][0] == right


def test_how_freely_events_are_coded(folder: Path) -> None:
    told = figures(
        folder,
        sentence(MEETING, act("Arnor", "04", "Gondor")),  # two records, one dyad
        sentence("Arnor attacked Gondor and Rohan.", act("Arnor", "19", "Gondor")),
        sentence("Arnor commented on Gondor."),
        sentence("Arnor slept."),
    )
    assert (told["sentences"], told["coded_sentences"], told["events"]) == (4, 3, 5)
    assert told["dyads_per_coded_sentence"] == pytest.approx(4 / 3)
    assert told["statement_share"] == pytest.approx(1 / 5)


# --- which root is taken for which


def test_confusion(folder: Path) -> None:
    told = figures(
        folder,
        sentence(ATTACK, act("Arnor", "19", "Gondor")),
        sentence(ATTACK, act("Arnor", "18", "Gondor")),
        sentence(ATTACK, act("Rohan", "17", "Rohan")),  # the only event there is stands for it
        sentence(
            "Arnor attacked Gondor and met Rohan.", act("Arnor", "03", "Rohan"), act("Arnor", "20", "Gondor", alt_roots=["19"])
        ),
        sentence("Arnor slept.", act("Arnor", "19", "Gondor")),
        sentence("Arnor expelled Gondor."),
    )
    assert told["confusion"] == {
        "03": {"04": 1},
        "17": {"19": 1},
        "18": {"19": 1},
        "19": {"19": 1, "nothing": 1},
        "20": {"20": 1},
        "nothing": {"17": 1},
    }


def test_confusion_of_codes_without_words(folder: Path) -> None:
    text = "Arnor attacked Gondor and met Rohan."
    events = [{"source": "ARN", "code": "030", "target": "ROH"}, {"source": "ARN", "code": "180", "target": "GON"}]
    assert figures(folder, sentence(text, *events))["confusion"] == {"03": {"04": 1}, "18": {"19": 1}}


def test_confusion_of_quad_classes(folder: Path) -> None:
    records = [sentence(ATTACK, {"source_text": "Arnor", "quad": 3}), sentence(ATTACK, {"source_text": "Arnor"})]
    assert figures(folder, *records)["confusion"] == {"3": {"4": 1}}


def test_tables(folder: Path) -> None:
    file = written(
        folder,
        sentence(ATTACK, act("Arnor", "AID", "Gondor")),
        sentence("Arnor met Gondor.", act("Arnor", "AGREE", "Gondor")),
        sentence(ATTACK, act("Arnor", "ASSAULT", "Gondor")),
    )
    result = run("evaluate", file, "--dictionaries", folder)
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["pair", "and", "root", "0.333", "0.333", "0.333", "1", "3", "3"] in lines
    heading = next(line for line in lines if line[:1] == ["AG"])
    assert heading == ["AG", "CO", "AI", "AS"]
    assert ["AID", "·", "·", "·", "1"] in lines


# --- misses

MISSED = [
    ("nothing coded", sentence("Arnor slept.", act("Arnor", "19", "Gondor"))),
    ("wrong root", sentence(ATTACK, act("Arnor", "18", "Gondor"))),
    ("wrong target", sentence(ATTACK, act("Arnor", "19", "Rohan"))),
    ("wrong source", sentence(ATTACK, act("Rohan", "19", "Gondor"))),
    ("both wrong", sentence(ATTACK, act("Gondor", "19", "Arnor"))),
]


@pytest.mark.parametrize(("kind", "record"), MISSED, ids=[kind for kind, _ in MISSED])
def test_kinds_of_misses(kind: str, record: Record, folder: Path) -> None:
    (miss,) = figures(folder, record, options=("--misses", "9"))["misses"]
    assert (miss["kind"], miss["line"], miss["id"], miss["text"]) == (kind, 1, "gold:1", record["text"])
    assert miss["gold"]["root"] == record["events"][0]["root"]
    assert [event["action"] for event in miss["coded"]] == ([] if kind == "nothing coded" else ["190"])


def test_a_wrong_class(folder: Path) -> None:
    (miss,) = figures(folder, sentence(ATTACK, {"source_text": "Arnor", "quad": 3}), options=("--misses", "1"))["misses"]
    assert miss["kind"] == "wrong class"


@pytest.mark.parametrize(
    "event",
    [
        act("Arnor", "19", "Gondor"),
        act("Rohan", "04", "Rohan", optional=True),
        act("Gondor", "19", "Arnor", reciprocal=True),
        {"source": "ARN", "code": "190", "target": "GON"},
    ],
)
def test_no_miss(event: Record, folder: Path) -> None:
    assert figures(folder, sentence(ATTACK, event), options=("--misses", "1"))["missed"] == 0


def test_a_choice_of_misses(folder: Path) -> None:
    records = [sentence("Arnor slept.", act("Arnor", "19", "Gondor")) for _ in range(20)]

    def lines(*options: str) -> list[int]:
        told = figures(folder, *records, options=options)
        assert told["missed"] == 20
        return [miss["line"] for miss in told["misses"]]

    assert lines() == []
    assert lines("--misses", "3") == [1, 2, 3]
    assert lines("--misses", "30") == list(range(1, 21))
    chosen = lines("--misses", "5", "--sample", "1")
    assert len(set(chosen)) == 5
    assert chosen == sorted(chosen) == lines("--misses", "5", "--sample", "1")
    assert chosen != lines("--misses", "5", "--sample", "2")


def test_misses_are_explained(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    file = written(folder, sentence(ATTACK, act("Arnor", "18", "Rohan", alt_roots=["17"]), id="a"))
    shown = run("evaluate", file, "--misses", "1", "--dictionaries", folder).stdout
    for piece in (
        "Misses: 1 of 1",
        "gold.jsonl:1: wrong target  a",
        '18|17  "Arnor" -> "Rohan"',
        'ARN 190 GON  "Arnor" -> "Gondor", by "attacked"',
        "Propositions",
        "verbs/19_fight.yaml:3",
    ):
        assert piece in shown


def test_a_sentence_with_two_misses_is_explained_once(folder: Path) -> None:
    file = written(folder, sentence(ATTACK, act("Arnor", "18", "Rohan"), act("Rohan", "17", "Arnor")))
    shown = run("evaluate", file, "--misses", "2", "--dictionaries", folder).stdout
    assert shown.count("Propositions") == 1


def test_a_silenced_sentence_is_explained(folder: Path) -> None:
    (folder / "discards.yaml").write_text("board game: story\n")
    file = written(folder, sentence("Arnor attacked Gondor in a board game.", act("Arnor", "19", "Gondor")))
    shown = run("evaluate", file, "--misses", "1", "--dictionaries", folder)
    assert shown.exit_code == 0
    assert 'the discard phrase "board game" silences the story' in shown.stdout


# --- sentences without events


def test_negatives(folder: Path) -> None:
    quiet = [sentence("Arnor slept.") for _ in range(7)]
    told = figures(
        folder, sentence(ATTACK), sentence("The envoys met Gondor."), *quiet, sentence("Arnor."), options=("--misses", "1")
    )
    assert "metrics" not in told
    assert (told["sentences"], told["coded_sentences"], told["events"], told["events_per_1000"]) == (10, 2, 3, 300)
    assert (told["named_dyads"], told["named_dyads_per_1000"]) == (1, 100)
    assert (told["missed"], told["misses"][0]["kind"]) == (2, "coded where nothing should be")


def test_negatives_are_shown(folder: Path) -> None:
    result = run(
        "evaluate", written(folder, sentence(ATTACK), sentence("Arnor slept.")), "--misses", "1", "--dictionaries", folder
    )
    assert "per 1,000 sentences: 500.0 events, 500.0 between countries or organisations" in result.stdout
    assert "gold   nothing" in result.stdout


# --- what goes wrong


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("[1]", "gold.jsonl:2: not an object"),
        ('{"text": ', "gold.jsonl:2: not JSON"),
        ('{"events": []}', "gold.jsonl:2: no text"),
        ({"text": ATTACK}, "gold.jsonl:2: no events; where there are none, write []"),
        ({"text": ATTACK, "events": {}}, "gold.jsonl:2: the events are an object, not a list"),
        (sentence(ATTACK, "190"), "gold.jsonl:2: event 1 is a string, not an object"),  # type: ignore[arg-type]
        (sentence(ATTACK, {"root": 19}), "gold.jsonl:2: event 1: the root is a number, not a string"),
        (sentence(ATTACK, {}, {"quad": "4"}), "gold.jsonl:2: event 2: the quad is a string, not a whole number"),
        (sentence(ATTACK, {"alt_codes": "190"}), "gold.jsonl:2: event 1: the alt_codes is a string, not a list of strings"),
        (sentence(ATTACK, {"optional": 1}), "gold.jsonl:2: event 1: the optional is a number, not true or false"),
        (sentence(ATTACK, id="a"), "gold.jsonl:2: the id 'a' was read before; the line is passed over"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_evaluated(bad: Record | str, complaint: str, folder: Path) -> None:
    good = sentence(ATTACK, act("Arnor", "19", "Gondor"), id="a")
    result = run("evaluate", written(folder, good, bad, good | {"id": "b"}), "--format", "json", "--dictionaries", folder)
    assert result.exit_code == 1
    assert complaint in result.stderr
    (told,) = json.loads(result.stdout)["golds"]
    assert counts(told)["pair"] == (2, 2, 2)


def test_a_bad_date_is_told_and_the_sentence_evaluated(folder: Path) -> None:
    record = sentence(ATTACK, act("Arnor", "19", "Gondor"), date="some day")
    result = run("evaluate", written(folder, record), "--format", "json", "--dictionaries", folder)
    assert result.exit_code == 1
    assert "gold.jsonl:1: not a date: 'some day'" in result.stderr
    assert counts(json.loads(result.stdout)["golds"][0])["pair"] == ALL


@pytest.mark.parametrize(
    ("records", "complaint"),
    [
        ([], "gold.jsonl is no gold file"),
        (["nothing of the kind"], "gold.jsonl is no gold file"),
        ([{"id": "a", "text": ATTACK}], "gold.jsonl:1: no events"),
        ([{"text": ATTACK, "labels": {"KILL": 0}}], "gold.jsonl is a gold of labels; only golds of events can be evaluated"),
        ([{"text": ATTACK, "mentions": []}], "gold.jsonl is a gold of mentions; only golds of events can be evaluated"),
    ],
)
def test_what_is_no_gold_file(records: list[Record | str], complaint: str, folder: Path) -> None:
    result = run("evaluate", written(folder, *records), "--dictionaries", folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


@pytest.mark.parametrize("options", [("no/such/file.jsonl",), (".",), ("--misses", "-1"), ("--sample", "1"), ("--format", "xml")])
def test_what_cannot_run(options: tuple[str, ...], folder: Path) -> None:
    result = run("evaluate", written(folder, sentence(ATTACK)), "--dictionaries", folder, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


def test_several_golds_are_told_one_by_one(folder: Path) -> None:
    one = written(folder, sentence(ATTACK, act("Arnor", "19", "Gondor"))).rename(folder / "one.jsonl")
    two = written(folder, sentence("Arnor slept."))
    result = run("evaluate", one, two, "--strict", "--format", "json", "--dictionaries", folder)
    told = json.loads(result.stdout)
    assert [gold["gold"] for gold in told["golds"]] == [str(one), str(two)]
    assert (told["strict"], told["actors"]) == (True, "any")
