"""`coder evaluate`: a gold file is coded with the current dictionaries, and the result held against it.

`coder.maintain.gold` reads the file, `mentions` and `answers` say what is right, `scores` counts, `score_tables` draws.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from coder.corpus.batch import Tally
from coder.corpus.rejects import Reject
from coder.maintain.answers import Answer, Matched, Yardstick, kind_of_miss
from coder.maintain.gold import NULL, Gold, GoldRecord, digits
from coder.maintain.scores import NOTHING, Scores
from coder.model import Event
from coder.pipeline import Coder

NOISE = "coded where nothing should be"
NOTHING_CODED = "nothing coded"


@dataclass(frozen=True, slots=True)
class Miss:
    """An event of the gold that was not found, with what was coded for the sentence; in a gold of negatives `gold` is None."""

    kind: str
    record: GoldRecord
    gold: Answer | None
    coded: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good the coding of a gold is; `exact` counts the sentences with just its triples, and is None where it has none."""

    gold: Gold
    scores: Scores
    misses: tuple[Miss, ...]
    exact: int | None = None

    def figures(self, misses: Sequence[Miss] = ()) -> dict[str, Any]:
        """All figures as values of JSON; `misses` are those to be told."""
        spread = self.scores.spread
        met, acts = self.scores.confusion, acts_in_order(self.scores)
        told: dict[str, Any] = {
            "gold": self.gold.path,
            "sentences": spread.sentences,
            "coded_sentences": spread.coded_sentences,
            "events": spread.events,
            "statement_share": spread.statement_share,
            "dyads_per_coded_sentence": spread.dyads_per_coded_sentence,
        }
        if self.exact is not None:
            told["exact_sentences"] = self.exact
        if self.gold.is_negative:
            told["events_per_1000"] = spread.per_thousand(spread.events)
            told["named_dyads"] = spread.named_dyads
            told["named_dyads_per_1000"] = spread.per_thousand(spread.named_dyads)
        else:
            told["metrics"] = {
                name: {
                    "precision": score.precision,
                    "recall": score.recall,
                    "f1": score.f1,
                    "right": score.right,
                    "coded": score.coded,
                    "gold": score.gold,
                }
                for name, score in self.scores.metrics.items()
            }
            told["confusion"] = {
                one: row for one in acts if (row := {other: met[one, other] for other in acts if met[one, other]})
            }
        told["missed"] = len(self.misses)
        told["misses"] = [_as_values(miss) for miss in misses]
        return told


def evaluate(coder: Coder, gold: Gold, tally: Tally, actors: str = "any", strict: bool = False) -> Evaluation:
    """Code all sentences of a gold; `actors` as in `Coder.code`, `strict` as in `coder.maintain.mentions`."""
    scores = Scores(Yardstick(gold, coder.dictionary, strict))
    misses: list[Miss] = []
    exact = 0
    for record in gold.records:
        before = coder.sentences
        try:
            events = coder.code(record.story, actors)
        except Exception as error:  # as in a batch, a defect of the program costs one sentence, and is told
            reason = f"the program failed on this sentence ({error!r}); please report it"
            tally.rejected(Reject(gold.path, record.line, record.story.id, reason))
            events = []
        tally.coded(coder.sentences - before, len(events))
        exact += _is_exact(record, events)
        matched = scores.add(record.events, events)
        if gold.is_negative:
            misses += [Miss(NOISE, record, None, tuple(events))] if events else []
        else:
            misses += _missed(scores.yardstick, record, matched, tuple(events))
    has_triples = gold.carries("code") and gold.carries("source", "target")
    return Evaluation(gold, scores, tuple(misses), exact if has_triples else None)


def _is_exact(record: GoldRecord, events: Iterable[Event]) -> bool:
    """Whether a sentence has just the triples of the gold; an actor that is none may be left out or written as dashes."""
    ours = {tuple(None if code in NULL else code for code in (one.source, digits(one.action), one.target)) for one in events}
    return ours == {(one.source, one.code, one.target) for one in record.events}


def _missed(yardstick: Yardstick, record: GoldRecord, matched: Matched, coded: tuple[Event, ...]) -> list[Miss]:
    misses = [Miss(NOTHING_CODED, record, one, coded) for one in matched.missed]
    for one, other in (*matched.pairs, *matched.others):
        kind = kind_of_miss(yardstick, one, other)
        if kind is not None:
            misses.append(Miss(kind, record, one, coded))
    return misses


def chosen(misses: Sequence[Miss], number: int, seed: int | None = None) -> list[Miss]:
    """Some of the misses in the order of the file: the first ones, or with a seed a random sample, the same for the same seed."""
    if seed is None:
        return list(misses[:number])
    places = random.Random(seed).sample(range(len(misses)), min(number, len(misses)))
    return [misses[at] for at in sorted(places)]


def as_json(dictionary: str, actors: str, strict: bool, shown: Iterable[tuple[Evaluation, Sequence[Miss]]]) -> str:
    """The figures of several golds, each with the misses to be told, as one JSON object; `dictionary` is a hash."""
    golds = [evaluation.figures(misses) for evaluation, misses in shown]
    figures = {"dictionary": dictionary, "actors": actors, "strict": strict, "golds": golds}
    return orjson.dumps(figures, option=orjson.OPT_INDENT_2).decode()


def _as_values(miss: Miss) -> dict[str, Any]:
    return {
        "kind": miss.kind,
        "line": miss.record.line,
        "id": miss.record.story.id,
        "text": miss.record.story.text,
        "gold": _gold_values(miss.gold) if miss.gold is not None else None,
        "coded": [
            {
                "source": event.source,
                "action": event.action,
                "target": event.target,
                "source_text": event.source_text,
                "target_text": event.target_text,
            }
            for event in miss.coded
        ],
    }


def _gold_values(gold: Answer) -> dict[str, Any]:
    return {
        "source": gold.source,
        "code": gold.code,
        "root": gold.root,
        "quad": gold.quad,
        "target": gold.target,
        "source_text": gold.source_text,
        "target_text": gold.target_text,
    }


def acts_in_order(scores: Scores) -> list[str]:
    """The rows and columns of the confusion table: roots in the order of their codes (quad classes in theirs), then nothing."""
    met = {act for pair in scores.confusion for act in pair}
    known = [scores.yardstick.root_of(code) for code in scores.yardstick.dictionary.codes] if scores.yardstick.has_roots else []
    first = [act for act in dict.fromkeys(known) if act in met]
    return [*first, *sorted(met.difference(first, [NOTHING])), *([NOTHING] if NOTHING in met else [])]
