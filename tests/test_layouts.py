"""How stories stand in files: fields by other names, single sentences, a kind that the suffix does not tell, standard input."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import Layout
from coder.model import Story

NAMES = {"text": "body", "date": "pub_date", "id": "_id"}
TWO = "Egypt condemned Israel. Chad thanked Niger."
XML = f'<Sentences><Sentence id="a" date="20160302" sentence="False"><Text>{TWO}</Text></Sentence></Sentences>'


def read(layout: Layout, *paths: Path | str) -> list[Story | Reject]:
    return list(read_stories([str(path) for path in paths], layout))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("n.jsonl", '{"_id": "7", "body": "Chad left.", "pub_date": "2016-03-02", "text": "No."}'),
        ("n.csv", "text,body,pub_date,_id\nNo.,Chad left.,2016-03-02,7"),
        ("n.tsv", "pub_date\tbody\t_id\n2016-03-02\tChad left.\t7"),
    ],
)
def test_fields_by_other_names(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert read(Layout(names=NAMES), tmp_path / name) == [Story("7", "Chad left.", date(2016, 3, 2))]


def test_a_field_that_is_not_there_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Chad left."}\n{"body": ""}', "utf-8")
    (tmp_path / "b.csv").write_text("id,text\n1,Chad left.", "utf-8")
    faults = [told.reason for told in read(Layout(names=NAMES), tmp_path) if isinstance(told, Reject)]
    assert faults == ["no body", "the body is empty", "no column is called body; the columns are id, text"]


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.txt", f"{TWO}\n\nChad left.\n", ["a:1", "a:3"]),
        ("a.jsonl", json.dumps({"id": "x", "text": TWO}), ["x"]),
        ("a.csv", f"text\n{TWO}\n", ["a:2"]),
        ("a.xml", XML, ["a"]),
    ],
)
def test_each_record_is_one_sentence(tmp_path: Path, name: str, content: str, ids: list[str]) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    result = CliRunner().invoke(main, ["code", str(tmp_path / name), "--sentences", "--workers", "1"])
    stories = [one for one in read(Layout(sentences=True), tmp_path / name) if isinstance(one, Story)]
    assert [story.id for story in stories] == ids
    events = [json.loads(line) for line in result.output.splitlines()]
    assert [(event["story"], event["sentence"]) for event in events] == [(ids[0], 1)] * 2
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('\n{"id": "a", "text": "Chad left."}', ["a"]),
        ("id,text\na,Chad left.\n", ["a"]),
        ("\ufeffid\ttext\na\tChad left.\n", ["a"]),
        (XML, ["a"]),
        ("Chad left, text in hand.", ["stdin"]),
        ("text\nChad left.\n", ["stdin:2"]),
    ],
)
def test_standard_input_is_known_by_its_first_line(monkeypatch: pytest.MonkeyPatch, content: str, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert [one.id for one in read(Layout(), "-") if isinstance(one, Story)] == ids


def test_standard_input_and_files_in_one_call(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.txt").write_text("Chad left.", "utf-8")
    (tmp_path / "b.csv").write_text("id,text\nb,Egypt condemned Israel.\n", "utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "c", "text": "Egypt condemned Israel."}\n', "utf-8")
    paths = [str(tmp_path / "below"), str(tmp_path / "*.csv"), "-", str(tmp_path / "c.jsonl")]
    result = CliRunner().invoke(main, ["code", *paths, "--workers", "1"], input="Egypt condemned Israel.")
    assert [json.loads(line)["story"] for line in result.output.splitlines()] == ["b", "stdin", "c"]


def test_a_reader_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "stories.dat").write_text('{"id": "a", "text": "Chad left."}', "utf-8")
    (tmp_path / "more.txt").write_text('{"id": "b", "text": "Chad left."}', "utf-8")
    assert [one.id for one in read(Layout("jsonl"), tmp_path) if isinstance(one, Story)] == ["b", "a"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--map", "body"], "'body' is not FIELD=NAME with a FIELD of id, text, date, title, url, publisher."),
        (["--map", "words=body"], "'words=body' is not FIELD=NAME"),
        (["--map", "text="], "'text=' is not FIELD=NAME"),
        (["--reader", "doc"], "'doc' is not one of txt, jsonl, csv, tsv, xml"),
    ],
)
def test_options_that_say_nothing_sensible_are_refused(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(main, ["code", "-", *arguments])
    assert result.exit_code == 2
    assert told in " ".join(result.output.split()).replace("│ ", "")


def test_another_layout_is_another_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text('{"body": "Egypt condemned Israel."}', "utf-8")
    command = ["code", "a.jsonl", "-o", "out.jsonl", "--map", "text=body"]
    assert CliRunner().invoke(main, command).exit_code == 0
    options = json.loads(Path("out.jsonl.manifest.json").read_text("utf-8"))["options"]
    assert (options["map"], options["sentences"], options["reader"]) == ({"text": "body"}, False, None)
