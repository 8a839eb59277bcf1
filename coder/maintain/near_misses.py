"""Patterns that did not match -> the few of each word that came nearest, with the word at which each of them stopped."""

from __future__ import annotations

from collections.abc import Iterable

from coder.coding.actors import ActorResolver
from coder.coding.match import Miss
from coder.coding.proposition import Phrase
from coder.dictionary.compiled_patterns import Argument
from coder.maintain.notation import Notation
from coder.maintain.pattern_words import Written, written_arguments, written_subject

BEST = 3  # patterns shown of one entry
_IN_THE_TEXT = ("what stands before VERB", "the row of joined words")  # where a pattern looks at the words themselves
_MOST = 30  # characters shown of the words at which a pattern stopped


def nearest(misses: Iterable[Miss], best: int = BEST) -> list[tuple[str, list[Miss]]]:
    """For each entry that was tried its nearest misses, nearest first; each pattern once."""
    by_entry: dict[str, dict[str, Miss]] = {}
    for miss in misses:
        tried = by_entry.setdefault(miss.pattern.entry.name, {})
        if miss.pattern.rule not in tried or progress(miss) > progress(tried[miss.pattern.rule]):
            tried[miss.pattern.rule] = miss
    return [(name, sorted(tried.values(), key=_distance)[:best]) for name, tried in by_entry.items()]


def progress(miss: Miss) -> int:
    """How many parts of the pattern had found what they want before it stopped."""
    if miss.stopped.startswith(("the subject", *_IN_THE_TEXT)):
        return 0
    at = _stopped_at(miss)
    return len(miss.pattern.subject_words) + (len(miss.pattern.arguments) if at is None else at)


def _stopped_at(miss: Miss) -> int | None:
    """The position of the argument that found nothing; None: it was none of them."""
    return next((at for at, one in enumerate(miss.pattern.arguments) if _label(one) == miss.stopped), None)


def _label(argument: Argument) -> str:
    """The name by which the matcher speaks of an argument of a pattern."""
    slot = argument.slot.name if argument.slot is not None else ""
    return "|".join(sorted(argument.prepositions)) or slot or "the object"


def _distance(miss: Miss) -> tuple[int, int]:
    parts = len(miss.pattern.subject_words) + len(miss.pattern.arguments)
    return parts - progress(miss), -progress(miss)


class Reasons:
    """Tells at which word of its text a pattern stopped, and what stands in the sentence instead."""

    def __init__(self, notation: Notation, resolver: ActorResolver) -> None:
        self.notation = notation
        self.resolver = resolver

    def reason(self, miss: Miss) -> str:
        """The word and the reason: `stopped at "phone": behind "by" stands "its jets"`."""
        at = _stopped_at(miss)
        if miss.stopped.startswith(_IN_THE_TEXT):
            return f"{miss.stopped} is not to be found in the sentence"
        if at is None:
            return f'stopped at "{written_subject(miss.pattern)}": {self._instead("the subject", miss.proposition.subjects)}'
        argument = miss.pattern.arguments[at]
        written = written_arguments(miss.pattern, self.resolver.dictionary.lexicon)[at]
        if not argument.prepositions:
            return (
                f'stopped at "{_short(written.slot or written.words)}": {self._instead("the object", miss.proposition.objects)}'
            )
        return self._behind(miss, argument, written)

    def _behind(self, miss: Miss, argument: Argument, written: Written) -> str:
        proposition = miss.proposition
        behind = [*proposition.arguments, *(entry for phrase in proposition.objects for entry in phrase.rest)]
        found = next(((word, phrases) for word, phrases in behind if word in argument.prepositions), None)
        wanted = _short(written.slot or written.words)
        if found is None or not wanted:
            return f'stopped at "{_short(written.preposition)}": nothing in the clause stands behind such a word'
        return f'stopped at "{wanted}": behind "{found[0]}" stands {self._phrases(found[1])}'

    def _instead(self, place: str, phrases: list[Phrase]) -> str:
        return f"{place} is {self._phrases(phrases)}" if phrases else f"{place} is missing"

    def _phrases(self, phrases: list[Phrase]) -> str:
        codes = ", ".join(code for phrase in phrases if (code := self.resolver.resolve(phrase).code))
        return f'"{self.notation.phrases(phrases)}"' + (f" ({codes})" if codes else "")


def _short(words: str) -> str:
    """The first of many alternatives."""
    return words if len(words) <= _MOST else words[: words.rfind("|", 0, _MOST) + 1] + "…"
