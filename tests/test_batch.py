"""Batches: many stories, shared out among workers, with workers that die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from coder.corpus import batch
from coder.corpus.batch import Tally, code_files, events_of, shards
from coder.corpus.rejects import Reject
from coder.corpus.story_coder import CodedStory, Done, Read, StoryCoder
from coder.corpus.workers import Workers
from coder.model import Story
from coder.pipeline import Coder

SENTENCES = ("Egypt condemned Israel.", "Germany promised to send food aid to Jordan.", "The harbour was quiet on Monday.")


class DeadlyCoder(StoryCoder):
    """A coder whose process is killed by a story named `deadly`."""

    def __call__(self, read: Read) -> Done:
        if isinstance(read, Story) and read.id == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(read)


class WordyCoder(StoryCoder):
    """A coder whose results fill a pipe many times over."""

    def __call__(self, read: Read) -> Done:
        done = super().__call__(read)
        assert isinstance(done, CodedStory)
        return CodedStory(done.sentences, done.lines * 10_000, done.roots)


class Told(Tally):
    """A tally that keeps the rejects."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Reject] = []

    def rejected(self, reject: Reject) -> None:
        super().rejected(reject)
        self.told.append(reject)


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "SHARD_STORIES", 4)


def corpus(path: Path, count: int = 50) -> list[str]:
    """A file of stories, two of them faulty."""
    lines = [orjson.dumps({"id": str(n), "text": SENTENCES[n % 3]}) for n in range(count)]
    lines[7] = b"{"
    lines[20] = lines[3]
    path.write_bytes(b"\n".join(lines))
    return [str(path)]


def test_output_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    paths = corpus(tmp_path / "a.jsonl")
    runs = []
    for workers in (1, 2, 3):
        tally = Told()
        events = [orjson.dumps(event) for event in code_files(Coder(), paths, tally, workers=workers)]
        runs.append((events, tally.told, tally.stories, tally.sentences, tally.events))
    assert runs[0] == runs[1] == runs[2]
    assert (runs[0][2], len(runs[0][1])) == (48, 2)
    assert len(runs[0][0]) > 20


def test_a_story_that_kills_its_worker_is_rejected_and_the_others_are_coded() -> None:
    stories = [Story("deadly" if n == 9 else str(n), SENTENCES[0]) for n in range(30)]
    with Workers(DeadlyCoder(Coder(), "both", ()), 2) as workers:
        done = list(workers.code(shards(stories)))
    assert len(done) == 30
    assert [(n, one.story) for n, one in enumerate(done) if isinstance(one, Reject)] == [(9, "deadly")]
    assert [event.story for one in done if not isinstance(one, Reject) for event in events_of(one.lines)] == [
        str(n) for n in range(30) if n != 9
    ]


def test_a_worker_that_is_killed_amid_a_message_costs_nothing() -> None:
    def stories() -> Iterator[Story]:
        for n in range(30):
            yield Story(str(n), SENTENCES[0])
            if n in (11, 19):
                time.sleep(0.5)  # the workers now wait to be rid of their results, which nobody reads meanwhile
                os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)

    with Workers(WordyCoder(Coder(), "both", ()), 2) as workers:
        done = list(workers.code(shards(stories())))
    assert [orjson.loads(one.lines[-1])["story"] for one in done if isinstance(one, CodedStory)] == [str(n) for n in range(30)]


def test_only_so_many_shards_are_read_ahead() -> None:
    read = 0

    def stories() -> object:
        nonlocal read
        for number in range(400):
            read += 1
            yield Story(str(number), SENTENCES[0])

    with Workers(StoryCoder(Coder(), "both", ()), 2) as workers:
        next(workers.code(shards(stories())))  # type: ignore[arg-type]
        assert read <= 2 * 3 * 4


def test_long_stories_stand_in_small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "SHARD_CHARACTERS", 10)
    assert [len(shard) for shard in shards(Story(text, text) for text in ("a" * 10, "b", "c" * 12, "d"))] == [1, 2, 1]
