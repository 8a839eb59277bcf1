"""Batches into a file: what stands beside it, and that a batch which was stopped goes on to the same bytes."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.corpus import batch, job
from coder.corpus.journal import Journal, ShardRecord, beside
from coder.corpus.rejects import Reject

SENTENCES = ("Egypt condemned Israel.", "Germany promised to send food aid to Jordan.", "The harbour was quiet on Monday.")
PROGRAM = [sys.executable, "-c", "from coder.cli import main; main()"]


def corpus(path: Path, count: int = 60) -> Path:
    lines = [json.dumps({"id": str(n), "text": SENTENCES[n % 3]}) for n in range(count)]
    lines[7] = "{"
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(batch, "SHARD_STORIES", 10)
    monkeypatch.setattr(job, "SHARD_STORIES", 10)
    monkeypatch.chdir(tmp_path)


def code(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["code", *map(str, arguments), "--workers", "1"])


def stopped(monkeypatch: pytest.MonkeyPatch, story: Path, shards: int, torn: bytes = b"") -> None:
    """A batch that ended after some shards, as if it was killed while it wrote the next one."""
    whole = Journal.add

    def add(self: Journal, record: ShardRecord, lines: list[bytes]) -> None:
        if len(self.done) == shards:
            raise KeyboardInterrupt
        whole(self, record, lines)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "add", add)
        assert code(story, "-o", "out.jsonl").exit_code == 130
    for name in ("events.jsonl", "shards.jsonl"):
        with Path("out.jsonl.parts", name).open("ab") as out:
            out.write(torn)


def test_a_manifest_and_the_rejects_stand_beside_the_output() -> None:
    assert code(corpus(Path("in.jsonl")), "-o", "out.jsonl").exit_code == 1
    manifest = json.loads(Path("out.jsonl.manifest.json").read_text("utf-8"))
    assert {key: manifest[key] for key in ("stories", "sentences", "events", "rejects")} == {
        "stories": 59,
        "sentences": 59,
        "events": 39,
        "rejects": 1,
    }
    assert manifest["roots"] == {"03": 19, "11": 20}
    assert manifest["options"]["actors"] == "both"
    assert list(manifest["inputs"]) == ["in.jsonl"]
    header, row = Path("out.jsonl.rejects.tsv").read_text("utf-8").splitlines()
    assert header.split("\t") == ["file", "line", "story", "reason"]
    assert row.split("\t")[:2] == ["in.jsonl", "8"]
    assert not Path("out.jsonl.parts").exists()


def test_rejects_of_an_earlier_run_do_not_stay() -> None:
    source = corpus(Path("in.jsonl"))
    code(source, "-o", "out.jsonl")
    source.write_text(json.dumps({"text": SENTENCES[0]}), "utf-8")
    assert code(source, "-o", "out.jsonl").exit_code == 0
    assert not Path("out.jsonl.rejects.tsv").exists()


@pytest.mark.parametrize("torn", [b"", b'{"reads": 10, "stor', b"half a line"])
def test_a_stopped_batch_goes_on_to_the_same_bytes(monkeypatch: pytest.MonkeyPatch, torn: bytes) -> None:
    source = corpus(Path("in.jsonl"))
    code(source, "-o", "whole.jsonl")
    stopped(monkeypatch, source, 3, torn)
    coded: list[str] = []
    once = job.StoryCoder.__call__

    def counted(self: job.StoryCoder, read: object) -> object:
        coded.append(getattr(read, "id", ""))
        return once(self, read)  # type: ignore[arg-type]

    monkeypatch.setattr(job.StoryCoder, "__call__", counted)
    result = code(source, "-o", "out.jsonl")
    assert result.exit_code == 1
    assert "going on where this batch was stopped" in result.stderr
    assert coded == [str(n) for n in range(30, 60)]
    for name in ("", ".rejects.tsv"):
        assert Path(f"out.jsonl{name}").read_bytes() == Path(f"whole.jsonl{name}").read_bytes()


def test_a_changed_batch_is_refused_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    source = corpus(Path("in.jsonl"))
    stopped(monkeypatch, source, 2)
    with source.open("a", encoding="utf-8") as out:
        out.write("\n" + json.dumps({"text": SENTENCES[0]}))
    result = code(source, "-o", "out.jsonl", "--actors", "any")
    assert result.exit_code == 2
    assert "the option actors, the input in.jsonl" in result.stderr
    assert "--restart" in result.stderr
    assert not Path("out.jsonl").exists()
    assert code(source, "-o", "out.jsonl", "--actors", "any", "--restart").exit_code == 1
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 40


def test_strict_stops_at_the_first_reject() -> None:
    result = code(corpus(Path("in.jsonl")), "-o", "out.jsonl", "--strict")
    assert result.exit_code == 1
    assert result.stderr.count("in.jsonl:") == 1
    assert not Path("out.jsonl").exists()


def test_standard_input_has_no_journal() -> None:
    text = corpus(Path("in.jsonl")).read_text("utf-8")
    result = CliRunner().invoke(main, ["code", "-", "-o", "out.jsonl"], input=text)
    assert result.exit_code == 1
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_journal_keeps_its_shards(tmp_path: Path) -> None:
    reject = Reject("a.jsonl", 3, None, "no text")
    with Journal(tmp_path / "j", {"program": "1", "dictionary": "x", "options": {}, "inputs": {}}) as journal:
        journal.add(ShardRecord(2, 1, 4, {"11": 1}, [reject]), [b"{}\n"])
    with Journal(tmp_path / "j", {"program": "1", "dictionary": "x", "options": {}, "inputs": {}}) as journal:
        assert journal.done == [ShardRecord(2, 1, 4, {"11": 1}, [reject], 3)]


def test_a_killed_program_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    source = corpus(tmp_path / "in.jsonl", 4000)
    command = [*PROGRAM, "code", str(source), "--workers", "2", "-o"]
    subprocess.run([*command, str(tmp_path / "whole.jsonl")], check=False, capture_output=True)
    out = tmp_path / "out.jsonl"
    running = subprocess.Popen([*command, str(out)], stderr=subprocess.DEVNULL)
    told = beside(str(out), "parts") / "shards.jsonl"
    while running.poll() is None and not (told.exists() and told.stat().st_size):
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not out.exists(), "the batch was over before it could be killed"
    again = subprocess.run([*command, str(out)], check=False, capture_output=True, text=True)
    assert again.returncode == 1
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_full_disk_is_told_and_the_batch_goes_on_when_there_is_room(tmp_path: Path) -> None:
    source = corpus(tmp_path / "in.jsonl", 1000)
    out = tmp_path / "out.jsonl"
    command = [*PROGRAM, "code", str(source), "--workers", "1", "-o", str(out)]

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    full = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=little_room, env=environment)
    assert full.returncode == 2
    assert "cannot be written" in full.stderr
    assert "Traceback" not in full.stderr
    assert not out.exists()
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert len(out.read_bytes().splitlines()) == 666
