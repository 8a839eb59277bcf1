"""A pattern that fits a proposition -> who is SOURCE and who TARGET: what the pattern does not say is chosen here."""

from __future__ import annotations

from typing import Final

from coder.coding.actors import ActorResolver
from coder.coding.match import Attempt, Match
from coder.coding.modifiers import modifiers
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled_patterns import Pattern
from coder.dictionary.pattern import Slot
from coder.language.words import Word
from coder.words.tags import POSS

ANY: Final = ("any",)  # as the `target` of an entry: whoever is named first behind the verb


class Binder:
    """Finds the sources and targets of one sentence's matches."""

    def __init__(self, words: list[Word], resolver: ActorResolver) -> None:
        self.words = words
        self.resolver = resolver
        self.sets = resolver.sets

    def plays(self, slot: Slot, phrases: list[Phrase]) -> bool:
        """Whether one of some phrases has a role that a slot tests for."""
        if not slot.roles:
            return True
        for phrase in phrases:
            code = self.resolver.resolve(phrase).code or ""
            if any(code[i : i + 3] in slot.roles for i in range(0, len(code), 3)):
                return True
        return False

    def possessors(self, phrase: Phrase) -> list[Phrase]:
        """Whose a thing is by its possessive, "Sudan" in "Sudan's proposal", not a mere "its"; a person is his own."""
        owners = modifiers(self.words, phrase, self.sets["possessive"])
        owners = [owner for owner in owners if owner.last < phrase.head and self.words[owner.last + 1].tag & POSS]
        return [] if self.resolver.is_role(phrase) else owners  # "Sudan's president" is his own

    def bind(self, pattern: Pattern, proposition: Proposition, attempt: Attempt) -> Match | str:
        """The match with its sources and targets, or the part of the pattern that found nothing."""
        entry = pattern.entry
        subjects = proposition.subjects
        sources, targets = attempt.sources, attempt.targets
        if pattern.subject is not None and pattern.subject.name == "TARGET":
            return self._turned(pattern, proposition, sources)
        if pattern.subject is not None and not self.plays(pattern.subject, subjects):
            return f"{pattern.subject.name} before VERB"
        if pattern.several:
            several = len(self.resolver.spread(subjects)) > 1
            return self._among(pattern, subjects) if several else "SOURCE and TARGET before VERB"
        if sources is not None and targets is None:
            return Match(pattern, sources, subjects or proposition.objects)
        sources = subjects if sources is None else sources
        if (
            targets
            and not sources
            and (entry.reciprocal or pattern.reciprocal)
            and any(self.sets["between"] & argument.prepositions for argument in pattern.arguments)
        ):
            return self._among(pattern, targets)
        if targets is None and self._is_verdict(pattern):
            targets = self._judged(attempt)
        if targets is None:
            equals = self._equals(entry.target, attempt)
            if len(equals) == 1 and not equals[0].appositions and len(sources) > 1:
                # "Egypt and Sudan signed a treaty between the two countries"
                return Match(pattern, sources, sources, shared=True)
            if equals and not attempt.objects:
                if not sources or entry.reciprocal or pattern.reciprocal:
                    return self._among(pattern, equals)
                return Match(pattern, sources, equals)
            targets = self._targets(pattern, proposition, attempt, sources)
        if not sources and proposition.kind == "noun":
            sources = self.introduced(entry.source or (*self.sets["doing"], *self.sets["origin"]), attempt)
        if not sources and proposition.passive:
            moved = [phrase for phrase in attempt.used if self.words[phrase.head].noun in self.sets["sent"]]
            if moved:  # "Kenyan troops were deployed to Sudan"
                sources, targets = moved[:1], [phrase for phrase in targets if phrase is not moved[0]]
        mutual = pattern.reciprocal or entry.reciprocal or entry.mutual
        if (entry.together or mutual) and self.are_several(sources):
            somebody = bool(targets) and self.resolver.names_somebody(targets[0]) and not self._is_mere_place(attempt, targets)
            if entry.together and not somebody:
                return Match(pattern, sources, sources, shared=True, together=True)
            if not somebody:
                return self._among(pattern, sources)  # "the armies of Kenya and Uganda held war games"
        if targets and any(self.resolver.resolve(phrase).mutual for phrase in targets):
            return Match(pattern, sources, sources, shared=True)
        return Match(pattern, sources, self._somebody(pattern, attempt, targets))

    def _turned(self, pattern: Pattern, proposition: Proposition, sources: list[Phrase] | None) -> Match | str:
        """The subject is the TARGET; where no slot names the SOURCE, it is who does it, or the subject of the verb above."""
        targets = proposition.objects if proposition.passive else proposition.subjects
        if not targets or not self.plays(pattern.subject or Slot("TARGET"), targets):
            return "TARGET before VERB"
        if sources is None:
            above = [phrase for phrase in self.resolver.subjects if phrase.end < targets[0].first]
            sources = proposition.subjects if proposition.passive else above[-1:]
        return Match(pattern, sources, targets)

    def are_several(self, phrases: list[Phrase]) -> bool:
        """Whether some phrases tell of more than one: a list, the members behind an "of" or "from", "the two sides"."""
        if len(phrases) != 1:
            return bool(phrases)
        return len(self.members(phrases[0])) > 1 or self.resolver.are_several(phrases[0])

    def members(self, phrase: Phrase) -> list[Phrase]:
        """Those whom one phrase counts up: "the armies of Kenya and Uganda", "officials from Kenya and Uganda"."""
        origins = [phrases for preposition, phrases in phrase.rest[:1] if preposition in self.sets["origin"]]
        return next((list_ for list_ in (phrase.appositions, phrase.of, *origins) if len(list_) > 1), [phrase])

    def _is_mere_place(self, attempt: Attempt, targets: list[Phrase]) -> bool:
        """Whether the targets are only where it happened: "met in Cairo"."""
        return any(phrases is targets and preposition in self.sets["locative"] for preposition, phrases in attempt.arguments)

    def _somebody(self, pattern: Pattern, attempt: Attempt, targets: list[Phrase]) -> list[Phrase]:
        """The targets, or where they are a mere thing, whom it concerns: "freed rebels from a jail", "pressure by Kenya"."""
        if len(targets) != 1 or pattern.entry.place or self.resolver.names_somebody(targets[0]):
            return targets
        thing = targets[0]
        introduced = self.introduced(pattern.entry.target, attempt)
        if introduced and introduced is not targets and self.resolver.resolve(introduced[0]).country:
            return introduced
        for phrase in attempt.used:
            for owners in ([] if phrase is thing or self.resolver.is_own(phrase) else [phrase], self.possessors(phrase)):
                if owners and self.resolver.resolve(owners[0]).country:
                    return owners
        if self.resolver.is_role(thing):
            return targets
        verdict = self.words[thing.head].noun in self.resolver.dictionary.nouns and self._is_verdict(pattern)
        for wanted in (self.sets["doing"],) if verdict else (self.sets["doing"], self.sets["concerning"]):
            for preposition, phrases in thing.rest[:2]:
                if preposition in wanted and self.resolver.resolve(phrases[0]).code is not None:
                    return phrases
        return targets

    def _targets(self, pattern: Pattern, proposition: Proposition, attempt: Attempt, sources: list[Phrase]) -> list[Phrase]:
        introduced = self.introduced(pattern.entry.target, attempt)
        if attempt.objects:
            if len(attempt.objects) > 1 and attempt.objects[1] not in attempt.objects[0].siblings:
                known = [phrase for phrase in attempt.objects if self.resolver.names_somebody(phrase)]
                return known[:1] or attempt.objects[:1]
            if any(self.resolver.is_own(phrase) for phrase in attempt.objects):
                return introduced or self._owned(attempt)
            events = any(self.words[phrase.head].noun in self.resolver.dictionary.nouns for phrase in attempt.objects)
            if events or pattern.entry.place or any(self.resolver.names_somebody(phrase) for phrase in attempt.objects):
                return attempt.objects
            owned = self._owned(attempt)
            return self.standing_in(attempt.objects, owned) or owned or introduced or self._helped(proposition) or attempt.objects
        anybody = pattern.entry.target == ANY
        elsewhere = [] if anybody else [p for p in pattern.entry.target if p not in self.sets["locative"]]
        aside = self.introduced(tuple(elsewhere), attempt)
        if aside and (proposition.kind == "noun" or attempt.arguments[0][1] is aside):
            return aside
        for phrase in attempt.used if proposition.kind == "verb" else ():
            if self.resolver.resolve(phrase).code is not None and not self._is_theirs(phrase, sources):
                return [phrase]
        if introduced and not self.resolver.names_somebody(introduced[0]):
            return self._owned(attempt) or introduced
        if introduced:
            return introduced
        if len(sources) > 1 and (pattern.reciprocal or pattern.entry.reciprocal or pattern.entry.mutual):
            return []
        for phrase in attempt.used:
            owners = self.possessors(phrase) or phrase.of
            if owners and self.resolver.names_somebody(owners[0]):
                return owners
        return (
            self._helped(proposition)
            or self._asked_about(proposition)
            or self._anybody(pattern, proposition, attempt)
            or (self._further(proposition) if anybody else [])
            or self._thing(attempt)
        )

    def _further(self, proposition: Proposition) -> list[Phrase]:
        """The first one with a code in what the verb governs: "began to ask whether there was a future for Egypt"."""
        for complement in proposition.complements:
            behind = [phrases for _, phrases in complement.arguments]
            for phrases in (complement.subjects[:1], complement.objects, *behind):
                own = phrases and (phrases[0] in proposition.subjects or self.resolver.is_own(phrases[0]))
                if phrases and not own and self.resolver.resolve(phrases[0]).code is not None:
                    return phrases
            found = self._further(complement)
            if found:
                return found
        return []

    def _helped(self, proposition: Proposition) -> list[Phrase]:
        """Whom an infinitive of purpose names: "gave $40 million to help Syrian refugees"."""
        for complement in proposition.complements:
            if complement.relation != "infinitive":
                continue
            if complement.objects and self.resolver.names_somebody(complement.objects[0]):
                return complement.objects
            behind = [
                phrases
                for preposition, phrases in complement.arguments
                if preposition in self.sets["between"]
                or (preposition in self.sets["aimed"] and self.resolver.names_somebody(phrases[0]))
            ]
            found = behind[0] if behind else self._helped(complement)
            if found:
                return found
        return []

    def _is_thing_of_ones_own(self, phrase: Phrase) -> bool:
        return self.resolver.is_own(phrase) and not self.resolver.is_role(phrase)

    def _is_theirs(self, phrase: Phrase, sources: list[Phrase]) -> bool:
        """Whether what a pattern names belongs to those who act: "Kenya withdrew its troops", "Kenya mobilized troops"."""
        if self.resolver.is_own(phrase):
            return True
        owners = ["", *(self.resolver.resolve(source).country for source in sources[:1])]
        return self.words[phrase.head].noun in self.sets["sent"] and self.resolver.resolve(phrase).country in owners

    def _thing(self, attempt: Attempt) -> list[Phrase]:
        """The thing acted upon, where nobody is named ("boycotted the vote"), unless it is one's own."""
        return [phrase for phrase in attempt.used[:1] if not self.resolver.is_own(phrase)]

    def _asked_about(self, proposition: Proposition) -> list[Phrase]:
        """Of whom a clause behind a preposition speaks: "an investigation into whether Haddad took bribes"."""
        for complement in proposition.complements:
            subjects = complement.objects if complement.passive else complement.subjects
            if complement.relation == "that" and subjects and self.resolver.names_somebody(subjects[0]):
                return subjects
        return []

    def _anybody(self, pattern: Pattern, proposition: Proposition, attempt: Attempt) -> list[Phrase]:
        """Where nothing else is there: the first prepositional argument that names an actor, not a mere time or place."""
        for preposition, phrases in attempt.arguments:
            if preposition in self.sets["aimed"] and self.resolver.names_somebody(phrases[0]):
                return phrases
        return [] if proposition.relation == "noun" or self._is_verdict(pattern) else self._owned(attempt)

    def _judged(self, attempt: Attempt) -> list[Phrase] | None:
        """Whom a verdict on an act concerns: who did it, else the act, never those it hit ("condemned the attack on Kenya")."""
        for phrase in (*attempt.used, *attempt.objects):
            if self.words[phrase.head].noun in self.resolver.dictionary.nouns and not self.resolver.is_role(phrase):
                doers = [phrases for preposition, phrases in phrase.rest[:1] if preposition in self.sets["doing"]]
                beside = [clause for p in (phrase, *phrase.siblings) for clause in p.clauses]
                doers += [clause.subjects for clause in beside if clause.relation == "participle" and clause.passive]
                named = (p for p in (self.possessors(phrase), *doers) if p and self.resolver.names_somebody(p[0]))
                return next(named, [phrase])
        return None

    def _is_verdict(self, pattern: Pattern) -> bool:
        """Whether a verb passes judgement on an act: its victim and its place are not judged."""
        operator = self.resolver.dictionary.operators.get(pattern.entry.name)
        return operator is not None and operator.operator == "allege"

    def _owned(self, attempt: Attempt) -> list[Phrase]:
        """Whom a thing concerns: "threatened further action against Sudan", "imposed a curfew in Sudan"."""
        for preposition, phrases in attempt.arguments:
            if preposition not in self.sets["aside"] and self.resolver.resolve(phrases[0]).code is not None:
                return phrases
        return []

    def standing_in(self, things: list[Phrase], place: list[Phrase], events: bool = False) -> list[Phrase]:
        """A thing together with the place right behind it, which tells whose it is: "stormed a hotel in Mogadishu".

        `events`: what is an event elsewhere is a thing here ("attacked a checkpoint in Mogadishu").
        """
        if len(things) != 1 or not place or not self.resolver.is_place(place[0]):
            return []
        thing = things[0]
        head = self.words[thing.head].noun
        behind = [phrases for preposition, phrases in thing.rest[:1] if preposition in self.sets["whereabouts"]]
        if place not in behind or place[0].first > thing.end + 2 or thing.of or self.resolver.is_own(thing):
            return []
        if head in self.sets["sent"] or (not events and head in self.resolver.dictionary.nouns):
            return []  # soldiers and events happen to be there
        return [Phrase(thing.first, place[0].last, thing.head)]

    def is_of_another(self, phrase: Phrase, place: Phrase) -> bool:
        """Whether a phrase names a country other than that of a place: "the Kenyan embassy" in Basra."""
        home = self.resolver.resolve(phrase).country
        return bool(home) and home != self.resolver.resolve(place).country

    def introduced(self, prepositions: tuple[str, ...], attempt: Attempt) -> list[Phrase]:
        """The argument behind one of some prepositions; one that names somebody comes before one that does not.

        Behind "any" preposition it is the first one that has a code.
        """
        if prepositions == ANY:
            coded = (phrases for _, phrases in attempt.arguments if self.resolver.resolve(phrases[0]).code is not None)
            return next(coded, [])
        for claimed in (False, True):
            behind = [
                entry[1]
                for wanted in prepositions
                for entry in attempt.arguments
                if entry[0] == wanted and (entry in attempt.claimed) == claimed and not self._is_thing_of_ones_own(entry[1][0])
            ]
            if behind:
                return next((phrases for phrases in behind if self.resolver.names_somebody(phrases[0])), behind[0])
        return []

    def _equals(self, introducing: tuple[str, ...], attempt: Attempt) -> list[Phrase]:
        """The list behind "between", unless a target stands before it ("a blockade on trucks at the border between")."""
        for preposition, phrases in attempt.arguments:
            if preposition in self.sets["between"] and (preposition, phrases) not in attempt.claimed:
                return phrases
            if preposition in introducing and self.resolver.names_somebody(phrases[0]):
                return []
        return []

    def _among(self, pattern: Pattern, phrases: list[Phrase]) -> Match:
        """ "between A and B": the members of the list, or those whom one phrase counts up, stand against one another."""
        members = self.members(phrases[0]) if len(phrases) == 1 else phrases
        return Match(pattern, members, members, shared=True)
