"""Shards of stories -> what became of them, in their order, coded on a cluster of machines by Ray Data.

Stories are read, and events written, where the command runs; only the coding is shared out. So the machines of the cluster need
this package and nothing else: they get the compiled dictionaries and the stories, and send back events. Both travel as Arrow
tables, a row for each story, and never more of them than Ray's store of objects holds.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from coder.corpus.story_coder import Done, Shard, StoryCoder
from coder.pipeline import Coder

BLOCK = 1 << 20  # bytes of a block of stories: some shards, so that all machines have something to do early on
STORE = 200 << 20  # bytes of the store of objects, where Ray is begun here
_ADDRESS = "RAY_ADDRESS"
_SETTINGS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}  # Ray tells nobody of us, and us not of itself
_TRIALS = 3  # after a machine is lost; by itself Ray would try for ever, though it be a story that kills the process
_SHARD, _VALUE = "shard", "value"  # columns: number of the shard; a story or what became of it, pickled

Cut = Callable[[], Iterable[Shard]]


class ClusterError(Exception):
    """The cluster could not do its work."""


def ray_shards(story_coder: StoryCoder, cut: Cut, workers: int) -> Iterator[list[Done]]:
    """What became of each shard, coded by so many processes.

    `cut` gives the shards; it is pickled and called in a process of its own on this machine. The cluster is the one that the
    variable RAY_ADDRESS names, else one that is begun here and ends with the iteration. Raises ClusterError.
    """
    os.environ.update(_SETTINGS | os.environ)
    import ray
    import ray.data
    from ray.exceptions import RayError, RayTaskError

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what goes wrong is told once, below
    warnings.filterwarnings("ignore", module="ray.data")  # that there is one block, before it is known how many there are
    try:
        _begin(workers)
        rows = _coded(story_coder, cut, workers).iter_batches(batch_size=None, batch_format="pyarrow")
        values = (pair for table in rows for pair in zip(*table.to_pydict().values(), strict=True))
        for _, shard in groupby(values, itemgetter(0)):
            yield [pickle.loads(value) for _, value in shard]
    except (RayError, ConnectionError) as error:
        told = str(error).strip().splitlines()
        lost = told[-1 if isinstance(error, RayTaskError) else 0]  # of an error in a process the last line says what it was
        raise ClusterError(f"the cluster failed: {lost}\nWhat is coded is kept: the same command goes on") from error
    finally:
        ray.shutdown()


def _begin(workers: int) -> None:
    import ray

    quiet: dict[str, Any] = {"logging_level": "CRITICAL", "log_to_driver": False}
    if _ADDRESS in os.environ:
        ray.init(**quiet)
    else:
        ray.init("local", num_cpus=workers, object_store_memory=STORE, include_dashboard=False, **quiet)


def _coded(story_coder: StoryCoder, cut: Cut, workers: int) -> Any:
    """The dataset of what becomes of the stories; nothing is coded before it is iterated."""
    import ray

    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.target_max_block_size = BLOCK
    context.enable_progress_bars = False
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    asked = _Asked(ray.put(story_coder.coder.dictionary), story_coder.actors, tuple(story_coder.include))
    read = partial(_read, cut, Path.cwd())
    stories = ray.data.read_datasource(_datasource(read), num_cpus=0, override_num_blocks=1, label_selector=here)
    pool = ray.data.ActorPoolStrategy(size=workers)
    return stories.map_batches(
        CodeShards,
        fn_constructor_args=[asked],
        batch_size=None,
        batch_format="pyarrow",
        compute=pool,
        num_cpus=1,
        max_restarts=_TRIALS,
        max_task_retries=_TRIALS,
    )


def _read(cut: Cut, folder: Path) -> Iterator[Any]:
    """The shards as tables; in another process, whose folder may be another."""
    with contextlib.chdir(folder):
        for number, shard in enumerate(cut()):
            yield _table([number] * len(shard), shard)


def _table(shards: list[int], values: Iterable[object]) -> Any:
    import pyarrow as pa

    pickled = pa.array([pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for value in values], pa.large_binary())
    return pa.table({_SHARD: pa.array(shards, pa.int64()), _VALUE: pickled})


def _datasource(read: Callable[[], Iterator[Any]]) -> Any:
    """A source of Ray Data with one task, which goes on while its tables are coded."""
    from ray.data.block import BlockMetadata
    from ray.data.datasource import Datasource, ReadTask

    class Stories(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> None:
            return None

        def get_read_tasks(self, *_: object, **__: object) -> list[Any]:
            return [ReadTask(read, BlockMetadata(None, None, None))]

    return Stories()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A reference to the compiled dictionaries, and what else a process needs to know."""

    dictionary: Any
    actors: str
    include: Collection[str]


class CodeShards:
    """A process of the cluster that codes: tables of stories in, tables of what became of them out."""

    def __init__(self, asked: _Asked) -> None:
        import ray

        self._code = StoryCoder(Coder(dictionary=ray.get(asked.dictionary)), asked.actors, asked.include)

    def __call__(self, stories: Any) -> Any:
        """Code the stories of a table."""
        columns = stories.to_pydict()
        return _table(columns[_SHARD], (self._code(pickle.loads(value)) for value in columns[_VALUE]))
