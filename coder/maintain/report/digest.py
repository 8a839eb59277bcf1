"""Events -> what the page counts: rows of equal events, and the tables that their columns point into.

Events that agree in all that the page can filter by are one row with their number, so that a page of a hundred thousand events
stays small, and its own script can count anew under every filter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from coder.corpus.periods import Period, read_period
from coder.dictionary.compiled import Dictionary
from coder.maintain.report.actor_names import ActorNames
from coder.maintain.report.drilldown import Drilldown
from coder.model import Event

NONE = -1  # points at no line of a table
COLUMNS = ("date", "source", "target", "action", "place", "status")

Value = TypeVar("Value", bound=Hashable)
_EPOCH = 719_163  # the ordinal of 1 January 1970, from which days are counted as scripts count them
_PRECISIONS = ((1, "day"), (7, "week"), (31, "month"))  # days that the longest of each has


class _Table(Generic[Value]):
    """Values in the order in which they came, each with its number and how often it came."""

    def __init__(self) -> None:
        self.numbers: dict[Value, int] = {}
        self.counts: Counter[int] = Counter()

    def number(self, value: Value | None) -> int:
        """The number of a value; of none it is NONE."""
        if value is None:
            return NONE
        number = self.numbers.setdefault(value, len(self.numbers))
        self.counts[number] += 1
        return number

    def frequent_first(self) -> list[Value]:
        """The values, the most frequent first; what is as frequent in the order of its text."""
        return sorted(self.numbers, key=lambda value: (-self.counts[self.numbers[value]], str(value)))


class Digest:
    """All events of a page, counted. `names` says what actor codes mean, `drilldown` takes the words of some events."""

    def __init__(self, dictionary: Dictionary, drilldown: Drilldown) -> None:
        self.names = ActorNames(dictionary)
        self.roots = {code: entry.name for code, entry in dictionary.codes.items()}
        self.drilldown = drilldown
        self.events = 0
        self.stories: set[str] = set()
        self.dictionaries: set[str] = set()
        self.actors: _Table[str] = _Table()
        self.actions: _Table[tuple[str, str, str, int, float | None]] = _Table()
        self.places: _Table[tuple[str, str | None, float, float]] = _Table()
        self.statuses: _Table[tuple[str, bool]] = _Table()
        self.dates: _Table[tuple[Period, str]] = _Table()
        self.rows: defaultdict[tuple[int, ...], int] = defaultdict(int)

    def add(self, event: Event) -> None:
        """Count an event."""
        self.events += 1
        self.stories.add(event.story)
        self.dictionaries.add(event.dictionary)
        action = (event.action, event.name, event.root, event.quad_class, event.goldstein)
        row = (
            self.dates.number(_date(event)),
            self.actors.number(event.source),
            self.actors.number(event.target),
            self.actions.number(action),
            self.places.number(_place(event)),
            self.statuses.number((event.status, event.same_as is not None)),
        )
        self.rows[row] += 1
        self.drilldown.add(event, row)

    def as_values(self) -> dict[str, Any]:
        """The tables, the rows column by column, and the events of the drill-down, as values of JSON."""
        dates, actors = sorted(self.dates.numbers), self.actors.frequent_first()
        actions, places = sorted(self.actions.numbers, key=str), self.places.frequent_first()
        statuses = self.statuses.frequent_first()
        moved = [
            _moved(self.dates, dates),
            _moved(self.actors, actors),
            _moved(self.actors, actors),
            _moved(self.actions, actions),
            _moved(self.places, places),
            _moved(self.statuses, statuses),
        ]

        def renumbered(row: tuple[int, ...]) -> list[int]:
            return [NONE if number == NONE else numbers[number] for number, numbers in zip(row, moved, strict=True)]

        rows = sorted((*renumbered(row), count) for row, count in self.rows.items())
        roots = sorted({action[2] for action in actions})
        return {
            "events": self.events,
            "dates": [[text, _days(period.first), _days(period.last), _precision(period)] for period, text in dates],
            "actors": [[code, self.names.name(code)] for code in actors],
            "actions": actions,
            "roots": {root: self.roots.get(root, "") for root in roots},
            "places": places,
            "statuses": statuses,
            "rows": dict(zip((*COLUMNS, "count"), zip(*rows, strict=True), strict=True)),
            "drilldown": self.drilldown.as_values(renumbered),
        }

    @property
    def summary(self) -> str:
        """How many events of how many stories there are, and of what time, in words."""
        events = f"{self.events:,} {'event' if self.events == 1 else 'events'}"
        stories = f"{len(self.stories):,} {'story' if len(self.stories) == 1 else 'stories'}"
        dates = list(self.dates.numbers)
        if not dates:
            return f"{events} from {stories}, none with a date"
        first, last = min(dates)[1], max(dates, key=lambda date: (date[0].last, date[1]))[1]
        return f"{events} from {stories}, {first}" + (f" to {last}" if first != last else "")


def _moved(table: _Table[Any], values: list[Any]) -> list[int]:
    """The new number of each value by its old one."""
    place = {value: at for at, value in enumerate(values)}
    return [place[value] for value in table.numbers]


def _date(event: Event) -> tuple[Period, str] | None:
    """When it was, and how that is written; the day of the story stands in where nothing else is known."""
    text = event.date or event.story_date
    period = read_period(text) if text else None
    return None if period is None or text is None else (period, text)


def _place(event: Event) -> tuple[str, str | None, float, float] | None:
    """The place of an event as name, country and point; None where there is no point."""
    location = event.location or {}
    lat, lon = location.get("lat"), location.get("lon")
    if not isinstance(lat, (int, float)) or not isinstance(lon, (int, float)):
        return None
    name, country = location.get("name") or location.get("text"), location.get("country")
    return str(name or ""), str(country) if country else None, round(lat, 4), round(lon, 4)


def _days(day: Any) -> int:
    return int(day.toordinal()) - _EPOCH


def _precision(period: Period) -> str:
    length = (period.last - period.first).days + 1
    return next((name for most, name in _PRECISIONS if length <= most), "year")
