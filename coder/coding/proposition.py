"""What the clauses of a sentence are turned into: noun groups as arguments, and predicates with their arguments."""

from __future__ import annotations

from typing import Final

_FIELDS: Final = (  # of a proposition
    "adjectives",
    "adverbs",
    "arguments",
    "beside",
    "complements",
    "conditions",
    "copula",
    "fallback",
    "first",
    "head",
    "hypothetical",
    "kind",
    "last",
    "lemma",
    "modal",
    "negated",
    "objects",
    "passive",
    "preposition",
    "relation",
    "subjects",
)


class Phrase:
    """A noun group as an argument: the words `first` to `last`, its `head`, the groups behind its "of", and what follows it.

    `rest` are the prepositional arguments behind it in its clause (preposition, phrases), in order: which of them
    belong to the noun is for the patterns to say. `siblings` are the members of the list it stands in (itself among them;
    none where it stands alone); `reduced` is the last word of a participle that follows at once, or 0; `clauses` are the
    participles and relative clauses that hang on it.
    """

    __slots__ = ("appositions", "clauses", "complements", "first", "head", "last", "of", "reduced", "rest", "siblings")

    def __init__(self, first: int, last: int, head: int) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.of: list[Phrase] = []
        self.rest: list[tuple[str, list[Phrase]]] = []
        self.appositions: list[Phrase] = []
        self.siblings: list[Phrase] = []
        self.reduced = 0
        self.complements: list[Proposition] = []
        self.clauses: list[Proposition] = []

    @property
    def end(self) -> int:
        """The last word of the phrase with the "of" behind it and the participle behind that ("forces based" in Egypt)."""
        end = self.last if self.last > self.reduced else self.reduced
        if self.of:
            end = max(end, self.of[-1].end)
        return end

    def __repr__(self) -> str:
        return f"Phrase({self.first}-{self.last})"


class Proposition:
    """A predicate and its arguments, in the order of the plain active clause.

    `lemma` is that of the verb, noun or adjective; `relation` how it hangs on its parent: "clause", "that",
    "infinitive", "gerund", "participle", "relative", "adverbial", "noun", or "light" for a noun that a verb lends its
    subject; `preposition` stands before a gerund ("of attacking"); `fallback` is who acts where the subject turns out
    to be nobody ("passed a resolution criticizing Egypt"); `beside` are the lesser propositions of a "that" clause, which hold
    as far as it does; `conditions` are those of "if", "unless" and "until" clauses.
    """

    __slots__ = _FIELDS

    def __init__(self, kind: str, lemma: str, first: int, last: int, head: int) -> None:
        self.kind = kind
        self.lemma = lemma
        self.first = first
        self.last = last
        self.head = head
        self.subjects: list[Phrase] = []
        self.fallback: list[Phrase] = []
        self.objects: list[Phrase] = []
        self.arguments: list[tuple[str, list[Phrase]]] = []
        self.complements: list[Proposition] = []
        self.beside: list[Proposition] = []
        self.conditions: list[Proposition] = []
        self.adjectives: list[int] = []
        self.adverbs: list[int] = []
        self.negated = False
        self.passive = False
        self.copula = False
        self.hypothetical = False
        self.modal = ""
        self.relation = "clause"
        self.preposition = ""

    def variant(self) -> Proposition:
        """The same proposition once more, to be changed without touching this one; what it holds is shared."""
        other = Proposition(self.kind, self.lemma, self.first, self.last, self.head)
        for name in _FIELDS:
            setattr(other, name, getattr(self, name))
        return other

    def __repr__(self) -> str:
        return f"Proposition({self.lemma})"
