"""Discard phrases (`dictionaries/discards.yaml`): they silence the sentence, or the whole story, in which they stand."""

from __future__ import annotations

from collections.abc import Sequence

from coder.dictionary.compile import Dictionary
from coder.language.words import Word
from coder.words.tokens import pieces


class Discards:
    """The discard phrases of a dictionary, by their first piece; made once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {"sentence": {}, "story": {}}
        for first, phrases in dictionary.discards.items():
            for wanted, scope in phrases:
                self._phrases[scope].setdefault(first, []).append(wanted)

    def silences(self, words: list[Word], scope: str) -> str:
        """The first phrase of a scope that stands in the words, or an empty string."""
        return self._first(" ".join([word.key for word in words]).replace("-", " ").split(), scope)

    def silence_story(self, text: str) -> str:
        """The first phrase in a text that silences its story, or an empty string."""
        lowered = text.lower()
        if lowered.isascii() and not any(first in lowered for first in self._phrases["story"]):
            return ""  # most stories: no need to fold every word of them
        return self._first(pieces(text), "story")

    def _first(self, found: Sequence[str], scope: str) -> str:
        known = self._phrases[scope]
        for at in [at for at, piece in enumerate(found) if piece in known]:
            for phrase in known[found[at]]:
                if tuple(found[at : at + len(phrase)]) == phrase:
                    return " ".join(phrase)
        return ""
