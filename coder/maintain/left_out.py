"""What of a sentence came to nothing, and why: acts without a code, events that are not written, predicates that are no acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.coding.act import Act, composed_code
from coder.coding.events import EventWriter, wanted
from coder.coding.operators import CONSUMING
from coder.coding.proposition import Proposition
from coder.dictionary.compiled import Dictionary
from coder.maintain.notation import Notation, governed, in_text_order
from coder.model import Event, Story
from coder.pipeline import ALWAYS_WRITTEN, Trace


def left_out(dictionary: Dictionary, story: Story, trace: Trace, notation: Notation) -> Iterator[str]:
    """A line for each thing that came to nothing in a sentence that was read."""
    assert trace.resolver is not None and trace.locator is not None
    writer = EventWriter(dictionary, story, trace.sentence, list(notation.words), trace.resolver, trace.locator)
    for act in trace.acts:
        code, said = composed_code(dictionary, act), f'"{notation.span(act.first, act.last)}"'
        if code is None:
            yield f"{said}: CAMEO has no code for it under {' '.join(_operators(act))}"
        elif code not in dictionary.codes:
            yield f"{said}: {named(dictionary, code)}"
        elif not writer.events([act]):
            yield f"{said} ({code}): the actor would act on itself"
    for event in trace.events:
        why = why_not_written(event)
        if why:
            yield f"{triple(event)}: {why}"
    read = {at for act in trace.acts for at in range(act.first, act.last + 1)}
    for proposition, parent in all_propositions(trace.propositions):
        why = "" if proposition.head in read else _why_no_act(dictionary, proposition, parent)
        if why:
            yield f'"{notation.span(proposition.first, proposition.last)}": {why}'


def named(dictionary: Dictionary, code: str) -> str:
    """An event code with its name."""
    known = dictionary.codes.get(code)
    return f"{code} {known.name}" if known is not None else f"{code}, a code that codes/events.yaml does not know"


def triple(event: Event) -> str:
    """Source, action and target in one line, `_` for an actor without a code."""
    return f"{event.source or '_'} {event.action} {event.target or '_'}"


def why_not_written(event: Event) -> str:
    """Why `coder code` does not write an event unless asked to; an empty string: it does."""
    if event.status not in ALWAYS_WRITTEN:
        return f"{event.status}; --include {event.status} writes it"
    if wanted(event, "both"):
        return ""
    sides = (("source", event.source, event.source_text), ("target", event.target, event.target_text))
    lacking = [f'{side} "{text}"' if text else f"no {side}" for side, code, text in sides if code is None or code.startswith("-")]
    return f"names no country or organisation: {', '.join(lacking)}; --actors says which events are written"


def all_propositions(
    propositions: Iterable[Proposition], parent: Proposition | None = None
) -> Iterator[tuple[Proposition, Proposition | None]]:
    """Every proposition of a sentence with the one that governs it."""
    for proposition in in_text_order(propositions):
        yield proposition, parent
        yield from all_propositions(governed(proposition), proposition)


def _why_no_act(dictionary: Dictionary, proposition: Proposition, parent: Proposition | None) -> str:
    """Why a predicate gave no act; operators, light verbs and copulas only speak of other words."""
    lemma = proposition.lemma
    if proposition.copula or lemma in dictionary.operators or lemma in dictionary.lights:
        return ""
    operator = dictionary.operators.get(parent.lemma) if parent is not None else None
    if operator is not None and operator.operator in CONSUMING:
        return f"under {operator.name} ({operator.operator}) it has not thereby happened"
    known = lemma in (dictionary.verbs if proposition.kind == "verb" else dictionary.nouns)
    return f"no pattern of {lemma} that codes anything fits" if known else f"no entry has the verb {lemma}"


def _operators(act: Act) -> list[str]:
    return [operator for operator in (act.auxiliary, *act.operators) if operator]
