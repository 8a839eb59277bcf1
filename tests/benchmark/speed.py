"""How fast stories are coded, on one core: sentences a second, microseconds a step, and how long a start takes.

    python tests/benchmark/speed.py [STORIES.jsonl]

Without a file the sentences beside this script are coded, each with many pairs of countries in it. No test: what it measures
depends on the machine, and on what else the machine does.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

from coder import pipeline
from coder.corpus.readers import read_stories
from coder.model import Story
from coder.pipeline import Coder

HERE = Path(__file__).resolve().parent
ARTICLE = HERE.parent / "articles" / "harbour_dispute.txt"
STARTS = 5


class Stopwatch:
    """The seconds that go into each step, measured around the calls that make it up."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def around(self, owner: object, name: str, step: str) -> None:
        """Measure a function (or the making of a record) that stands under a name of an object or module."""
        measured: Callable[..., Any] = getattr(owner, name)

        def timed(*given: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return measured(*given, **named)
            finally:
                self.seconds[step] += time.perf_counter() - began

        setattr(owner, name, timed)


def main() -> None:
    """Print the figures."""
    stories = _read(sys.argv[1]) if len(sys.argv) > 1 else _varied(HERE / "sentences.txt")
    _rate(stories)
    _rate(stories, actors="any")
    _steps(stories)
    _start()


def _read(path: str) -> list[Story]:
    return [story for story in read_stories([path]) if isinstance(story, Story)]


def _varied(path: Path) -> list[Story]:
    """Each sentence of the file with each pair of the names that stand above them."""
    names, sentences = (block.splitlines() for block in path.read_text("utf-8").strip().split("\n\n"))
    pairs = list(permutations(names, 2))
    return [
        Story(f"{number}:{one}:{other}", sentence.replace("{A}", one).replace("{B}", other))
        for one, other in pairs
        for number, sentence in enumerate(sentences, 1)
    ]


def _rate(stories: list[Story], actors: str = "both") -> None:
    coder = Coder()
    began = time.perf_counter()
    events = sum(len(coder.code(story, actors)) for story in stories)
    seconds = time.perf_counter() - began
    print(f"--actors {actors:5} {coder.sentences:7,} sentences {events:7,} events  {coder.sentences / seconds:7,.0f} sentences/s")


def _steps(stories: list[Story]) -> None:
    coder, watch = Coder(), Stopwatch()
    reader: Any = coder.reader
    watch.around(pipeline, "split_sentences", "sentences")
    watch.around(reader, "words", "words")
    watch.around(reader.tagger, "tag", "tags")
    watch.around(reader.groups, "read", "groups and junctures")
    watch.around(reader.marker, "mark", "groups and junctures")
    watch.around(reader.clauses, "read", "clauses")
    watch.around(pipeline, "Propositions", "propositions")
    began = time.perf_counter()
    for story in stories:
        coder.code(story)
    seconds = time.perf_counter() - began
    watch.seconds["acts and events"] = seconds - sum(watch.seconds.values())
    for step, spent in watch.seconds.items():
        print(f"{step:22} {1e6 * spent / coder.sentences:6.0f} µs a sentence  {spent / seconds:4.0%}")


def _start() -> None:
    """The whole of `coder code` on one short article, with everything in the cache."""
    program = "from coder.cli import main; main()"
    spent = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", program, "code", str(ARTICLE)], stdout=subprocess.DEVNULL, check=True)
        spent.append(time.perf_counter() - began)
    print(f"one article, from start to end: {min(spent):.2f} s (the best of {STARTS})")


if __name__ == "__main__":
    main()
