"""Propositions -> acts: what was done by whom to whom, under which operators.

An act is found by patterns (`coder.coding.matching`); light verbs lend their arguments to event nouns; operators work on the acts
of their complements through the composition table of `codes/events.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace

from coder.coding.actors import Actor, ActorResolver, modifiers
from coder.coding.matching import Match, Matcher, Miss
from coder.coding.propositions import Phrase, Proposition
from coder.dictionary.compile import Dictionary
from coder.dictionary.entries import LightEntry, OperatorEntry
from coder.language.words import Word

_HOSTILE = ("14", "15", "16", "17", "18", "19", "20")
_CONSUMING = ("allege", "deny")
_ADDRESSING = ("appeal", "demand")


@dataclass(slots=True)
class Attribution:
    """Who said so: the phrase of the speaker, and "report", "claim" or "denial"."""

    phrase: Phrase | None
    kind: str


@dataclass(slots=True)
class Act:
    """An act as it stands in the text: a CAMEO `code` (None: nothing to code), its phrases, the words that say it, and its status.

    `auxiliary` is the operator that "will" or "will not" is; it has no code of its own. `operators` are the operators over the plain code, outermost first; `general` is the code that stands where the composition
    table has no cell for them (None: nothing is coded then).
    """

    code: str | None
    sources: list[Phrase]
    targets: list[Phrase]
    first: int
    last: int
    rules: list[str]
    shared: bool = False
    reciprocal: bool = False
    converse: str | None = None
    operators: tuple[str, ...] = ()
    general: str | None = None
    status: str = "actual"
    attribution: Attribution | None = None
    place: bool = False
    auxiliary: str = ""
    implied: str | None = None


class ActReader:
    """Finds the acts of one sentence."""

    def __init__(self, dictionary: Dictionary, words: list[Word], resolver: ActorResolver, misses: list[Miss] | None = None) -> None:
        self.dictionary = dictionary
        self.words = words
        self.resolver = resolver
        self.sets = dictionary.lexicon.sets
        self.matcher = Matcher(words, resolver, misses)
        self.seen: set[int] = set()  # heads of noun groups that have been read as events
        self._reading: set[int] = set()  # those being read: an operator noun among its own arguments is not read again

    # --- propositions

    def read(self, proposition: Proposition) -> list[Act]:
        """The acts of a proposition and of what it governs."""
        if proposition.fallback and not any(self.resolver.names_somebody(phrase) for phrase in proposition.subjects):
            if not proposition.passive:
                proposition.subjects = proposition.fallback
        acts = self._acts(proposition)
        status = self._status(proposition)
        if status != "actual":
            acts = [replace(act, status=status) if act.status == "actual" else act for act in acts]
        return acts

    def _acts(self, proposition: Proposition) -> list[Act]:
        operator = self._operator(proposition)
        light = self.dictionary.lights.get(proposition.lemma) if proposition.kind == "verb" else None
        if proposition.copula:
            return self._copular(proposition)
        if operator is not None:
            acts = self._operate(operator, proposition)
            if acts is not None:
                return self._future(proposition, self._or_spelled_out(proposition, acts))
        if light is not None:
            acts = self._lend(light, proposition)
            if acts:
                return self._future(proposition, self._or_spelled_out(proposition, acts))
        acts = self._plain(proposition)
        if not acts and proposition.kind == "verb":
            for variant in self._parted(proposition):
                return self._acts(variant)
        return self._future(proposition, acts) + self._beside(proposition)

    def _parted(self, proposition: Proposition) -> Iterator[Proposition]:
        """The proposition with a multiword verb whose words stand apart: "called on Monday for", "call the strike off"."""
        for rest in self.dictionary.verb_phrases.get(proposition.lemma, ()):
            lemma = f"{proposition.lemma} {' '.join(rest)}"
            known = lemma in self.dictionary.operators or lemma in self.dictionary.verbs or lemma in self.dictionary.lights
            if len(rest) != 1 or not known:
                continue
            taken = next((entry for entry in proposition.arguments if entry[0] == rest[0]), None)
            adverb = any(self.words[at].key == rest[0] for at in proposition.adverbs)
            if taken is None and not (adverb and proposition.objects):
                continue
            variant = copy(proposition)
            variant.lemma = lemma
            if taken is not None:
                variant.objects = [*proposition.objects, *taken[1]]
                variant.arguments = [entry for entry in proposition.arguments if entry is not taken]
            yield variant

    def _plain(self, proposition: Proposition) -> list[Act]:
        table = self.dictionary.verbs if proposition.kind == "verb" else self.dictionary.nouns
        patterns = table.get(proposition.lemma)
        if not patterns:
            return []
        match = self.matcher.best(patterns, proposition)
        return self._matched(match, proposition) if match is not None else []

    def _or_spelled_out(self, proposition: Proposition, composed: list[Act]) -> list[Act]:
        """What a light verb or operator makes of its noun, unless a pattern of the verb itself names that noun and says something else.

        A pattern that speaks of a shorter noun ("relations") gives way to the longer one that was composed ("economic relations").
        """
        patterns = self.dictionary.verbs.get(proposition.lemma) if proposition.kind == "verb" else None
        named = [p for p in patterns or () if any(argument.words and not argument.prepositions for argument in p.arguments)]
        match = self.matcher.best(named, proposition) if named and not proposition.complements else None
        if match is None or any(act.targets and self.code(act) == match.pattern.code for act in composed):
            return composed
        wanted = frozenset().union(*(words for argument in match.pattern.arguments for words in argument.words))
        heads = [self.words[phrase.head].noun for phrase in proposition.objects]
        if any(" " in head and head in self.dictionary.nouns and head not in wanted for head in heads):
            return composed
        return self._matched(match, proposition)

    def _matched(self, match: Match, proposition: Proposition) -> list[Act]:
        return [self._act(match, proposition)] if match.pattern.code is not None else []

    def _act(self, match: Match, proposition: Proposition) -> Act:
        pattern = match.pattern
        return Act(
            code=pattern.code,
            sources=match.sources,
            targets=match.targets,
            first=proposition.first,
            last=proposition.last,
            rules=[pattern.rule],
            shared=match.shared,
            reciprocal=pattern.reciprocal or pattern.entry.reciprocal,
            converse=pattern.converse or (pattern.entry.converse if not pattern.arguments else None),
            place=pattern.entry.place,
            implied=pattern.entry.implied,
        )

    def _beside(self, proposition: Proposition) -> list[Act]:
        """Acts of -ing groups behind prepositions ("condemned Egypt for bombing Sudan"), which stand on their own."""
        acts: list[Act] = []
        for complement in proposition.complements:
            if complement.relation == "gerund" and complement.preposition not in ("from", "without", "of", "against"):
                acts += self.read(complement)
        return acts

    def _copular(self, proposition: Proposition) -> list[Act]:
        """ "is ready to host", "there was fighting between", "was the target of an attack"."""
        for at in proposition.adjectives:
            operator = self.dictionary.operator_adjectives.get(self.words[at].key)
            if operator is not None:
                return self._operate(operator, proposition) or []
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
        behind = [key for preposition, phrases in proposition.arguments for key in (preposition, *(self.words[p.head].noun.rsplit(" ", 1)[-1] for p in phrases))]
        for key in (*adjectives, *behind):
            patterns = self.dictionary.predicates.get(key)
            match = self.matcher.best(patterns, proposition) if patterns else None
            if match is not None:
                return match
        return None

    # --- event nouns

    def noun(self, phrase: Phrase, subjects: list[Phrase], arguments: list[tuple[str, list[Phrase]]]) -> Proposition | None:
        """The proposition of an event noun, or None: "Turkey's attack on Syria", "the arrest of ten men by police"."""
        head = self.words[phrase.head]
        lemma = head.noun if head.noun in self.dictionary.nouns else head.key
        if lemma not in self.dictionary.nouns and lemma not in self.dictionary.operator_nouns:
            return None
        made = Proposition("noun", lemma, phrase.first, phrase.last, phrase.head)
        made.relation = "light" if subjects else "noun"
        behind = [entry for entry in arguments if entry not in phrase.rest and entry[1] and phrase not in entry[1]]
        made.arguments = list(phrase.rest) + behind
        agents = [phrases for preposition, phrases in made.arguments if preposition == "by"]
        own = modifiers(self.words, phrase)
        made.subjects = subjects or (agents[0] if agents else []) or own
        made.objects = list(phrase.of)
        if not phrase.of and made.subjects is not own and own and self.words[own[0].head].key not in self.sets["possessive"]:
            made.objects = own
        if phrase.of:
            made.arguments.insert(0, ("of", phrase.of))
        made.complements = phrase.complements
        made.negated = any(self.words[at].key in self.sets["negative"] for at in range(phrase.first, phrase.head))
        return made

    def noun_acts(
        self, phrase: Phrase, subjects: list[Phrase], arguments: list[tuple[str, list[Phrase]]], complements: list[Proposition] | None = None
    ) -> list[Act]:
        """The acts of an event noun; behind "a series of" the noun after it is looked at."""
        if self.words[phrase.head].noun in self.sets["partitive"] and phrase.of and self.words[phrase.head].noun not in self.dictionary.nouns:
            return [
                act
                for inner in phrase.of
                for act in self.noun_acts(inner, subjects, [*phrase.rest, *(e for e in arguments if e not in phrase.rest)], complements)
            ]
        made = self.noun(phrase, subjects, arguments)
        if made is None or phrase.head in self._reading:
            return []
        self.seen.add(phrase.head)
        self._reading.add(phrase.head)
        made.complements = [*made.complements, *(complements or ())]
        operator = self.dictionary.operator_nouns.get(made.lemma)
        acts = self._operate(operator, made) if operator is not None and (made.complements or made.arguments) else None
        if not acts:
            acts = self._plain(made)
        self._reading.discard(phrase.head)
        if made.negated:
            acts = [replace(act, status="negated") for act in acts]
        return acts

    def _lend(self, light: LightEntry, proposition: Proposition) -> list[Act]:
        """The act of the event noun that a light verb carries."""
        holders = proposition.subjects if light.noun == "subject" and not proposition.passive else proposition.objects
        if light.noun == "subject" and proposition.passive:
            holders = proposition.objects
        acts: list[Act] = []
        for phrase in holders:
            others = [p for p in proposition.objects if p is not phrase and p not in phrase.siblings]
            doers = [] if holders is proposition.subjects else (proposition.subjects or (others if proposition.passive else []))
            if light.turned:
                found = self.noun_acts(phrase, [], proposition.arguments)
                found = [replace(act, targets=act.targets if act.targets and act.targets != act.sources else doers) for act in found]
            else:
                found = self.noun_acts(phrase, doers, proposition.arguments, proposition.complements)
            for act in found:
                act.first, act.last = min(act.first, proposition.first), max(act.last, proposition.last)
                act.rules.append(str(light.where))
            acts += found
        if not acts and light.noun == "object" and proposition.subjects and not proposition.objects:
            return []
        if proposition.negated:
            acts = [replace(act, status="negated") for act in acts]
        return acts

    # --- operators

    def _operator(self, proposition: Proposition) -> OperatorEntry | None:
        if proposition.kind == "noun":
            return None
        return self.dictionary.operators.get(proposition.lemma)

    def _operate(self, operator: OperatorEntry, proposition: Proposition) -> list[Act] | None:
        """The acts of an operator's complement under it; None where it has none, so that its plain sense is tried."""
        kind = operator.operator
        if kind == "allege" and (proposition.kind == "verb") and proposition.lemma in self.dictionary.verbs:
            plain = self._plain(proposition)
            if plain:
                return plain
        inner = self._inner(operator, proposition)
        if kind == "report" and not proposition.negated:
            obliged = self._obliged(proposition)
            if obliged:
                return obliged
        if not inner and kind in ("report", "transparent", "negate", "allege", "deny") and not proposition.complements:
            return None
        unread = not inner and any(complement.relation == "infinitive" for complement in proposition.complements)
        if unread:
            general = self._general(operator, proposition)
            if general:
                return general
        if not inner and proposition.lemma in self.dictionary.verbs and kind not in ("report", "transparent", "negate"):
            plain = self._plain(proposition)
            if plain:
                return plain
        if not inner:
            return self._general(operator, proposition)
        if kind in _ADDRESSING and all(self._is_statement(c) for c in proposition.complements) and proposition.complements:
            kind = "report"  # "insists that it is" states; "insists that it be" demands
        if kind == "report":
            return self._reported(proposition, inner)
        if kind == "transparent":
            return inner
        if kind == "negate":
            return [replace(act, status="negated") for act in inner]
        if kind in _CONSUMING:
            return self._consumed(operator, proposition, inner)
        if proposition.negated and not self._is_refusal(proposition):
            return self._negated(kind, operator, proposition, inner)
        return [self._under(operator, proposition, act) for act in inner]

    def _inner(self, operator: OperatorEntry, proposition: Proposition) -> list[Act]:
        acts: list[Act] = []
        doers = proposition.subjects
        for complement in proposition.complements:
            if complement.relation in ("infinitive", "gerund") and operator.control == "subject":
                doer = proposition.objects if proposition.passive else doers
                if complement.passive:
                    complement.objects = complement.objects or doer
                elif doer:
                    complement.subjects = doer
            if complement.modal == "would" and operator.operator in ("report", "intend", "threaten"):
                complement.modal = "will"  # what was said then, told now
            acts += self.read(complement)
        own = operator.control == "subject" and operator.operator not in ("appeal", "demand", "reject")
        by_preposition = [phrases for preposition, phrases in proposition.arguments if preposition in operator.act]
        for phrases in (proposition.objects, *by_preposition):
            if acts:
                break
            for phrase in phrases:
                acts += self.noun_acts(phrase, doers if own else [], proposition.arguments)
        return acts

    def _is_statement(self, complement: Proposition) -> bool:
        """Whether a that-clause states something: its verb is marked for tense."""
        key = self.words[complement.head].key
        return complement.relation == "that" and not complement.modal and key not in ("be", complement.lemma)

    def _general(self, operator: OperatorEntry, proposition: Proposition) -> list[Act] | None:
        """An operator whose act no pattern knows: its own general code, if it names whom it concerns."""
        if operator.code is None or proposition.kind == "noun":
            return None
        if not proposition.complements and (operator.operator not in _ADDRESSING or not self._addressed(operator, proposition)):
            return None
        if operator.operator in _ADDRESSING and all(self._is_statement(complement) for complement in proposition.complements):
            return None
        targets = self._addressees(operator, proposition) if proposition.complements else self._addressed(operator, proposition)
        if not targets and operator.operator in _ADDRESSING:
            asked = [inner.objects if inner.passive else inner.subjects for inner in proposition.complements]
            targets = next((phrases for phrases in asked if phrases and self.resolver.names_somebody(phrases[0])), [])
        if not targets:
            targets = [phrase for inner in proposition.complements for phrase in self._concerned(inner)][:1]
        if not targets:
            return None
        act = Act(operator.code, self._doers(proposition), targets, proposition.first, proposition.last, [str(operator.where)])
        return [replace(act, status="negated")] if proposition.negated else [act]

    def _concerned(self, inner: Proposition) -> list[Phrase]:
        """Whom an act that no pattern knows concerns: its object, else the first argument that names somebody."""
        candidates = [*inner.objects, *(phrase for _, phrases in inner.arguments for phrase in phrases)]
        known = [phrase for phrase in candidates if self.resolver.resolve(phrase).code is not None and not self._is_own(phrase)]
        return sorted(known, key=lambda phrase: not self.resolver.resolve(phrase).country)

    def _is_own(self, phrase: Phrase) -> bool:
        return self.words[phrase.first].key in self.sets["possessive"]

    def _doers(self, proposition: Proposition) -> list[Phrase]:
        return proposition.subjects

    def _under(self, operator: OperatorEntry, proposition: Proposition, act: Act) -> Act:
        """An act under a lexical operator: the code is composed later, the dyad is chosen here."""
        kind = operator.operator
        sources, targets = act.sources, act.targets
        if kind in _ADDRESSING:
            addressees = self._addressees(operator, proposition)
            sources, targets = self._doers(proposition), self._asked(addressees, act)
        elif kind == "reject":
            sources, targets = self._doers(proposition), self._refused(proposition, act)
        elif kind in ("intend", "threaten", "stop") and proposition.kind == "verb" and not sources:
            sources = self._doers(proposition)
        return replace(
            act,
            sources=sources or self._doers(proposition),
            targets=targets,
            shared=act.shared and sources is act.sources,
            converse=act.converse if kind == "intend" else None,
            reciprocal=act.reciprocal and kind in ("intend", "stop"),
            operators=(kind, *act.operators),
            general=operator.code or act.general,
            first=min(act.first, proposition.first) if proposition.kind == "verb" else act.first,
            last=max(act.last, proposition.last) if proposition.kind == "verb" else act.last,
            rules=[*act.rules, str(operator.where)],
            place=act.place,
        )

    def _addressees(self, operator: OperatorEntry, proposition: Proposition) -> list[Phrase]:
        """Who is asked: the object that is no event noun, else behind "from", "on", "to"."""
        people = [phrase for phrase in proposition.objects if self.noun(phrase, [], []) is None]
        if people and not proposition.passive:
            return people
        for preposition, phrases in proposition.arguments:
            if preposition in operator.addressee:
                return phrases
        return people

    def _addressed(self, operator: OperatorEntry, proposition: Proposition) -> list[Phrase]:
        """Who is asked for a thing that is no act: "demands autonomy from Serbia"."""
        for preposition, phrases in proposition.arguments:
            if preposition in operator.addressee and self.resolver.names_somebody(phrases[0]):
                return phrases
        return []

    def _asked(self, addressees: list[Phrase], act: Act) -> list[Phrase]:
        """An appeal goes to the one addressed, else to the one who should act, else (a rally against) to whom the act is aimed at."""
        if addressees:
            return addressees
        return act.sources or act.targets

    def _refused(self, proposition: Proposition, act: Act) -> list[Phrase]:
        """A refusal goes to who proposed or asked, else to whom the act would have concerned."""
        subjects = self._doers(proposition)
        for phrase in proposition.objects:
            behind = [phrases for preposition, phrases in phrase.rest if preposition in ("from", "by")]
            for proposers in (*behind, modifiers(self.words, phrase)):
                if proposers and self.resolver.names_somebody(proposers[0]):
                    return proposers
        if act.targets and act.targets != subjects:
            return act.targets
        return [phrase for phrase in act.sources if phrase not in subjects] or proposition.objects

    def _negated(self, kind: str, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act]:
        """ "did not agree to withdraw" refuses; any other operator that is not applied says nothing."""
        if kind != "intend":
            return [replace(act, status="negated") for act in inner]
        return [
            replace(self._under(operator, proposition, act), operators=("reject", *act.operators), general=None, status="negated")
            for act in inner
        ]

    def _reported(self, proposition: Proposition, inner: list[Act]) -> list[Act]:
        speaker = proposition.subjects[0] if proposition.subjects else None
        status = "negated" if proposition.negated else None
        return [replace(act, attribution=act.attribution or Attribution(speaker, "report"), status=status or act.status) for act in inner]

    def _obliged(self, proposition: Proposition) -> list[Act]:
        """ "said that Sudan must withdraw" demands it, "should" appeals for it: from the speaker to the one who must."""
        acts: list[Act] = []
        for inner in proposition.complements:
            operator = self.dictionary.modals.get(inner.modal)
            wanted = inner.objects if inner.passive else inner.subjects
            if operator is None or not wanted or not self.resolver.names_somebody(wanted[0]) or not proposition.subjects:
                continue
            if self.resolver.resolve(wanted[0]).first == self.resolver.resolve(proposition.subjects[0]).first:
                continue
            kind = operator.operator
            found = [replace(act, status="actual") for act in self._acts(inner) if act.code is not None and not act.operators]
            plain = Act(None, [], [], proposition.first, proposition.last, [])
            for act in found[:1] or [plain]:
                acts.append(
                    replace(
                        act,
                        sources=proposition.subjects,
                        targets=wanted,
                        shared=False,
                        reciprocal=False,
                        converse=None,
                        operators=(kind,),
                        general=operator.code,
                        rules=[*act.rules, str(operator.where)],
                    )
                )
        return acts

    def _consumed(self, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act]:
        """An allegation or a denial takes the place of the acts inside: they have not thereby happened."""
        speaker = proposition.subjects[0] if proposition.subjects else None
        kind = "claim" if operator.operator == "allege" else "denial"
        return [replace(act, status="hypothetical", attribution=Attribution(speaker, kind)) for act in inner]

    # --- auxiliaries

    def _future(self, proposition: Proposition, acts: list[Act]) -> list[Act]:
        """ "will" before an act is an intention, "will not" a refusal; where CAMEO composes nothing, nothing is coded."""
        if self._is_refusal(proposition):
            return self._auxiliary("reject", acts)
        if proposition.modal in ("will", "'ll", "shall"):
            return self._auxiliary("intend", acts)
        return acts

    def _auxiliary(self, kind: str, acts: list[Act]) -> list[Act]:
        return [act if act.auxiliary else replace(act, auxiliary=kind) for act in acts]

    def _status(self, proposition: Proposition) -> str:
        refused = self._is_refusal(proposition)
        if proposition.negated and not refused and self._is_plain(proposition):
            return "negated"
        if proposition.hypothetical or (proposition.modal in self.sets["irrealis"] and not refused):
            return "hypothetical"
        if any(self.words[p.first].key in self.sets["negative"] for p in (*proposition.subjects[:1], *proposition.objects[:1])):
            return "negated"
        return "actual"

    def _is_refusal(self, proposition: Proposition) -> bool:
        return proposition.negated and proposition.modal in ("will", "wo", "would", "'ll", "shall")

    def _is_plain(self, proposition: Proposition) -> bool:
        operator = self._operator(proposition)
        return operator is None or operator.operator not in ("stop", "negate", "reject")

    # --- the code

    def code(self, act: Act) -> str | None:
        """The CAMEO code of an act under its operators and its auxiliary; None where nothing is to be coded."""
        if not act.auxiliary:
            return self._composed(act)
        if act.code is not None:
            whole = self.dictionary.compose(" ".join((act.auxiliary, *act.operators)), act.code)
            if whole is not None:
                return whole
        inner = self._composed(act)
        if inner is None:
            return None
        composed = self.dictionary.compose(act.auxiliary, inner)
        if composed is None and act.auxiliary == "intend" and act.operators:
            return inner  # "will demand" demands
        return composed

    def _composed(self, act: Act) -> str | None:
        if act.code is None or not act.operators:
            return act.code or act.general
        whole = self.dictionary.compose(" ".join(act.operators), act.code)
        if whole is not None:
            return whole
        code: str | None = act.code
        for operator in reversed(act.operators):
            assert code is not None
            code = self.dictionary.compose(operator, code)
            if code is None:
                return act.general
        return code


def is_hostile(code: str) -> bool:
    """Whether a code is one of material conflict, roots 14 to 20."""
    return code[:2] in _HOSTILE


__all__ = ["Act", "ActReader", "Actor", "Attribution", "is_hostile"]
