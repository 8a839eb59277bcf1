"""Stories that nearly repeat others, and events of which there is one a day: off by default, listed beside the output."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.corpus import batch, job, near_duplicates
from coder.corpus.journal import Journal, ShardRecord
from coder.corpus.near_duplicates import NearDuplicates, sequences, tell_duplicates
from coder.corpus.rejects import Reject
from coder.model import Story

HAVE_RENSA = find_spec("rensa") is not None
rensa = pytest.mark.skipif(not HAVE_RENSA, reason="rensa is not installed")

REPORT = (
    "Egypt condemned Israel over the closure of a crossing. The foreign ministry in Cairo said in a statement that "
    "the closure hurt farmers and traders on both sides of the border, and that it would take the matter to the United Nations."
)
REPRINT = REPORT.replace("farmers and traders", "traders and farmers")
OTHER = (
    "Germany promised to send food aid to Jordan. The first ships will leave Hamburg in the spring, a spokeswoman told reporters "
    "who had asked how long the people in the camps along the northern frontier of the kingdom would have to wait for flour."
)


def stories() -> list[dict[str, str]]:
    """Reports with reprints among them: some days later, elsewhere, twice."""
    late = REPORT + " The border was quiet."
    texts = {"first": REPORT, "other": OTHER, "again": REPRINT, "late": late, "short": "Egypt condemned Israel."}
    days = {"first": "2016-03-02", "other": "2016-03-02", "again": "2016-03-02", "late": "2016-03-05", "short": "2016-03-02"}
    return [{"id": name, "date": days[name], "text": text} for name, text in texts.items()]


@pytest.fixture(autouse=True)
def corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batch, "SHARD_STORIES", 2)
    monkeypatch.setattr(job, "SHARD_STORIES", 2)
    Path("in.jsonl").write_text("\n".join(map(json.dumps, stories())), "utf-8")


def code(*options: str, out: str = "out.jsonl") -> Result:
    result = CliRunner().invoke(main, ["code", "in.jsonl", "-o", out, "--workers", "1", *options])
    assert result.exit_code == 0, result.output
    return result


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in Path(name).read_text("utf-8").splitlines()]


def coded(out: str = "out.jsonl") -> list[tuple[str, str, str, str]]:
    events = map(json.loads, Path(out).read_text("utf-8").splitlines())
    return [(event["story"], event["source"], event["action"], event["target"]) for event in events]


def stopped(monkeypatch: pytest.MonkeyPatch, *options: str) -> None:
    """A batch that ended after its first shard."""
    whole = Journal.add

    def add(self: Journal, record: ShardRecord, lines: list[bytes]) -> None:
        if self.counts.shards == 1:
            raise KeyboardInterrupt
        whole(self, record, lines)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "add", add)
        assert CliRunner().invoke(main, ["code", "in.jsonl", "-o", "out.jsonl", "--workers", "1", *options]).exit_code == 130


def test_without_a_flag_everything_is_coded_and_nothing_listed() -> None:
    code()
    assert [story for story, *_ in coded()].count("again") == [story for story, *_ in coded()].count("first") > 0
    assert {path.name for path in Path().iterdir()} == {"in.jsonl", "out.jsonl", "out.jsonl.manifest.json"}


@rensa
@pytest.mark.parametrize("how", ["mark", "drop"])
def test_near_duplicates_are_listed_and_if_wanted_left_out(how: str) -> None:
    code("--duplicates", how)
    assert {story for story, *_ in coded()} == ({"first", "other", "short"} | ({"again", "late"} if how == "mark" else set()))
    header, *found = rows("out.jsonl.duplicates.tsv")
    assert header == ["story", "duplicate_of", "likeness"]
    assert [row[:2] for row in found] == [["again", "first"], ["late", "first"]]
    assert all(0.7 <= float(row[2]) <= 1 for row in found)
    manifest = json.loads(Path("out.jsonl.manifest.json").read_text("utf-8"))
    assert (manifest["duplicates"], manifest["stories"]) == (2, 5 if how == "mark" else 3)
    assert manifest["options"]["duplicates"] == how


def test_one_event_a_day_is_kept_and_the_stories_of_the_others_are_listed() -> None:
    code()
    everything = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    code("--one-a-day")
    kept = {event["id"]: event for event in map(json.loads, Path("out.jsonl").read_text("utf-8").splitlines())}
    kinds = [(event["date"], event["source"], event["action"], event["target"]) for event in kept.values()]
    assert len(set(kinds)) == len(kinds)
    assert kept == {event["id"]: event for event in everything if event["id"] in kept}
    header, *found = rows("out.jsonl.same_day.tsv")
    assert header == ["event", "story", "left_out"]
    by_id = {event["id"]: event for event in everything}
    assert {row[2] for row in found} == by_id.keys() - kept.keys()
    for event, story, left_out in found:
        assert by_id[left_out]["story"] == story
        assert all(by_id[left_out][key] == kept[event][key] for key in ("date", "source", "action", "target"))
    assert "again" in {row[1] for row in found}
    assert "short" in {row[1] for row in found}
    assert "late" in {event["story"] for event in kept.values()}, "another day is another event"


def test_a_day_must_be_known_and_both_actors() -> None:
    text = "Egypt condemned Israel. Police arrested twelve men."
    Path("in.jsonl").write_text("\n".join(json.dumps({"id": name, "text": text}) for name in "ab"), "utf-8")
    code("--one-a-day", "--actors", "any")
    assert [story for story, *_ in coded()].count("a") == [story for story, *_ in coded()].count("b") > 1
    assert not Path("out.jsonl.same_day.tsv").exists()


def test_of_one_story_the_fuller_record_is_kept() -> None:
    from coder.corpus.one_a_day import OneADay
    from coder.corpus.story_coder import CodedStory

    shared = {"story": "a", "date": "2016-03-02", "date_precision": "day", "status": "actual"}
    triple = {"source": "EGY", "action": "111", "target": "ISR"}
    events = [{"id": "1", "same_as": "2", **shared, **triple}, {"id": "2", "same_as": None, **shared, **triple}]
    thinned, left_out = OneADay().thin(CodedStory(2, [json.dumps(event).encode() for event in events], ["11", "11"]))
    assert [json.loads(line)["id"] for line in thinned.lines] == ["2"]
    assert [(one.event, one.left_out) for one in left_out] == [("2", "1")]


def test_what_is_denied_stands_apart_from_what_happened() -> None:
    texts = {"did": "Egypt attacked Israel.", "not": "Egypt did not attack Israel.", "no": "Egypt did not attack Israel."}
    lines = (json.dumps({"id": name, "date": "2016-03-02", "text": text}) for name, text in texts.items())
    Path("in.jsonl").write_text("\n".join(lines), "utf-8")
    code("--one-a-day", "--include", "negated")
    assert [story for story, *_ in coded()] == ["did", "not"]


@pytest.mark.parametrize("options", [("--one-a-day",), pytest.param(("--duplicates", "mark", "--one-a-day"), marks=rensa)])
def test_neither_workers_nor_a_stop_change_a_byte(monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]) -> None:
    code(*options, out="whole.jsonl")
    stopped(monkeypatch, *options)
    assert "going on" in code(*options).stderr
    code(*options, "--workers", "3", out="three.jsonl")
    for name in ("", *(f".{name}.tsv" for name in ("duplicates", "same_day") if "mark" in options or name == "same_day")):
        whole = Path(f"whole.jsonl{name}").read_bytes()
        assert whole == Path(f"out.jsonl{name}").read_bytes() == Path(f"three.jsonl{name}").read_bytes()


@pytest.mark.parametrize("options", [["--one-a-day"], ["--duplicates", "mark"], ["--one-a-day", "-o", "/dev/null"]])
def test_without_a_file_beside_which_to_list_them_both_are_refused(options: list[str]) -> None:
    result = CliRunner().invoke(main, ["code", "in.jsonl", *options])
    assert result.exit_code == 2
    assert "need a file as --output" in result.stderr


def test_without_rensa_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.cli.coding.find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["code", "in.jsonl", "-o", "out.jsonl", "--duplicates", "drop"])
    assert result.exit_code == 2
    assert "cameo-coder[duplicates]" in result.stderr


@rensa
def test_only_so_many_stories_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "WINDOW", 2)
    earlier = NearDuplicates()
    words = [f"{word}{n}" for n in range(4) for word in ("ash", "birch", "cedar", "dogwood", "elm", "fir")]
    texts = [" ".join(words[6 * n : 6 * n + 6]) for n in range(4)]
    found = [earlier.find(Story(str(n), texts[at])) for n, at in enumerate((0, 1, 1, 2, 0, 2))]
    assert [duplicate and duplicate.of for duplicate in found] == [None, None, "1", None, None, "3"]


@rensa
def test_rejects_go_by_and_marks_stand_before_their_story() -> None:
    reject = Reject("a", 1, None, "no text")
    reads = [Story("1", REPORT), reject, Story("2", REPRINT)]
    marked = list(tell_duplicates(reads, drop=False))
    assert [marked[0], marked[1], marked[3]] == reads
    assert (marked[2].story, marked[2].of) == ("2", "1")  # type: ignore[union-attr]


def test_of_a_page_only_its_prose_is_compared() -> None:
    assert sequences(Story("1", "Menu Egypt condemned Israel. Menu", paragraphs=((5, 28),))) == ["egypt condemned israel"]
    assert sequences(Story("1", "Two words")) == ["two words"]
