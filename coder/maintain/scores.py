"""The figures of one gold: precision, recall and F1 of each metric, which roots are taken for which, how freely events are coded.

All counts are added up over the sentences, within each of which duplicates count once.

    event          sentences that have an event at all
    root           roots of a sentence; an alternative root is right too
    quad           quad classes of a sentence
    code           full action codes of a sentence; an alternative code is right too
    triple         source, action and target codes together; the action is the full code, or the root where the gold has no codes
    source, target, pair, pair and quad, pair and root
                   events, paired one to one within a sentence, that have the words of the source right, of the target, of both,
                   and beside both the quad class or the root

For the metrics of pairs a reciprocal event counts once, whichever way round it stands. An optional event of the gold may be found
or not: its root and its code, and for the metrics of pairs the event itself, are neither right nor wrong where they are coded.
For `quad` and `triple` only what is not optional is right, and for `triple` only the way round that the gold has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from coder.coding.events import wanted
from coder.maintain.answers import Answer, Matched, Yardstick, match
from coder.maintain.gold import GoldEvent
from coder.maintain.mentions import content_words, gold_words
from coder.model import Event

NOTHING = "nothing"  # in the confusion table: what stands for an event that the other side lacks


@dataclass(slots=True)
class Score:
    """How many things are right, of how many that were coded and how many that the gold has."""

    right: int = 0
    coded: int = 0
    gold: int = 0

    def add(self, right: int, coded: int, gold: int) -> None:
        """Add the counts of a sentence."""
        self.right += right
        self.coded += coded
        self.gold += gold

    def add_sets(self, gold: Iterable[Hashable], coded: Iterable[Hashable]) -> None:
        """Add a sentence whose things are right where they are equal."""
        ours, theirs = set(gold), set(coded)
        self.add(len(ours & theirs), len(theirs), len(ours))

    @property
    def precision(self) -> float:
        """The share of what was coded that is right; 0 where nothing was coded."""
        return self.right / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was coded; 0 for an empty gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Spread:
    """How freely events are coded: recall must not be bought with pairs of everybody with everybody.

    `events` are those of a sentence that differ in their triples. A dyad is an unordered pair of source and target, told by their
    words, within a sentence; an event that lacks one of them has none.
    """

    sentences: int = 0
    coded_sentences: int = 0
    events: int = 0
    statements: int = 0
    dyads: int = 0
    named_dyads: int = 0  # events both of whose actors name a country or an organisation

    def add(self, events: Sequence[Event]) -> None:
        """Add the events of a sentence."""
        distinct = {(event.source, event.action, event.target): event for event in events}
        self.sentences += 1
        self.coded_sentences += bool(events)
        self.events += len(distinct)
        self.named_dyads += sum(wanted(event, "both") for event in distinct.values())
        self.statements += sum(event.root in gold_words().statements for event in distinct.values())
        self.dyads += len({_dyad(event) for event in events if event.source_text and event.target_text})

    @property
    def dyads_per_coded_sentence(self) -> float:
        """How many dyads a sentence has in which anything was coded."""
        return self.dyads / self.coded_sentences if self.coded_sentences else 0.0

    @property
    def statement_share(self) -> float:
        """The share of the events that are mere words."""
        return self.statements / self.events if self.events else 0.0

    def per_thousand(self, number: int) -> float:
        """So many in 1,000 sentences."""
        return 1000 * number / self.sentences if self.sentences else 0.0


def _dyad(event: Event) -> frozenset[str]:
    return frozenset(" ".join(content_words(text)) for text in (event.source_text, event.target_text))


@dataclass(slots=True)
class Scores:
    """The figures of a gold so far."""

    yardstick: Yardstick
    metrics: dict[str, Score] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (in the gold, coded), by root, else by quad class
    spread: Spread = field(default_factory=Spread)

    def add(self, gold: Sequence[GoldEvent], events: Sequence[Event]) -> Matched:
        """Add a sentence: what the gold has, and what was coded. Returns how the events were paired."""
        yardstick = self.yardstick
        demanded = [yardstick.of_gold(event) for event in gold if not event.optional]
        optional = [yardstick.of_gold(event) for event in gold if event.optional]
        coded = [yardstick.of_coded(event) for event in events]
        self.spread.add(events)
        self._add_sets(demanded, optional, coded)
        kept, spare, found = (yardstick.collapse(answers) for answers in (demanded, optional, coded))
        matched = match(yardstick, kept, spare, found)
        if yardstick.has_words:
            self._add_pairs(matched, len(found) - matched.excused, len(kept))
        self._confuse(matched)
        return matched

    def _metric(self, name: str) -> Score:
        return self.metrics.setdefault(name, Score())

    def _add_sets(self, gold: Sequence[Answer], optional: Sequence[Answer], coded: Sequence[Answer]) -> None:
        """The metrics for which events need not be paired."""
        yardstick = self.yardstick
        self._metric("event").add(int(bool(gold) and bool(coded)), int(bool(coded)), int(bool(gold)))
        if yardstick.has_roots:
            roots = {answer.root for answer in coded}
            counts = _any_of({answer.roots for answer in gold}, roots, (answer.roots for answer in optional))
            self._metric("root").add(*counts)
        if yardstick.has_quads:
            quads = (answer.quad for answer in gold if answer.quad is not None)
            self._metric("quad").add_sets(quads, (answer.quad for answer in coded))
        if yardstick.has_codes:
            codes = {answer.code for answer in coded}
            counts = _any_of({answer.codes for answer in gold}, codes, (answer.codes for answer in optional))
            self._metric("code").add(*counts)
        if yardstick.has_actors and yardstick.has_roots:
            self._metric("triple").add_sets(map(self._triple, gold), map(self._triple, coded))

    def _triple(self, answer: Answer) -> tuple[str | None, str | None, str | None]:
        return answer.source, answer.code if self.yardstick.has_codes else answer.root, answer.target

    def _add_pairs(self, matched: Matched, coded: int, gold: int) -> None:
        yardstick = self.yardstick
        right: Counter[str] = Counter()
        for one, other in matched.pairs:
            source, target = yardstick.sides(one, other)
            right["source"] += source
            right["target"] += target
            if source and target:
                right["pair"] += 1
                right["pair and quad"] += yardstick.same_quad(one, other)
                right["pair and root"] += yardstick.same_root(one, other)
        names = ["source", "target", "pair"]
        names += ["pair and quad"] * yardstick.has_quads + ["pair and root"] * yardstick.has_roots
        for name in names:
            self._metric(name).add(right[name], coded, gold)

    def _confuse(self, matched: Matched) -> None:
        """Count what was taken for what; events of which the gold does not tell what was done are passed over."""
        both = [(one, other, self.yardstick.same_act(one, other)) for one, other in (*matched.pairs, *matched.others)]
        acts = [(self.act_of(one), self.act_of(one if right else other)) for one, other, right in both]
        acts += [(self.act_of(one), NOTHING) for one in matched.missed]
        acts += [(NOTHING, self.act_of(other)) for other in matched.extra]
        self.confusion.update((one, other) for one, other in acts if one and other)

    def act_of(self, answer: Answer) -> str:
        """What was done, as the confusion table names it: root or quad class; empty where that is not known."""
        if self.yardstick.has_roots:
            return answer.root or ""
        return "" if answer.quad is None or not self.yardstick.has_quads else str(answer.quad)


def _any_of(gold: Collection[frozenset[str]], coded: set[str | None], optional: Iterable[frozenset[str]]) -> tuple[int, int, int]:
    """The counts where each thing of the gold is right by any of its values; what is optional only is not counted as coded."""
    excused = set[str]().union(*optional).difference(*gold)
    return sum(not values.isdisjoint(coded) for values in gold), len(coded - excused), len(gold)
