"""What the user sees of a batch on standard error: faults of the input always, a bar and a summary on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from coder.corpus.batch import Tally
from coder.corpus.journal import Counts
from coder.corpus.rejects import Reject

if TYPE_CHECKING:
    from rich.progress import Progress

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
            self._bar.update(self._bar.task_ids[0], description=self._numbers() + self._rate())
        elif self._terminal and self.seconds > _PATIENCE:
            self._bar = _bar(self._numbers())

    def summarise(self) -> None:
        """Print one line on the whole batch, on a terminal, and for a long one how many events of each root there are."""
        if not self._terminal:
            return
        rejects = f"; {_many(self.rejects, 'problem')} in the input" if self.rejects else ""
        rejects += f"; {_many(self.duplicates, 'near-duplicate story')}" if self.duplicates else ""
        rejects += f"; {_many(self.same_day, 'event')} left out for others of that day" if self.same_day else ""
        print(f"{self._numbers()} in {self.seconds:.1f} seconds{self._rate()}{rejects}", file=sys.stderr)
        if self.roots and self.seconds > _PATIENCE:
            print(", ".join(f"{root}: {number:,}" for root, number in sorted(self.roots.items())), file=sys.stderr)

    def _rate(self) -> str:
        """How fast it goes, once that can be told."""
        return f", {(self.sentences - self.before) / self.seconds:,.0f} sentences/s" if self.seconds > _PATIENCE else ""

    def _numbers(self) -> str:
        return ", ".join((_many(self.stories, "story"), _many(self.sentences, "sentence"), _many(self.events, self._what)))


def _bar(description: str) -> Progress:
    from rich.console import Console  # takes long to import, and most runs are over before it is wanted
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True), transient=True
    )
    bar.add_task(description, total=None)
    bar.start()
    return bar


def _many(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"
