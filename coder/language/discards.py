"""Discard phrases (`dictionaries/discards.yaml`): they silence the sentence, or the whole story, in which they stand."""

from __future__ import annotations

from coder.dictionary.compiled import Dictionary
from coder.language.words import Word
from coder.words.tokens import pieces


class Discards:
    """The discard phrases of a dictionary, by their longest piece, which few sentences have; made once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], int]]]] = {"sentence": {}, "story": {}}
        for phrases in dictionary.discards.values():
            for wanted, scope in phrases:
                longest = max(wanted, key=len)
                self._phrases[scope].setdefault(longest, []).append((wanted, wanted.index(longest)))

    def silences(self, words: list[Word], scope: str) -> str:
        """The first phrase of a scope that stands in the words, or an empty string."""
        known = self._phrases[scope]
        for word in words:
            several = "-" in word.key or " " in word.key
            if word.key in known or (several and not known.keys().isdisjoint(_pieces(word))):
                return self._first([piece for word in words for piece in _pieces(word)], scope)
        return ""

    def silence_story(self, text: str) -> str:
        """The first phrase in a text that silences its story, or an empty string."""
        lowered = text.lower()
        if lowered.isascii() and not any(piece in lowered for piece in self._phrases["story"]):
            return ""  # most stories: no need to fold every word of them
        return self._first(pieces(text), "story")

    def _first(self, found: list[str], scope: str) -> str:
        known = self._phrases[scope]
        hits: list[tuple[int, tuple[str, ...]]] = []
        for at, piece in enumerate(found):
            phrases = known.get(piece)
            for phrase, before in phrases if phrases is not None else ():
                start = at - before
                if start >= 0 and tuple(found[start : start + len(phrase)]) == phrase:
                    hits.append((start, phrase))
        return " ".join(min(hits)[1]) if hits else ""


def _pieces(word: Word) -> list[str]:
    return word.key.replace("-", " ").split()
