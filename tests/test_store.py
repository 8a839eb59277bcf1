"""What is kept of compiled dictionaries: it equals what is compiled afresh, and no edit is missed."""

from __future__ import annotations

import marshal
import os
import pickle
import time
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from coder.dictionary.columns import pack, records_of, unpack
from coder.dictionary.compile import compile_dictionary
from coder.dictionary.compiled import Dictionary
from coder.dictionary.kept import keep
from coder.dictionary.load import load_entries
from coder.dictionary.pattern import PatternError, know_patterns, parse_pattern, parsed_patterns
from coder.dictionary.records import Records, rows
from coder.dictionary.store import DictionaryError, load_dictionary
from coder.dictionary.word_patterns import WordPatterns


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str


@dataclass(frozen=True, slots=True)
class Tree:
    number: int | None
    leaf: Leaf | None
    leaves: tuple[Leaf, ...] = ()
    sets: tuple[frozenset[str], ...] = ()


KINDS = records_of(type("module", (), {"Leaf": Leaf, "Tree": Tree}))


def there_and_back(value: object) -> object:
    return unpack(marshal.loads(marshal.dumps(pack(value))), KINDS)


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        None,
        Leaf("a"),
        [Leaf("a"), None, Leaf("b")],
        {"a": [Leaf("a")], "b": [], "c": [Leaf("b"), Leaf("c")]},
        [Tree(1, Leaf("a")), Tree(None, None, (Leaf("b"), Leaf("c"))), Tree(0, None, (), (frozenset("ab"),))],
        [Tree(1, None), Tree(True, None)],
    ],
)
def test_records_come_back_equal(value: object) -> None:
    assert repr(there_and_back(value)) == repr(value)


def test_a_record_that_stands_twice_stays_one() -> None:
    leaf = Leaf("a")
    back = there_and_back([leaf, Tree(1, leaf, (leaf,)), Leaf("a")])
    assert isinstance(back, list)
    assert back[0] is back[1].leaf is back[1].leaves[0]
    assert back[0] is not back[2]


def test_a_row_is_read_when_it_is_asked_for_and_stays_one_record() -> None:
    shared, own = Leaf("shared"), Leaf("own")
    values: list[object] = [Tree(1, shared, (own,)), (Tree(2, shared, (), (frozenset("ab"),)),), {"a": {"": 0}}]
    leaves: Records[Leaf] = Records(rows([shared], (Leaf,)), (Leaf,))
    records: Records[object] = Records(rows(values, (Leaf, Tree), {id(shared): 0}), (Leaf, Tree), leaves)
    assert records.made() == []
    first = records[0]
    assert records.made() == [first]
    assert list(records) == values and len(records) == len(values)
    assert isinstance(first, Tree) and first is records[0] and first.leaf is leaves[0]


def test_a_pattern_that_was_parsed_before_is_parsed_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = "SOURCE:COP VERB TARGET coldly in <place>|street", "VERB TARGET <place"
    parsed = parse_pattern(good)
    texts, rows = marshal.loads(marshal.dumps(parsed_patterns([good, bad])))
    assert texts == [good]
    monkeypatch.setattr("coder.dictionary.pattern._known", {})
    monkeypatch.setattr("coder.dictionary.pattern._parse", None)
    know_patterns((texts, rows))
    assert parse_pattern(good) == parsed
    monkeypatch.undo()
    with pytest.raises(PatternError):
        parse_pattern(bad)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of dictionaries, and a cache of its own."""
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "mine" / "verbs").mkdir(parents=True)
    (tmp_path / "mine" / "verbs" / "mine.yaml").write_text('greet:\n  code: "050"\n  patterns:\n    VERB TARGET coldly: "110"\n')
    (tmp_path / "mine" / "agents.yaml").write_text("farmer: AGR\n")
    return tmp_path / "mine"


def parts(dictionary: Dictionary) -> dict[str, object]:
    return {field.name: told(getattr(dictionary, field.name)) for field in fields(dictionary) if field.name != "lexicon"}


def told(part: object) -> object:
    """A part of a dictionary with all its records made."""
    if isinstance(part, dict):
        return {key: told(value) for key, value in part.items()}
    if isinstance(part, bytes):
        return marshal.loads(part)
    return list(part) if isinstance(part, (Records, WordPatterns)) else part


def test_what_is_kept_is_what_was_compiled(mine: Path) -> None:
    folders = ["shipped", str(mine)]
    first, second = load_dictionary(folders), load_dictionary(folders)
    compiled = compile_dictionary(load_entries(folders), first.lexicon)
    assert parts(first) == parts(compiled)
    assert parts(second) == parts(compiled)
    assert [pattern.code for pattern in second.verbs["greet"]] == ["110", "050"]
    assert second.verbs["greet"].all()[0].entry is second.verbs["greet"].all()[1].entry
    assert second.lexicon.reading("farmers", "farmers") == first.lexicon.reading("farmers", "farmers")


def test_another_process_has_the_same_dictionary(mine: Path) -> None:
    kept = load_dictionary(["shipped", str(mine)])
    compiled = compile_dictionary(load_entries([str(mine)]), kept.lexicon)
    for dictionary in (kept, compiled):
        there: Dictionary = pickle.loads(pickle.dumps(dictionary))
        assert parts(there) == parts(dictionary)
        assert there.lexicon.words == dictionary.lexicon.words


def test_an_edit_is_seen(mine: Path) -> None:
    before = load_dictionary([str(mine)])
    (mine / "verbs" / "mine.yaml").write_text('greet: "051"\n')
    after = load_dictionary([str(mine)])
    assert [pattern.code for pattern in after.verbs["greet"]] == ["051"]
    assert before.hash != after.hash


def test_an_error_is_told_every_time(mine: Path) -> None:
    (mine / "agents.yaml").write_text("farmer: [\n")
    for _ in range(2):
        with pytest.raises(DictionaryError):
            load_dictionary([str(mine)])


def test_a_folder_that_is_gone_is_told(mine: Path) -> None:
    load_dictionary([str(mine)])
    with pytest.raises(DictionaryError):
        load_dictionary([str(mine), str(mine / "none")])


def test_damage_to_what_is_kept_does_no_harm(mine: Path) -> None:
    before = load_dictionary([str(mine)])
    for file in (file for file in (mine.parent / "cache").rglob("*") if file.is_file()):
        file.write_bytes(file.read_bytes()[:-5])
    assert parts(load_dictionary([str(mine)])) == parts(before)


def test_of_large_files_only_the_latest_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every edit of a dictionary leaves one: a day of edits must not fill a disk."""
    monkeypatch.setenv("CODER_CACHE", str(tmp_path))
    for number in range(40):
        old = tmp_path / f"dictionary-{number:02}"
        old.write_bytes(b"x" * (1 << 20))
        os.utime(old, (time.time() - 1000 + number,) * 2)
    (tmp_path / "entries-1").write_bytes(b"small")
    keep("counts-1", {"few": 1})
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "counts-1",
        *(f"dictionary-{number:02}" for number in range(10, 40)),
        "entries-1",
    ]
