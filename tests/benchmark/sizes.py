"""Whether the cost of a sentence stays the same, however large the corpus and however large the dictionary.

    python tests/benchmark/sizes.py [MOST_SENTENCES]

Prints microseconds a sentence and the peak of memory for 1,000 sentences up to MOST_SENTENCES (1,000,000 if not given: it takes
some ten minutes), and for 5,000 to 60,000 names more in a dictionary of actors. No test: compare the lines of one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice, product
from pathlib import Path

from speed import HERE, varied

from coder.model import Story
from coder.pipeline import Coder

NAMES = (5_000, 15_000, 30_000, 60_000)
SYLLABLES = ("ba", "do", "ki", "lu", "mar", "nev", "os", "pra", "ri", "sto", "tu", "vel", "wen", "yas", "zo", "qui")


def main() -> None:
    """Print both tables."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    stories = varied(HERE / "sentences.txt")
    coder = Coder()
    _cost(coder, islice(cycle(stories), 2_000))
    size = 1_000
    while size <= most:
        print(
            f"{size:9,} sentences {_cost(coder, islice(cycle(stories), size)):6.0f} µs a sentence, {_peak():4.0f} MB", flush=True
        )
        size *= 10
    for names in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            _write_names(Path(folder), names)
            larger = Coder(["shipped", folder])
            _cost(larger, islice(cycle(stories), 2_000))
            print(f"{names:9,} names more {_cost(larger, islice(cycle(stories), 20_000)):6.0f} µs a sentence", flush=True)


def _cost(coder: Coder, stories: Iterator[Story]) -> float:
    """Microseconds of processor time a sentence."""
    before, began = coder.sentences, time.process_time()
    for story in stories:
        coder.code(story, "any")
    return 1e6 * (time.process_time() - began) / (coder.sentences - before)


def _peak() -> float:
    """The most memory that this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _write_names(folder: Path, count: int) -> None:
    """A folder with that many people who do not exist."""
    people = islice(product(SYLLABLES, repeat=5), count)
    lines = [f"{a.title()}{b} {c.title()}{d}{e}: USAGOV\n" for a, b, c, d, e in people]
    (folder / "actors").mkdir()
    (folder / "actors" / "people.yaml").write_text("".join(sorted(set(lines))), "utf-8")


if __name__ == "__main__":
    main()
