"""What the user sees of a batch on standard error: faults of the input always, a bar and a summary on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from coder.corpus.batch import Tally
from coder.corpus.rejects import Reject

if TYPE_CHECKING:
    from rich.progress import Progress
    from rich.table import Table

    from coder.corpus.journal import Counts

_PATIENCE = 1.0  # seconds; a batch that is done before shows no bar


class RejectError(Exception):
    """The first reject of a batch that is to stop there."""


class Screen(Tally):
    """A tally that is shown, of events or what else is found; used as a context, so that the bar goes when the batch ends.

    With `strict` the first reject is raised as a RejectError once it is shown.
    """

    def __init__(self, what: str = "event", strict: bool = False) -> None:
        super().__init__()
        self._what = what
        self._strict = strict
        self._terminal = sys.stderr.isatty()
        self._bar: Progress | None = None

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def rejected(self, reject: Reject) -> None:
        """Print the fault, above the bar if there is one."""
        super().rejected(reject)
        if self._bar is None:
            print(reject, file=sys.stderr)
        else:
            self._bar.console.print(str(reject), markup=False, highlight=False, soft_wrap=True)
        if self._strict:
            raise RejectError

    def resumed(self, counts: Counts) -> None:
        """Say that the batch goes on."""
        print("going on where this batch was stopped", file=sys.stderr)
        super().resumed(counts)

    def coded(self, sentences: int, events: int, roots: Iterable[str] = ()) -> None:
        """Move the bar on; it appears when the batch has taken a while."""
        super().coded(sentences, events, roots)
        if self._bar is not None:
            task = self._bar.task_ids[0]
            self._bar.update(task, description=self._at_a_glance(), completed=self._position(), total=self.course.total)
        elif self._terminal and self.seconds > _PATIENCE:
            self._bar = _bar(self._at_a_glance(), self._position(), self.course.total)

    def summarise(self, names: Mapping[str, str] | None = None) -> None:
        """Tell on a terminal what the whole batch was: in a line, or with the names of the CAMEO roots in a table."""
        if not self._terminal:
            return
        if names is None:
            problems = f"; {_many(self.rejects, 'problem')} in the input" if self.rejects else ""
            print(f"{self._numbers()} in {self.seconds:.1f} seconds{self._rate()}{problems}", file=sys.stderr)
            return
        from rich.console import Console

        Console(stderr=True).print(_summary(self, names, self._speed()))

    def _speed(self) -> float:
        """Sentences a second, of this run."""
        return (self.sentences - self.before) / self.seconds

    def _position(self) -> int:
        """Bytes of the input that are done with."""
        return self.course.done(self.stories + self.rejects + self.duplicates)

    def _rate(self) -> str:
        """How fast it goes, once that can be told."""
        return f", {self._speed():,.0f} sentences/s" if self.seconds > _PATIENCE else ""

    def _numbers(self) -> str:
        return ", ".join((_many(self.stories, "story"), _many(self.sentences, "sentence"), _many(self.events, self._what)))

    def _at_a_glance(self) -> str:
        return f"{_many(self.sentences, 'sentence')}, {_many(self.events, self._what)}{self._rate()}"


def _bar(description: str, position: int, total: int | None) -> Progress:
    """A bar with percentage and time left; where the size of the input is not known, one that only moves."""
    from rich.console import Console  # takes long to import, and most runs are over before it is wanted
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    known = (TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn(), TextColumn("left"))
    unknown = (TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(BarColumn(16), *(unknown if total is None else known), console=Console(stderr=True), transient=True)
    bar.add_task(description, total=total, completed=position)
    bar.start()
    return bar


def _summary(tally: Tally, names: Mapping[str, str], speed: float) -> Table:
    """One row a number; below them one a CAMEO root that was coded."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_header=False, padding=(0, 1, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    rows = [("stories", tally.stories), ("sentences", tally.sentences), ("events", tally.events)]
    rows += [("rejects", tally.rejects)]
    rows += [("near-duplicate stories", tally.duplicates)] if tally.duplicates else []
    rows += [("events left out for others of that day", tally.same_day)] if tally.same_day else []
    for name, number in rows:
        table.add_row(name, f"{number:,}")
    table.add_row("seconds", f"{tally.seconds:,.1f}")
    table.add_row("sentences per second", f"{speed:,.0f}", end_section=True)
    for root, number in sorted(tally.roots.items()):
        table.add_row(f"{root} {names.get(root, '')}".rstrip(), f"{number:,}")
    return table


def _many(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
