"""The reading of a sentence as text, a line a proposition: what `coder explain` shows and what `tests/corpus` expects.

    attack(subject=Egyptian troops; object=the village; in: Sudan) passive
      participle: follow(subject=...)

Within the brackets `+` joins the members of a list, an apposition stands in round brackets, and prepositional arguments keep the
order of the text. Before a proposition stands how it hangs on its parent, behind it what marks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.coding.propositions import Phrase, Proposition
from coder.language.reader import Reading
from coder.language.words import Word

INDENT = "  "


class Notation:
    """Writes the propositions, noun groups and terminals of one sentence; `text` is that of the sentence."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words

    def span(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        return self.text[self.words[first].start : self.words[last].end]

    def phrase(self, phrase: Phrase) -> str:
        """A noun group with the groups behind its "of" and its appositions."""
        written = self.span(phrase.first, _end(phrase))
        if phrase.appositions:
            written += f" ({self.phrases(phrase.appositions)})"
        return written

    def phrases(self, phrases: Iterable[Phrase]) -> str:
        """The members of a list."""
        return " + ".join(self.phrase(phrase) for phrase in phrases)

    def proposition(self, proposition: Proposition) -> str:
        """A proposition without those it governs."""
        parts = []
        if proposition.subjects:
            parts.append(f"subject={self.phrases(proposition.subjects)}")
        if proposition.objects:
            parts.append(f"object={self.phrases(proposition.objects)}")
        if proposition.adjectives:
            parts.append("adjective=" + " + ".join(self.words[at].text for at in proposition.adjectives))
        parts += [f"{preposition}: {self.phrases(phrases)}" for preposition, phrases in proposition.arguments]
        line = f"{proposition.lemma}({'; '.join(parts)})"
        return " ".join((line, *marks(proposition)))

    def lines(self, propositions: Iterable[Proposition], depth: int = 0) -> Iterator[str]:
        """Propositions in the order of the text, those they govern indented below them."""
        for proposition in in_text_order(propositions):
            yield f"{INDENT * depth}{relation(proposition)}{self.proposition(proposition)}"
            yield from self.lines(governed(proposition), depth + 1)

    def taken_aside(self, reading: Reading) -> Iterator[str]:
        """What was taken out of the way before the clauses were read: times, inserted speakers, parentheses."""
        for group, preposition in reading.marked.times:
            yield f"time: {self.span(preposition.first if preposition else group.first, group.last)}"
        for speaker, verb in reading.marked.insertions:
            yield f"speaker: {self.span(speaker.first, verb.last)}"
        for _, first, last in reading.marked.asides:
            if first <= last:
                yield f"aside: {self.span(first, last)}"


def terminals(reading: Reading) -> str:
    """The terminals of `grammars/clauses.lark` for a sentence, in one line."""
    return " ".join(reading.marked.types)


def marks(proposition: Proposition) -> list[str]:
    """What a reader must know of a proposition besides its arguments."""
    found = [proposition.modal] if proposition.modal else []
    for mark in ("passive", "negated", "hypothetical"):
        if getattr(proposition, mark):
            found.append(mark)
    return found


def relation(proposition: Proposition) -> str:
    """How a proposition hangs on its parent, with a colon; nothing for a clause of its own."""
    if proposition.relation == "clause":
        return ""
    behind = f" {proposition.preposition}" if proposition.preposition else ""
    return f"{proposition.relation}{behind}: "


def governed(proposition: Proposition) -> list[Proposition]:
    """The complements of a proposition, and those of the noun groups in it ("a plan to withdraw"), each once."""
    found = list(proposition.complements)
    groups = [*proposition.subjects, *proposition.objects, *(p for _, phrases in proposition.arguments for p in phrases)]
    for phrase in groups:
        found += [inner for inner in phrase.complements if inner not in found]
    return found


def in_text_order(propositions: Iterable[Proposition]) -> list[Proposition]:
    """Propositions by the place of their first word; the order in which a step finds them means nothing."""
    return sorted(propositions, key=lambda proposition: proposition.first)


def _end(phrase: Phrase) -> int:
    return max((phrase.last, *(_end(inner) for inner in phrase.of)))
