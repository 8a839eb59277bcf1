"""A proposition x the patterns of its word -> the most specific pattern that fits, with who fills SOURCE and TARGET."""

from __future__ import annotations

from coder.coding.actors import ActorResolver
from coder.coding.binding import Binder
from coder.coding.context import behind_participles, governs, speaks_for_itself, stands_before, stands_together
from coder.coding.match import Attempt, Match, Miss
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled_patterns import Argument, Pattern
from coder.dictionary.pattern import Slot
from coder.dictionary.word_patterns import WordPatterns, lacks
from coder.language.words import Word
from coder.words.tags import POSS


class Matcher:
    """Matches patterns for one sentence; `fitted` are those that did, and misses are kept if `misses` is a list."""

    def __init__(self, words: list[Word], resolver: ActorResolver, misses: list[Miss] | None = None) -> None:
        self.words = words
        self.resolver = resolver
        self.sets = resolver.sets
        self.binder = Binder(words, resolver)
        self.misses = misses
        self.fitted: list[Pattern] = []
        self.lemmas: set[str] = set()
        for word in words:
            if word.wanted:
                self.lemmas.update(word.wanted)
        self.possessives = any(word.tag & POSS for word in words)

    def best(self, patterns: WordPatterns, proposition: Proposition) -> Match | None:
        """The first pattern that fits; patterns come most specific first."""
        candidates = patterns.all() if self.misses is not None else self._candidates(patterns, proposition)
        if not candidates:
            return None
        own = [entry for phrase in proposition.objects for entry in phrase.rest if entry not in proposition.arguments]
        own += self._behind_participles(proposition)
        free, claimed = self._claims([*proposition.arguments, *own])
        for pattern in candidates:
            attempt = Attempt(list(proposition.objects), [*free, *claimed], claimed, pattern.entry.target, pattern.code)
            found = self._fit(pattern, proposition, attempt)
            if isinstance(found, Match):
                found.literal = speaks_for_itself(pattern, proposition, self.sets)
                self.fitted.append(pattern)
                return found
            if self.misses is not None:
                self.misses.append(Miss(pattern, found, proposition))
        return None

    def _candidates(self, patterns: WordPatterns, proposition: Proposition) -> list[Pattern]:
        """The patterns whose words stand in the sentence, and whose prepositions around the proposition."""
        among = patterns.among(self.lemmas)
        if not any(pattern.prepositions for pattern in among):
            return among
        present = self._prepositions(proposition)
        return [pattern for pattern in among if not lacks(present, pattern.prepositions)]

    def _prepositions(self, proposition: Proposition) -> set[str]:
        """Every word that may stand where a pattern wants a preposition or particle: most patterns fail on that alone."""
        present = {preposition for preposition, _ in (*proposition.arguments, *self._behind_participles(proposition))}
        for phrase in proposition.objects:
            present.update([preposition for preposition, _ in phrase.rest])
        present.update([preposition for preposition, _ in _swallowed(proposition)])
        present.update([self.words[at].key for at in (*proposition.adverbs, *proposition.adjectives)])
        for complement in proposition.complements:
            present.add(complement.preposition or ("to" if complement.relation == "infinitive" else ""))
        behind = [phrase for _, phrases in proposition.arguments for phrase in phrases]
        if self.possessives or any(phrase.of for phrase in (*proposition.objects, *behind)):
            present.add("of")  # "Sudan's offer" is an offer of Sudan
        return present

    def _fit(self, pattern: Pattern, proposition: Proposition, attempt: Attempt) -> Match | str:
        """The match, or the part of the pattern that found nothing."""
        for wanted in pattern.subject_words:
            if not any(self.has_word(phrase, wanted) for phrase in proposition.subjects):
                return "the subject before VERB"
        if pattern.context and not stands_before(pattern.context, proposition, self.words):
            return "what stands before VERB"
        if not all(stands_together(run, self.words) for run in pattern.together):
            return "the row of joined words"
        for argument in pattern.arguments:
            if argument.prepositions == {"and"}:
                continue
            stopped = self._take(argument, proposition, attempt)
            if stopped:
                return stopped
        return self.binder.bind(pattern, proposition, attempt)

    def _claims(
        self, arguments: list[tuple[str, list[Phrase]]]
    ) -> tuple[list[tuple[str, list[Phrase]]], list[tuple[str, list[Phrase]]]]:
        """The arguments that are free, and those behind an event noun among them, which speak of that event first."""
        for at, (_, phrases) in enumerate(arguments[:-1], 1):
            if phrases and self.words[phrases[-1].head].noun in self.resolver.dictionary.nouns:
                return arguments[:at], arguments[at:]
        return arguments, []

    def _take(self, argument: Argument, proposition: Proposition, attempt: Attempt) -> str:
        """Let one argument of the pattern take its phrase; returns what stopped it, or an empty string."""
        slot = argument.slot
        if not argument.prepositions:
            if slot is not None:
                wanted = attempt.objects
                if not wanted and slot.name == "TARGET" and proposition.kind == "noun":
                    wanted = self.binder.introduced(attempt.introducing, attempt)  # "an attack on Sudan" is "attack Sudan"
                return "" if self._fill(slot, wanted, attempt) else slot.name
            for phrase in attempt.objects:
                if self._has_words(phrase, argument.words):
                    attempt.objects = [p for p in attempt.objects if p is not phrase and p not in phrase.siblings]
                    attempt.used.append(phrase)
                    return ""
            if any(self.words[at].key in words for at in proposition.adjectives for words in argument.words):
                return ""
            return "" if self._governs(proposition, argument.words) else "the object"
        label = "|".join(sorted(argument.prepositions))
        for entry in attempt.arguments:
            preposition, phrases = entry
            if preposition not in argument.prepositions:
                continue
            somewhere = preposition in self.sets["locative"] and self.resolver.resolve(phrases[0]).code is None
            if slot is not None and preposition in self.sets["whereabouts"]:
                phrases = self._of_the_place(phrases, attempt)
            if slot is not None and not somewhere and self._fill(slot, phrases, attempt):
                attempt.arguments.remove(entry)
                return ""
            if slot is None and (not argument.words or any(self._has_words(phrase, argument.words) for phrase in phrases)):
                attempt.arguments.remove(entry)
                attempt.used += phrases
                return ""
        if slot is not None and self._take_swallowed(slot, argument, proposition, attempt):
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
            if not argument.words and self._governs(proposition, (argument.prepositions,)):
                return ""
        elif "of" in argument.prepositions:
            for phrase in (*attempt.used, *attempt.objects, *(attempt.targets or ())):
                owners = self.binder.possessors(phrase)
                event = owners and self.words[phrase.head].noun in self.resolver.dictionary.nouns
                for phrases in (owners, phrase.of) if event else (phrase.of, owners):  # "Uganda's invasion of Kenya" is Uganda's
                    if phrases and self._fill(slot, phrases, attempt):
                        return ""
        return label

    def _governs(self, proposition: Proposition, wanted: tuple[frozenset[str], ...]) -> bool:
        """Whether a clause below the verb says some words; where there are operators, that is their business."""
        return not self.resolver.dictionary.composes and governs(proposition, wanted, self.has_word, self.words)

    def _behind_participles(self, proposition: Proposition) -> list[tuple[str, list[Phrase]]]:
        return [] if self.resolver.dictionary.composes else behind_participles(proposition)

    def _of_the_place(self, place: list[Phrase], attempt: Attempt) -> list[Phrase]:
        """What is hit, where it is somebody's and not only the place is: in "attacked an army camp in Kabul" the camp."""
        root = self.resolver.dictionary.codes.get((attempt.code or "")[:2])
        hit = root is not None and root.unclaimed
        for phrase in attempt.used:
            moved = self.words[phrase.head].noun in self.sets["sent"]
            plain = not phrase.of and not self.resolver.is_own(phrase) and not moved
            if plain and (self.resolver.names_somebody(phrase) if hit else self.binder.is_of_another(phrase, place[0])):
                return [phrase]
        if not hit:
            return place
        return self.binder.standing_in(attempt.used, place, events=True) or place

    def _take_swallowed(self, slot: Slot, argument: Argument, proposition: Proposition, attempt: Attempt) -> bool:
        """Let a slot take what a clause behind the object holds; a place belongs to that clause."""
        for preposition, phrases in _swallowed(proposition):
            meant = preposition in argument.prepositions and preposition not in self.sets["locative"]
            if meant and self.resolver.names_somebody(phrases[0]) and self._fill(slot, phrases, attempt):
                return True
        return False

    def _fill(self, slot: Slot, phrases: list[Phrase], attempt: Attempt) -> bool:
        if not phrases or not self.binder.plays(slot, phrases):
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


def _swallowed(proposition: Proposition) -> list[tuple[str, list[Phrase]]]:
    """What a clause behind an object has taken that may be the verb's: "returned skulls that were found in 1990 to Peru"."""
    return [
        entry
        for phrase in proposition.objects
        for clause in phrase.clauses
        for entry in clause.arguments
        if entry not in proposition.arguments and entry[0] != "of"
    ]
