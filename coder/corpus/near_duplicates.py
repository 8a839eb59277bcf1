"""Stories -> the same stories, those that nearly repeat an earlier one told and, if wanted, left out.

Two stories are alike by the share of their sequences of three words that both have. It is estimated from a MinHash signature
(Broder 1997), and only stories that share a band of it are compared at all. A story is compared with so many before it, which
bounds the memory: reprints of a story come within days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coder.corpus.rejects import Reject
from coder.model import Story

LIKENESS = 0.7  # share of common word sequences from which on a story counts as a repetition
WINDOW = 50_000  # stories, none of them a repetition itself, with which a story is compared: about 100 MB
_LENGTH = 3  # words of a sequence
_SIGNATURE, _BANDS, _SEED = 64, 16, 1  # four numbers a band: of stories alike by .7 one in a hundred is overlooked
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A story that nearly repeats an earlier one: ids of both, and how alike they are (0 to 1, estimated)."""

    story: str
    of: str
    likeness: float


class NearDuplicates:
    """Remembers stories and finds those that are nearly the same. Raises ModuleNotFoundError where rensa is missing."""

    def __init__(self) -> None:
        from rensa import RMinHash, RMinHashLSH

        self._signature = RMinHash
        self._bands = RMinHashLSH(LIKENESS, _SIGNATURE, _BANDS)
        self._kept: dict[int, tuple[str, Any]] = {}
        self._next = 0

    def find(self, story: Story) -> Duplicate | None:
        """The earlier story that this one repeats, the likest if there are several; if there is none, this one is remembered."""
        signature = self._signature(_SIGNATURE, _SEED)
        signature.update(sequences(story))
        alike = [(signature.jaccard(self._kept[key][1]), -key) for key in self._bands.query(signature)]
        likeness, key = max(alike, default=(0.0, 0))
        if likeness >= LIKENESS:
            return Duplicate(story.id, self._kept[-key][0], round(likeness, 3))
        self._remember(story.id, signature)
        return None

    def _remember(self, story: str, signature: Any) -> None:
        self._bands.insert(self._next, signature)
        self._kept[self._next] = story, signature
        self._next += 1
        if len(self._kept) > WINDOW:
            oldest = next(iter(self._kept))
            self._bands.remove(oldest)
            del self._kept[oldest]


def sequences(story: Story) -> list[str]:
    """The sequences of words of a story, or of the parts of it that are coded."""
    prose = story.text
    if story.paragraphs is not None:
        prose = " ".join(prose[start:end] for start, end in story.paragraphs)
    words = _WORDS.findall(prose.casefold())
    return [" ".join(words[at : at + _LENGTH]) for at in range(max(1, len(words) - _LENGTH + 1))]


def tell_duplicates(reads: Iterable[Story | Reject], drop: bool) -> Iterator[Story | Reject | Duplicate]:
    """Stories with a Duplicate before each that repeats an earlier one, or in its place."""
    earlier = NearDuplicates()
    for read in reads:
        found = earlier.find(read) if isinstance(read, Story) else None
        if found is not None:
            yield found
            if drop:
                continue
        yield read
