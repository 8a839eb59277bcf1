"""The first half of the road, from the text of a sentence to its clauses, with what each step gave."""

from __future__ import annotations

from pathlib import Path

from coder.dictionary.compiled import Dictionary
from coder.language.clauses import ClauseReader, Unit
from coder.language.dates import DateReader
from coder.language.groups import Group, GroupReader
from coder.language.junctures import Marker
from coder.language.peeling import Marked
from coder.language.phrases import PhraseReader
from coder.language.tag_rules import read_tag_rules
from coder.language.tags import Tagger
from coder.language.words import Word


class Reading:
    """A sentence as it was read: words with tags, groups, terminals, clauses."""

    __slots__ = ("groups", "marked", "text", "units", "words")

    def __init__(self, text: str, words: list[Word], groups: list[Group], marked: Marked, units: list[Unit]) -> None:
        self.text = text
        self.words = words
        self.groups = groups
        self.marked = marked
        self.units = units


class SentenceReader:
    """Holds the phrase reader, the tagger and the two grammars; made once for a compiled dictionary."""

    def __init__(self, dictionary: Dictionary, grammars: Path) -> None:
        sets = dictionary.lexicon.sets
        self.phrases = PhraseReader(dictionary)
        self.tagger = Tagger(read_tag_rules(grammars), sets["clause"])
        self.groups = GroupReader(grammars)
        self.marker = Marker(sets["clause"], sets["reporting"])
        self.clauses = ClauseReader(grammars)
        self.dates = DateReader(grammars)

    def words(self, text: str) -> list[Word]:
        """Only the words of a sentence, before tagging: enough to see that it needs no reading."""
        return self.phrases.read(text)

    def read(self, text: str, words: list[Word] | None = None) -> Reading:
        """Read one sentence; `words` may be given where they are known already."""
        if words is None:
            words = self.phrases.read(text)
        self.tagger.tag(words)
        groups = self.groups.read(words)
        marked = self.marker.mark(groups, words)
        return Reading(text, words, groups, marked, self.clauses.read(marked))
