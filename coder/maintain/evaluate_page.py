"""An evaluation -> a web page: the figures, what is taken for what, and the misses with their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from coder.maintain.evaluate import Evaluation, Miss, acts_in_order
from coder.maintain.page import Html, cards, element, marked, page, table
from coder.maintain.score_tables import of_coded, of_gold, summary
from coder.maintain.scores import NOTHING, Scores

_OPEN, _MOST = 5, 500  # misses of one kind that stand open, and that are shown at all


def evaluation_page(evaluations: Sequence[Evaluation], actors: str, strict: bool, dictionary: str) -> str:
    """The page of one gold or several; `dictionary` is the hash of the dictionaries."""
    content = [piece for evaluation in evaluations for piece in _gold(evaluation)]
    how = "actors match by their heads" if strict else "actors match by half of their words or their heads"
    return page("How well gold files are coded", f"Dictionaries {dictionary}, actors: {actors}; {how}", *content)


def _gold(evaluation: Evaluation) -> Iterator[Html]:
    scores, spread = evaluation.scores, evaluation.scores.spread
    yield element("h2", evaluation.gold.path)
    figures = [(f"{spread.sentences:,}", "sentences"), (f"{spread.coded_sentences:,}", "coded"), (f"{spread.events:,}", "events")]
    best = [(f"{score.f1:.3f}", f"F1 of {name}") for name, score in scores.metrics.items() if name in ("root", "pair and root")]
    yield cards([(name, figure, "") for figure, name in (*figures, *best)])
    yield element("p", "; ".join(list(summary(evaluation))[1:]), class_="quiet")
    if not evaluation.gold.is_negative:
        yield _metrics(scores)
        if scores.confusion:
            yield element("h3", "What is taken for what: a row each in the gold, a column each as coded")
            yield _confusion(scores)
    by_kind: defaultdict[str, list[Miss]] = defaultdict(list)
    for miss in evaluation.misses:
        by_kind[miss.kind].append(miss)
    for kind, misses in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        yield _misses(evaluation, kind, misses)


def _metrics(scores: Scores) -> Html:
    rows: list[list[str]] = []
    for name, score in scores.metrics.items():
        shares = [
            element("span", f"{share:.3f}", class_="bar", style=f"--share: {share:.3f}")
            for share in (score.precision, score.recall, score.f1)
        ]
        rows.append([name, *shares, *(f"{number:,}" for number in (score.right, score.coded, score.gold))])
    return table(["", "precision", "recall", "F1", "right", "coded", "gold"], rows)


def _confusion(scores: Scores) -> Html:
    acts = acts_in_order(scores)
    rows: list[list[str]] = []
    for act in acts:
        numbers = [(scores.confusion.get((act, other), 0), act == other != NOTHING) for other in acts]
        cells = [
            element("span", f"{number:,}" if number else "·", class_="right" if right and number else "" if number else "none")
            for number, right in numbers
        ]
        rows.append([act, *cells])
    return element("div", table(["", *acts], rows), class_="confusion")


def _misses(evaluation: Evaluation, kind: str, misses: Sequence[Miss]) -> Html:
    listed = [_miss(evaluation, miss) for miss in misses[:_MOST]]
    content = [element("h3", kind), element("p", f"{len(misses):,} of {len(evaluation.misses):,}", class_="quiet")]
    content.append(element("ul", *listed[:_OPEN]))
    if listed[_OPEN:]:
        content.append(element("details", element("summary", f"{len(listed) - _OPEN:,} more"), element("ul", *listed[_OPEN:])))
    if len(misses) > _MOST:
        content.append(element("p", f"{len(misses) - _MOST:,} more are not shown.", class_="quiet"))
    return element("section", *content)


def _miss(evaluation: Evaluation, miss: Miss) -> Html:
    text = miss.record.story.text
    wanted = of_gold(evaluation.scores, miss.gold) if miss.gold is not None else "nothing"
    coded = [element("p", "coded ", element("code", line)) for line in [*map(of_coded, miss.coded)] or ["nothing"]]
    return element(
        "li",
        element("span", f"line {miss.record.line}, {miss.record.story.id}", class_="place"),
        element("p", *marked(text, _actors(miss, text))),
        element("p", "gold ", element("code", wanted)),
        *coded,
    )


def _actors(miss: Miss, text: str) -> Iterator[tuple[int, int, str]]:
    """Where the words of the gold's actors stand in the sentence, if they do."""
    if miss.gold is None:
        return
    for words, side in ((miss.gold.source_text, "source"), (miss.gold.target_text, "target")):
        at = text.find(words) if words else -1
        if words and at >= 0:
            yield at, at + len(words), side
