"""`coder import`: dictionaries of TABARI and PETRARCH, read line by line, and nothing of them lost without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from coder.cli import main
from coder.maintain.check import run_checks
from coder.maintain.legacy.conversion import Conversion, Days
from coder.maintain.legacy.days import DateError, interval, read_day, without_overlaps
from coder.maintain.legacy.join import join
from coder.maintain.legacy.lines import decode
from coder.maintain.legacy.readers import reader_of
from coder.maintain.legacy.spelling import as_name
from coder.model import Story
from coder.pipeline import Coder

LEGACY = Path(__file__).parent / "legacy"
FILES = [LEGACY / name for name in ("actors.txt", "agents.txt", "discards.txt", "issues.txt")]
FULL = Path(__file__).resolve().parents[2] / "shared" / "legacy" / "petrarch"


def convert(*files: Path) -> Conversion:
    conversions = []
    for file in files:
        text = decode(file.read_bytes())
        reader = reader_of(file.name, text)
        assert reader is not None, file
        conversions.append(reader.read(file.name, text))
    return join(conversions)


def imported(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("imported") / "mine"
    result = imported(*FILES, "-o", output)
    assert result.exit_code == 1, result.output  # some lines have no place in our dictionaries
    return output


@pytest.fixture(scope="module")
def actors(folder: Path) -> dict[str, Any]:
    files = sorted((folder / "actors").iterdir())
    return {name: value for file in files for name, value in yaml.safe_load(file.read_text("utf-8")).items()}


@pytest.fixture(scope="module")
def rejects(folder: Path) -> list[list[str]]:
    return [line.split("\t") for line in (folder / "rejects.tsv").read_text("utf-8").splitlines()]


def test_actors_and_their_other_names(actors: dict[str, Any]) -> None:
    assert actors["Valmora"] == {"code": "VLM", "kind": "country", "aliases": ["Valmoran", "Valmorans"]}
    assert actors["Karsia"] == {"code": "KRS", "kind": "country", "aliases": ["Krs, Republic Of"]}
    assert actors["Union Of Coasts"] == "IGOUOC"
    assert actors["Windless Sea"] == "---"


def test_codes_of_a_time(actors: dict[str, Any]) -> None:
    assert actors["Lena Torvald"] == {
        "code": "VLMELI",
        "dated": {"../1999-02-28": "VLMOPP", "1999-03-01/2005-11-30": "VLMGOV"},
        "aliases": ["President Torvald"],
    }
    assert actors["Oskar Brenn"] == {"dated": {"1984-08-14/1986-10-20": "KRSGOV", "1986-10-21/..": "KRSELI"}}
    assert actors["Ivo Sand"]["dated"] == {"2001-02-28/2005-01-01": "VLMGOV", "2007-01-01/2008-12-31": "VLMELI"}


def test_a_later_entry_wins_and_a_repeated_one_counts_once(actors: dict[str, Any], rejects: list[list[str]]) -> None:
    assert actors["Valmora-City"] == "VLMGOV"
    assert "Valmora City" not in actors
    (told,) = (reason for _, line, reason, text in rejects if text == "Valmora City")
    assert "the later one wins" in told
    assert actors["Karsian"] == {"code": "KRS", "kind": "country"}


def test_an_actor_that_discards_is_a_discard(folder: Path) -> None:
    discards = yaml.safe_load((folder / "discards.yaml").read_text("utf-8"))
    assert discards == {"Grand Regatta": "sentence", "kite festival": "story", "sailing cup": "sentence"}


def test_agents(folder: Path) -> None:
    agents = yaml.safe_load((folder / "agents.yaml").read_text("utf-8"))
    assert agents["gold goose"] == {"code": "BUS", "plural": "gold geese"}
    assert agents["coast police"] == {"code": "COP", "plural": "none"}
    assert agents["observers of"] == "IGO"
    assert agents["ferryman"]["aliases"] == ["ferryperson", "ferrywoman"]
    assert agents["man of the sea"]["aliases"] == ["person of the sea", "woman of the sea"]
    assert agents["adpersonration chief"] == "GOV"
    assert agents["harbour master"] == "COP"


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("actors.txt", 22, "the date 2004017 has 7 digits"),
        ("actors.txt", 24, "ends before it begins"),
        ("actors.txt", 25, '"VLMG" is not made of codes of three letters'),
        ("actors.txt", 26, "no code stands on this line or below it"),
        ("actors.txt", 29, "the line ends too early"),
        ("agents.txt", 10, "the line ends too early"),
        ("agents.txt", 11, "the set !NOBODY! is not defined"),
        ("agents.txt", 13, '"CIVX" is not made of codes of three letters'),
        ("issues.txt", 2, "events have no issues here"),
    ],
)
def test_what_cannot_be_converted_is_told(file: str, line: int, reason: str, rejects: list[list[str]]) -> None:
    assert any(Path(path).name == file and told == str(line) and reason in why for path, told, why, _ in rejects)


def test_all_that_was_read_is_converted_or_told() -> None:
    whole = convert(*FILES)
    for kind, read in whole.read.items():
        assert read == whole.converted[kind] + sum(item.kind == kind for item in whole.unconverted), kind


def test_the_result_passes_the_checks_and_codes(folder: Path, tmp_path: Path) -> None:
    assert run_checks([str(folder)]) == []
    verbs = tmp_path / "verbs"
    verbs.mkdir()
    (verbs / "11_disapprove.yaml").write_text('accuse: "112"\n', "utf-8")
    coder = Coder([str(folder), str(tmp_path)])
    story = Story("1", "Valmoran rowers waited. President Torvald accused Karsia of piracy.", date(2001, 5, 4))
    assert [(event.source, event.action, event.target) for event in coder.code(story)] == [("VLMGOV", "112", "KRS")]


@pytest.mark.parametrize(
    ("digits", "day", "mended"),
    [
        ("301231", "2030-12-31", False),
        ("310101", "1931-01-01", False),
        ("19270101", "1927-01-01", False),
        ("9008223", "1990-08-22", True),
        ("201005011", "2010-05-01", True),
        ("1920030320", "2003-03-20", True),
        ("20010230", "2001-02-28", True),
    ],
)
def test_dates(digits: str, day: str, mended: bool) -> None:
    ordinal, how = read_day(digits)
    assert (date.fromordinal(ordinal).isoformat(), bool(how)) == (day, mended)


@pytest.mark.parametrize("digits", ["2004017", "20011301", "20010100", "00000101", "12345", "1234567890", "19900101234"])
def test_broken_dates(digits: str) -> None:
    with pytest.raises(DateError):
        read_day(digits)


def test_the_first_of_two_codes_of_a_day_counts() -> None:
    spans = [Days(10, 20, "AAA"), Days(None, 30, "BBB"), Days(25, None, "CCC")]
    assert without_overlaps(spans) == [Days(None, 9, "BBB"), Days(10, 20, "AAA"), Days(21, 30, "BBB"), Days(31, None, "CCC")]
    assert interval(Days(None, date(1999, 2, 28).toordinal(), "AAA")) == "../1999-02-28"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NORTH_KARSIA_", "North Karsia"),
        ("KARSIA  REPUBLIC_", "Karsia Republic"),
        ("U.N._", "U.N."),
        ("US_", "US"),
        ("WHO", "WHO"),
        ("CHINA", "China"),
        ("AL-HADI'S_FRONT_(AHF)", "Al-Hadi's Front (AHF)"),
        ("MI6_", "MI6"),
    ],
)
def test_names_are_written_so_that_they_match_as_before(written: str, name: str) -> None:
    assert as_name(written) == name


def test_a_file_of_several_encodings() -> None:
    assert decode("Brésil\r\n".encode() + "Pérou".encode("cp1252")) == "Brésil\nPérou"


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("mine", "utf-8")
    refused = imported(FILES[2], "-o", tmp_path)
    assert refused.exit_code == 2
    assert "--force" in refused.output
    assert imported(FILES[2], "-o", tmp_path, "--force").exit_code == 0
    assert kept.read_text("utf-8") == "mine"


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir,\nnothing here is a dictionary.\n", "utf-8")
    result = imported(letter, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "is in no format that is known here" in result.output


@pytest.mark.skipif(not FULL.is_dir(), reason="the predecessors' dictionaries are not there")
@pytest.mark.parametrize(
    ("name", "counts", "least"),
    [
        ("Phoenix.Countries.actors.txt", {"actor": 18390, "date": 28174}, 0.99),
        ("Phoenix.International.actors.txt", {"actor": 7841, "alias": 66}, 0.99),
        ("Phoenix.MilNonState.actors.txt", {"actor": 1021}, 0.99),
        ("CAMEO.EthnicGroups.actors.txt", {"actor": 534, "alias": 87}, 0.97),
        ("CAMEO.ReligiousGroups.actors.txt", {"actor": 1150, "alias": 275}, 0.97),
        ("Phoenix.discards.txt", {"discard": 506}, 0.99),
        ("Phoenix.IssueCoding.txt", {"issue exception": 98, "issue exception everywhere": 83}, 0.0),
    ],
)
def test_the_full_files(name: str, counts: dict[str, int], least: float) -> None:
    whole = convert(FULL / name)
    for kind, count in counts.items():
        assert whole.read[kind] == count
        assert whole.converted[kind] >= least * count


@pytest.mark.skipif(not FULL.is_dir(), reason="the predecessors' dictionaries are not there")
def test_nearly_all_actors_and_agents_of_the_full_set_convert() -> None:
    whole = convert(*sorted(FULL.glob("*.actors.txt")), FULL / "Phoenix.agents.txt")
    for kind in ("actor", "agent"):
        assert whole.converted[kind] >= 0.99 * whole.read[kind]
