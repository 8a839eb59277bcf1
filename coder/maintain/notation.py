"""The reading of a sentence as text, a line a proposition: what `coder explain` shows and what `tests/corpus` expects.

    urge(subject=Egypt; object=Sudan + Chad; in: Cairo)
      infinitive: release(subject=Sudan + Chad; object=two envoys) negated

Within the brackets `+` joins the members of a list; an apposition stands in round brackets, what follows a noun before its verb
in square ones; prepositional arguments keep the order of the text, and "loose" is a noun group without a place in the clause.
Before a proposition stands how it hangs on its parent, behind it what marks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.coding.proposition import Phrase, Proposition
from coder.language.reader import Reading
from coder.language.words import Word

INDENT = "  "
_WITH_OWN_GROUPS = ("clause", "that", "adverbial")  # the noun groups of the others stand, with all that follows them, in these


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
        for role, phrases in (("subject", proposition.subjects), ("object", proposition.objects)):
            for members in _lists(phrases):
                parts.append(f"{role}={self.phrases(members)}{self._behind(members[-1], proposition)}")
        if proposition.adjectives:
            parts.append("adjective=" + " + ".join(self.words[at].text for at in proposition.adjectives))
        parts += [self._argument(argument) for argument in proposition.arguments]
        line = f"{proposition.lemma}({'; '.join(parts)})"
        return " ".join((line, *marks(proposition)))

    def _behind(self, phrase: Phrase, proposition: Proposition) -> str:
        """What follows a noun group and is no argument of the proposition: "talks [between: Egypt + Sudan]"."""
        if proposition.relation not in _WITH_OWN_GROUPS:
            return ""
        used = [phrases for _, phrases in proposition.arguments]
        own = [
            self._argument(entry)
            for entry in phrase.rest
            if not any(entry[1] is phrases for phrases in used) and not any(member in proposition.subjects for member in entry[1])
        ]
        return f" [{'; '.join(own)}]" if own else ""

    def _argument(self, argument: tuple[str, list[Phrase]]) -> str:
        preposition, phrases = argument
        return f"{preposition or 'loose'}: {self.phrases(phrases)}"

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
    """The complements of a proposition and of the noun groups in it ("a plan to withdraw"), each once.

    The doer of a complement may be the very noun group that has it ("students demanding elections"): it does not govern itself.
    """
    found = list(proposition.complements)
    for phrase in (*proposition.subjects, *proposition.objects):
        found += [inner for inner in phrase.complements if inner not in found]
    return [inner for inner in found if inner is not proposition and not _shares_holder(inner, proposition)]


def in_text_order(propositions: Iterable[Proposition]) -> list[Proposition]:
    """Propositions by the place of their first word; the order in which a step finds them means nothing."""
    return sorted(propositions, key=lambda proposition: proposition.first)


def _shares_holder(inner: Proposition, proposition: Proposition) -> bool:
    """Whether both hang on one noun group, side by side."""
    return any(
        any(own is inner for own in phrase.complements) and any(own is proposition for own in phrase.complements)
        for phrase in (*proposition.subjects, *proposition.objects)
    )


def _lists(phrases: Iterable[Phrase]) -> list[list[Phrase]]:
    """Two objects side by side ("gave Egypt a ship") are no list: only the members of one are joined."""
    found: list[list[Phrase]] = []
    for phrase in phrases:
        if found and found[-1][-1].siblings is phrase.siblings:
            found[-1].append(phrase)
        else:
            found.append([phrase])
    return found


def _end(phrase: Phrase) -> int:
    return max((phrase.last, *(_end(inner) for inner in phrase.of)))
