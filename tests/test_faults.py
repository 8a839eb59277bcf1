"""Batches that are killed, starved or tampered with, as whole programs: the same command again gives the same bytes.

No such program may show a traceback, leave anything half-written behind, or a process that goes on without it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SENTENCES = ("Egypt condemned Israel.", "Germany promised to send food aid to Jordan.", "The harbour was quiet on Monday.")
SMALL_SHARDS = "from coder.corpus import batch, job; batch.SHARD_STORIES = job.SHARD_STORIES = 50"
PROGRAM = [sys.executable, "-c", f"{SMALL_SHARDS}; from coder.cli import main; main()", "code"]
FAR_TOO_LONG = 60  # seconds


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with stories, one of them faulty, and with what an undisturbed run makes of them."""
    folder = tmp_path_factory.mktemp("faults")
    lines = [json.dumps({"id": str(n), "text": SENTENCES[n % 3]}) for n in range(1500)]
    lines[7] = "{"
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    for kind in ("jsonl", "csv"):
        assert code(folder, f"whole.{kind}").returncode == 1
    return folder


def code(folder: Path, out: str, *options: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "in.jsonl", "-o", out, "--workers", "2", *options]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, preexec_fn=before, timeout=FAR_TOO_LONG)
    assert "Traceback" not in ran.stderr
    return ran


def start(folder: Path, out: str) -> subprocess.Popen[bytes]:
    command = [*PROGRAM, "in.jsonl", "-o", out, "--workers", "2"]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True)


def until(holds: Callable[[], object]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + FAR_TOO_LONG
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def finished_shards(folder: Path, out: str) -> int:
    told = folder / f"{out}.parts" / "shards.jsonl"
    return told.read_bytes().count(b"\n") if told.exists() else 0


def children(process: subprocess.Popen[bytes]) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def session_is_over(process: subprocess.Popen[bytes]) -> bool:
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


def assert_like_the_undisturbed_run(folder: Path, out: str) -> None:
    whole = f"whole{Path(out).suffix}"
    for name in ("", ".rejects.tsv"):
        assert (folder / f"{out}{name}").read_bytes() == (folder / f"{whole}{name}").read_bytes()
    left = {path.name for path in folder.iterdir() if out in path.name}
    assert left == {out, f"{out}.rejects.tsv", f"{out}.manifest.json"}
    manifest = json.loads((folder / f"{out}.manifest.json").read_text("utf-8"))
    assert (manifest["stories"], manifest["rejects"]) == (1499, 1)


@pytest.mark.parametrize(("out", "seed"), [("a.jsonl", 1), ("b.csv", 2)])
def test_a_batch_that_is_killed_again_and_again_gives_the_same_bytes(folder: Path, out: str, seed: int) -> None:
    moments = random.Random(seed)
    kills = 0
    for _ in range(5):
        running = start(folder, out)
        at_least = finished_shards(folder, out) + moments.randint(0, 8)
        until(lambda running=running, at_least=at_least: running.poll() is not None or finished_shards(folder, out) >= at_least)
        time.sleep(moments.random() / 50)
        kills += running.poll() is None
        running.kill()
        running.wait()
        until(lambda running=running: session_is_over(running))
    assert kills >= 2, "the batch was over before it could be killed"
    assert code(folder, out).returncode == 1
    assert_like_the_undisturbed_run(folder, out)


def test_a_killed_worker_costs_nothing(folder: Path) -> None:
    running = start(folder, "w.jsonl")
    for shards in (2, 6):
        until(lambda shards=shards: finished_shards(folder, "w.jsonl") >= shards and children(running))
        os.kill(children(running)[0], signal.SIGKILL)
    assert running.wait(FAR_TOO_LONG) == 1
    assert_like_the_undisturbed_run(folder, "w.jsonl")


def test_one_batch_at_a_time_writes_an_output(folder: Path) -> None:
    running = start(folder, "t.jsonl")
    until(lambda: finished_shards(folder, "t.jsonl"))
    running.send_signal(signal.SIGSTOP)  # or it might be at its end too early
    for options in ((), ("--restart",)):
        second = code(folder, "t.jsonl", *options)
        assert (second.returncode, "is running now" in second.stderr) == (2, True)
    running.send_signal(signal.SIGCONT)
    assert running.wait(FAR_TOO_LONG) == 1
    assert_like_the_undisturbed_run(folder, "t.jsonl")


def damage(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damaged(parts: Path) -> None:
        (parts / name).write_bytes(change((parts / name).read_bytes()))

    return damaged


@pytest.mark.parametrize(
    "damaged",
    [
        damage("events.jsonl", lambda content: content[: len(content) // 2]),
        damage("events.jsonl", lambda content: content[:-500] + bytes(500)),
        damage("shards.jsonl", lambda content: content[:-30] + bytes(30)),
        damage("shards.jsonl", lambda content: content + b'{"reads": 200, "sto'),
        lambda parts: (parts / "events.jsonl").unlink(),
    ],
    ids=["half", "zeros", "torn", "more", "no events"],
)
def test_what_a_power_cut_leaves_is_told_from_what_was_written(folder: Path, damaged: Callable[[Path], None]) -> None:
    running = start(folder, "p.jsonl")
    until(lambda: finished_shards(folder, "p.jsonl") >= 4)
    running.kill()
    running.wait()
    damaged(folder / "p.jsonl.parts")
    assert code(folder, "p.jsonl").returncode == 1
    assert_like_the_undisturbed_run(folder, "p.jsonl")


@pytest.mark.parametrize("out", ["full.jsonl", "full.csv"])
def test_with_too_little_room_for_files_it_stops_and_goes_on_later(folder: Path, out: str) -> None:
    room = (folder / "whole.jsonl").stat().st_size // 2

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    full = code(folder, out, before=little)
    assert full.returncode == 2
    assert "cannot be written: File too large" in full.stderr
    assert not (folder / out).exists()
    assert "going on" in code(folder, out).stderr
    assert_like_the_undisturbed_run(folder, out)


@pytest.mark.skipif(not shutil.which("unshare") or os.geteuid() != 0, reason="only root may mount a small disk")
@pytest.mark.parametrize(("out", "share"), [("disk.jsonl", 0.5), ("disk.csv", 1.2)], ids=["events", "table"])
def test_a_full_disk_is_told_and_the_batch_goes_on_when_there_is_room(folder: Path, out: str, share: float) -> None:
    (folder / "disk").mkdir(exist_ok=True)
    room = int((folder / "whole.jsonl").stat().st_size * share)
    run = shlex.join([*PROGRAM, "in.jsonl", "--workers", "2", "-o", f"disk/{out}"])
    script = f"""
        mount -t tmpfs -o size={room} tmpfs disk || exit 99
        {run}; echo "exit $?"
        ls disk
        mount -o remount,size=1g disk
        {run}; echo "exit $?"
        cp disk/* .
    """
    ran = subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=folder, capture_output=True, text=True)
    if ran.returncode == 99:
        pytest.skip("cannot mount a small disk here")
    assert "Traceback" not in ran.stderr
    assert "No space left on device" in ran.stderr
    assert "going on" in ran.stderr
    assert ran.stdout.split() == ["exit", "2", f"{out}.parts", "exit", "1"]
    assert_like_the_undisturbed_run(folder, out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_full_disk_behind_standard_output_is_told(folder: Path, form: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*PROGRAM, "in.jsonl", "--format", form], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 2
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_changed_dictionary_is_refused(folder: Path) -> None:
    mine = folder / "mine" / "actors"
    mine.mkdir(parents=True)
    layers = ("--dictionaries", "shipped", "--dictionaries", "mine")
    (mine / "mine.yaml").write_text('Ruritania: "RUR"\n', "utf-8")

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    code(folder, "d.jsonl", *layers)  # so that the compiled dictionary is in the cache and needs no room
    (folder / "d.jsonl").unlink()
    assert code(folder, "d.jsonl", *layers, before=little).returncode == 2
    (mine / "mine.yaml").write_text('Strelsau: "RUR"\n', "utf-8")
    refused = code(folder, "d.jsonl", *layers)
    assert refused.returncode == 2
    assert "the dictionary (" in refused.stderr
    assert "--restart begins anew" in refused.stderr
    assert not (folder / "d.jsonl").exists()
    assert code(folder, "d.jsonl", *layers, "--restart").returncode == 1
