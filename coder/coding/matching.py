"""A proposition x the patterns of its word -> the most specific pattern that fits, with who fills SOURCE and TARGET."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.coding.actors import ActorResolver
from coder.coding.modifiers import modifiers
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compile import Argument, Pattern, PatternIndex
from coder.dictionary.pattern import Slot
from coder.language.words import Word
from coder.words.tags import BIT

_POSS = BIT["POSS"]


@dataclass(slots=True)
class Match:
    """A pattern that fits and the phrases that fill its slots; `shared` tells that sources and targets are one list of equals."""

    pattern: Pattern
    sources: list[Phrase]
    targets: list[Phrase]
    shared: bool = False


@dataclass(slots=True)
class Miss:
    """A pattern that does not fit a proposition, and the part of it where it stopped."""

    pattern: Pattern
    stopped: str
    proposition: Proposition


@dataclass(slots=True)
class _Attempt:
    """What a pattern has taken so far: objects and arguments are used once.

    `claimed` are the arguments behind an event noun among them ("because of fighting among rebels"): they come last.
    """

    objects: list[Phrase]
    arguments: list[tuple[str, list[Phrase]]]
    claimed: list[tuple[str, list[Phrase]]]
    introducing: tuple[str, ...]
    sources: list[Phrase] | None = None
    targets: list[Phrase] | None = None
    used: list[Phrase] = field(default_factory=list)


class Matcher:
    """Matches patterns for one sentence; `fitted` are those that did, and misses are kept if `misses` is a list."""

    def __init__(self, words: list[Word], resolver: ActorResolver, misses: list[Miss] | None = None) -> None:
        self.words = words
        self.resolver = resolver
        self.sets = resolver.sets
        self.misses = misses
        self.fitted: list[Pattern] = []
        self.lemmas = {lemma for word in words for lemma in (word.noun, word.key, word.verb)}
        self.lemmas.update(word.noun.rsplit(" ", 1)[1] for word in words if " " in word.noun)
        self.possessives = any(word.tag & _POSS for word in words)

    def best(self, patterns: list[Pattern], proposition: Proposition) -> Match | None:
        """The first pattern that fits; patterns come most specific first."""
        present = self._prepositions(proposition)
        lemmas = self.lemmas
        own = [entry for phrase in proposition.objects for entry in phrase.rest if entry not in proposition.arguments]
        free, claimed = self._claims([*proposition.arguments, *own])
        for pattern in patterns if self.misses is not None else self._candidates(patterns):
            if self.misses is None:
                if any(present.isdisjoint(wanted) for wanted in pattern.prepositions):
                    continue
                if any(lemmas.isdisjoint(wanted) for wanted in pattern.words):
                    continue
            attempt = _Attempt(list(proposition.objects), [*free, *claimed], claimed, pattern.entry.target)
            found = self._fit(pattern, proposition, attempt)
            if isinstance(found, Match):
                self.fitted.append(pattern)
                return found
            if self.misses is not None:
                self.misses.append(Miss(pattern, found, proposition))
        return None

    def _candidates(self, patterns: list[Pattern]) -> list[Pattern]:
        indexes = self.resolver.dictionary.indexes
        index = indexes.get(id(patterns))
        if index is None:
            index = indexes[id(patterns)] = PatternIndex(patterns)
        return [patterns[at] for at in index.among(self.lemmas)]

    def _prepositions(self, proposition: Proposition) -> set[str]:
        """Every word that may stand where a pattern wants a preposition or particle: most patterns fail on that alone."""
        present = {preposition for preposition, _ in proposition.arguments}
        present.update(preposition for phrase in proposition.objects for preposition, _ in phrase.rest)
        present.update(self.words[at].key for at in (*proposition.adverbs, *proposition.adjectives))
        for complement in proposition.complements:
            present.add(complement.preposition or ("to" if complement.relation == "infinitive" else ""))
        if any(phrase.of for phrase in proposition.objects) or any(p.of for _, phrases in proposition.arguments for p in phrases):
            present.add("of")
        if self.possessives:
            present.add("of")  # "Sudan's offer" is an offer of Sudan
        return present

    def _fit(self, pattern: Pattern, proposition: Proposition, attempt: _Attempt) -> Match | str:
        """The match, or the part of the pattern that found nothing."""
        for wanted in pattern.subject_words:
            if not any(self.has_word(phrase, wanted) for phrase in proposition.subjects):
                return "the subject before VERB"
        for argument in pattern.arguments:
            if argument.prepositions == {"and"}:
                continue
            stopped = self._take(argument, proposition, attempt)
            if stopped:
                return stopped
        return self._bind(pattern, proposition, attempt)

    def _claims(
        self, arguments: list[tuple[str, list[Phrase]]]
    ) -> tuple[list[tuple[str, list[Phrase]]], list[tuple[str, list[Phrase]]]]:
        """The arguments that are free, and those behind an event noun among them, which speak of that event first."""
        for at, (_, phrases) in enumerate(arguments[:-1], 1):
            if phrases and self.words[phrases[-1].head].noun in self.resolver.dictionary.nouns:
                return arguments[:at], arguments[at:]
        return arguments, []

    def _take(self, argument: Argument, proposition: Proposition, attempt: _Attempt) -> str:
        """Let one argument of the pattern take its phrase; returns what stopped it, or an empty string."""
        slot = argument.slot
        if not argument.prepositions:
            if slot is not None:
                wanted = attempt.objects
                if not wanted and slot.name == "TARGET" and proposition.kind == "noun":
                    wanted = self._introduced(attempt.introducing, attempt)  # "an attack on Sudan" is "attack Sudan"
                return "" if self._fill(slot, wanted, attempt) else slot.name
            for phrase in attempt.objects:
                if self._has_words(phrase, argument.words):
                    attempt.objects = [p for p in attempt.objects if p is not phrase and p not in phrase.siblings]
                    attempt.used.append(phrase)
                    return ""
            if any(self.words[at].key in words for at in proposition.adjectives for words in argument.words):
                return ""
            return "the object"
        label = "|".join(sorted(argument.prepositions))
        for entry in attempt.arguments:
            preposition, phrases = entry
            if preposition not in argument.prepositions:
                continue
            somewhere = preposition in self.sets["locative"] and self.resolver.resolve(phrases[0]).code is None
            if slot is not None and not somewhere and self._fill(slot, phrases, attempt):
                attempt.arguments.remove(entry)
                return ""
            if slot is None and (not argument.words or any(self._has_words(phrase, argument.words) for phrase in phrases)):
                attempt.arguments.remove(entry)
                attempt.used += phrases
                return ""
        if slot is None:
            if "of" in argument.prepositions:
                for phrase in (*attempt.used, *attempt.objects, *(attempt.targets or ())):
                    if any(self._has_words(inner, argument.words) for inner in phrase.of):
                        return ""
            if not argument.words and any(
                self.words[at].key in argument.prepositions for at in (*proposition.adverbs, *proposition.adjectives)
            ):
                return ""
            for complement in proposition.complements:
                preposition = complement.preposition or ("to" if complement.relation == "infinitive" else "")
                if preposition in argument.prepositions and any(complement.lemma in words for words in argument.words):
                    return ""
        elif "of" in argument.prepositions:
            for phrase in (*attempt.used, *attempt.objects, *(attempt.targets or ())):
                if any(phrases and self._fill(slot, phrases, attempt) for phrases in (phrase.of, self._possessors(phrase))):
                    return ""
        return label

    def _possessors(self, phrase: Phrase) -> list[Phrase]:
        """Whose a thing is by its possessive, "Sudan" in "Sudan's proposal", not a mere "its"; a person is his own."""
        owners = modifiers(self.words, phrase, self.sets["possessive"])
        owners = [owner for owner in owners if owner.last < phrase.head and self.words[owner.last + 1].tag & _POSS]
        return [] if self.resolver.is_role(phrase) else owners  # "Sudan's president" is his own

    def _fill(self, slot: Slot, phrases: list[Phrase], attempt: _Attempt) -> bool:
        if not phrases or not self._plays(slot, phrases):
            return False
        if slot.name == "SOURCE":
            attempt.sources = phrases
        elif attempt.targets is None:
            attempt.targets = phrases
        else:
            attempt.targets = [*attempt.targets, *phrases]
        if phrases is attempt.objects:
            attempt.objects = []
        return True

    def _plays(self, slot: Slot, phrases: list[Phrase]) -> bool:
        if not slot.roles:
            return True
        for phrase in phrases:
            code = self.resolver.resolve(phrase).code or ""
            if any(code[i : i + 3] in slot.roles for i in range(0, len(code), 3)):
                return True
        return False

    # --- who is SOURCE, who TARGET

    def _bind(self, pattern: Pattern, proposition: Proposition, attempt: _Attempt) -> Match | str:
        entry = pattern.entry
        subjects = proposition.subjects
        sources, targets = attempt.sources, attempt.targets
        if pattern.subject is not None and not self._plays(pattern.subject, subjects):
            return f"{pattern.subject.name} before VERB"
        if sources is not None and targets is None:
            return Match(pattern, sources, subjects)
        sources = subjects if sources is None else sources
        if (
            targets
            and not sources
            and (entry.reciprocal or pattern.reciprocal)
            and any(self.sets["between"] & argument.prepositions for argument in pattern.arguments)
        ):
            return self._among(pattern, targets)
        if targets is None:
            equals = self._equals(attempt)
            if len(equals) == 1 and not equals[0].appositions and len(sources) > 1:
                # "Egypt and Sudan signed a treaty between the two countries"
                return Match(pattern, sources, sources, shared=True)
            if equals and not attempt.objects:
                if not sources or entry.reciprocal or pattern.reciprocal:
                    return self._among(pattern, equals)
                return Match(pattern, sources, equals)
            targets = self._targets(pattern, proposition, attempt, sources)
        if not sources and proposition.kind == "noun":
            sources = self._introduced(entry.source or ("by", "from"), attempt)
        several = len(sources) > 1 or (bool(sources) and len(sources[0].of) > 1)
        mutual = pattern.reciprocal or entry.reciprocal or entry.mutual
        somebody = bool(targets) and self.resolver.names_somebody(targets[0]) and not self._is_mere_place(attempt, targets)
        if several and mutual and not somebody:
            return self._among(pattern, sources)  # "the armies of Kenya and Uganda held war games"
        if targets and any(self.resolver.resolve(phrase).mutual for phrase in targets):
            return Match(pattern, sources, sources, shared=True)
        return Match(pattern, sources, self._somebody(pattern, attempt, targets))

    def _is_mere_place(self, attempt: _Attempt, targets: list[Phrase]) -> bool:
        """Whether the targets are only where it happened: "met in Cairo"."""
        return any(phrases is targets and preposition in self.sets["locative"] for preposition, phrases in attempt.arguments)

    def _somebody(self, pattern: Pattern, attempt: _Attempt, targets: list[Phrase]) -> list[Phrase]:
        """The targets, or where they are a mere thing, whom it concerns: "freed rebels from a jail", "pressure by Kenya"."""
        if len(targets) != 1 or pattern.entry.place or self.resolver.names_somebody(targets[0]):
            return targets
        thing = targets[0]
        introduced = self._introduced(pattern.entry.target, attempt)
        if introduced and introduced is not targets and self.resolver.resolve(introduced[0]).country:
            return introduced
        for phrase in attempt.used:
            for owners in ([] if phrase is thing or self.resolver.is_own(phrase) else [phrase], self._possessors(phrase)):
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

    def _targets(self, pattern: Pattern, proposition: Proposition, attempt: _Attempt, sources: list[Phrase]) -> list[Phrase]:
        introduced = self._introduced(pattern.entry.target, attempt)
        aside = self._introduced(tuple(p for p in pattern.entry.target if p not in self.sets["locative"]), attempt)
        if attempt.objects:
            if len(attempt.objects) > 1 and attempt.objects[1] not in attempt.objects[0].siblings:
                known = [phrase for phrase in attempt.objects if self.resolver.names_somebody(phrase)]
                return known[:1] or attempt.objects[:1]
            if any(self.resolver.is_own(phrase) for phrase in attempt.objects):
                return introduced or self._owned(attempt)
            events = any(self.words[phrase.head].noun in self.resolver.dictionary.nouns for phrase in attempt.objects)
            if events or pattern.entry.place or any(self.resolver.names_somebody(phrase) for phrase in attempt.objects):
                return attempt.objects
            return self._owned(attempt) or introduced or self._helped(proposition) or attempt.objects
        if aside and (proposition.kind == "noun" or attempt.arguments[0][1] is aside):
            return aside
        for phrase in attempt.used if proposition.kind == "verb" else ():
            if self.resolver.resolve(phrase).code is not None and not self.resolver.is_own(phrase):
                return [phrase]
        if introduced and not self.resolver.names_somebody(introduced[0]):
            return self._owned(attempt) or introduced
        if introduced:
            return introduced
        if len(sources) > 1 and (pattern.reciprocal or pattern.entry.reciprocal or pattern.entry.mutual):
            return []
        for phrase in attempt.used:
            owners = self._possessors(phrase) or phrase.of
            if owners:
                return owners
        return (
            self._helped(proposition)
            or self._asked_about(proposition)
            or self._anybody(pattern, proposition, attempt)
            or self._thing(attempt)
        )

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

    def _thing(self, attempt: _Attempt) -> list[Phrase]:
        """The thing acted upon, where nobody is named ("boycotted the vote"), unless it is one's own."""
        return [phrase for phrase in attempt.used[:1] if not self.resolver.is_own(phrase)]

    def _asked_about(self, proposition: Proposition) -> list[Phrase]:
        """Of whom a clause behind a preposition speaks: "an investigation into whether Haddad took bribes"."""
        for complement in proposition.complements:
            subjects = complement.objects if complement.passive else complement.subjects
            if complement.relation == "that" and subjects and self.resolver.names_somebody(subjects[0]):
                return subjects
        return []

    def _anybody(self, pattern: Pattern, proposition: Proposition, attempt: _Attempt) -> list[Phrase]:
        """Where nothing else is there: the first prepositional argument that names an actor, not a mere time or place."""
        for preposition, phrases in attempt.arguments:
            if preposition in self.sets["aimed"] and self.resolver.names_somebody(phrases[0]):
                return phrases
        return [] if proposition.relation == "noun" or self._is_verdict(pattern) else self._owned(attempt)

    def _is_verdict(self, pattern: Pattern) -> bool:
        """Whether a verb passes judgement on an act: its victim and its place are not judged."""
        operator = self.resolver.dictionary.operators.get(pattern.entry.name)
        return operator is not None and operator.operator == "allege"

    def _owned(self, attempt: _Attempt) -> list[Phrase]:
        """Whom a thing concerns: "threatened further action against Sudan", "imposed a curfew in Sudan"."""
        for preposition, phrases in attempt.arguments:
            if preposition not in self.sets["aside"] and self.resolver.resolve(phrases[0]).code is not None:
                return phrases
        return []

    def _introduced(self, prepositions: tuple[str, ...], attempt: _Attempt) -> list[Phrase]:
        """The argument behind one of some prepositions; one that names somebody comes before one that does not."""
        for claimed in (False, True):
            behind = [
                entry[1]
                for wanted in prepositions
                for entry in attempt.arguments
                if entry[0] == wanted and (entry in attempt.claimed) == claimed
            ]
            if behind:
                return next((phrases for phrases in behind if self.resolver.names_somebody(phrases[0])), behind[0])
        return []

    def _equals(self, attempt: _Attempt) -> list[Phrase]:
        for entry in attempt.arguments:
            if entry[0] in self.sets["between"] and entry not in attempt.claimed:
                return entry[1]
        return []

    def _among(self, pattern: Pattern, phrases: list[Phrase]) -> Match:
        """ "between A and B": the members of the list, or of the apposition that names them, stand against one another."""
        members = phrases
        if len(phrases) == 1 and len(phrases[0].appositions) > 1:
            members = phrases[0].appositions
        elif len(phrases) == 1 and len(phrases[0].of) > 1:
            members = phrases[0].of
        return Match(pattern, members, members, shared=True)

    # --- words

    def _has_words(self, phrase: Phrase, wanted: tuple[frozenset[str], ...]) -> bool:
        return all(self.has_word(phrase, words) for words in wanted)

    def has_word(self, phrase: Phrase, wanted: frozenset[str]) -> bool:
        """Whether the head of a phrase, a word before it, or what stands behind its "of" is one of the lemmas."""
        for at in range(phrase.first, phrase.head + 1):
            word = self.words[at]
            if word.noun in wanted or word.key in wanted or (word.verb and word.verb in wanted):
                return True
            if " " in word.noun and word.noun not in self.resolver.dictionary.members and word.noun.rsplit(" ", 1)[1] in wanted:
                return True
        noun = self.words[phrase.head].noun
        if noun in self.resolver.dictionary.nouns and noun not in self.sets["partitive"]:
            return False  # a probe of an approval is a probe
        return any(self.has_word(inner, wanted) for inner in phrase.of)
