"""Batches over faulty input: the good stories are coded, the bad are in the rejects file, and the exit code is 1."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

PROGRAM = [sys.executable, "-c", "from coder.cli import main; main()", "code"]
GOOD = "Egypt condemned Israel."
MEGABYTE = 1 << 20


def line(name: object, text: str = GOOD, **others: object) -> bytes:
    return json.dumps({"id": str(name), "text": text, **others}).encode() + b"\n"


def code(*arguments: object, memory: int | None = None) -> subprocess.CompletedProcess[str]:
    """Code into out.jsonl, in one process, which may be given only so much memory."""

    def bound() -> None:
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    command = [*PROGRAM, *map(str, arguments), "--workers", "1", "-o", "out.jsonl"]
    return subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=bound)


def coded() -> set[str]:
    """The stories that have events."""
    return {json.loads(record)["story"] for record in Path("out.jsonl").read_bytes().splitlines()}


def rejects() -> list[tuple[str, str, str]]:
    """File, line and reason of all rejects."""
    _, *rows = [row.split("\t") for row in Path("out.jsonl.rejects.tsv").read_text("utf-8").splitlines()]
    return [(file, number, reason) for file, number, _, reason in rows]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def truncated_gzip() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    draw = Random(1).getrandbits
    names = [f"{draw(512):x}" for _ in range(3000)]
    packed = gzip.compress(b"".join(map(line, names)))
    Path("a.jsonl.gz").write_bytes(packed[: len(packed) * 9 // 10])
    return "a.jsonl.gz", set(names[:2000]), [("a.jsonl.gz", "", "cannot be unpacked to its end: ")]


def nul_bytes() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    """Raw ones, escaped ones, a run of them as a crash leaves it at the end of a file, and a text file full of them."""
    lines = [line("a"), line("b", f"\0{GOOD}"), line("c").replace(b"Egypt", b"E\0ypt"), line("d"), b"\0" * 5000]
    Path("n.jsonl").write_bytes(b"".join(lines))
    Path("n.csv").write_bytes(b"id,text\ne,E\0ypt left.\nf," + GOOD.encode() + b"\n")
    Path("n.txt").write_bytes(b"\0" * 5000)
    return (
        ".",
        {"a", "d", "f"},
        [
            ("n.csv", "2", "the text has a NUL character, at 1; the story is passed over"),
            ("n.jsonl", "2", "the text has a NUL character, at 0; the story is passed over"),
            ("n.jsonl", "3", "not JSON at column "),
            ("n.jsonl", "5", "not JSON at column 1: "),
            ("n.txt", "", "the text has a NUL character, at 0; the story is passed over"),
        ],
    )


def mixed_encodings() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    text = f"Zoë said so. {GOOD}"
    whole = json.dumps({"id": "x", "text": text}, ensure_ascii=False) + "\n"
    Path("a.jsonl").write_bytes(line("a") + whole.encode("latin-1") + whole.encode("utf-8") + line("b"))
    Path("b.jsonl").write_bytes(whole.encode("utf-16"))
    Path("c.txt").write_bytes(text.encode("cp1252"))
    Path("d.txt").write_bytes(text.encode("utf-8-sig"))
    return (
        ".",
        {"a", "x", "b", "d"},
        [
            ("a.jsonl", "2", "not UTF-8: byte 0xeb at byte offset "),
            ("b.jsonl", "", "the file is UTF-16, not UTF-8"),
            ("c.txt", "1", "not UTF-8: byte 0xeb at byte offset 2"),
        ],
    )


def malformed_lines() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    broken = (b'{"text": "A.",}\n', b"[1]\n", b'{"id": "x"}\n', b'{"text": "caf\xe9"}\n', b'{"text": ""}\n')
    lines = [line(n) if n % 2 else broken[n // 2 % 5] for n in range(2000)]
    Path("m.jsonl").write_bytes(b"".join(lines))
    told = ("not JSON at column 14: ", "not an object but a list: ", "no text", "not UTF-8: byte 0xe9 ", "the text is empty")
    return "m.jsonl", {str(n) for n in range(1, 2000, 2)}, [("m.jsonl", str(n + 1), told[n // 2 % 5]) for n in range(0, 2000, 2)]


def malformed_rows() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    broken = (b'x,"A" b', b"x,A,b", b'x,"A', b"x", b"x,caf\xe9")
    rows = [f"{n},{GOOD}".encode() if n % 2 else broken[n // 2 % 5] for n in range(2000)]
    Path("m.csv").write_bytes(b"\n".join([b"id,text", *rows]))
    told = (
        "not a row of cells: ",
        "the number of cells is 3,",
        "not a row of cells: ",
        "the number of cells is 1,",
        "not UTF-8: ",
    )
    return "m.csv", {str(n) for n in range(1, 2000, 2)}, [("m.csv", str(n + 2), told[n // 2 % 5]) for n in range(0, 2000, 2)]


def bad_dates() -> tuple[str, set[str], list[tuple[str, str, str]]]:
    """Their stories are coded all the same."""
    days = ["2016-02-30", "soon", 5, True, "03/04/2016"]
    Path("d.jsonl").write_bytes(b"".join(line(n, date=day) for n, day in enumerate(days)) + line("good", date="2016-03-02"))
    told = [("d.jsonl", str(n + 1), f"not a date: {day!r}; the story is coded without one") for n, day in enumerate(days)]
    return "d.jsonl", {"0", "1", "2", "3", "4", "good"}, told


FAULTS = [truncated_gzip, nul_bytes, mixed_encodings, malformed_lines, malformed_rows, bad_dates]
Fault = Callable[[], tuple[str, set[str], list[tuple[str, str, str]]]]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_good_are_coded_and_the_bad_are_listed(fault: Fault) -> None:
    path, good, told = fault()
    result = code(path)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert coded() >= good
    found = rejects()
    assert [(file, number) for file, number, _ in found] == [(file, number) for file, number, _ in told]
    assert [
        reason for (_, _, reason), (_, _, start) in zip(found, told, strict=True) if not reason.startswith(start.strip())
    ] == []
    assert len(result.stderr.splitlines()) == len(found)


@pytest.mark.parametrize("fault", FAULTS)
def test_strict_stops_at_the_first(fault: Fault) -> None:
    path, _, told = fault()
    result = code(path, "--strict")
    assert result.returncode == 1
    first, stopped = result.stderr.splitlines()
    assert first.startswith(told[0][0])
    assert stopped == "stopped there (--strict)"
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize("name", ["long.jsonl", "long.csv", "long.xml", "long.txt"])
def test_a_line_of_200_megabytes_needs_no_memory(name: str) -> None:
    before, after = {
        "long.jsonl": (line("a") + b'{"id": "long", "text": "', b'"}\n' + line("b")),
        "long.csv": (b"id,text\na," + GOOD.encode() + b"\nlong,", b"\nb," + GOOD.encode() + b"\n"),
        "long.xml": (
            f'<Sentences><Sentence id="a"><Text>{GOOD}</Text></Sentence><Sentence id="long"><Text>'.encode(),
            f'</Text></Sentence><Sentence id="b"><Text>{GOOD}</Text></Sentence></Sentences>'.encode(),
        ),
        "long.txt": (b"", b""),
    }[name]
    piece = (GOOD + " ").encode() * (MEGABYTE // len(GOOD) + 1)
    with Path(name).open("wb") as out:
        out.write(before)
        for _ in range(200):
            out.write(piece)
        out.write(after)
    Path("other.txt").write_text(GOOD, "utf-8")
    result = code(name, "other.txt", memory=400 * MEGABYTE)
    assert result.returncode == 1
    assert result.stderr.count("over-long: more than 16,777,216") == 1
    assert "Traceback" not in result.stderr
    assert coded() == ({"other"} if name == "long.txt" else {"a", "b", "other"})
    ((file, number, reason),) = rejects()
    assert (file, reason.split(":")[0]) == (name, "over-long")
    assert number == {"long.jsonl": "2", "long.csv": "3", "long.xml": "1", "long.txt": ""}[name]


def test_a_story_of_a_hundred_thousand_sentences() -> None:
    quiet = "It rained. " * 999
    Path("s.jsonl").write_bytes(line("long", f"{quiet}{GOOD} " * 100) + line("after") + b"{\n")
    result = code("s.jsonl")
    assert result.returncode == 1
    records = [json.loads(record) for record in Path("out.jsonl").read_bytes().splitlines()]
    assert [record["sentence"] for record in records if record["story"] == "long"] == list(range(1000, 100_001, 1000))
    assert records[-1]["story"] == "after"
    assert json.loads(Path("out.jsonl.manifest.json").read_bytes())["sentences"] == 100_001
