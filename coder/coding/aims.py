"""Whom an act concerns that has no target or source, or only a thing: who is waited for, or stands behind or near.

A thing is a noun group that no dictionary knows and that is no name: "the embargo", "352 million euros".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coder.coding.act import Act
from coder.coding.actors import ActorResolver
from coder.coding.proposition import Phrase, Proposition
from coder.words.tags import NAME

_DEEPEST: Final = 3  # complements within complements


class Aims:
    """Finds the targets, and the sources, of one sentence's acts that name nobody."""

    def __init__(self, resolver: ActorResolver) -> None:
        self.resolver = resolver
        self.sets = resolver.sets

    def targets(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """The targets of an act: its own where one of them is somebody, else whom it concerns."""
        themselves = act.shared or (bool(act.targets) and act.targets == act.sources)
        if themselves or any(self.resolver.names_somebody(phrase) or self._is_named(phrase) for phrase in act.targets):
            return act.targets
        concerned = self._awaited(proposition, act) or self._hanging_on(act) or self._standing_in(act.targets)
        return concerned or self._near(proposition, act) or act.targets

    def sources(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """The sources of an act: its own where one of them is somebody, else the place where what nobody claims was done."""
        root = self.resolver.dictionary.codes.get((act.code or "")[:2])
        own = act.operators or act.auxiliary or act.implied is not None or act.shared
        if root is None or not root.unclaimed or own or any(self.resolver.names_somebody(phrase) for phrase in act.sources):
            return act.sources
        if act.sources:  # "a car bomb in Nairobi"
            return self._standing_in(act.sources, events=True) or act.sources
        for preposition, phrases in proposition.arguments:
            if preposition in self.sets["locative"] and phrases not in (act.targets, []) and self.resolver.is_place(phrases[0]):
                return phrases
        return act.sources

    def _awaited(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """Whom a refusal, threat or demand waits for: "will not lift the ban until Sudan pays"."""
        if not (act.operators or act.auxiliary):
            return []
        conditions = [*proposition.conditions]
        for complement in proposition.complements:
            conditions += complement.conditions
            conditions += [inner for further in complement.complements for inner in further.conditions]
        for inner in conditions:
            for phrases in (inner.objects, inner.subjects) if inner.passive else (inner.subjects,):
                spoken = phrases and self.resolver.words[phrases[0].head].key in self.sets["speaker"]
                if phrases and not spoken and self._is_other(phrases[0], act):
                    return phrases
        return []

    def _hanging_on(self, act: Act) -> list[Phrase]:
        """Who stands in the participle behind a thing: "limits imposed on Haddad", "a proposal submitted by Kenya"."""
        for thing in act.targets:
            for clause in thing.clauses:
                if clause.relation != "participle":
                    continue
                aimed = [phrases for preposition, phrases in clause.arguments if preposition in self.sets["aimed"]]
                for phrases in (clause.subjects, *aimed):
                    if phrases and self._is_other(phrases[0], act):
                        return phrases
        return []

    def _standing_in(self, things: list[Phrase], events: bool = False) -> list[Phrase]:
        """A thing with the place right behind it, which tells whose it is: "a camp near the Kenyan border"; `events` too."""
        for thing in things[:1]:
            for preposition, phrases in thing.rest[:1]:
                near = preposition in self.sets["locative"] and phrases[0].first <= thing.end + 2
                if near and (events or not self._is_event(thing)) and self.resolver.resolve(phrases[0]).country:
                    return [Phrase(thing.first, phrases[0].last, thing.head)]
        return []

    def _is_named(self, phrase: Phrase) -> bool:
        """Whether a name stands in a group: "the Gulf states"."""
        return any(word.tag & NAME or word.capital for word in self.resolver.words[phrase.first : phrase.head])

    def _is_event(self, phrase: Phrase) -> bool:
        return self.resolver.words[phrase.head].noun in self.resolver.dictionary.nouns

    def _near(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """The first whom the rest of the clause names with a country: "gave a million euros to promote trade in Kenya".

        A verdict on an act or its denial ("condemned the bombing in Kenya") is not aimed at whom that hit.
        """
        operator = self.resolver.dictionary.operators.get(proposition.lemma)
        if operator is not None and operator.operator in ("allege", "deny"):
            return []
        for phrases in self._around(proposition, 0):
            if phrases and self.resolver.resolve(phrases[0]).country and self._is_other(phrases[0], act):
                return phrases
        return []

    def _around(self, proposition: Proposition, depth: int) -> Iterator[list[Phrase]]:
        if depth:
            yield proposition.objects
        for phrase in proposition.objects:
            yield phrase.of
        for preposition, phrases in proposition.arguments:
            if preposition not in self.sets["aside"]:
                yield phrases
                for phrase in phrases:
                    yield phrase.of
        for complement in proposition.complements if depth < _DEEPEST else ():
            yield from self._around(complement, depth + 1)

    def _is_other(self, phrase: Phrase, act: Act) -> bool:
        """Whether a phrase is somebody, and not the one who acts."""
        if not self.resolver.names_somebody(phrase) or self.resolver.is_own(phrase):
            return False
        actor = self.resolver.resolve(phrase)
        return all(
            (actor.first, actor.last) != (own.first, own.last) and (actor.code is None or actor.code != own.code)
            for own in (self.resolver.resolve(source) for source in act.sources)
        )
