"""Operators: words that work on the act of their complement ("promised to attack", "rejected a demand that they withdraw").

What an operator makes of a code stands in the composition table of `codes/events.yaml`; whom it concerns is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coder.coding.act import Act, Attribution
from coder.coding.addressees import Addressees
from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.entries import OperatorEntry

if TYPE_CHECKING:
    from coder.coding.acts import ActReader

CONSUMING: Final = ("allege", "deny")  # their complement has not thereby happened
ADDRESSING: Final = ("appeal", "demand")
_NAMING_WHO: Final = (*ADDRESSING, "permit")  # the target is who should or may act
_ON_OBJECTS: Final = ("report", "stop", "reject")  # behind their object an infinitive tells its content or its purpose
_OF_OTHERS: Final = (*ADDRESSING, "reject")  # the act is, or would be, that of somebody else
_PASSING: Final = ("report", "transparent")


class OperatorReader:
    """Finds the acts under the operators of one sentence; `reader` finds the acts inside."""

    def __init__(self, reader: ActReader) -> None:
        self.reader = reader
        self.dictionary = reader.dictionary
        self.words = reader.words
        self.resolver = reader.resolver
        self.sets = reader.sets
        self.whom = Addressees(reader)

    def operate(self, operator: OperatorEntry, proposition: Proposition) -> list[Act] | None:
        """The acts of an operator's complement under it; None where it has none, so that its plain sense is tried."""
        kind = operator.operator
        if kind in ("allege", "permit") and proposition.kind == "verb" and proposition.lemma in self.dictionary.verbs:
            plain = self.reader.plain(proposition)
            if plain:
                self._consume(proposition)
                return self._with_claims(operator, proposition, plain)
        if kind in _PASSING and proposition.complements:
            for phrase in proposition.objects:
                if self.words[phrase.head].noun in self.dictionary.operator_nouns:  # "reiterated its demand that they withdraw"
                    return self.reader.noun_acts(phrase, proposition.subjects, proposition.arguments, proposition.complements)
        operator = self._proposal(operator, proposition)
        kind = operator.operator
        if kind == "permit" and not proposition.complements:
            kind = "transparent"  # to allow exercises with Kenya is to hold them
        inner = self._inner(operator, proposition)
        beside = self._beside(operator, proposition)
        acts = self._outer(kind, operator, proposition, inner)
        return [*acts, *beside] if acts is not None else beside or None

    def _consume(self, proposition: Proposition) -> None:
        """Nothing inside an allegation is read for itself."""
        for inner in (*proposition.complements, *proposition.beside):
            self.reader.read_already.add(inner.head)
            self._consume(inner)

    def _with_claims(self, operator: OperatorEntry, proposition: Proposition, plain: list[Act]) -> list[Act]:
        """A claim, with whom the claimed deed hit: "claimed responsibility for an attack on Sudan" aims at Sudan."""
        if operator.control != "subject":
            return plain
        behind = [p for preposition, phrases in proposition.arguments if preposition in operator.act for p in phrases]
        deeds = [act for p in (*proposition.objects, *behind) for act in self.reader.noun_acts(p, proposition.subjects, p.rest)]
        aimed = next((act.targets for act in deeds if act.targets and act.sources == proposition.subjects), [])
        if aimed:
            named = [bool(act.targets) and self.resolver.names_somebody(act.targets[0]) for act in plain]
            plain = [act if known else act.but(targets=aimed) for act, known in zip(plain, named, strict=True)]
        return [*plain, *self._consumed(operator, proposition, deeds)]

    def _beside(self, operator: OperatorEntry, proposition: Proposition) -> list[Act]:
        """The acts of lesser clauses in a "that" clause: told with it where it is only reported, else as open as it is."""
        acts = [act for complement in proposition.complements for inner in complement.beside for act in self.reader.read(inner)]
        if operator.operator == "report" and not proposition.negated:
            return self._reported(operator, proposition, acts)
        return acts if operator.operator == "transparent" else [act.but(status="hypothetical") for act in acts]

    def _proposal(self, operator: OperatorEntry, proposition: Proposition) -> OperatorEntry:
        """To propose that somebody else do a thing is to appeal for it."""
        asked = [
            complement
            for complement in proposition.complements
            if complement.relation == "that" and not complement.modal and not self._is_statement(complement)
        ]
        if operator.operator != "intend" or operator.mutual or not asked or not proposition.subjects:
            return operator
        own = self.resolver.resolve(proposition.subjects[0])
        if any(self.resolver.resolve(phrase).first == own.first for inner in asked for phrase in inner.subjects):
            return operator
        return next(entry for entry in self.dictionary.operators.values() if entry.operator == "appeal")

    def _denied(self, proposition: Proposition, inner: list[Act]) -> list[Act] | None:
        """To dismiss reports or claims is to deny them; None where the object is nothing of the kind."""
        objects = proposition.objects or [p for preposition, phrases in proposition.arguments[:1] for p in phrases]
        for phrase in objects:
            told = self.dictionary.operator_nouns.get(self.words[phrase.head].noun)
            if told is None or told.operator not in ("allege", "report"):
                continue
            denial = next(entry for entry in self.dictionary.operators.values() if entry.operator == "deny")
            variant = proposition.variant()
            variant.objects = [phrase]
            return [self._denial(denial, variant), *self._consumed(denial, proposition, inner)]
        return None

    def _denial(self, operator: OperatorEntry, proposition: Proposition) -> Act:
        """A denial is an act of its own, against who accused."""
        span = proposition.first, proposition.last
        return Act(operator.code, proposition.subjects, self.whom.proposers(proposition), *span, [str(operator.where)])

    def _outer(self, kind: str, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act] | None:
        if kind == "report" and not proposition.negated:
            obliged = self._obliged(proposition)
            if obliged:
                return obliged
        denied = self._denied(proposition, inner) if kind == "reject" and proposition.kind == "verb" else None
        if denied is not None:
            return denied
        if not inner and kind in ("report", "transparent", "negate", "allege", "deny") and not proposition.complements:
            return None
        if (
            kind == "deny"
            and proposition.kind == "verb"
            and any(c.relation in ("that", "gerund") for c in proposition.complements)
        ):
            plain = self.reader.plain(proposition) if proposition.objects else []
            refused = [act for act in plain if act.code != operator.code]  # "denied them entry"
            own = refused or [self._denial(operator, proposition)]
            return [*own, *self._consumed(operator, proposition, inner)]
        unread = not inner and any(complement.relation in ("infinitive", "that") for complement in proposition.complements)
        if unread:
            general = self._general(operator, proposition)
            if general:
                return general
        if not inner and proposition.lemma in self.dictionary.verbs and kind not in ("report", "transparent", "negate"):
            plain = self.reader.plain(proposition)
            if plain:
                return plain
        if not inner:
            return self._general(operator, proposition)
        stated = bool(proposition.complements) and all(self._is_statement(c) for c in proposition.complements)
        if kind in ADDRESSING and self._tells(proposition):
            return self._reported(operator, proposition, inner)
        if kind in ADDRESSING and stated and proposition.objects:
            return self._general(operator, proposition)  # "demanded an admission that they had lied"
        if kind in ADDRESSING and stated:
            kind = "report"  # "insists that it is" states; "insists that it be" demands
        if kind == "report":
            return self._reported(operator, proposition, inner)
        if kind == "transparent":
            return inner
        if kind == "negate":
            return [act.but(status="negated") for act in inner]
        if kind in CONSUMING:
            return self._consumed(operator, proposition, inner)
        if proposition.negated and not self.reader.is_refusal(proposition):
            return self._negated(kind, operator, proposition, inner)
        return [self._under(operator, proposition, act) for act in inner]

    def _inner(self, operator: OperatorEntry, proposition: Proposition) -> list[Act]:
        acts: list[Act] = []
        doers = proposition.subjects
        if self._acts_on_object(operator, proposition):
            own = operator.operator not in _OF_OTHERS
            for phrase in proposition.objects:  # "has started a hunger strike to press for reforms"
                if not own and self.words[phrase.head].noun in self.dictionary.operator_nouns:
                    continue  # who rejects a demand to withdraw would have withdrawn
                acts += self.reader.noun_acts(phrase, doers if own else [], proposition.arguments, proposition.complements)
        for complement in () if acts else proposition.complements:
            if complement.preposition in self.sets["aside"]:
                continue  # "called off the strike after reaching a deal"
            if complement.relation in ("infinitive", "gerund") and operator.control == "subject":
                doer = proposition.objects if proposition.passive else doers
                if complement.passive:
                    complement.objects = complement.objects or doer
                elif doer:
                    complement.subjects = doer
            if complement.modal == "would" and operator.operator in ("report", "intend", "threaten"):
                complement.modal = "will"  # what was said then, told now
            elif complement.modal in self.sets["refusing"] and operator.operator == "reject":
                complement.modal = ""  # what is turned down is the act itself
            if complement.modal in self.sets["wanted"] and operator.operator in ("appeal", "demand", "intend"):
                complement.modal = ""
            acts += self.reader.read(complement)
        controlled = operator.control == "subject" or not proposition.complements
        own = controlled and operator.operator not in ("appeal", "demand", "reject")
        by_preposition = [phrases for preposition, phrases in proposition.arguments if preposition in operator.act]
        for phrases in (proposition.objects, *by_preposition):
            if acts:
                break
            for phrase in phrases:
                acts += self.reader.noun_acts(phrase, doers if own else [], proposition.arguments)
        return acts

    def _acts_on_object(self, operator: OperatorEntry, proposition: Proposition) -> bool:
        """Whether the act is the object's before it is the infinitive's: "ended the siege to let them go" ends a siege."""
        if proposition.passive:
            return False
        infinitive = any(complement.relation == "infinitive" for complement in proposition.complements)
        if operator.control != "subject":  # "demanded support from Kenya to build a dam"; "urged Kenya to build a dam"
            heads = [self.words[phrase.head].noun for phrase in proposition.objects if not self.resolver.is_role(phrase)]
            nouns, operators = self.dictionary.nouns, self.dictionary.operator_nouns
            return infinitive and any(head in nouns and head not in operators for head in heads)
        return operator.operator == "transparent" or (infinitive and operator.operator in _ON_OBJECTS)

    def _is_statement(self, complement: Proposition) -> bool:
        """Whether a that-clause states something: its verb is marked for tense."""
        key = self.words[complement.head].key
        return complement.relation == "that" and not complement.modal and key not in ("be", complement.lemma.split()[0])

    def _tells(self, proposition: Proposition) -> bool:
        """Whether somebody is told that something is or will be, not that he should do it: "told reporters that"."""
        told = proposition.complements
        obliging = self.dictionary.modals
        plain = all(
            inner.relation == "that" and (self._is_statement(inner) or inner.modal) and inner.modal not in obliging
            for inner in told
        )
        return proposition.lemma in self.sets["reporting"] and bool(told) and plain

    def _general(self, operator: OperatorEntry, proposition: Proposition) -> list[Act] | None:
        """An operator whose act no pattern knows: its own general code, if it names whom it concerns."""
        if operator.code is None or proposition.kind == "noun" or operator.operator == "allege":
            return None
        if not proposition.complements and (
            operator.operator not in ADDRESSING or not self.whom.addressed(operator, proposition)
        ):
            return None
        stated = all(self._is_statement(complement) for complement in proposition.complements)
        if operator.operator in ADDRESSING and ((stated and not proposition.objects) or self._tells(proposition)):
            return None
        targets = self.whom.proposers(proposition) if operator.operator == "reject" else []
        if not targets and operator.mutual and self.reader.matcher.binder.are_several(proposition.subjects):
            return [self._among(operator, proposition)]
        if not targets:
            targets = (
                self.whom.addressees(operator, proposition)
                if proposition.complements
                else self.whom.addressed(operator, proposition)
            )
        if not targets and operator.operator in ADDRESSING:
            targets = self.whom.proposers(proposition)  # "demanded an admission by Moscow"
        if not targets and operator.operator in ADDRESSING:
            asked = [inner.objects if inner.passive else inner.subjects for inner in proposition.complements]
            targets = next((phrases for phrases in asked if phrases and self.resolver.names_somebody(phrases[0])), [])
        if not targets:
            targets = [phrase for inner in proposition.complements for phrase in self.whom.concerned(inner)][:1]
        if not targets:
            return None
        act = Act(operator.code, proposition.subjects, targets, proposition.first, proposition.last, [str(operator.where)])
        return [act.but(status="negated")] if proposition.negated else [act]

    def _among(self, operator: OperatorEntry, proposition: Proposition) -> Act:
        """What several agreed on among themselves, where the act itself is not known."""
        binder = self.reader.matcher.binder
        subjects = [member for phrase in proposition.subjects for member in binder.members(phrase)]
        act = Act(operator.code, subjects, subjects, proposition.first, proposition.last, [str(operator.where)], shared=True)
        return act.but(status="negated") if proposition.negated else act

    def _under(self, operator: OperatorEntry, proposition: Proposition, act: Act) -> Act:
        """An act under a lexical operator: the code is composed later, the dyad is chosen here."""
        kind = operator.operator
        sources, targets = act.sources, act.targets
        if kind in _NAMING_WHO:
            addressees = self.whom.addressees(operator, proposition)
            sources, targets = proposition.subjects, self.whom.asked(kind, addressees, act)
        elif kind == "reject":
            sources, targets = proposition.subjects, self.whom.refused(proposition, act)
        elif kind == "intend" and operator.addressee:
            partner = [phrases for preposition, phrases in proposition.arguments[:1] if preposition in operator.addressee]
            targets = partner[0] if partner else targets  # "agreed with Sudan to withdraw"
        elif kind == "threaten" and not targets:
            concerned = [phrase for inner in proposition.complements for phrase in self.whom.concerned(inner)]
            targets = self.whom.addressees(operator, proposition) or concerned[:1]
        if kind in ("intend", "threaten", "stop") and proposition.kind == "verb" and (not sources or kind == "threaten"):
            sources = proposition.subjects
        mutual = operator.mutual and len(self.resolver.spread(sources)) > 1
        mutual = mutual and not any(self.resolver.resolve(phrase).country for phrase in targets)
        return act.but(
            sources=sources or proposition.subjects,
            targets=sources if mutual else targets,
            shared=mutual or (act.shared and sources is act.sources),
            converse=None,
            reciprocal=(act.reciprocal and kind in ("intend", "stop")) or (kind == "intend" and bool(act.converse)),
            operators=(kind, *act.operators),
            general=operator.code or act.general,
            first=min(act.first, proposition.first) if proposition.kind == "verb" else act.first,
            last=max(act.last, proposition.last) if proposition.kind == "verb" else act.last,
            rules=[*act.rules, str(operator.where)],
        )

    def _negated(self, kind: str, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act]:
        """ "did not agree to withdraw" refuses; any other operator that is not applied says nothing."""
        if kind != "intend":
            return [act.but(status="negated") for act in inner]
        unwilling = any(self.words[at].key in self.sets["disposed"] for at in proposition.adjectives)
        status = "actual" if unwilling else "negated"  # "is not ready to talk" refuses
        return [
            self._under(operator, proposition, act).but(operators=("reject", *act.operators), general=None, status=status)
            for act in inner
        ]

    def _reported(self, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act]:
        quoted = operator.operator == "report" and operator.control == "object"  # "quoted the army as saying"
        speaker = next(iter(proposition.objects if quoted else proposition.subjects), None)
        status = "negated" if proposition.negated else None
        return [
            act.but(attribution=act.attribution or Attribution(speaker, "report"), status=status or act.status) for act in inner
        ]

    def _obliged(self, proposition: Proposition) -> list[Act]:
        """ "said that Sudan must withdraw" demands it, "was responsible" accuses: whom the speaker speaks of."""
        acts: list[Act] = []
        for inner in proposition.complements:
            operator = self.dictionary.modals.get(inner.modal) or self._blame(inner)
            wanted = inner.objects if inner.passive else inner.subjects
            if operator is None or not wanted or not self.resolver.names_somebody(wanted[0]) or not proposition.subjects:
                continue
            if self.resolver.resolve(wanted[0]).first == self.resolver.resolve(proposition.subjects[0]).first:
                continue
            kind = operator.operator
            found = [act.but(status="actual") for act in self.reader.acts(inner) if act.code is not None and kind in ADDRESSING]
            plain = Act(None, [], [], proposition.first, proposition.last, [])
            for act in found[:1] or [plain]:
                acts.append(
                    act.but(
                        sources=proposition.subjects,
                        targets=wanted,
                        shared=False,
                        reciprocal=False,
                        converse=None,
                        operators=(kind, *act.operators),
                        general=operator.code,
                        rules=[*act.rules, str(operator.where)],
                    )
                )
        return acts

    def _blame(self, inner: Proposition) -> OperatorEntry | None:
        """The operator that an adjective or preposition is which blames somebody: "responsible", "behind the attack"."""
        if not inner.copula or inner.negated:
            return None
        behind = [preposition for preposition, _ in inner.arguments]
        for key in [*[self.words[at].key for at in inner.adjectives], *behind]:
            operator = self.dictionary.operator_adjectives.get(key)
            if operator is not None and operator.operator == "allege":
                return operator
        return None

    def _consumed(self, operator: OperatorEntry, proposition: Proposition, inner: list[Act]) -> list[Act]:
        """An allegation or a denial takes the place of the acts inside: they have not thereby happened.

        Who claims a deed of his own ("claimed that they had bombed the port") does what the operator's code says.
        """
        speaker = proposition.subjects[0] if proposition.subjects else None
        kind = "claim" if operator.operator == "allege" else "denial"
        told = operator.operator == "allege" and operator.code is not None and bool(proposition.complements)
        own = [act for act in inner if told and speaker is not None and self._is_deed(act, speaker)]
        span = proposition.first, proposition.last
        claimed = [Act(operator.code, proposition.subjects, act.targets, *span, [*act.rules, str(operator.where)]) for act in own]
        return [*claimed, *(act.but(status="hypothetical", attribution=Attribution(speaker, kind)) for act in inner)]

    def _is_deed(self, act: Act, speaker: Phrase) -> bool:
        """Whether an act is one of force, by the one who speaks."""
        root = self.dictionary.codes.get((act.code or "")[:2])
        if root is None or not root.unclaimed or len(act.sources) != 1 or act.status != "actual":
            return False
        doer, teller = self.resolver.resolve(act.sources[0]), self.resolver.resolve(speaker)
        return doer.first == teller.first or (doer.code is not None and doer.code == teller.code)
