"""`coder find`: which entries know a phrase, where, and with what code on a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.maintain.find import find

FILES = {
    "actors/actors.yaml": """\
Denethor:
  code: GONELI
  dated:
    2001-01-01/2010-12-31: GONGOV
  aliases:
    - Lord of the Tower
    - the Steward: 2001-01-01/2010-12-31
""",
    "agents.yaml": """\
marshwife:
  code: CVL
  plural: marshwives
watchman: COP
""",
    "discards.yaml": """\
board game: sentence
""",
    "synsets.yaml": """\
boat:
  - river boat
""",
    "verbs/verbs.yaml": """\
carry off: "181"
raid:
  code: "190"
  nouns:
    - foray
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("dictionaries")
    for name, text in FILES.items():
        path: Path = place / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return str(place)


@pytest.mark.parametrize(
    ("phrase", "kind", "entry", "line", "code"),
    [
        ("Denethor", "actor", "Denethor", 1, "GONELI"),
        ("lord of the tower", "actor", "Denethor", 6, "GONELI"),
        ("marshwives", "agent", "marshwife", 1, "CVL"),
        ("watchmen", "agent", "watchman", 4, "COP"),
        ("board game", "discard", "board game", 1, "silences the sentence"),
        ("river boats", "member of the synset", "boat", 2, None),
        ("carried off", "verb", "carry off", 1, "181"),
        ("forays", "noun", "raid", 5, "190"),
    ],
)
def test_a_phrase_is_found_in_each_of_its_forms(
    folder: str, phrase: str, kind: str, entry: str, line: int, code: str | None
) -> None:
    (known,) = find(phrase, folders=[folder])
    assert (known.kind, known.entry, known.line, known.code, known.near) == (kind, entry, line, code, "")


@pytest.mark.parametrize(("day", "code"), [(date(2005, 1, 1), "GONGOV"), (date(2012, 1, 1), "GONELI")])
def test_the_code_is_that_of_the_day(folder: str, day: date, code: str) -> None:
    assert [known.code for known in find("Denethor", day, [folder])] == [code]


def test_an_alias_has_no_code_outside_its_days(folder: str) -> None:
    assert [find("the Steward", date(year, 1, 1), [folder])[0].code for year in (2005, 2012)] == ["GONGOV", None]


def test_a_word_of_the_lexicon_is_found_in_its_section(folder: str) -> None:
    assert ("word", "tags DET") in [(known.kind, known.entry) for known in find("another", folders=[folder])]


@pytest.mark.parametrize(
    ("phrase", "written", "near"),
    [
        ("tower of the lord", "Lord of the Tower", "the same words in another order"),
        ("old river boat race", "river boat", "a shorter phrase"),
        ("tower", "Lord of the Tower", "a longer phrase"),
    ],
)
def test_what_comes_near_is_told_where_nothing_is_known(folder: str, phrase: str, written: str, near: str) -> None:
    first = find(phrase, folders=[folder])[0]
    assert (first.written, first.near) == (written, near)


def test_the_command_prints_places_that_editors_can_open(folder: str) -> None:
    result = CliRunner().invoke(main, ["find", "marshwives", "--dictionaries", folder])
    assert (result.exit_code, result.stdout) == (0, f"{folder}/agents.yaml:1:1: agent marshwife: CVL\n")


def test_the_command_prints_json(folder: str) -> None:
    result = CliRunner().invoke(main, ["find", "foray", "--format", "json", "--dictionaries", folder])
    (place,) = json.loads(result.stdout)
    assert (place["written"], place["entry"], place["line"], place["column"]) == ("foray", "raid", 5, 7)


@pytest.mark.parametrize("phrase", ["Ecthelion", "tower"])
def test_a_phrase_that_no_entry_knows_is_a_problem(folder: str, phrase: str) -> None:
    result = CliRunner().invoke(main, ["find", phrase, "--dictionaries", folder])
    assert (result.exit_code, result.stderr) == (1, f'no entry knows "{phrase}"\n')


def test_dictionaries_that_are_not_there_cannot_be_searched() -> None:
    assert CliRunner().invoke(main, ["find", "tower", "--dictionaries", "nowhere"]).exit_code == 2
