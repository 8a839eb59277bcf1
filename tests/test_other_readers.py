"""Readers that other packages bring: the example package, and one that fails."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.kinds import GROUP, kinds
from coder.corpus.readers import read_stories
from coder.corpus.rejects import Reject
from coder.corpus.source import Layout
from coder.model import Story

EXAMPLE = Path(__file__).with_name("reader_example")
FAILING = """
from coder.model import Story

def read(source):
    yield 1, Story("one", source.stream.readline().decode())
    raise KeyError("page 2")
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The example package as pip would install it, beside one that fails and one that wants to read .txt files."""
    points = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"][GROUP]
    points |= {"failing": "failing_reader:read", "absent": "no_such_module:read", "txt": "failing_reader:read"}
    folder = tmp_path / "site" / "newsdump-1.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: newsdump\nVersion: 1\n", "utf-8")
    lines = [f"[{GROUP}]", *(f"{name} = {what}" for name, what in points.items())]
    (folder / "entry_points.txt").write_text("\n".join(lines), "utf-8")
    (tmp_path / "site" / "failing_reader.py").write_text(FAILING, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.syspath_prepend(str(EXAMPLE))
    kinds.cache_clear()
    yield
    kinds.cache_clear()
    for name in ("newsdump", "failing_reader"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("installed")
def test_a_dump_of_an_archive() -> None:
    dump = str(EXAMPLE / "harbour.newsdump")
    first, fault, second, empty = read_stories([dump])
    assert isinstance(first, Story)
    assert (first.id, first.date, first.publisher) == ("harbour:1", date(2016, 3, 2), "The Harbour Post")
    assert first.title == "Ministers fall out over the fishing ban"
    assert first.text.startswith("Egypt condemned")
    assert first.text.endswith("in Amman.")
    assert second == Story("harbour:2", "Chad praised Niger.", None, "A note to readers", None, "The Harbour Post")
    assert str(fault) == f"{dump}:24: not a date: 'Spring edition'; the story is coded without one"
    assert str(empty) == f"{dump}:36: the document has no BODY"


@pytest.mark.usefixtures("installed")
def test_a_dump_is_found_in_folders_or_read_by_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["code", str(EXAMPLE), "--format", "petrarch", "--workers", "1"])
    assert next(line.split("\t")[1:4] for line in result.stdout.splitlines()) == ["EGY", "ISR", "111"]
    assert result.exit_code == 1
    (tmp_path / "dump.TXT").write_bytes((EXAMPLE / "harbour.newsdump").read_bytes())
    stories = [read.id for read in read_stories([str(tmp_path)], Layout("newsdump")) if isinstance(read, Story)]
    assert stories == ["dump:1", "dump:2"]


@pytest.mark.usefixtures("installed")
def test_a_reader_that_fails_costs_what_it_has_not_read(tmp_path: Path) -> None:
    for name in ("a.failing", "b.absent", "c.txt"):
        (tmp_path / name).write_text("Chad left.\n", "utf-8")
    one, *faults, last = read_stories([str(tmp_path)])
    assert (getattr(one, "id", ""), getattr(last, "id", "")) == ("one", "c")
    assert [fault.reason.split(" (")[0] for fault in faults if isinstance(fault, Reject)] == [
        "the reader failing failed",
        "the reader absent failed",
    ]
