"""The patterns of one verb, noun or adjective, and which of them can fit in a given sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.dictionary.compiled_patterns import Pattern
from coder.dictionary.records import Records


class WordPatterns:
    """The patterns of a word, most specific first; they are made when the word is first met.

    They are sought by one lemma that each of them wants: in a given sentence most have none.
    """

    __slots__ = ("_anywhere", "_by_lemma", "_naming", "_numbers", "_patterns", "_plain", "_records")

    def __init__(self, records: Records[Pattern], numbers: Sequence[int]) -> None:
        self._records = records
        self._numbers = numbers
        self._patterns: list[Pattern] | None = None
        self._anywhere: list[int] = []
        self._by_lemma: dict[str, list[int]] | None = None
        self._plain: list[Pattern] = []
        self._naming: WordPatterns | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self.all())

    @property
    def numbers(self) -> Sequence[int]:
        """Their numbers among all patterns of the dictionary."""
        return self._numbers

    def all(self) -> list[Pattern]:
        """All of them, in their order."""
        if self._patterns is None:
            self._patterns = [self._records[number] for number in self._numbers]
        return self._patterns

    def among(self, lemmas: set[str]) -> list[Pattern]:
        """Those whose words stand in a sentence with these lemmas, in their order."""
        by_lemma = self._by_lemma
        if by_lemma is None:
            by_lemma = self._index()
        patterns = self.all()
        worded: list[int] = []
        for lemma in lemmas:
            numbers = by_lemma.get(lemma)
            if numbers is not None:
                worded += [at for at in numbers if not lacks(lemmas, patterns[at].words)]
        return [patterns[at] for at in sorted({*worded, *self._anywhere})] if worded else self._plain

    def _index(self) -> dict[str, list[int]]:
        by_lemma: dict[str, list[int]] = {}
        patterns = self.all()
        for at, pattern in enumerate(patterns):
            if not pattern.words:
                self._anywhere.append(at)
                continue
            for lemma in min(pattern.words, key=len):
                by_lemma.setdefault(lemma, []).append(at)
        self._plain = [patterns[at] for at in self._anywhere]
        self._by_lemma = by_lemma
        return by_lemma

    def naming(self) -> WordPatterns:
        """Those of a verb that name its object by its words ("VERB <sanction> on TARGET")."""
        if self._naming is None:
            pairs = zip(self._numbers, self.all(), strict=True)
            self._naming = WordPatterns(self._records, [number for number, pattern in pairs if pattern.names_object])
        return self._naming


def lacks(present: set[str], wanted: tuple[frozenset[str], ...]) -> bool:
    """Whether nothing that is present is of one of the kinds that are wanted."""
    for kind in wanted:
        if present.isdisjoint(kind):
            return True
    return False
