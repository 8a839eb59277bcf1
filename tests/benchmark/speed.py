"""How fast stories are coded, on one core: sentences a second, microseconds a step, and how long a start takes.

    python tests/benchmark/speed.py [STORIES.jsonl]

Without a file the sentences beside this script are coded, each with many pairs of countries in it. No test: what it measures
depends on the machine, and on what else the machine does. So a bare loop over the words of the same text runs in turn with the
coder: the ratio of the two can be compared across machines.
"""

from __future__ import annotations

import re
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
ROUNDS = 5
LOADING = """
import time
from coder.dictionary.store import load_dictionary, load_gazetteer
began = time.perf_counter()
load_gazetteer(load_dictionary())
print(time.perf_counter() - began)
"""
WORDS = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")


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
    stories = _read(sys.argv[1]) if len(sys.argv) > 1 else varied(HERE / "sentences.txt")
    if not stories:
        sys.exit("no story could be read")
    _rates(stories)
    if pipeline.__file__.endswith(".py"):
        _steps(stories)  # the classes of a compiled road cannot be wrapped
    _start()


def _read(path: str) -> list[Story]:
    return [story for story in read_stories([path]) if isinstance(story, Story)]


def varied(path: Path) -> list[Story]:
    """Each sentence of the file with each pair of the names that stand above them."""
    names, sentences = (block.splitlines() for block in path.read_text("utf-8").strip().split("\n\n"))
    pairs = list(permutations(names, 2))
    return [
        Story(f"{number}:{one}:{other}", sentence.replace("{A}", one).replace("{B}", other))
        for one, other in pairs
        for number, sentence in enumerate(sentences, 1)
    ]


def _rates(stories: list[Story]) -> None:
    """The best of some rounds for the bare loop and for two levels of actors, each against the loop of its own round."""
    coder = Coder()
    tasks: dict[str, Callable[[], object]] = {
        "bare loop": lambda: [[(m.group(), m.start(), m.end()) for m in WORDS.finditer(story.text)] for story in stories],
        "--actors both": lambda: [coder.code(story, "both") for story in stories],
        "--actors any": lambda: [coder.code(story, "any") for story in stories],
    }
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            began = time.process_time()
            task()
            best[name] = min(best[name], time.process_time() - began)
    sentences = coder.sentences / (2 * ROUNDS)
    print(f"{len(stories):,} stories, {sentences:,.0f} sentences, the best of {ROUNDS} rounds")
    for name, seconds in best.items():
        rate, cost, ratio = sentences / seconds, 1e6 * seconds / sentences, seconds / best["bare loop"]
        print(f"{name:22} {rate:9,.0f} sentences/s {cost:6.0f} µs a sentence {ratio:6.1f} x the loop")


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
    """With everything in the cache: loading the dictionaries, and the whole of `coder code` on one short article."""
    program = "from coder.cli import main; main()"
    spent = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", program, "code", str(ARTICLE)], stdout=subprocess.DEVNULL, check=True)
        spent.append(time.perf_counter() - began)
    loading = [float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout) for _ in spent]
    print(f"loading the dictionaries: {min(loading):.2f} s (the best of {STARTS})")
    print(f"one article, from start to end: {min(spent):.2f} s (the best of {STARTS})")


if __name__ == "__main__":
    main()
