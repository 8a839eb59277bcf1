"""An evaluation -> tables for the terminal: the figures, which roots are taken for which, and the misses one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from coder.maintain.answers import Answer
from coder.maintain.evaluate import Evaluation, Miss, acts_in_order
from coder.maintain.explain import explain_story
from coder.maintain.scores import NOTHING, Scores
from coder.model import Event
from coder.pipeline import Coder

_HEADING, _QUIET, _RIGHT = "bold", "dim", "bold green"
_LEAST = 2  # letters of the heading of a column


def drawings(evaluation: Evaluation, misses: Sequence[Miss], coder: Coder) -> Iterator[RenderableType]:
    """All that there is to show of an evaluation, piece by piece; `misses` are those to be shown."""
    gold, scores = evaluation.gold, evaluation.scores
    yield Text(gold.path, style=_HEADING)
    yield from (Text(line) for line in summary(evaluation))
    if not gold.is_negative:
        yield Text()
        yield _metrics(scores)
        if scores.confusion:
            yield Text()
            yield Text(
                f"{'Roots' if scores.yardstick.has_roots else 'Quad classes'}: a row each in the gold, a column each as coded"
            )
            yield _confusion(scores)
    if misses:
        yield Text()
        yield Text(f"Misses: {len(misses)} of {len(evaluation.misses)}", style=_HEADING)
    before: Miss | None = None
    for miss in misses:
        yield from _miss(evaluation, miss, coder, explained=before is None or before.record is not miss.record)
        before = miss
    yield Text()


def summary(evaluation: Evaluation) -> Iterator[str]:
    """The numbers that are no metrics, in a few lines."""
    spread = evaluation.scores.spread
    yield f"sentences: {spread.sentences:,}, coded: {spread.coded_sentences:,}, distinct events: {spread.events:,}"
    if evaluation.gold.is_negative:
        yield (
            f"per 1,000 sentences: {spread.per_thousand(spread.events):.1f} events, "
            f"{spread.per_thousand(spread.named_dyads):.1f} between countries or organisations"
        )
    if evaluation.exact is not None:
        share = evaluation.exact / spread.sentences if spread.sentences else 0.0
        yield f"sentences with exactly the triples of the gold: {evaluation.exact:,} ({share:.1%})"
    yield f"dyads per coded sentence: {spread.dyads_per_coded_sentence:.2f}, share of statements: {spread.statement_share:.3f}"


def _metrics(scores: Scores) -> Table:
    table = _table()
    for name in ("precision", "recall", "F1", "right", "coded", "gold"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, score in scores.metrics.items():
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(name, *shares, *(f"{number:,}" for number in (score.right, score.coded, score.gold)))
    return table


def _confusion(scores: Scores) -> Table:
    """A row for each act of the gold, a column for each that was coded, in the same order, with its name shortened."""
    acts = acts_in_order(scores)
    table = _table(apart=0)
    for short in _shortened(acts):
        table.add_column(short, justify="right", no_wrap=True)
    for act in acts:
        numbers = ((other, scores.confusion.get((act, other), 0)) for other in acts)
        table.add_row(act, *(_number(number, right=act == other != NOTHING) for other, number in numbers))
    return table


def _table(apart: int = 1) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, apart, 0, 0), show_edge=False)
    table.add_column("", no_wrap=True)
    return table


def _number(number: int, right: bool) -> Text:
    return Text(str(number) if number else "·", style=_RIGHT if right and number else "" if number else _QUIET)


def _shortened(names: Sequence[str]) -> list[str]:
    """The names cut to the same number of letters, as few as tell them apart."""
    longest = max(map(len, names), default=_LEAST)
    length = next((n for n in range(_LEAST, longest) if len({name[:n] for name in names}) == len(names)), longest)
    return [name[:length] for name in names]


def _miss(evaluation: Evaluation, miss: Miss, coder: Coder, explained: bool) -> Iterator[RenderableType]:
    record = miss.record
    yield Text()
    yield Text(f"{evaluation.gold.path}:{record.line}: {miss.kind}", style=_HEADING).append(f"  {record.story.id}", style=_QUIET)
    yield Text(f"  {record.story.text}")
    yield Text(f"  gold   {of_gold(evaluation.scores, miss.gold) if miss.gold is not None else 'nothing'}")
    for event in miss.coded:
        yield Text(f"  coded  {of_coded(event)}")
    if not miss.coded:
        yield Text("  coded  nothing")
    if explained:
        yield from explain_story(coder, record.story)


def of_gold(scores: Scores, gold: Answer) -> str:
    """An event of the gold: codes where it has them, then words; behind `|` stand codes or roots that are right too."""
    first, others = (gold.code, gold.codes) if gold.code else (scores.act_of(gold), gold.roots)
    what = "|".join([first, *sorted(others.difference([first]))])
    way = "<->" if gold.either else "->"
    if gold.source or gold.target:
        what = f"{gold.source or '_'} {what} {gold.target or '_'}"
    words = f"  {_quoted(gold.source_text)} {way} {_quoted(gold.target_text)}" if gold.source_text or gold.target_text else ""
    return what + words


def of_coded(event: Event) -> str:
    """A coded event: its triple, then its words."""
    words = f"{_quoted(event.source_text)} -> {_quoted(event.target_text)}"
    return f'{event.source or "_"} {event.action} {event.target or "_"}  {words}, by "{event.action_text}"'


def _quoted(text: str | None) -> str:
    return f'"{text}"' if text else "_"
