"""Reading stories and writing events: whatever is wrong with a file is told with its place, and the rest is read."""

from __future__ import annotations

import io
import json
import os
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from coder.corpus import readers
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.table import event_table
from coder.corpus.writers import whole_file, write_events
from coder.model import Event, Story


def read(*paths: str | Path) -> tuple[list[Story], list[str]]:
    stories: list[Story] = []
    faults: list[str] = []
    for item in read_stories([str(path) for path in paths]):
        if isinstance(item, Reject):
            faults.append(str(item))
        else:
            stories.append(item)
    return stories, faults


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(*records: object) -> bytes:
    return b"".join(record if isinstance(record, bytes) else orjson.dumps(record) + b"\n" for record in records)


def test_text_file_is_one_story(folder: Path) -> None:
    text = "Turkish jets bombed Kurdish rebels.\r\n\r\nListen Live\r\n\r\nBaghdad protested on Monday.\r\n"
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (story,), faults = read("a.txt")
    assert not faults
    assert story.paragraphs
    assert (story.id, story.text, story.date) == ("a", text, None)
    assert [text[a:b] for a, b in story.paragraphs] == ["Turkish jets bombed Kurdish rebels.", "Baghdad protested on Monday."]


def test_json_lines(folder: Path) -> None:
    full = {"id": "1", "text": " A. \n", "date": "2016-03-01", "title": "T", "url": "U", "publisher": "P", "other": [1]}
    (folder / "n.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(full, b"\r\n", {"text": "B."}))
    stories, faults = read("n.jsonl")
    assert not faults
    assert stories == [Story("1", " A. \n", date(2016, 3, 1), "T", "U", "P"), Story("n:3", "B.")]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2016-03-01", date(2016, 3, 1)),
        ("20160301", date(2016, 3, 1)),
        (20160301, date(2016, 3, 1)),
        ("2016-03-01T23:30:00Z", date(2016, 3, 1)),
        ("2016-03-01 23:30:00.5+02:00", date(2016, 3, 1)),
        (" 2016-03-01 ", date(2016, 3, 1)),
        (None, None),
        ("", None),
    ],
)
def test_dates(folder: Path, told: object, day: date | None) -> None:
    (folder / "n.jsonl").write_bytes(lines({"text": "A.", "date": told}))
    (story,), faults = read("n.jsonl")
    assert not faults
    assert story.date == day


@pytest.mark.parametrize(
    "told", ["2016-02-30", "20161301", "2016", "2016-W01-1", "1 March", "2016-03-01T99:00", 5, 1.5, True, ["2016-03-01"]]
)
def test_no_date(folder: Path, told: object) -> None:
    """The story is coded all the same, without a date."""
    (folder / "n.jsonl").write_bytes(lines({"text": "A.", "date": told}))
    (story,), (fault,) = read("n.jsonl")
    assert story.date is None
    assert fault == f"n.jsonl:1: not a date: {told!r}; the story is coded without one"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"[]\n", "not an object but a list: each line must be {...}"),
        (b'"A."\n', "not an object but a string: each line must be {...}"),
        (b"5\n", "not an object but a number: each line must be {...}"),
        (b"null\n", "not an object but null: each line must be {...}"),
        (b'{"text": "A.",}\n', "not JSON at column 14: "),
        (b"A.\n", "not JSON at column 1: "),
        (b'{"text": NaN}\n', "not JSON at column 10: "),
        (b'{"id": "x"}\n', "no text"),
        (b'{"text": null}\n', "the text is null, not a string"),
        (b'{"text": ["A."]}\n', "the text is a list, not a string"),
        (b'{"text": " "}\n', "the text is empty"),
        (b'{"text": "caf\xe9"}\n', "not UTF-8: byte 0xe9 at byte offset 43"),
        (b'{"text": "A.", "id": "first"}\n', "the id 'first' was read before; the story is passed over"),
    ],
)
def test_bad_line(folder: Path, line: bytes, fault: str) -> None:
    """It is told with its line, and the lines around it are read. The words of the JSON reader itself are its own."""
    (folder / "n.jsonl").write_bytes(b'{"id": "first", "text": "B."}\n' + line + b'{"text": "C."}\n')
    stories, (told,) = read("n.jsonl")
    assert [story.text for story in stories] == ["B.", "C."]
    assert told.startswith(f"n.jsonl:2: {fault}") if fault.endswith(" ") else told == f"n.jsonl:2: {fault}"


def test_number_as_id_is_told_and_read(folder: Path) -> None:
    (folder / "n.jsonl").write_bytes(lines({"id": 7, "text": "A."}, {"id": ["x"], "text": "B."}))
    stories, faults = read("n.jsonl")
    assert [story.id for story in stories] == ["7", "n:2"]
    assert faults == [
        "n.jsonl:1: the id is a number, not a string; it is read as '7'",
        "n.jsonl:2: the id is a list, not a string; it is read as 'n:2'",
    ]


def test_byte_that_is_no_utf8(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbfThe army left.\nIt came b\xe4ck.\n")
    (folder / "b.jsonl").write_bytes(b'{"text": "A."}\n{"text": "caf\xe9"}\n')
    _, faults = read("a.txt", "b.jsonl")
    assert faults == [
        "a.txt:2: not UTF-8: byte 0xe4 at byte offset 27",
        "b.jsonl:2: not UTF-8: byte 0xe9 at byte offset 28",
    ]


def test_files_that_cannot_be_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"\xef\xbb\xbf\n \n")
    (folder / "empty.jsonl").write_bytes(b"\n\n")
    (folder / "a.doc").write_bytes(b"A.")
    (folder / "inside" / "below").mkdir(parents=True)
    (folder / "good.txt").write_text("The army left.")
    stories, faults = read("empty.txt", "gone.txt", "empty.jsonl", "a.doc", "inside", "*.xyz", "good.txt")
    assert [story.id for story in stories] == ["good"]
    assert faults == [
        "empty.txt: the file is empty",
        "gone.txt: no such file or folder",
        "empty.jsonl: the file is empty",
        "a.doc: unknown kind of file '.doc': can read .txt, .jsonl, .csv, .tsv, .xml, .parquet, .html and .htm; "
        "--reader says which it is",
        "inside: no .txt, .jsonl, .csv, .tsv, .xml, .parquet, .html or .htm file in this folder (below it: inside/**)",
        "*.xyz: the pattern matches no .txt, .jsonl, .csv, .tsv, .xml, .parquet, .html or .htm file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_forbidden_file(folder: Path) -> None:
    (folder / "a.txt").write_text("A.")
    (folder / "a.txt").chmod(0)
    assert read("a.txt") == ([], ["a.txt: cannot be read: Permission denied"])


def test_folders_and_patterns(folder: Path) -> None:
    """Sorted, by kind, each file once however often it is named; a name with brackets is a name first."""
    for name in ("b.txt", "a.TXT", "c[1].txt", ".hidden.txt", "notes.md", "sub/d.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("The army left.")
    (folder / "z.jsonl").write_bytes(lines({"id": "z1", "text": "A."}, {"id": "z2", "text": "B."}))
    names = ["a", "b", "c[1]", "z1", "z2"]
    assert [story.id for story in read(".")[0]] == names
    assert [story.id for story in read(folder, "b.txt", "./b.txt")[0]] == names
    assert [story.id for story in read("*")[0]] == names
    assert [story.id for story in read("**/*.txt")[0]] == ["b", "c[1]", "d"]
    assert read("c[1].txt")[0][0].id == "c[1]"


def test_an_id_is_read_once_in_all_files(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.txt").write_text("The army left.")
    stories, faults = read("one", "two")
    assert [story.id for story in stories] == ["a"]
    assert faults == ["two/a.txt: the id 'a' was read before; the story is passed over"]


@pytest.mark.parametrize(
    ("content", "ids", "faults"),
    [
        (b'\n{"text": "A."}\n{"id": "x", "text": "B."}\n', ["stdin:2", "x"], []),
        (b'\xef\xbb\xbf {"text": "A."}', ["stdin:1"], []),
        (b"The army left.\n\nIt came back.\n", ["stdin"], []),
        (b"\xef\xbb\xbf\nThe army left.\n", ["stdin"], []),
        (b"", [], ["-: the file is empty"]),
        (b'{"text": "A."\n', [], ["-:1: not JSON at column "]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str], faults: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    stories, told = read("-")
    assert [story.id for story in stories] == ids
    assert len(told) == len(faults)
    assert all(fault.startswith(start) for fault, start in zip(told, faults, strict=True))


def test_lines_are_read_one_by_one(folder: Path) -> None:
    """The first story is there before the broken line far behind it is looked at."""
    record = {"id": "x", "text": "Turkish jets bombed Kurdish rebels in northern Iraq.", "date": "2016-03-01"}
    (folder / "n.jsonl").write_bytes(lines(*({**record, "id": str(number)} for number in range(20_000)), b"{"))
    stories = read_stories(["n.jsonl"])
    assert isinstance(next(stories), Story)
    assert sum(isinstance(item, Story) for item in stories) == 19_999


def event(sentence: int = 1, story: str = "a", **others: object) -> Event:
    values: dict[str, object] = {"id": "e", "story": story, "sentence": sentence, "act": 1, "date": "2016-03-01"}
    values |= {"source": "TURMIL", "action": "195", "target": None, "source_text": "Turkey's\narmy", "action_text": "bombed"}
    values |= {"root": "19", "name": "Employ aerial weapons", "quad_class": 4, "reciprocal": False, "status": "actual"}
    values |= {"action_span": [0, 6], **others}
    return Event(**{field.name: values.get(field.name) for field in fields(Event)})  # type: ignore[arg-type]


def test_events_are_written_with_all_keys_in_order(folder: Path) -> None:
    assert write_events([event(1), event(2)], "out.jsonl") == 2
    records = [json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]
    assert [list(record) for record in records] == [[field.name for field in fields(Event)]] * 2
    assert [record["sentence"] for record in records] == [1, 2]
    assert [file.name for file in folder.iterdir()] == ["out.jsonl"]


def test_events_on_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    assert write_events(iter([event()])) == 1
    assert orjson.loads(out.getvalue())["source"] == "TURMIL"


def test_a_failed_run_leaves_the_old_file(folder: Path) -> None:
    (folder / "out.jsonl").write_text("old")
    (folder / "out.jsonl").chmod(0o640)
    with pytest.raises(RuntimeError), whole_file("out.jsonl") as out:
        out.write(b"half")
        raise RuntimeError
    assert (folder / "out.jsonl").read_text() == "old"
    write_events([event()], "out.jsonl")
    assert (folder / "out.jsonl").stat().st_mode & 0o777 == 0o640
    assert [file.name for file in folder.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link_and_a_device_a_device(folder: Path) -> None:
    (folder / "link.jsonl").symlink_to("real.jsonl")
    write_events([event()], "link.jsonl")
    assert (folder / "link.jsonl").is_symlink()
    assert (folder / "real.jsonl").stat().st_size > 0
    write_events([event()], "/dev/null")


def test_table_fits_eighty_columns() -> None:
    events = [event(1), event(123, name="A very long name of an action " * 4, status="planned", source_text="[a] " * 30)]
    console = Console(width=80, file=io.StringIO(), force_terminal=False)
    console.print(event_table(events))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    assert max(map(len, shown.splitlines())) <= 80
    for words in ("2016-03-01", "TURMIL", "Turkey's army", "195 planned", "Employ aerial", "123", "[a] [a]", "…"):
        assert words in shown
    assert len(shown.splitlines()) == 2 + 2 * 2


def test_an_over_long_story_is_told_with_its_id(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LONGEST", 20)
    (folder / "n.jsonl").write_bytes(lines({"id": "a", "text": "A" * 21}, {"id": "b", "text": "B" * 20}))
    stories, faults = read("n.jsonl")
    assert [story.id for story in stories] == ["b"]
    assert faults == ["n.jsonl:1: over-long: more than 16,777,216 characters in a story; passed over"]
