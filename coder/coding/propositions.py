"""Clauses -> propositions: a predicate with its subjects, objects, ordered prepositional arguments and complements.

Passives are turned, relatives and participles get the noun they hang on, infinitives and -ing groups the subject that controls
them, so that a pattern has to be written once, for the plain active sentence.
"""

from __future__ import annotations

from coder.coding.objects import both_objects, is_somebody
from coder.coding.proposition import Phrase, Proposition
from coder.language.clauses import Clause, Nominal, Predicate, Tail
from coder.language.groups import Group
from coder.language.reader import Reading
from coder.words.tags import ADV, HAVE, MODAL, NEG, OF, VB, VBN


class Propositions:
    """The propositions of one sentence: `top` level ones in order, and every noun `phrases` seen on the way."""

    def __init__(self, reading: Reading, sets: dict[str, frozenset[str]]) -> None:
        self.words = reading.words
        self.sets = sets
        self.phrases: list[Phrase] = []
        self.top: list[Proposition] = []
        self._open: list[tuple[str, list[Phrase]]] = []
        self._waiting: list[Proposition] = []
        self._conditions: list[Proposition] = []
        self._last: Proposition | None = None
        self._surface: list[Phrase] = []  # the subject of the clause that is being read, as it stands there
        for unit in reading.units:
            if isinstance(unit, Clause):
                self.top += self._clause(unit)
            else:
                self._loose(unit)

    # --- clauses

    def _clause(self, clause: Clause, antecedent: list[Phrase] | None = None) -> list[Proposition]:
        """The propositions of a clause; `antecedent` fills the gap of a relative clause."""
        found: list[Proposition] = []
        subjects: list[Phrase] = []
        if clause.subject is not None:
            subjects = self._surface = self._list(clause.subject)
            self._tails_of(subjects, clause.tails, found)
        gap_is_subject = antecedent is not None and clause.subject is None
        if gap_is_subject and antecedent is not None:
            subjects = antecedent
        elif not subjects and clause.predicates:
            subjects = self._borrowed_subject()
        for waiting in self._waiting if subjects else ():
            (waiting.objects if waiting.passive else waiting.subjects).extend(subjects)
        if subjects:
            self._waiting = []
        if clause.subject is not None and not clause.predicates and not self.top and clause.tails == []:
            self._open.append(("", subjects))
        for predicate in clause.predicates:
            doers = found[-1].objects if found and self._is_bare(predicate.group, found[-1]) else subjects
            self._surface = doers
            made = self._predicate(predicate, doers, found)
            if antecedent is not None and not gap_is_subject and not made.objects and not made.passive:
                made.objects = antecedent
            if clause.subject is None and made.lemma in self.sets["reporting"] and made.objects and not made.complements:
                made.subjects, made.objects = made.objects, []  # "said the minister"
            if found and self._shares_auxiliary(predicate.group):
                made.modal, made.hypothetical = found[0].modal, found[0].hypothetical
            made.arguments += self._open
            made.conditions += self._conditions
            self._open, self._conditions = [], []
            found.insert(0, made) if not found else found.append(made)
            self._last = made
        return found

    def _shares_auxiliary(self, group: Group) -> bool:
        """Whether a verb without auxiliary is a bare infinitive: "could arrest the minister and dissolve parliament"."""
        return not group.aux and bool(self.words[group.head].tag & VB)

    def _is_bare(self, group: Group, before: Proposition) -> bool:
        """Whether a base form goes on what was seen, behind a verb of the past: "watched a mob beat two men and injure ten"."""
        word, earlier = self.words[group.head], self.words[before.head]
        bare = not group.aux and word.key == word.verb and not word.mask & VBN
        return bare and bool(before.objects) and not before.passive and bool(earlier.mask & VBN) and earlier.key != earlier.verb

    def _borrowed_subject(self) -> list[Phrase]:
        """A finite verb without a subject of its own takes the last noun of the clause before ("said Egypt had ...")."""
        last = self._last
        if last is None:
            return []
        return last.objects if last.objects and not last.passive else last.subjects

    def _predicate(self, predicate: Predicate, subjects: list[Phrase], found: list[Proposition]) -> Proposition:
        made = self._verb(predicate.group)
        if made.passive:
            made.objects = list(subjects)
        else:
            made.subjects = list(subjects)
        self._fill(made, predicate.arguments, found)
        return made

    def _verb(self, group: Group) -> Proposition:
        word = self.words[group.head]
        made = Proposition("verb", word.verb or word.noun or word.key, group.first, group.last, group.head)
        made.passive = group.passive or group.kind in ("P", "D")
        made.copula = group.kind == "C"
        made.negated = group.negated
        before = [group.first - 1] if group.first and self.words[group.first - 1].tag & ADV else []
        made.adverbs = [*before, *group.adverbs]
        for at in (*group.aux, *range(group.first, group.head)):
            tag, key = self.words[at].tag, self.words[at].key
            if tag & NEG or key in self.sets["negative"]:
                made.negated = True
            elif tag & MODAL:
                made.modal = key
            elif tag & HAVE and made.modal and made.modal not in self.sets["future"]:
                made.hypothetical = True  # "would have attacked"
            if key in self.sets["doubted"]:
                made.hypothetical = True
        if any(self.words[at].key in self.sets["doubted"] for at in made.adverbs):
            made.hypothetical = True
        return made

    # --- what follows a verb

    def _fill(self, made: Proposition, arguments: list[object], found: list[Proposition]) -> None:
        """Sort what follows a verb: bare noun groups, prepositional arguments, complements; all stays in order."""
        flat: list[tuple[str, list[Phrase]]] = []
        last: list[Phrase] = []
        for argument in arguments:
            if isinstance(argument, list):
                phrases = self._list(argument)
                made.adverbs = [*made.adverbs, *(at for nominal in argument for at in nominal.group.adverbs)]
                if made.lemma in self.sets["double"] and not made.objects and not made.passive:
                    phrases = self._apart(phrases)
                self._follow(phrases, flat)
                if not made.objects or (not made.passive and last and last[-1] in made.objects) or not last:
                    made.objects += phrases
                last = phrases
                continue
            assert isinstance(argument, Tail)
            last = self._tail(argument, made, last, flat, found)
        made.arguments += [(preposition, phrases) for preposition, phrases in flat if preposition]

    def _apart(self, phrases: list[Phrase]) -> list[Phrase]:
        """The two objects of a verb of giving, where they stand in one run of nouns."""
        both = both_objects(self.words, phrases)
        if both is not phrases:
            self.phrases += both
            self.phrases.remove(phrases[0])
        return both

    def _follow(self, phrases: list[Phrase], flat: list[tuple[str, list[Phrase]]]) -> None:
        """Open a list of phrases: what comes into `flat` from here on follows them."""
        rest: list[tuple[str, list[Phrase]]] = []
        for phrase in phrases:
            phrase.rest = rest
        flat.append(("", phrases))

    def _tail(
        self,
        tail: Tail,
        made: Proposition,
        last: list[Phrase],
        flat: list[tuple[str, list[Phrase]]],
        found: list[Proposition],
    ) -> list[Phrase]:
        kind, group = tail.kind, tail.group
        if kind == "prepositional":
            assert group is not None
            preposition = self.words[group.head].key
            filler = tail.parts[0] if tail.parts else None
            if isinstance(filler, list):
                phrases = self._list(filler)
                loyal = made.adjectives and made.adjectives[-1] == group.first - 1 and not self.words[group.head].tag & OF
                if last and loyal and last[-1].end == group.first - 2:
                    last[-1].of += phrases  # "forces loyal to Haftar" are his
                    return last
                entry = (preposition, phrases)
                for _, earlier in flat:
                    earlier[0].rest.append(entry)  # the members of a list share what follows them
                if preposition in self.sets["doing"] and made.passive:
                    made.subjects += phrases
                else:
                    flat.append(entry)
                return phrases
            if filler is not None:
                self._opener(filler, made, last, flat, found, preposition)
            else:
                made.adverbs = [*made.adverbs, group.head]
        elif kind == "apposition":
            if tail.parts:
                phrases = self._list(tail.parts[0])
                for phrase in last[-1:]:
                    phrase.appositions += phrases
        elif kind == "adjective":
            assert group is not None
            made.adjectives.append(group.head)
        else:
            self._opener(tail, made, last, flat, found, "")
        return last

    def _opener(
        self,
        tail: Tail,
        made: Proposition,
        last: list[Phrase],
        flat: list[tuple[str, list[Phrase]]],
        found: list[Proposition],
        preposition: str,
    ) -> None:
        """A complement, relative, infinitive, -ing group, participle or subordinate clause behind a verb."""
        kind, group = tail.kind, tail.group
        doer = made.objects or made.subjects
        actor = made.objects if made.passive else made.subjects
        if kind == "infinitive":
            inner = self._complement(tail, "infinitive", doer)
            for proposition in inner:
                proposition.fallback = actor
            made.complements += inner
        elif kind == "gerund":
            assert group is not None
            if preposition:
                inner = self._complement(tail, "gerund", actor if preposition in self.sets["doers_own"] else doer)
                for proposition in inner:
                    proposition.preposition = preposition
                    proposition.fallback = actor
                made.complements += inner
            elif last and not group.comma:
                inner = self._nonfinite(tail, "gerund", actor if self._is_written(made, group) else last, found)
                for proposition in inner:
                    proposition.fallback = actor
                made.complements += inner
            elif group.comma or made.objects:
                doers = self._surface if group.comma and self._surface else actor
                for proposition in self._nonfinite(tail, "adverbial", doers, found):
                    found.append(proposition)
            else:
                made.complements += self._nonfinite(tail, "gerund", made.subjects, found)
        elif kind == "participle":
            assert group is not None
            on = actor if group.comma and not last else (last or actor)
            for phrase in on[-1:]:
                if on is last and not group.comma and group.first == phrase.end + 1:
                    phrase.reduced = group.last
            inner = self._nonfinite(tail, "participle", on, found)
            for phrase in on[-1:]:
                phrase.clauses += inner
            found += inner
        elif kind in ("complement", "subordinate", "relative"):
            self._clausal(tail, made, last or actor, flat, found)

    def _is_written(self, made: Proposition, group: Group) -> bool:
        """Whether an -ing group tells what stands in a letter: "sent a letter to the king threatening to leave"."""
        if self.words[group.head].verb not in self.sets["writing"]:
            return False
        speaking = self.sets["speaking"]
        return any(word in speaking for word in made.lemma.split()) or any(
            self.words[phrase.head].noun in speaking for phrase in made.objects
        )

    def _clausal(
        self, tail: Tail, made: Proposition, last: list[Phrase], flat: list[tuple[str, list[Phrase]]], found: list[Proposition]
    ) -> None:
        word = self.words[tail.group.head].key if tail.group is not None else "that"  # an omitted opener
        for part in tail.parts:
            if isinstance(part, Tail) and part.kind == "subordinate":
                self._clausal(part, made, last, flat, found)  # "threatened that if Sudan did not pay, it would ..."
                continue
            if isinstance(part, Tail):
                inner = self._nonfinite(part, "infinitive", made.objects or made.subjects, found)
                made.complements += inner
                continue
            if tail.kind == "relative":
                gap = self._antecedent(last, flat) if word in self.sets["relative"] and word not in ("where", "whose") else None
                if gap and word in self.sets["personal"]:
                    gap = self._people(gap)
                inner = self._clause(part, gap)
                for proposition in inner:
                    proposition.relation = "relative"
                for phrase in (gap or last)[-1:]:
                    phrase.clauses += inner[:1]
                found += inner
                continue
            if tail.kind == "complement":
                relative = isinstance(part, Clause) and part.subject is None and last and last is not made.subjects
                inner = self._clause(part, last if relative else None)
                if relative:
                    found += inner
                    continue
                main = [proposition for proposition in inner if proposition.relation == "clause"]
                for proposition in main:
                    proposition.relation = "that"
                made.complements += main
                rest = [proposition for proposition in inner if proposition not in main]
                (main[0].beside if main else found).extend(rest)
            else:
                inner = self._clause(part)
                for proposition in inner:
                    proposition.relation = "adverbial"
                    proposition.hypothetical |= self._is_open(word, proposition)
                if word in self.sets["condition"]:
                    made.conditions += inner
                found += inner

    def _is_open(self, opener: str, proposition: Proposition) -> bool:
        """Whether what an opener introduces has not happened: a condition, or an "until" with a verb that is not past."""
        if opener in self.sets["hypothetical"]:
            return True
        word = self.words[proposition.first]
        present = word.key in self.sets["present"] or word.key == word.verb or word.key.endswith("s")
        return opener in self.sets["awaiting"] and present

    def _antecedent(self, last: list[Phrase], flat: list[tuple[str, list[Phrase]]]) -> list[Phrase]:
        """What a relative clause hangs on: the noun before it or, past a mere place, the one before ("men in Syria, who ...")."""
        for preposition, phrases in reversed(flat):
            if preposition not in self.sets["locative"] and preposition not in self.sets["meanwhile"]:
                return phrases
        return last

    def _people(self, gap: list[Phrase]) -> list[Phrase]:
        """Of whom "who" speaks: in "the release of two men who fled" of the men."""
        last = gap[-1]
        return last.of if last.of and not is_somebody(self.words[last.head]) else gap

    def _complement(self, tail: Tail, relation: str, doers: list[Phrase]) -> list[Proposition]:
        """An infinitive or -ing group that a verb governs; the lesser clauses in it hold as far as it does."""
        lesser: list[Proposition] = []
        inner = self._nonfinite(tail, relation, doers, lesser)
        inner[0].beside += lesser
        return inner

    def _nonfinite(self, tail: Tail, relation: str, doers: list[Phrase], found: list[Proposition]) -> list[Proposition]:
        """An infinitive, -ing group or participle (and those coordinated with it), done by or to `doers`."""
        assert tail.group is not None
        made = self._verb(tail.group)
        made.relation = relation
        if made.passive:
            made.objects = list(doers)
        else:
            made.subjects = list(doers)
        self._fill(made, tail.parts, found)
        return [made, *(self._nonfinite(tail.further, relation, doers, found) if tail.further is not None else ())]

    # --- noun groups

    def _list(self, nominals: list[Nominal]) -> list[Phrase]:
        phrases = [self._phrase(nominal) for nominal in nominals]
        if len(phrases) > 1:  # "not the army but militants"
            phrases = [p for p in phrases if not (p.first and self.words[p.first - 1].tag & NEG)] or phrases
        for phrase in phrases:
            phrase.siblings = phrases if len(phrases) > 1 else []
        return phrases

    def _phrase(self, nominal: Nominal) -> Phrase:
        group = nominal.group
        phrase = Phrase(group.first, group.last, group.head)
        self.phrases.append(phrase)
        if nominal.of is not None:
            phrase.of = self._list(nominal.of)
        return phrase

    def _tails_of(self, subjects: list[Phrase], tails: list[Tail], found: list[Proposition]) -> None:
        """What stands between a subject and its verb belongs to the subject."""
        holder = Proposition("noun", "", subjects[0].first, subjects[-1].last, subjects[-1].head)
        flat: list[tuple[str, list[Phrase]]] = []
        self._follow(subjects, flat)
        last = subjects
        for tail in tails:
            last = self._tail(tail, holder, last, flat, found)
        for phrase in subjects:
            phrase.complements += holder.complements

    def _loose(self, tail: Tail) -> None:
        """A tail outside any clause: a leading prepositional group, participle, or subordinate clause."""
        found: list[Proposition] = []
        holder = Proposition("noun", "", 0, 0, 0)
        flat: list[tuple[str, list[Phrase]]] = []
        if tail.kind in ("participle", "gerund", "infinitive"):
            inner = self._nonfinite(tail, "adverbial" if tail.kind != "infinitive" else "infinitive", [], found)
            self._waiting += inner
            self.top += inner if tail.kind != "infinitive" else []
        else:
            self._tail(tail, holder, [], flat, found)
            self._lead([(preposition, phrases) for preposition, phrases in flat if preposition][:1])
            self._conditions += holder.conditions
            self._waiting += holder.complements  # "before leaving Egypt, the minister met ..."
            for complement in holder.complements:
                self.top += [complement, *complement.beside]
                complement.beside = []
        self.top += found

    def _lead(self, entries: list[tuple[str, list[Phrase]]]) -> None:
        """Keep a leading prepositional group for the clause behind it; "to Kenya" in "on a visit to Kenya," is the visit's."""
        before = self._open[-1][1][-1] if self._open else None
        for preposition, phrases in entries:
            if before is not None and before.end + 2 == phrases[0].first and preposition not in self.sets["locative"]:
                before.rest.append((preposition, phrases))
            else:
                self._open.append((preposition, phrases))
