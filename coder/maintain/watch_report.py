"""What a save changed -> lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from rich.text import Text

from coder.dictionary.problems import shown_path
from coder.maintain.compare import KINDS
from coder.maintain.compare_report import cause_lines
from coder.maintain.watch import Update

_HEADING, _QUIET, _BAD = "bold", "dim", "bold red"


def drawn(update: Update, saved: Sequence[Path], samples: int) -> Iterator[Text]:
    """The files that were saved, what that changed, and how the sample stands now."""
    names = ", ".join(shown_path(str(path)) for path in saved)
    yield Text.assemble((f"{datetime.now():%H:%M:%S}  {names}", _HEADING), (f"  {update.seconds:.1f} s", _QUIET))
    comparison = update.comparison
    if comparison is None:
        yield from (Text(str(problem)) for problem in update.problems)
        yield Text("The dictionaries cannot be used; the last good ones count until they can.", _BAD)
        return
    yield from cause_lines(comparison, samples)
    if not comparison.differences:
        yield Text("  no event changed" + ("" if comparison.changes else ", for no entry did"))
    kinds = ", ".join(f"{kind}: {update.since_start[kind]:,}" for kind in KINDS)
    yield Text(f"  since the start {kinds}", _QUIET)
