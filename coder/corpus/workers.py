"""Shards of stories -> what became of them, in their order, coded by forked workers.

The workers share the dictionaries with the process that forks them, and only so many shards are under way at a time: memory does
not grow with the input. A worker that dies costs at most the story that killed it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection

from coder.corpus.rejects import Reject
from coder.corpus.story_coder import Done, Read, Shard, StoryCoder
from coder.model import Story

_UNDER_WAY = 3  # shards a worker: one that it codes, and others so that it need not wait


class Workers:
    """So many forked processes; used as a context, they end with it."""

    def __init__(self, story_coder: StoryCoder, number: int) -> None:
        self._story_coder = story_coder
        self._number = number
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        gc.freeze()  # what stands in memory now is never collected, and so stays shared
        return self

    def __exit__(self, *_: object) -> None:
        self._end_pool()
        gc.unfreeze()

    def code(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """What became of each story, in the order of the input."""
        waiting: deque[tuple[Shard, Future[list[Done]]]] = deque()
        for shard in shards:
            try:
                waiting.append((shard, self._submit(shard)))
            except BrokenProcessPool:
                yield from self._again([*(before for before, _ in waiting), shard])
                waiting.clear()
            if len(waiting) >= _UNDER_WAY * self._number:
                yield from self._next(waiting)
        while waiting:
            yield from self._next(waiting)

    def _next(self, waiting: deque[tuple[Shard, Future[list[Done]]]]) -> Iterator[Done]:
        try:
            done = waiting[0][1].result()
        except BrokenProcessPool:
            yield from self._again([shard for shard, _ in waiting])
            waiting.clear()
            return
        waiting.popleft()
        yield from done

    def _again(self, shards: list[Shard]) -> Iterator[Done]:
        """Shards after a worker died, one at a time, so that the one at fault is known; of that one, story by story."""
        self._end_pool()
        for shard in shards:
            done = self._alone(shard)
            if done is not None:
                yield from done
                continue
            for read in shard:
                yield from self._alone([read]) or [_killed(read)]

    def _alone(self, shard: Shard) -> list[Done] | None:
        """What became of a shard with no other under way; None where a worker died of it."""
        try:
            return self._submit(shard).result()
        except BrokenProcessPool:
            self._end_pool()
            return None

    def _submit(self, shard: Shard) -> Future[list[Done]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._number, multiprocessing.get_context("fork"), initializer=_begin, initargs=(self._story_coder,)
            )
        return self._pool.submit(_code_shard, shard)

    def _end_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _killed(read: Read) -> Done:
    if not isinstance(read, Story):
        return read
    return Reject(read.id, None, read.id, "the process that coded this story was killed; the story is passed over")


_of_this_worker: list[StoryCoder] = []


def _begin(story_coder: StoryCoder) -> None:
    """Make a worker ready: an interrupt is its parent's business, and it ends when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _of_this_worker[:] = [story_coder]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)


def _code_shard(shard: Shard) -> list[Done]:
    return [_of_this_worker[0](read) for read in shard]
