"""What two versions of the dictionaries make of a corpus -> a web page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from coder.maintain.compare import KINDS, Comparison, Difference
from coder.maintain.compare_report import NO_CAUSE, SIGNS, counted, triple
from coder.maintain.entry_changes import EntryChange
from coder.maintain.page import Html, cards, element, joined, marked, page, table

_MOST = 500  # differences shown of one cause
_CODES = 10  # that came and went most stand open


def comparison_page(comparison: Comparison, samples: int) -> str:
    """The page; of each cause so many differences stand open, the others are folded away."""
    before, after = comparison.events
    kinds = comparison.kinds
    figures = [("events before", f"{before:,}", ""), ("events now", f"{after:,}", "")]
    figures += [(kind, f"{kinds[kind]:,}", kind) for kind in KINDS]
    content = [cards(figures)]
    if comparison.differences:
        content += [element("h2", "By code"), _codes(comparison.differences)]
        content += [element("h2", "By entry"), _choice()]
        content += [_cause(causes, differences, samples) for causes, differences in comparison.by_cause()]
    else:
        content.append(element("section", element("p", "Every event is what it was.")))
    content += _without_effect(comparison)
    subtitle = (
        f"{comparison.stories:,} stories with {comparison.sentences:,} sentences, coded with these dictionaries "
        f"and with the base, {comparison.base}; {len(comparison.changes):,} entries differ"
    )
    return page("What the dictionaries changed", subtitle, *content)


def _codes(differences: Iterable[Difference]) -> Html:
    """Which codes came and went, the most frequent first."""
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    names: dict[str, str] = {}
    for difference in differences:
        before, after = difference.before, difference.after
        if before is not None and after is not None and before.action == after.action:
            continue
        for event, counts in ((before, went), (after, came)):
            if event is not None:
                counts[event.action] += 1
                names[event.action] = event.name
    if not names:
        return element("p", "The codes are the same.", class_="quiet")
    ranked = sorted(names, key=lambda code: (-came[code] - went[code], code))
    rows: list[list[str]] = [
        [joined(element("code", code), " ", names[code]), f"{came[code]:,}", f"{went[code]:,}", f"{came[code] - went[code]:+,}"]
        for code in ranked
    ]
    headings = ["code", "came", "went", "balance"]
    rest = [element("details", element("summary", f"{len(rows) - _CODES:,} more"), table(headings, rows[_CODES:]))]
    return joined(table(headings, rows[:_CODES]), *(rest if rows[_CODES:] else []))


def _choice() -> Html:
    """Boxes that show or hide a kind; the style sheet acts on them."""
    boxes = [element("label", element("input", type="checkbox", id=kind, checked=""), f" {kind}") for kind in KINDS]
    return element("div", *boxes, class_="choice")


def _cause(causes: Sequence[EntryChange], differences: Sequence[Difference], samples: int) -> Html:
    names = [
        joined(change.name, " ", element("code", change.place, class_="quiet"), " ", element("small", change.kind))
        for change in causes
    ]
    title = joined(*(part for name in names for part in (name, Html("<br>")))) if names else joined(NO_CAUSE)
    content = [element("h3", title), element("p", counted(differences), class_="quiet")]
    content.append(element("ul", *map(_difference, differences[:samples])))
    rest = differences[samples:_MOST]
    if rest:
        content.append(element("details", element("summary", f"{len(rest):,} more"), element("ul", *map(_difference, rest))))
    if len(differences) > _MOST:
        content.append(element("p", f"{len(differences) - _MOST:,} more are not shown.", class_="quiet"))
    return element("section", *content)


def _difference(difference: Difference) -> Html:
    place = element("span", f"{difference.story}, sentence {difference.sentence.number}", class_="place")
    what: list[str] = [element("code", triple(difference.after or difference.before))]
    if difference.kind == "changed":
        what = [element("code", triple(difference.before)), " → ", *what]
    names = [one.name for one in (difference.before, difference.after) if one is not None]
    said = element("span", f"  {' → '.join(dict.fromkeys(names))}", class_="quiet")
    mark = element("span", SIGNS[difference.kind], class_="mark")
    return element("li", mark, place, *what, said, element("p", *_highlighted(difference)), class_=difference.kind)


def _highlighted(difference: Difference) -> list[str]:
    """The sentence, with the words of the source, the action and the target marked."""
    sentence, event = difference.sentence, difference.after or difference.before
    assert event is not None
    spans = ((event.source_span, "source"), (event.action_span, "action"), (event.target_span, "target"))
    return marked(sentence.text, ((span[0] - sentence.start, span[1] - sentence.start, side) for span, side in spans if span))


def _without_effect(comparison: Comparison) -> list[Html]:
    """The entries that differ and changed nothing."""
    acted = {id(change) for difference in comparison.differences for change in difference.causes}
    idle = [change for change in comparison.changes if id(change) not in acted]
    if not idle:
        return []
    rows: list[list[str]] = [
        [joined(change.name, " ", element("code", change.place, class_="quiet")), change.kind] for change in idle
    ]
    listed = element("details", element("summary", f"{len(idle):,} entries"), table(["entry", ""], rows, numbers_from=2))
    return [element("h2", "Differ and changed no event"), element("section", listed)]
