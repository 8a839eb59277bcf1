"""What two versions of the dictionaries make of a corpus -> text for the terminal, Markdown for GitHub, values of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.text import Text

from coder.maintain.compare import KINDS, Comparison, Difference
from coder.maintain.entry_changes import EntryChange
from coder.model import Event

NO_CAUSE = "no changed entry stands in the sentence"
SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
_COLOURS = {"gained": "green", "lost": "red", "changed": "yellow"}
_HEADING, _QUIET = "bold", "dim"


def summary(comparison: Comparison) -> str:
    """The numbers in one line."""
    before, after = comparison.events
    kinds = ", ".join(f"{kind}: {comparison.kinds[kind]:,}" for kind in KINDS)
    return (
        f"stories: {comparison.stories:,}, sentences: {comparison.sentences:,}; "
        f"events: {before:,} before, {after:,} now; {kinds}; entries that differ: {len(comparison.changes):,}"
    )


def cause_title(causes: Sequence[EntryChange]) -> str:
    """The entries behind some differences, in one line."""
    return "; ".join(f"{change.name} ({change.kind}, {change.place})" for change in causes) or NO_CAUSE


def counted(differences: Sequence[Difference]) -> str:
    """How many of the differences are of which kind."""
    numbers = {kind: sum(difference.kind == kind for difference in differences) for kind in KINDS}
    return ", ".join(f"{number:,} {kind}" for kind, number in numbers.items() if number)


def triple(event: Event | None) -> str:
    """The triple of an event, with its status where it is not the usual one."""
    if event is None:
        return "nothing"
    status = "" if event.status == "actual" else f" ({event.status})"
    return f"{event.source or '_'} {event.action} {event.target or '_'}{status}"


def drawn(comparison: Comparison, samples: int) -> Iterator[Text]:
    """All lines that there are to show, with so many sample sentences of each cause."""
    yield from cause_lines(comparison, samples)
    yield Text(summary(comparison))


def cause_lines(comparison: Comparison, samples: int) -> Iterator[Text]:
    """The differences by what caused them, with so many sample sentences of each."""
    for causes, differences in comparison.by_cause():
        yield Text.assemble((cause_title(causes), _HEADING), f"  {counted(differences)}")
        for difference in differences[:samples]:
            yield from _lines(difference)
        if len(differences) > samples:
            yield Text(f"    and {len(differences) - samples:,} more", _QUIET)
        yield Text()


def _lines(difference: Difference) -> Iterator[Text]:
    """One difference: what became of the event, then its sentence."""
    kind = difference.kind
    what = triple(difference.after or difference.before)
    if kind == "changed":
        what = f"{triple(difference.before)} -> {what}"
    place = f"  {difference.story}:{difference.sentence.number}"
    yield Text.assemble("  ", (f"{SIGNS[kind]} {what}", _COLOURS[kind]), (place, _QUIET))
    yield Text(f"    {' '.join(difference.sentence.text.split())}")


def markdown(comparison: Comparison, samples: int) -> str:
    """A summary to paste into a pull request."""
    before, after = comparison.events
    written = [
        f"### Events under these dictionaries and under {_escaped(comparison.base)}",
        "",
        "| stories | sentences | events before | events now | gained | lost | changed |",
        "|---|---|---|---|---|---|---|",
        "| "
        + " | ".join(
            f"{number:,}"
            for number in (
                comparison.stories,
                comparison.sentences,
                before,
                after,
                *(comparison.kinds[kind] for kind in KINDS),
            )
        )
        + " |",
    ]
    for causes, differences in comparison.by_cause():
        written += ["", f"**{_escaped(cause_title(causes))}**: {counted(differences)}", ""]
        written += ["| | before | now | sentence |", "|---|---|---|---|"]
        for difference in differences[:samples]:
            sentence = _escaped(" ".join(difference.sentence.text.split()))
            cells = (SIGNS[difference.kind], triple(difference.before), triple(difference.after), sentence)
            written.append(f"| {cells[0]} | `{cells[1]}` | `{cells[2]}` | {cells[3]} |")
        if len(differences) > samples:
            written += ["", f"and {len(differences) - samples:,} more"]
    return "\n".join(written)


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#"})


def _escaped(text: str) -> str:
    return text.translate(_MARKDOWN)


def as_values(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values of JSON, with all differences."""
    before, after = comparison.events
    return {
        "base": comparison.base,
        "stories": comparison.stories,
        "sentences": comparison.sentences,
        "events": {"before": before, "now": after},
        **{kind: comparison.kinds[kind] for kind in KINDS},
        "entries": [_change_values(change) for change in comparison.changes],
        "causes": [
            {"entries": [_change_values(change) for change in causes], "differences": [_values(one) for one in differences]}
            for causes, differences in comparison.by_cause()
        ],
    }


def _change_values(change: EntryChange) -> dict[str, str]:
    return {"name": change.name, "place": change.place, "kind": change.kind}


def _values(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "story": difference.story,
        "sentence": difference.sentence.number,
        "text": difference.sentence.text,
        "before": difference.before,
        "now": difference.after,
    }
