"""Propositions -> acts: what was done by whom to whom.

An act is found by patterns (`coder.coding.matching`); light verbs lend their arguments to event nouns; what operators do is in
`coder.coding.operators`.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.coding.act import Act, composed_code
from coder.coding.actors import ActorResolver
from coder.coding.aims import Aims
from coder.coding.match import Match, Miss
from coder.coding.matching import Matcher
from coder.coding.modifiers import modifiers
from coder.coding.operators import OperatorReader
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import LightEntry, OperatorEntry
from coder.language.words import Word
from coder.words.tags import NEG


class ActReader:
    """Finds the acts of one sentence."""

    def __init__(
        self, dictionary: Dictionary, words: list[Word], resolver: ActorResolver, misses: list[Miss] | None = None
    ) -> None:
        self.dictionary = dictionary
        self.words = words
        self.resolver = resolver
        self.sets = dictionary.lexicon.sets
        self.matcher = Matcher(words, resolver, misses)
        self.aims = Aims(resolver)
        self.read_already: set[int] = set()  # heads of propositions
        self.seen: set[int] = set()  # heads of noun groups that have been read as events
        self._reading: set[int] = set()  # those being read: an operator noun among its own arguments is not read again

    @property
    def operators(self) -> OperatorReader:
        """The reader of operators; a new one each time, for two that held one another would wait for the garbage collector."""
        return OperatorReader(self)

    def operator(self, proposition: Proposition) -> OperatorEntry | None:
        """The operator that the verb of a proposition is, if it is one."""
        return None if proposition.kind == "noun" else self.dictionary.operators.get(proposition.lemma)

    def read(self, proposition: Proposition) -> list[Act]:
        """The acts of a proposition and of what it governs."""
        self.read_already.add(proposition.head)
        if proposition.fallback and not proposition.passive:
            nobody = not any(self.resolver.names_somebody(phrase) for phrase in proposition.subjects)
            if nobody and self._speaks_for_another(proposition):
                proposition.subjects = proposition.fallback
        acts = [self._aimed(proposition, act) for act in self.acts(proposition)]
        status = self._status(proposition)
        if status != "actual":
            acts = [act.but(status=status) if act.status == "actual" and not act.literal else act for act in acts]
        return acts

    def _speaks_for_another(self, proposition: Proposition) -> bool:
        """Whether what an -ing group hangs on may act for its author: "a resolution criticizing Egypt"."""
        if proposition.relation != "gerund" or proposition.preposition:
            return True
        heads = [self.words[phrase.head].noun for phrase in proposition.subjects]
        return not heads or any(head in self.sets["speaking"] or head in self.dictionary.nouns for head in heads)

    def _aimed(self, proposition: Proposition, act: Act) -> Act:
        aimed = act.but(targets=self.aims.targets(proposition, act))
        aimed.sources = self.aims.sources(proposition, aimed)
        return aimed

    def acts(self, proposition: Proposition) -> list[Act]:
        """The acts of a proposition, whatever its status."""
        operator = self.operator(proposition)
        light = self.dictionary.lights.get(proposition.lemma) if proposition.kind == "verb" else None
        if proposition.copula:
            return self._copular(proposition)
        parted = list(self._parted(proposition)) if proposition.kind == "verb" else []
        if parted and parted[0].arguments == proposition.arguments and not self._is_half(parted[0]):
            whole = self.acts(parted[0])  # "brought Sudan and Kenya together", "found him guilty"
            if whole:
                return whole
        if operator is not None and light is not None and not proposition.complements:
            lent = self._lend(light, proposition)  # "ordered an investigation" makes one, "ordered them to leave" does not
            if lent:
                return self._future(proposition, self._or_spelled_out(proposition, lent))
        if operator is not None:
            acts = self.operators.operate(operator, proposition)
            if acts is not None:
                return self._future(proposition, self._or_spelled_out(proposition, acts))
        if light is not None:
            acts = self._lend(light, proposition)
            if acts:
                return self._future(proposition, self._or_spelled_out(proposition, acts))
        acts = self.plain(proposition)
        for variant in () if acts else parted:
            return self.acts(variant)
        if not acts and not self.dictionary.composes:
            return self._governed(proposition)
        return self._future(proposition, acts) + self._beside(proposition)

    def _governed(self, proposition: Proposition) -> list[Act]:
        """What a verb governs that codes nothing itself: without operators nothing says that it has not happened."""
        return [act for complement in proposition.complements for act in self.read(complement)]

    def _parted(self, proposition: Proposition) -> Iterator[Proposition]:
        """The proposition with a multiword verb whose words stand apart: "called on Monday for", "call the strike off"."""
        phrases = self.dictionary.verb_phrases.get(proposition.lemma)
        if not phrases:
            return
        apart = {preposition.split(" ", 1)[0] for preposition, _ in proposition.arguments}  # "drove the rebels out of"
        if proposition.objects:
            apart.update(self.words[at].key for at in (*proposition.adverbs, *proposition.adjectives))
        for rest in phrases:
            if len(rest) != 1 or rest[0] not in apart:
                continue
            lemma = f"{proposition.lemma} {rest[0]}"
            if (
                lemma not in self.dictionary.operators
                and lemma not in self.dictionary.verbs
                and lemma not in self.dictionary.lights
            ):
                continue
            taken = next((entry for entry in proposition.arguments if entry[0] == rest[0]), None)
            variant = proposition.variant()
            variant.lemma = lemma
            if taken is not None:
                variant.objects = [*proposition.objects, *taken[1]]
                variant.arguments = [entry for entry in proposition.arguments if entry != taken]
            yield variant

    def _is_half(self, variant: Proposition) -> bool:
        """Whether the particle of a multiword verb is half a preposition, which the verb alone may want: "pull out of"."""
        particle = variant.lemma.rsplit(" ", 1)[1] + " "
        return any(preposition.startswith(particle) for preposition, _ in variant.arguments)

    def plain(self, proposition: Proposition) -> list[Act]:
        """The act that the patterns of its own verb or noun find in a proposition."""
        table = self.dictionary.verbs if proposition.kind == "verb" else self.dictionary.nouns
        # An entry for one form of a verb ("met" beside "meet") comes first for that form.
        form = self.words[proposition.head].key if proposition.kind == "verb" and " " not in proposition.lemma else ""
        found = [patterns for key in dict.fromkeys((form, proposition.lemma)) if (patterns := table.get(key))]
        match = next((match for patterns in found if (match := self.matcher.best(patterns, proposition))), None)
        return self._matched(match, proposition) if match is not None else []

    def _or_spelled_out(self, proposition: Proposition, composed: list[Act]) -> list[Act]:
        """What a light verb or operator makes of its noun, unless a pattern of the verb names that noun and says otherwise.

        A pattern that speaks of a shorter noun ("relations") gives way to the longer one that was composed ("trade relations").
        """
        patterns = self.dictionary.verbs.get(proposition.lemma) if proposition.kind == "verb" else None
        named = patterns.naming() if patterns is not None else None
        match = self.matcher.best(named, proposition) if named and not proposition.complements else None
        if match is None or any(act.targets and composed_code(self.dictionary, act) == match.pattern.code for act in composed):
            return composed
        if any(act.operators and act.general == match.pattern.code for act in composed):
            return composed  # the operator's general code says less than what it composes
        wanted = frozenset().union(*(words for argument in match.pattern.arguments for words in argument.words))
        heads = [self.words[phrase.head].noun for phrase in proposition.objects]
        if any(" " in head and head in self.dictionary.nouns and head not in wanted for head in heads):
            return composed
        return self._matched(match, proposition)

    def _matched(self, match: Match, proposition: Proposition) -> list[Act]:
        """The act of a match; the event noun that its pattern named ("brokered a truce between") makes no act of its own."""
        if match.pattern.arguments:
            self.seen.update(phrase.head for phrase in proposition.objects)
        return [self._act(match, proposition)] if match.code is not None else []

    def _act(self, match: Match, proposition: Proposition) -> Act:
        pattern = match.pattern
        return Act(
            code=match.code,
            sources=match.sources,
            targets=match.targets,
            first=proposition.first,
            last=proposition.last,
            rules=[pattern.rule],
            shared=match.shared,
            reciprocal=pattern.reciprocal or pattern.entry.reciprocal,
            converse=pattern.converse or (pattern.entry.converse if not pattern.arguments else None),
            implied=pattern.entry.implied,
            place=self._place(proposition) if pattern.entry.implied and not match.sources else None,
            literal=match.literal,
        )

    def _place(self, proposition: Proposition) -> Phrase | None:
        """The country in which an act took place, as its clause says."""
        for preposition, phrases in proposition.arguments:
            if preposition in self.sets["locative"] and self.resolver.is_place(phrases[0]):
                return phrases[0]
        return None

    def _beside(self, proposition: Proposition) -> list[Act]:
        """Acts of -ing groups behind prepositions ("condemned Egypt for bombing Sudan"), which stand on their own."""
        acts: list[Act] = []
        for complement in proposition.complements:
            if complement.relation == "gerund" and complement.preposition not in self.sets["withheld"]:
                acts += self.read(complement)
        return acts

    def _copular(self, proposition: Proposition) -> list[Act]:
        """ "is ready to host", "there was fighting between", "was the target of an attack"."""
        for at in proposition.adjectives:
            operator = self.dictionary.operator_adjectives.get(self.words[at].key)
            if operator is not None:
                return self.operators.operate(operator.asserted(), proposition) or []
        match = self._predicate(proposition, [self.words[at].key for at in proposition.adjectives])
        if match is not None:
            return self._matched(match, proposition)
        if proposition.subjects and self.words[proposition.subjects[0].head].key in self.sets["existential"]:
            acts: list[Act] = []
            for phrase in proposition.objects:
                acts += self.noun_acts(phrase, [], proposition.arguments)
            return acts
        if not proposition.objects and not proposition.adjectives:
            return [act for inner in proposition.complements for act in self._auxiliary("intend", self.read(inner))]
        return []

    def _predicate(self, proposition: Proposition, adjectives: list[str]) -> Match | None:
        """What the dictionaries say of an adjective or a prepositional group behind "be": "is angry with", "was on alert"."""
        behind = [
            key
            for preposition, phrases in proposition.arguments
            for key in (preposition, *(self.words[p.head].noun.rsplit(" ", 1)[-1] for p in phrases))
        ]
        for key in (*adjectives, *behind):
            patterns = self.dictionary.predicates.get(key)
            match = self.matcher.best(patterns, proposition) if patterns else None
            if match is not None:
                return match
        return None

    def noun(self, phrase: Phrase, subjects: list[Phrase], arguments: list[tuple[str, list[Phrase]]]) -> Proposition | None:
        """The proposition of an event noun, or None: "Turkey's attack on Syria", "the arrest of ten men by police"."""
        head = self.words[phrase.head]
        known = head.noun in self.dictionary.nouns or head.noun in self.dictionary.operator_nouns
        lemma = head.noun if known else head.key
        before = self.words[phrase.head - 1].noun if phrase.head > phrase.first else ""
        if head.noun in self.sets["container"] and lemma not in self.dictionary.nouns and before in self.dictionary.nouns:
            lemma = before  # "an aid programme"
        if lemma not in self.dictionary.nouns and lemma not in self.dictionary.operator_nouns:
            return None
        made = Proposition("noun", lemma, phrase.first, phrase.last, phrase.head)
        made.relation = "light" if subjects else "noun"
        behind = [entry for entry in arguments if entry not in phrase.rest and entry[1] and phrase not in entry[1]]
        made.arguments = list(phrase.rest) + behind
        agents = [phrases for preposition, phrases in made.arguments if preposition in self.sets["doing"]]
        own = modifiers(self.words, phrase, self.sets["possessive"])
        made.subjects = subjects or (agents[0] if agents else []) or own
        made.objects = list(phrase.of)
        if not phrase.of and made.subjects is not own and own and self._is_partner(own[0], made):
            made.objects = own
        if phrase.of:
            made.arguments.insert(0, ("of", phrase.of))
        for clause in phrase.clauses:
            if clause.lemma in self.dictionary.lights and phrase in clause.objects:  # "the embargo it has imposed on Sudan"
                made.arguments += [entry for entry in clause.arguments if entry not in made.arguments]
                made.subjects = made.subjects or clause.subjects
        made.complements = phrase.complements
        made.negated = any(self.words[at].key in self.sets["negative"] for at in range(phrase.first, phrase.head))
        return made

    def _is_partner(self, modifier: Phrase, noun: Proposition) -> bool:
        """Whether who stands before an event noun takes part in it beside its subject: "an Opec meeting"."""
        named = any(
            meaning.kind == "actor"
            for word in self.words[modifier.first : modifier.last + 1]
            for meaning in (*word.meanings, *word.inner)
        )
        if self.words[modifier.head].key in self.sets["possessive"] or not named:
            return False
        return not any(
            preposition in self.sets["aimed"] and self.resolver.names_somebody(phrases[0])
            for preposition, phrases in noun.arguments[:1]
            if phrases
        )

    def noun_acts(
        self,
        phrase: Phrase,
        subjects: list[Phrase],
        arguments: list[tuple[str, list[Phrase]]],
        complements: list[Proposition] | None = None,
    ) -> list[Act]:
        """The acts of an event noun; behind "a series of" the noun after it is looked at."""
        if (
            self.words[phrase.head].noun in self.sets["partitive"]
            and phrase.of
            and self.words[phrase.head].noun not in self.dictionary.nouns
        ):
            return [
                act
                for inner in phrase.of
                for act in self.noun_acts(
                    inner, subjects, [*phrase.rest, *(e for e in arguments if e not in phrase.rest)], complements
                )
            ]
        made = self.noun(phrase, subjects, arguments)
        if made is None or phrase.head in self._reading:
            return []
        self.seen.add(phrase.head)
        self._reading.add(phrase.head)
        made.complements = [*made.complements, *(complements or ())]
        operator = self.dictionary.operator_nouns.get(made.lemma)
        acts = self.operators.operate(operator, made) if operator is not None and (made.complements or made.arguments) else None
        if not acts:
            acts = self.plain(made)
        self._reading.discard(phrase.head)
        if made.negated:
            acts = [act.but(status="negated") for act in acts]
        return acts

    def _lend(self, light: LightEntry, proposition: Proposition) -> list[Act]:
        """The act of the event noun that a light verb carries."""
        holders = proposition.subjects if light.noun == "subject" and not proposition.passive else proposition.objects
        acts: list[Act] = []
        for phrase in holders:
            others = [p for p in proposition.objects if p is not phrase and p not in phrase.siblings]
            doers = [] if holders is proposition.subjects else (proposition.subjects or (others if proposition.passive else []))
            if light.turned:
                found = self.noun_acts(phrase, [], proposition.arguments)
                places = [phrases for preposition, phrases in proposition.arguments if preposition in self.sets["locative"]]
                own = [bool(act.targets) and act.targets != act.sources and act.targets not in places for act in found]
                found = [act if kept else act.but(targets=self._sufferers(doers)) for act, kept in zip(found, own, strict=True)]
            else:
                found = self.noun_acts(phrase, doers, proposition.arguments, proposition.complements)
                if others and not proposition.passive:  # "gave Egypt a deadline"
                    found = [act.but(targets=others) for act in found]
            if proposition.lemma in self.sets["exchanging"] and len(self.resolver.spread(doers)) > 1:
                found = [act if act.targets else act.but(targets=doers, shared=True) for act in found]
            for act in found:
                act.first, act.last = min(act.first, proposition.first), max(act.last, proposition.last)
                act.rules.append(str(light.where))
            acts += found
        if proposition.negated and not self.is_refusal(proposition):
            acts = [act.but(status="negated") for act in acts]
        return acts

    def _sufferers(self, subjects: list[Phrase]) -> list[Phrase]:
        """Whom an act hits that its subject suffers: behind an event whose it is ("Egypt's raid drew criticism")."""
        for phrase in subjects[:1]:
            if self.words[phrase.head].noun in self.dictionary.nouns and not self.resolver.is_role(phrase):
                agents = [phrases for preposition, phrases in phrase.rest if preposition in self.sets["doing"]]
                return agents[0] if agents else self.matcher.binder.possessors(phrase)
        return subjects

    def _future(self, proposition: Proposition, acts: list[Act]) -> list[Act]:
        """ "will" before an act is an intention, "will not" a refusal; where CAMEO composes nothing, nothing is coded."""
        if self.is_refusal(proposition):
            return self._auxiliary("reject", acts)
        if proposition.modal in self.sets["future"]:
            return self._auxiliary("intend", acts)
        return acts

    def _auxiliary(self, kind: str, acts: list[Act]) -> list[Act]:
        """Acts under an auxiliary; dictionaries without operators (those of the predecessors) compose nothing."""
        if not self.dictionary.composes:
            return acts
        return [
            act
            if act.auxiliary or act.literal
            else act.but(auxiliary=kind, converse=None, reciprocal=act.reciprocal or bool(act.converse))
            for act in acts
        ]

    def _status(self, proposition: Proposition) -> str:
        refused = self.is_refusal(proposition)
        if proposition.negated and not refused and self._is_plain(proposition):
            unwilling = any(self.words[at].key in self.sets["disposed"] for at in proposition.adjectives)
            if not unwilling:
                return "negated"
        if proposition.hypothetical or (proposition.modal in self.sets["irrealis"] and not refused):
            return "hypothetical"
        if any(self._is_nobody(phrase) for phrase in (*proposition.subjects[:1], *proposition.objects[:1])):
            return "negated"
        return "actual"

    def _is_nobody(self, phrase: Phrase) -> bool:
        """Whether a phrase is denied: "no soldier", "not a single soldier"."""
        denied = phrase.first > 0 and self.words[phrase.first - 1].tag & NEG
        return bool(denied) or self.words[phrase.first].key in self.sets["negative"]

    def is_refusal(self, proposition: Proposition) -> bool:
        """Whether "will not" or "would not" stands before the verb, in dictionaries that have operators for it."""
        unwilling = proposition.negated and proposition.modal in self.sets["refusing"] and not proposition.hypothetical
        return unwilling and self.dictionary.composes

    def _is_plain(self, proposition: Proposition) -> bool:
        operator = self.operator(proposition)
        return operator is None or operator.operator not in ("stop", "negate", "reject")
