"""Stories from tables and from packed files, whole ones and damaged ones."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.model import Story

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKERS = [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstd.compress)]

LINE = b'{"id": "a", "text": "Egypt condemned Israel."}\n'


def stories(*paths: Path) -> list[Story | Reject]:
    return list(read_stories([str(path) for path in paths]))


def told(read: Story | Reject) -> str:
    assert isinstance(read, Reject)
    return str(read).rsplit("/", 1)[-1]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_packed_files_are_read_as_what_is_in_them(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    (tmp_path / f"a.jsonl{suffix}").write_bytes(pack(LINE))
    (tmp_path / f"b.txt{suffix}").write_bytes(pack(b"Egypt condemned Israel."))
    assert [(read.id, read.text) for read in stories(tmp_path) if isinstance(read, Story)] == [
        ("a", "Egypt condemned Israel."),
        ("b", "Egypt condemned Israel."),
    ]


@pytest.mark.parametrize(("suffix", "pack"), PACKERS)
def test_of_a_packed_file_that_is_cut_short_what_is_there_is_read(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / f"a.jsonl{suffix}"
    draw = Random(1).getrandbits  # numbers that do not pack well, so that the file has more than one block
    lines = b"".join(LINE.replace(b'"a"', b'"%x"' % draw(512)) for _ in range(10_000))
    packed = pack(lines)
    file.write_bytes(packed[: len(packed) * 9 // 10])
    *found, last = stories(file)
    assert len(found) > 1000
    assert all(isinstance(read, Story) for read in found)
    assert f"a.jsonl{suffix}: cannot be unpacked to its end" in told(last)


def test_what_is_no_packed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(LINE)
    (read,) = stories(tmp_path / "a.jsonl.gz")
    assert "a.jsonl.gz: cannot be read: Not a gzipped file" in told(read)


def test_a_table_of_stories(tmp_path: Path) -> None:
    file = tmp_path / "news.csv"
    file.write_text(
        'date,text,publisher\n2016-03-02,"Egypt, it said,\ncondemned Israel.",Harbour Post\nsoon,Chad left.,\n', "utf-8-sig"
    )
    first, fault, second = stories(file)
    assert first == Story("news:2", "Egypt, it said,\ncondemned Israel.", date(2016, 3, 2), publisher="Harbour Post")
    assert told(fault) == "news.csv:4: not a date: 'soon'; the story is coded without one"
    assert second == Story("news:4", "Chad left.")


def test_a_table_with_tabs(tmp_path: Path) -> None:
    file = tmp_path / "news.tsv"
    file.write_text("id\ttext\n7\tEgypt condemned Israel.\n", "utf-8")
    assert stories(file) == [Story("7", "Egypt condemned Israel.")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "t.csv: the file is empty"),
        (b"id,body\n1,x\n", "t.csv:1: no column is called text; the columns are id, body"),
        (b'text\n"Egypt\n', "t.csv:2: not a row of cells: unexpected end of data"),
        (b"text\nCaf\xe9\n", "t.csv:2: not UTF-8: byte 0xe9 at byte offset 8"),
        (b"id,text\n1,\n", "t.csv:2: no text"),
    ],
)
def test_faulty_tables_are_told(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    (read,) = stories(tmp_path / "t.csv")
    assert told(read) == reason


def test_rows_that_do_not_fit_cost_only_themselves(tmp_path: Path) -> None:
    """Quotation marks that are never closed, or closed too early, too many cells, bytes that are no UTF-8."""
    file = tmp_path / "t.csv"
    rows = [b"id,text", b"a,Chad left.", b'b,"Chad left.', b"c,Chad came.", b'd,"Chad" left', b"e,Chad, left", b'f,"Chad,\nleft"']
    file.write_bytes(b"\n".join([*rows, b"g,Caf\xe9", b"", b"h,Chad slept."]) + b"\n")
    read = stories(file)
    assert [(one.id, one.text) for one in read if isinstance(one, Story)] == [
        ("a", "Chad left."),
        ("c", "Chad came."),
        ("f", "Chad,\nleft"),
        ("h", "Chad slept."),
    ]
    assert [told(one) for one in read if isinstance(one, Reject)] == [
        "t.csv:3: not a row of cells: ',' expected after '\"'",
        "t.csv:5: not a row of cells: ',' expected after '\"'",
        "t.csv:6: the number of cells is 3, that of columns 2",
        f"t.csv:9: not UTF-8: byte 0xe9 at byte offset {file.read_bytes().index(0xE9)}",
    ]


def test_quotation_marks_between_tabs_may_be_nothing_but_that(tmp_path: Path) -> None:
    file = tmp_path / "t.tsv"
    file.write_text('id\ttext\na\t"We left," it said.\nb\t"Chad\nleft."\nc\t"Unclosed.\nd\tThe end.\n', "utf-8")
    assert [(one.id, one.text) for one in stories(file) if isinstance(one, Story)] == [
        ("a", '"We left," it said.'),
        ("b", "Chad\nleft."),
        ("c", '"Unclosed.'),
        ("d", "The end."),
    ]
