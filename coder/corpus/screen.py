"""What the user sees of a batch on standard error: faults of the input always, a bar and a summary on a terminal only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coder.corpus.batch import Tally
from coder.corpus.rejects import Reject

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds; a batch that is done before shows no bar


class Screen(Tally):
    """A tally that is shown, of events or what else is found; used as a context, so that the bar goes when the batch ends."""

    def __init__(self, what: str = "event") -> None:
        super().__init__()
        self._what = what
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

    def coded(self, sentences: int, events: int) -> None:
        """Move the bar on; it appears when the batch has taken a while."""
        super().coded(sentences, events)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], description=self._numbers())
        elif self._terminal and self.seconds > _PATIENCE:
            self._bar = _bar(self._numbers())

    def summarise(self) -> None:
        """Print one line on the whole batch, on a terminal."""
        if self._terminal:
            rejects = f"; {_many(self.rejects, 'problem')} in the input" if self.rejects else ""
            print(f"{self._numbers()} in {self.seconds:.1f} seconds{rejects}", file=sys.stderr)

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
