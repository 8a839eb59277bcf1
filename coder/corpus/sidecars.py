"""What stands beside an output and tells more of it: the manifest, and lists of what was rejected, repeated and left out.

`OUT.manifest.json` says what made OUT. The lists are tables with a header: `OUT.rejects.tsv`, `OUT.duplicates.tsv` and
`OUT.same_day.tsv`; one without rows is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import orjson

from coder.corpus.journal import Journal, ShardRecord, beside
from coder.corpus.writers import whole_file

MANIFEST = "manifest.json"
Row = Sequence[object]
# Each list: the header of its columns, and its rows of one shard.
LISTS: dict[str, tuple[Row, Callable[[ShardRecord], Iterable[Row]]]] = {
    "rejects.tsv": (
        ("file", "line", "story", "reason"),
        lambda shard: ((reject.path, reject.line, reject.story, reject.reason) for reject in shard.rejects),
    ),
    "duplicates.tsv": (
        ("story", "duplicate_of", "likeness"),
        lambda shard: ((found.story, found.of, found.likeness) for found in shard.duplicates),
    ),
    "same_day.tsv": (
        ("event", "story", "left_out"),
        lambda shard: ((found.event, found.story, found.left_out) for found in shard.same_day),
    ),
}


def write_lists(output: str, journal: Journal) -> None:
    """Write the lists that have rows, and take away those of an earlier batch."""
    for name, (header, rows_of) in LISTS.items():
        path = beside(output, name)
        rows = (row for shard in journal.records() for row in rows_of(shard))
        first = next(rows, None)
        if first is None:
            path.unlink(missing_ok=True)
            continue
        with whole_file(str(path), journal.folder) as out:
            out.writelines(map(_line, chain((header, first), rows)))


def write_manifest(output: str, journal: Journal, manifest: dict[str, object]) -> None:
    """Write the manifest."""
    with whole_file(str(beside(output, MANIFEST)), journal.folder) as out:
        out.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def _line(row: Row) -> bytes:
    return ("\t".join("" if cell is None else " ".join(str(cell).split()) for cell in row) + "\n").encode()
