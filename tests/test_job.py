"""Batches into a file: what stands beside it, and that a batch which was stopped goes on to the same bytes."""

from __future__ import annotations

import json
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.corpus import batch, job
from coder.corpus.journal import Journal, ShardRecord
from coder.corpus.rejects import Reject

SENTENCES = ("Egypt condemned Israel.", "Germany promised to send food aid to Jordan.", "The harbour was quiet on Monday.")


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
        if self.counts.shards == shards:
            raise KeyboardInterrupt
        whole(self, record, lines)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "add", add)
        ended = code(story, "-o", "out.jsonl")
    assert ended.exit_code == 130
    assert "stopped; what is coded is kept: the same command goes on" in ended.stderr
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


@pytest.mark.parametrize("strict", [False, True])
def test_standard_input_leaves_no_journal(strict: bool) -> None:
    text = corpus(Path("in.jsonl")).read_text("utf-8")
    result = CliRunner().invoke(main, ["code", "-", "-o", "out.jsonl", *["--strict"] * strict], input=text)
    assert result.exit_code == 1
    found = {path.name.removeprefix("out.jsonl") for path in Path().iterdir()}
    assert found == {"in.jsonl"} | ({"", ".manifest.json", ".rejects.tsv"} if not strict else set())


def test_a_journal_keeps_its_shards(tmp_path: Path) -> None:
    reject = Reject("a.jsonl", 3, None, "no text")
    with Journal(tmp_path / "j", {"program": "1", "dictionary": "x", "options": {}, "inputs": {}}) as journal:
        journal.add(ShardRecord(2, 1, 4, {"11": 1}, [reject]), [b"{}\n"])
    with Journal(tmp_path / "j", {"program": "1", "dictionary": "x", "options": {}, "inputs": {}}) as journal:
        assert (journal.counts.shards, journal.counts.rejects, journal.counts.roots) == (1, 1, {"11": 1})
        assert list(journal.records()) == [ShardRecord(2, 1, 4, {"11": 1}, [reject], end=3, checksum=crc32(b"{}\n"))]
