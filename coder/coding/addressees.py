"""Whom an act under an operator concerns: who is asked, who proposed what is refused, who is named near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coder.coding.act import Act
from coder.coding.modifiers import modifiers
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.entries import OperatorEntry

if TYPE_CHECKING:
    from coder.coding.acts import ActReader


class Addressees:
    """Finds whom the operators of one sentence concern; `reader` knows which nouns are events."""

    def __init__(self, reader: ActReader) -> None:
        self.reader = reader
        self.dictionary = reader.dictionary
        self.words = reader.words
        self.resolver = reader.resolver
        self.sets = reader.sets

    def concerned(self, inner: Proposition) -> list[Phrase]:
        """Whom an act that no pattern knows concerns: its object, else the first argument that names somebody."""
        candidates = [*inner.objects, *(phrase for _, phrases in inner.arguments for phrase in phrases)]
        candidates += [phrase for further in inner.complements for phrase in further.objects]
        known = [
            phrase
            for phrase in candidates
            if self.resolver.resolve(phrase).code is not None
            and not self.resolver.is_own(phrase)
            and self.words[phrase.head].noun not in self.sets["sent"]
        ]
        return sorted(known, key=lambda phrase: not self.resolver.resolve(phrase).country)

    def addressees(self, operator: OperatorEntry, proposition: Proposition) -> list[Phrase]:
        """Who is asked: the object that is no event noun, else behind "from", "on", "to"."""
        people = [phrase for phrase in proposition.objects if self.reader.noun(phrase, [], []) is None]
        if people and not proposition.passive:
            return people
        for preposition, phrases in proposition.arguments:
            if preposition in operator.addressee:
                return phrases
        return people

    def addressed(self, operator: OperatorEntry, proposition: Proposition) -> list[Phrase]:
        """Who is asked for a thing that is no act: "demands autonomy from Serbia", "appealed to Sudan for mercy"."""
        asked = proposition.objects if operator.control == "object" else []
        if asked and any(preposition in operator.act for preposition, _ in proposition.arguments):
            return asked if self.resolver.names_somebody(asked[0]) else []
        for preposition, phrases in proposition.arguments:
            if preposition in operator.addressee and self.resolver.names_somebody(phrases[0]):
                return phrases
        return []

    def asked(self, kind: str, addressees: list[Phrase], act: Act) -> list[Phrase]:
        """An appeal goes to the one addressed, else to the one who should act, else to the act's target.

        An act that stays what it is when it is asked for ("called on voters to rally against Haddad") keeps its own target.
        """
        if act.targets and act.code is not None and self.dictionary.compose(kind, act.code) == act.code:
            return act.targets
        return addressees or act.sources or act.targets

    def refused(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """A refusal goes to who proposed or asked, else to whom the act would have concerned."""
        subjects = proposition.subjects
        proposers = self.proposers(proposition)
        if proposers:
            return proposers
        if act.targets and act.targets != subjects:
            return act.targets
        return [phrase for phrase in act.sources if phrase not in subjects] or proposition.objects

    def proposers(self, proposition: Proposition) -> list[Phrase]:
        """Who proposed or asked what the object is: "a request from Sudan", "Sudan's offer"."""
        for phrase in proposition.objects:
            behind = [phrases for preposition, phrases in phrase.rest if preposition in self.sets["doing"] | self.sets["origin"]]
            for proposers in (modifiers(self.words, phrase, self.sets["possessive"]), *behind):
                if proposers and self.resolver.names_somebody(proposers[0]):
                    return proposers
        return []
