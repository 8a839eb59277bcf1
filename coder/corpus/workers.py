"""Shards of stories -> what became of them, in their order, coded by forked workers.

The workers share the dictionaries with the process that forks them, and only so many shards are under way at a time: memory does
not grow with the input. A worker that dies costs at most the story that killed it.

Each worker has a pipe of its own, whose other end is its parent's alone. So a worker may die at any moment, even amid a message:
its pipe ends, and the others go on. (The process pools of the standard library share one pipe of results among all workers, and
wait forever for the rest of a message whose writer was killed.)
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing import connection
from multiprocessing.connection import Connection
from queue import SimpleQueue

from coder.corpus.rejects import Reject
from coder.corpus.story_coder import Done, Read, Shard, StoryCoder
from coder.model import Story

_AT_WORKER = 2  # shards: one that it codes, and another so that it need not wait
_UNDER_WAY = 3  # shards a worker in all
_TRIES = 2  # so that a story is not blamed for a worker that was killed from outside while it had that story


class _Task:
    """A shard, and what became of its stories once that is known."""

    def __init__(self, shard: Shard) -> None:
        self.shard = shard
        self.done: list[Done] | None = None


class _Worker:
    """A forked process with the tasks that it was sent, in their order."""

    def __init__(self, story_coder: StoryCoder) -> None:
        self.pipe, far_end = multiprocessing.Pipe()
        forking = multiprocessing.get_context("fork")
        self.process = forking.Process(target=_work, args=(story_coder, far_end, self.pipe), daemon=True)
        self.process.start()
        far_end.close()  # before the next fork: then the worker's death ends the pipe
        self.tasks: deque[_Task] = deque()

    def send(self, task: _Task) -> None:
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it is dead, which `receive` tells
            self.pipe.send(task.shard)

    def receive(self) -> bool:
        """Wait for what became of its first task; False where the worker has died over it."""
        try:
            done = self.pipe.recv()
        except (EOFError, OSError):
            return False
        self.tasks.popleft().done = done
        return True

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Workers:
    """So many forked processes; used as a context, they end with it."""

    def __init__(self, story_coder: StoryCoder, number: int) -> None:
        self._story_coder = story_coder
        self._number = number
        self._workers: list[_Worker] = []
        self._unsent: deque[_Task] = deque()

    def __enter__(self) -> Workers:
        gc.freeze()  # what stands in memory now is never collected, and so stays shared
        self._workers = [_Worker(self._story_coder) for _ in range(self._number)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        gc.unfreeze()

    def code(self, shards: Iterable[Shard]) -> Iterator[Done]:
        """What became of each story, in the order of the input."""
        under_way: deque[_Task] = deque()
        for shard in shards:
            under_way.append(_Task(shard))
            self._unsent.append(under_way[-1])
            self._send()
            if len(under_way) >= _UNDER_WAY * self._number:
                yield from self._done(under_way.popleft())
        while under_way:
            yield from self._done(under_way.popleft())

    def _done(self, task: _Task) -> list[Done]:
        while task.done is None:
            ready = connection.wait([worker.pipe for worker in self._workers])
            for worker in [worker for worker in self._workers if worker.pipe in ready]:
                if not worker.receive():
                    self._after_death(worker)
            self._send()
        return task.done

    def _send(self) -> None:
        """Give the workers what they can take, those first that have least."""
        while self._unsent:
            worker = min(self._workers, key=lambda worker: len(worker.tasks))
            if len(worker.tasks) == _AT_WORKER:
                return
            worker.send(self._unsent.popleft())

    def _after_death(self, dead: _Worker) -> None:
        """Code the shard that a worker died over, story by story; what else it had is anybody's."""
        self._replace(dead)
        if not dead.tasks:
            return
        over = dead.tasks.popleft()
        self._unsent.extendleft(reversed(dead.tasks))
        over.done = [self._alone(read) for read in over.shard]

    def _alone(self, read: Read) -> Done:
        """What became of a story that a worker, which has nothing else to do, codes alone."""
        task = _Task([read])
        for _ in range(_TRIES):
            worker = self._workers[-1]
            worker.send(task)
            if worker.receive():
                break
            self._replace(worker)
        return task.done[0] if task.done else _killed(read)

    def _replace(self, dead: _Worker) -> None:
        dead.end()
        self._workers.remove(dead)
        self._workers.append(_Worker(self._story_coder))


def _killed(read: Read) -> Done:
    if not isinstance(read, Story):
        return read
    return Reject(read.id, None, read.id, "the process that coded this story was killed; the story is passed over")


def _work(story_coder: StoryCoder, pipe: Connection, parents_end: Connection) -> None:
    """A worker's life. An interrupt is its parent's business, and it ends when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parents_end.close()  # or the pipe would not end with the parent
    shards: SimpleQueue[Shard] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, shards), daemon=True).start()
    while True:
        pipe.send([story_coder(read) for read in shards.get()])


def _receive(pipe: Connection, shards: SimpleQueue[Shard]) -> None:
    """Take in what the parent sends, whatever the worker is at: else each might wait for the other to read."""
    try:
        while True:
            shards.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(1)
