"""What of the dictionaries was used -> tables for the terminal: what was used first, what never was below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from coder.maintain.coverage import Coverage, EntryUse, Use

_HEADING, _QUIET = "bold", "dim"


def drawings(coverage: Coverage, kind: str, everybody: bool = False) -> Iterator[RenderableType]:
    """All that there is to show; `kind` is "code", "entry" or "synset"."""
    if kind == "entry":
        yield from _entries(coverage.entries(everybody))
        used = [(entry.line.entry.name, entry.times) for entry in coverage.entries(everybody)]
    elif kind == "code":
        codes = coverage.codes()
        yield from _uses("code", ((code.code, code.name, use) for code, use in codes), "Codes never given")
        used = [(code.code, use.times) for code, use in codes]
    else:
        synsets = coverage.synsets()
        yield from _uses("synset", ((entry.name, "", use) for entry, use in synsets), "Synsets never used")
        used = [(entry.name, use.times) for entry, use in synsets]
    times = sum(number for _, number in used)
    yield Text()
    yield Text(
        f"sentences: {coverage.sentences:,}, events: {coverage.events:,}; "
        f"used: {sum(bool(number) for _, number in used):,} of {len(used):,}, {times:,} times"
    )


def _uses(what: str, rows: Iterable[tuple[str, str, Use]], never: str) -> Iterator[RenderableType]:
    known = list(rows)
    table = _table(what, "times", "for example")
    for key, name, use in known:
        if use.times:
            shown = Text("\n".join(use.samples), _QUIET)
            table.add_row(Text.assemble((key, _HEADING), f"  {name}" if name else ""), f"{use.times:,}", shown)
    yield table
    unused = [(key, name) for key, name, use in known if not use.times]
    if unused:
        yield Text()
        yield Text(never, _HEADING)
        for key, name in unused:
            yield Text.assemble(f"  {key}", (f"  {name}" if name else "", _QUIET))


def _entries(entries: Sequence[EntryUse]) -> Iterator[RenderableType]:
    table = _table("entry", "times", "pattern, and how often")
    for entry in entries:
        if entry.times:
            patterns = [f"{use.times:,}  {line.pattern.text}" for line, use in entry.patterns if line.pattern is not None]
            plain = [f"{entry.own.times:,}  by no pattern"] if patterns else []
            name = Text.assemble((entry.line.entry.name, _HEADING), "  ", (entry.line.rule, _QUIET))
            table.add_row(name, f"{entry.times:,}", Text("\n".join([*plain, *patterns]), _QUIET))
    yield table
    unused = [entry for entry in entries if not entry.times]
    if unused:
        yield Text()
        yield Text("Entries never used", _HEADING)
    for file, some in groupby(unused, key=lambda entry: entry.line.entry.where.file):
        yield Text(f"  {file}")
        for entry in some:
            yield Text.assemble((f"  {entry.line.entry.where.line:>6}", _QUIET), f"  {entry.line.entry.name}")


def _table(first: str, second: str, third: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first, overflow="fold")
    table.add_column(second, justify="right", no_wrap=True)
    table.add_column(third, overflow="fold")
    return table
