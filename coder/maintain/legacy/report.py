"""What a conversion came to, as a table that rich can draw."""

from __future__ import annotations

from collections import Counter

from rich.console import Group
from rich.table import Table

from coder.maintain.legacy.conversion import Conversion


def report(conversion: Conversion) -> Group:
    """A table of the kinds that were read, and below it in how many ways the meaning changed."""
    table = Table("kind", *("read", "converted", "changed", "not convertible", "percent converted"))
    for column in table.columns[1:]:
        column.justify = "right"
    changed = Counter(kind for kind, _, _ in {(item.kind, item.path, item.line) for item in conversion.changed})
    for kind, read in conversion.read.items():
        converted = conversion.converted[kind]
        percent = f"{100 * converted / read:.1f}" if read else ""
        table.add_row(kind, str(read), str(converted), str(changed[kind]), str(read - converted), percent)
    ways = Counter(item.how for item in conversion.changed)
    return Group(table, *(f"changed {number} times: {how}" for how, number in ways.most_common(12)))
