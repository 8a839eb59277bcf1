"""Loading: layers, dates and the cache, which may be damaged or unwritable without harm."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coder.dictionary.entries import ActorEntry
from coder.dictionary.folders import chosen_folders, shipped_dictionaries
from coder.dictionary.load import Loaded, load_entries
from coder.dictionary.values import day_span


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("CODER_DICTIONARIES", raising=False)
    return tmp_path / "cache"


def folder(path: Path, **files: str) -> str:
    for name, text in files.items():
        file = path / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return str(path)


def actors(loaded: Loaded) -> dict[str, str | None]:
    return {actor.name: actor.code for actor in loaded.actors}


def test_a_later_folder_wins_entry_by_entry(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", actors__EGY="Cairo: EGYGOV\nEgypt: EGY\n")
    two = folder(tmp_path / "two", actors__mine="Egypt: EGYGOV\nSudan: SDN\n")
    loaded = load_entries([one, two])
    assert actors(loaded) == {"Cairo": "EGYGOV", "Egypt": "EGYGOV", "Sudan": "SDN"}
    ((old, new),) = loaded.replaced
    assert (old.file.path, new.file.path) == (tmp_path / "one/actors/EGY.yaml", tmp_path / "two/actors/mine.yaml")


def test_of_three_folders_the_last_wins(tmp_path: Path) -> None:
    names = [folder(tmp_path / code, agents=f"minister: {code}\n") for code in ("GOV", "OPP", "MIL")]
    loaded = load_entries(names)
    assert [agent.code for agent in loaded.agents] == ["MIL"]
    assert len(loaded.replaced) == 2


def test_a_noun_does_not_replace_a_verb(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", verbs__a='attack: "190"\n')
    two = folder(tmp_path / "two", verbs__a='attack:\n  noun: true\n  code: "180"\n')
    assert len(load_entries([one, two]).verbs) == 2


def test_codes_come_from_the_shipped_set_unless_a_folder_has_its_own(tmp_path: Path) -> None:
    bare = folder(tmp_path / "bare", agents="minister: GOV\n")
    own = folder(tmp_path / "own", codes__events='"041":\n  name: Call\n')
    assert len(load_entries([bare]).codes) > 200
    assert [code.code for code in load_entries([bare, own]).codes] == ["041"]


def test_folders_come_from_the_command_line_then_the_variable_then_the_shipped_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen_folders() == (shipped_dictionaries(),)
    monkeypatch.setenv("CODER_DICTIONARIES", "shipped:mine".replace(":", ";" if sys.platform == "win32" else ":"))
    assert chosen_folders() == (shipped_dictionaries(), Path("mine"))
    assert chosen_folders(["other"]) == (Path("other"),)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-06-30", date(2012, 6, 30), date(2012, 6, 30)),
        ("20120630", date(2012, 6, 30), date(2012, 6, 30)),
    ],
)
def test_a_date_covers_its_whole_period(text: str, first: date, last: date) -> None:
    assert day_span(text) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("text", ["", "12", "2012-13", "2011-02-29", "2012-6-30", "2012-06-30-1", "soon"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a da"):
        day_span(text)


def test_intervals_are_ordinals_with_open_ends(tmp_path: Path) -> None:
    name = folder(
        tmp_path / "mine",
        actors__EGY="Morsi:\n  dated:\n    2012-06-30/2013-07: EGYGOV\n    ../2001-01-01: EGYOPP\n    2014/..: EGYELI\n"
        "  aliases:\n    - Mursi: 2012\n",
    )
    (morsi,) = load_entries([name]).actors
    day = date.toordinal
    assert [(span.first, span.last) for span in morsi.dated] == [
        (day(date(2012, 6, 30)), day(date(2013, 7, 31))),
        (None, day(date(2001, 1, 1))),
        (day(date(2014, 1, 1)), None),
    ]
    assert (morsi.aliases[0].text, morsi.aliases[0].first, morsi.aliases[0].last) == (
        "Mursi",
        day(date(2012, 1, 1)),
        day(date(2012, 12, 31)),
    )


def test_what_the_cache_gives_equals_what_was_read() -> None:
    cold = load_entries(["shipped"])
    warm = load_entries(["shipped"])
    assert warm == cold
    assert all(type(actor.name) is str for actor in warm.actors)


def test_an_edit_is_seen(tmp_path: Path) -> None:
    name = folder(tmp_path / "mine", agents="minister: GOV\n")
    before = load_entries([name])
    folder(tmp_path / "mine", agents="minister: OPP\n")
    after = load_entries([name])
    assert [agent.code for agent in after.agents] == ["OPP"]
    assert before.hash != after.hash


@pytest.mark.parametrize("damage", [b"", b"garbage", b"\x00" * 200])
def test_a_damaged_cache_is_made_again(tmp_path: Path, cache: Path, damage: bytes) -> None:
    name = folder(tmp_path / "mine", agents="minister: GOV\n")
    good = load_entries([name])
    kept = sorted(file for file in cache.rglob("*") if file.is_file())
    for file in kept:
        file.write_bytes(damage)
    assert load_entries([name]) == good
    assert all(file.read_bytes() != damage for file in kept)


def test_a_cache_cut_short_is_made_again(tmp_path: Path, cache: Path) -> None:
    name = folder(tmp_path / "mine", agents="minister: GOV\n")
    good = load_entries([name])
    for file in (file for file in cache.rglob("*") if file.is_file()):
        file.write_bytes(file.read_bytes()[:-3])
    assert load_entries([name]) == good


def test_where_no_cache_can_be_written_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a file, not a folder"
    blocked.write_text("")
    monkeypatch.setenv("CODER_CACHE", str(blocked))
    name = folder(tmp_path / "mine", agents="minister: GOV\n")
    assert [agent.code for agent in load_entries([name]).agents] == ["GOV"]


def test_a_problem_from_the_cache_names_the_file_that_is_read_now(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", agents="minister:\n")
    two = folder(tmp_path / "two", agents="minister:\n")
    load_entries([one])
    (problem,) = load_entries([two]).problems
    assert problem.path == str(tmp_path / "two/agents.yaml")


def test_a_warm_start_does_without_pydantic(tmp_path: Path) -> None:
    name = folder(tmp_path / "mine", agents="minister: GOV\n")
    load_entries([name])
    program = f"import sys; from coder.dictionary.load import load_entries; load_entries([{name!r}]); print(sorted(sys.modules))"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "'coder.dictionary.load'" in modules
    assert "'pydantic'" not in modules
    assert "'yaml'" not in modules


def test_an_entry_knows_its_place(tmp_path: Path) -> None:
    name = folder(tmp_path / "mine", actors__EGY="# Egypt\nEgypt:\n  code: EGY\n  aliases:\n    - Misr\n")
    (file, egypt), *_ = load_entries([name]).placed(ActorEntry)
    assert file.path == tmp_path / "mine/actors/EGY.yaml"
    assert str(egypt.where) == "actors/EGY.yaml:2"
    assert (egypt.aliases[0].where.line, egypt.aliases[0].where.column) == (5, 7)
