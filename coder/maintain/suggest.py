"""`coder suggest`: what a corpus has and the dictionaries lack, the most frequent first.

Three kinds of entries are suggested: names beside acts that are coded; verbs between two known actors that code nothing, whether
no entry has them or no pattern of their entry fits; nouns that act, stand beside a country and are not known as roles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from coder.coding.act import composed_code
from coder.coding.actors import ActorResolver
from coder.coding.chain import UNKNOWN_COUNTRY
from coder.coding.events import named
from coder.coding.proposition import Phrase, Proposition
from coder.coding.sentence import walk
from coder.corpus.batch import Tally
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.dictionary.compiled_patterns import Pattern
from coder.language.words import Word
from coder.maintain.readings import stories, traced
from coder.pipeline import Coder, Trace
from coder.words.tags import NAME, NOUN

SAMPLES = 3


@dataclass(slots=True)
class Suggestion:
    """What should perhaps be an entry: how often it was met, the first few sentences, and what its code may be.

    `guesses` are codes with the words that speak for them; `behind` counts the prepositions before the target of a verb (none:
    the plain object); `aliases` are shorter forms of a name; `entry` is the line of a verb that has an entry already.
    """

    phrase: str
    times: int = 0
    samples: list[str] = field(default_factory=list)
    guesses: Counter[tuple[str, str]] = field(default_factory=Counter)
    behind: Counter[str] = field(default_factory=Counter)
    aliases: list[str] = field(default_factory=list)
    entry: str | None = None

    def add(self, sample: str) -> None:
        """Count one more."""
        self.times += 1
        if len(self.samples) < SAMPLES and sample not in self.samples:
            self.samples.append(sample)

    @property
    def guess(self) -> tuple[str, str] | None:
        """The likeliest code and the words that speak for it; of equally frequent ones the longest says most."""
        return max(self.guesses, key=lambda guess: (self.guesses[guess], len(guess[0])), default=None)

    @property
    def preposition(self) -> str:
        """The word that stands most often before the target of a verb; empty for the plain object."""
        return max(self.behind, key=lambda word: self.behind[word], default="")


class Suggestions:
    """What has been met so far, by kind and by phrase."""

    def __init__(self, coder: Coder) -> None:
        self.coder = coder
        self.dictionary = coder.dictionary
        self.names: dict[str, Suggestion] = {}
        self.verbs: dict[str, Suggestion] = {}
        self.agents: dict[str, Suggestion] = {}

    def add(self, trace: Trace) -> None:
        """Look at one sentence; what a discard phrase silences suggests nothing."""
        reading, resolver = trace.reading, trace.resolver
        if reading is None or resolver is None or self.coder.discards.silences(reading.words, "sentence"):
            return
        sample = " ".join(trace.sentence.text.split())
        acts = [act for act in trace.acts if composed_code(self.dictionary, act) is not None]
        for phrase in _each([phrase for act in acts for phrase in (*act.sources, *act.targets)], resolver):
            self._look_at_name(phrase, resolver, sample)
        for phrase in _each([phrase for act in acts for phrase in act.sources], resolver):
            self._look_at_agent(phrase, resolver, sample)
        for proposition in walk(trace.propositions):
            self._look_at_verb(proposition, trace, resolver, sample)

    # --- names

    def _look_at_name(self, phrase: Phrase, resolver: ActorResolver, sample: str) -> None:
        words = resolver.words
        if not _is_unknown_name(words[phrase.head]):
            return
        first = phrase.head
        while first > phrase.first and _is_unknown_name(words[first - 1]):
            first -= 1
        name = " ".join(word.text for word in words[first : phrase.head + 1])
        suggestion = self.names.setdefault(name, Suggestion(name))
        suggestion.add(sample)
        for actor in map(resolver.resolve, (phrase, *phrase.appositions)):
            if actor.code is not None and resolver.text(actor) != name:  # else the code comes from what is told here as well
                suggestion.guesses[actor.code.removeprefix(UNKNOWN_COUNTRY), resolver.text(actor)] += 1

    # --- agents

    def _look_at_agent(self, phrase: Phrase, resolver: ActorResolver, sample: str) -> None:
        head = resolver.words[phrase.head]
        if not head.tag & NOUN or head.capital or head.meanings or self._is_known_noun(head.noun, resolver):
            return
        actor = resolver.resolve(phrase)
        countries = self.dictionary.countries
        only_whose = actor.code in countries and actor.first != phrase.head
        if only_whose or (actor.code is None and any(_names_country(word, countries) for word in resolver.words)):
            suggestion = self.agents.setdefault(head.noun, Suggestion(head.noun))
            suggestion.add(sample)

    def _is_known_noun(self, noun: str, resolver: ActorResolver) -> bool:
        dictionary = self.dictionary
        return (
            noun in dictionary.nouns
            or noun in dictionary.operator_nouns
            or noun in dictionary.members
            or noun in resolver.sets["partitive"]
            or noun in resolver.sets["container"]
        )

    # --- verbs

    def _look_at_verb(self, proposition: Proposition, trace: Trace, resolver: ActorResolver, sample: str) -> None:
        lemma, dictionary = proposition.lemma, self.dictionary
        if proposition.kind != "verb" or proposition.copula or lemma in dictionary.operators or lemma in dictionary.lights:
            return
        if any(act.first <= proposition.head <= act.last for act in trace.acts):
            return
        patterns = dictionary.verbs.get(lemma)
        if patterns and not _failed(patterns, trace):
            return
        preposition = _between_actors(proposition, resolver)
        if preposition is None:
            return
        entry = str(patterns.all()[0].entry.where) if patterns else None
        suggestion = self.verbs.setdefault(lemma, Suggestion(lemma, entry=entry))
        suggestion.add(sample)
        suggestion.behind[preposition] += 1
        for pattern in (*(patterns or ()), *dictionary.nouns.get(lemma, ())):
            if pattern.code is not None and not pattern.arguments:
                suggestion.guesses[pattern.code, pattern.entry.name] += 1

    # --- all of them

    def ranked(self, kind: str, most: int) -> list[Suggestion]:
        """The most frequent suggestions of a kind: "names", "verbs" or "agents"."""
        if kind == "names":
            found = _merged(self.names.values())
        elif kind == "verbs":
            found = list(self.verbs.values())
        else:
            found = [self._guessed(suggestion) for suggestion in self.agents.values()]
        return sorted(found, key=lambda suggestion: (-suggestion.times, suggestion.phrase))[:most]

    def _guessed(self, suggestion: Suggestion) -> Suggestion:
        """An agent whose name ends as that of a known one is perhaps the same: "airwoman", "ex-guerrilla"."""
        roles = {
            meaning.noun: meaning.entry.code
            for meanings in self.dictionary.meanings
            for meaning in meanings
            if meaning.kind == "agent" and meaning.entry is not None and meaning.entry.code
        }
        ends = [name for name in roles if len(name) > 3 and suggestion.phrase.endswith(name)]
        if ends and not suggestion.guesses:
            longest = max(ends, key=len)
            suggestion.guesses[roles[longest], longest] += 1
        return suggestion


def _each(phrases: list[Phrase], resolver: ActorResolver) -> Iterable[Phrase]:
    """The phrases, each once, however many acts have it."""
    return {(phrase.first, phrase.last): phrase for phrase in resolver.spread(phrases)}.values()


def _is_unknown_name(word: Word) -> bool:
    is_name = word.tag & NAME or (word.capital and word.tag & NOUN)
    return bool(is_name) and not word.meanings and not word.inner


def _names_country(word: Word, countries: Container[str | None]) -> bool:
    return any(
        meaning.kind == "actor" and meaning.entry is not None and meaning.entry.code in countries for meaning in word.meanings
    )


def _failed(patterns: Iterable[Pattern], trace: Trace) -> bool:
    """Whether patterns were tried and none of them fitted; those inside an accusation, say, are never tried."""
    own = {id(pattern) for pattern in patterns}
    fitted = trace.reader.matcher.fitted if trace.reader is not None else ()
    return any(id(miss.pattern) in own for miss in trace.misses) and not any(id(pattern) in own for pattern in fitted)


def _between_actors(proposition: Proposition, resolver: ActorResolver) -> str | None:
    """The preposition before the actor on whom another one acts, empty for the object; None where there are no two actors."""
    sources = {code for phrase in proposition.subjects if named(code := resolver.resolve(phrase).code)}
    if not sources:
        return None
    behind = [(preposition, phrases) for preposition, phrases in proposition.arguments if preposition]
    for preposition, phrases in (("", proposition.objects), *behind):
        for phrase in phrases:
            code = resolver.resolve(phrase).code
            if named(code) and code not in sources:
                mere_place = preposition in resolver.sets["locative"] and resolver.is_place(phrase)
                return None if mere_place else preposition
    return None


def _merged(names: Iterable[Suggestion]) -> list[Suggestion]:
    """Names in which a last name alone has become an alias of the one full name that ends with it."""
    known = list(names)
    full: dict[str, list[Suggestion]] = {}
    for suggestion in known:
        *before, last = suggestion.phrase.split()
        if before:
            full.setdefault(last, []).append(suggestion)
    merged: list[Suggestion] = []
    for suggestion in known:
        owners = full.get(suggestion.phrase, ())
        if len(owners) != 1:
            merged.append(suggestion)
            continue
        owner = owners[0]
        owner.times += suggestion.times
        owner.samples = list(dict.fromkeys((*owner.samples, *suggestion.samples)))[:SAMPLES]
        owner.guesses += suggestion.guesses
        owner.aliases.append(suggestion.phrase)
    return merged


def suggest(coder: Coder, paths: Sequence[str], tally: Tally, layout: Layout = AS_IT_STANDS) -> Suggestions:
    """Read a corpus and gather what the dictionaries lack."""
    found = Suggestions(coder)
    for story in stories(paths, tally, layout):
        for trace in traced(coder, story, tally, misses=True):
            found.add(trace)
    return found
