"""What a batch shows while it runs and at its end: a bar and a table on a terminal, nothing of them on a pipe."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coder.corpus import screen
from coder.corpus.course import Course
from coder.corpus.readers import read_stories
from coder.corpus.screen import Screen

PROGRAM = [sys.executable, "-c", "from coder.cli import main; main()", "code"]


def on_a_terminal(*arguments: object) -> str:
    """What a command writes to a terminal of a hundred columns on standard error."""
    master, slave = pty.openpty()
    command = [*PROGRAM, *map(str, arguments)]
    running = subprocess.Popen(command, stderr=slave, stdout=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "100"})
    os.close(slave)
    told = b""
    try:
        while piece := os.read(master, 4096):
            told += piece
    except OSError:  # how Linux tells that the other side is closed
        pass
    running.wait()
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", told.decode())


def corpus(folder: Path) -> Path:
    path = folder / "in.jsonl"
    lines = [json.dumps({"id": str(n), "text": "Egypt condemned Israel. It rained. Germany praised Jordan."}) for n in range(30)]
    path.write_text("\n".join([*lines, "{"]), "utf-8")
    return path


def test_a_batch_ends_with_a_table_on_a_terminal(tmp_path: Path) -> None:
    told = on_a_terminal(corpus(tmp_path), "-o", tmp_path / "out.jsonl")
    rows = dict(re.findall(r"^ *(\S.*?)  +([\d,.]+) *\r?$", told, re.MULTILINE))
    assert {key: rows[key] for key in ("stories", "sentences", "events", "rejects")} == {
        "stories": "30",
        "sentences": "90",
        "events": "60",
        "rejects": "1",
    }
    assert {key[:2]: number for key, number in rows.items() if key[0].isdigit()} == {"05": "30", "11": "30"}
    assert float(rows["sentences per second"].replace(",", "")) > 0
    assert "in.jsonl:31: not JSON" in told


def test_nothing_of_it_on_a_pipe(tmp_path: Path) -> None:
    command = [*PROGRAM, str(corpus(tmp_path)), "-o", str(tmp_path / "out.jsonl")]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert told.stdout == ""
    assert [line.split(": ")[1].split(" at")[0] for line in told.stderr.splitlines()] == ["not JSON"]


def test_the_bar_shows_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_PATIENCE", -1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    with Screen() as shown:
        shown.course.begin([1000])
        for position in (0, 250, 500, 1000):
            shown.course.read(position)
        for _ in range(3):
            shown.coded(2, 1, ["11"])
        assert shown._bar is not None
        (task,) = shown._bar.tasks
        assert task.percentage == 50
        assert re.fullmatch(r"6 sentences, 3 events, [\d,]+ sentences/s", task.description)
    assert "50%" in capsys.readouterr().err


def test_what_is_done_lags_behind_what_is_read() -> None:
    course = Course()
    course.begin([500, 500])
    for read in range(100):
        course.read(10 * (read + 1))
    assert course.total == 1000
    assert [course.done(reads) for reads in (0, 1, 50, 100)] == [0, 10, 500, 1000]


def test_many_stories_need_few_marks() -> None:
    course = Course()
    course.begin([1_000_000])
    for read in range(100_000):
        course.read(10 * read)
    assert len(course._marks) <= 1001


def test_where_a_size_is_not_known_there_is_no_percentage(tmp_path: Path) -> None:
    course = Course()
    course.begin([500, None])
    assert course.total is None
    (tmp_path / "a.txt").write_text("Chad left.", "utf-8")
    (tmp_path / "b.txt").write_text("Chad came.", "utf-8")
    known = Course()
    assert len(list(read_stories([str(tmp_path)], course=known))) == 2
    assert (known.total, known.done(2)) == (20, 20)
