"""`coder actors`: the mentions of a story, the codes of shared titles and lists, and what the command writes."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.coding.chain import CodeChain
from coder.dictionary.folders import SHIPPED
from coder.model import Story
from coder.pipeline import Coder

# Text, the day of its story, and the mentions that must be among those found.
CASES = {
    "a group and those inside it": (
        "Senior Czech and Slovak officials met.",
        None,
        {"Senior Czech": "CZEGOV", "Slovak officials": "SVKGOV"},
    ),
    "the article is no part of it": ("The Kenyan army fled.", None, {"Kenyan army": "KENMIL"}),
    "a possessor": ("Turkey's embassy was closed.", None, {"Turkey's embassy": "TURGOV", "Turkey": "TUR"}),
    "behind of": ("The president of Chad resigned.", None, {"president of Chad": "TCDGOV", "Chad": "TCD"}),
    "a title where no day is known": ("President Clinton spoke.", None, {"President Clinton": "USAGOV"}),
    "a former one": ("Former President Clinton spoke.", None, {"Former President Clinton": "USAELI"}),
    "out of office on the day": ("Bill Clinton spoke.", date(2016, 3, 2), {"Bill Clinton": "USAELI"}),
    "in office on the day": ("Bill Clinton spoke.", date(1996, 3, 2), {"Bill Clinton": "USAGOV"}),
    "an acronym only as it is written": ("Mrs Gia spoke in Chad.", None, {"Chad": "TCD"}),
    "a title of two words": ("Foreign Secretary Jack Straw spoke.", None, {"Foreign Secretary Jack Straw": "GBRGOV"}),
    "a title across a comma": ("Qatar's emir, Hamad bin Khalifa, spoke.", None, {"Qatar's emir": "QATGOV"}),
    "an owner with the title": ("President Reagan's envoy left.", None, {"President Reagan": "USAGOV"}),
    "whom somebody speaks for": ("A spokesman for the Chadian rebels left.", None, {"spokesman": "TCDREB"}),
    "what somebody leads": ("The leader of Hamas left.", None, {"leader of Hamas": "PSEREB"}),
    "a head of a court": ("The president of Chad's supreme court left.", None, {"president of Chad's supreme court": "TCDJUD"}),
    "an envoy is not what he is sent to": ("The U.N. envoy for Chad left.", None, {"U.N. envoy": "IGOUNO"}),
    "a minister is none of those he is for": ("The minister for Somali refugees left.", None, {"minister": "---GOV"}),
    "whom somebody commands": ("The commander of the Chadian rebels left.", None, {"commander of the Chadian rebels": "TCDREB"}),
    "soldiers of a government": ("Troops of the Chadian government left.", None, {"Troops of the Chadian government": "TCDMIL"}),
    "who sent somebody": ("Officials from Hamas left.", None, {"Officials": "PSEREB"}),
    "an office in a body": ("A Kenyan union president left.", None, {"Kenyan union president": "KENLAB"}),
    "an office in a party": ("A Kenyan faction leader left.", None, {"Kenyan faction leader": "KENPTY"}),
    "soldiers of an organisation": ("U.N. peacekeepers left.", None, {"U.N. peacekeepers": "IGOUNOMIL"}),
    "the number is no part of it": ("Chad freed 40 Kenyan soldiers.", None, {"Kenyan soldiers": "KENMIL"}),
    "with the place behind it": (
        "Kenyan police in Mombasa fled.",
        None,
        {"Kenyan police in Mombasa": "KENCOP", "Mombasa": "KEN"},
    ),
    "in front of a thing": ("Egypt shelled Chadian militia camps.", None, {"Chadian militia": "TCDUAF"}),
    "a common misspelling": ("Ethopia met Chad.", None, {"Ethopia": "ETH"}),
    "several owners": ("Chad's foreign ministry's spokesman left.", None, {"Chad's foreign ministry's spokesman": "TCDGOV"}),
    "both of two": ("Both the Kenyan army and Chad left.", None, {"Kenyan army": "KENMIL"}),
    "a name that stands for an adjective in a list": (
        "US and Kenyan troops left.",
        None,
        {"US": "USAMIL", "Kenyan troops": "KENMIL"},
    ),
    "a state in a list with people": ("Chad and Kenyan troops left.", None, {"Chad": "TCD", "Kenyan troops": "KENMIL"}),
    "people by their number": ("Chad expelled 40 Kenyans.", None, {"Kenyans": "KENCVL"}),
    "people by their quality": ("Angry Kenyans met.", None, {"Angry Kenyans": "KENCVL"}),
    "people of whom there are many": ("Thousands of Kenyans met.", None, {"Thousands of Kenyans": "KENCVL", "Kenyans": "KENCVL"}),
    "people where they live": ("Kenyans in Chad met.", None, {"Kenyans": "KEN"}),
    "a nation in short": ("The Kenyans left.", None, {"Kenyans": "KEN"}),
    "a people of several countries": ("Kurdish rebels attacked Turkey.", None, {"Kurdish rebels": "TURREBKUR"}),
    "a people where it lives": ("Egypt met the Kurds of Iraq.", None, {"Kurds of Iraq": "IRQKURCVL"}),
    "a people that may be in either": ("Kurdish rebels left Turkey for Iraq.", None, {"Kurdish rebels": "KURREB"}),
    "a people where it does not live": ("Egypt met Kurdish rebels.", None, {"Kurdish rebels": "KURREB"}),
    "a people with the code of a country": ("Three ethnic Albanians left Kosovo.", None, {"ethnic Albanians": "XKXALBCVL"}),
    "a religion with the code of a country": ("Muslim forces in Bosnia left.", None, {"Muslim forces in Bosnia": "BIHMILMUS"}),
    "who holds a town": ("Egypt shelled a rebel-held town.", None, {"rebel-held town": "---REB"}),
    "whom somebody is against": ("Egypt joined an anti-rebel alliance.", None, {"Egypt": "EGY"}),
    "a capital as a place": ("Police in Nairobi left.", None, {"Police in Nairobi": "KENCOP", "Nairobi": "KEN"}),
    "a capital that acts": ("Nairobi accused Chad.", None, {"Nairobi": "KENGOV"}),
    "a city with the name of a capital": ("Lebanese troops in Tripoli left.", None, {"Tripoli": "LBN"}),
    "the capital with the name of a city": ("Libyan troops in Tripoli left.", None, {"Tripoli": "LBY"}),
    "the country with the name of a state": ("Russian troops left Georgia.", None, {"Georgia": "GEO"}),
    "an acronym that is spoken": ("Chad joined Ecowas.", None, {"Ecowas": "IGOWAFBUSWAS"}),
    "a surname told again": ("Thomas Thabane spoke. Thabane left.", date(2013, 3, 1), {"Thabane": "LSOGOV"}),
    "a surname with its article": ("Mohammed al-Halbousi spoke. Halbousi left.", date(2020, 3, 1), {"Halbousi": "IRQLEG"}),
    "a part of the world": ("West African troops left.", None, {"West African troops": "WAFMIL"}),
    "a possessive that stands apart": ("Kenya 's army fled.", None, {"Kenya 's army": "KENMIL", "Kenya": "KEN"}),
    "a possessive taken apart": ("Kenya’ s army fled.", None, {"Kenya’ s army": "KENMIL", "Kenya": "KEN"}),
    "a minister of two things": (
        "Chad's trade and industry minister left.",
        None,
        {"Chad's trade and industry minister": "TCDGOV"},
    ),
    "an acronym without its last stop": ("U.S officials left.", None, {"U.S officials": "USAGOV"}),
    "two offices, years apart": ("Chrystia Freeland spoke.", date(2025, 1, 20), {"Chrystia Freeland": "CANELI"}),
}


@cache
def coder() -> Coder:
    return Coder([SHIPPED])


@pytest.mark.parametrize("name", CASES)
def test_mentions(name: str) -> None:
    text, day, expected = CASES[name]
    found = {mention.text: mention.code for mention in coder().mentions(Story("one", text, day))}
    assert expected.items() <= found.items()
    assert all(
        text[start:end] == mention.text for mention in coder().mentions(Story("one", text, day)) for start, end in [mention.span]
    )


def test_a_name_with_its_title_is_one_mention() -> None:
    assert "Reagan" not in {mention.text for mention in coder().mentions(Story("one", "President Reagan's envoy left."))}


@pytest.mark.parametrize(
    ("base", "roles", "code"),
    [
        ("", [], None),
        ("", ["GOV"], "---GOV"),
        ("KEN", ["MED", "GOV"], "KENGOVMED"),
        ("KENKIK", ["REB"], "KENREBKIK"),
        ("KENREB", ["MIL"], "KENREB"),
        ("IGOUNO", ["GOV"], "IGOUNO"),
        ("IGOUNO", ["MIL"], "IGOUNOMIL"),
        ("IMGMUSALQ", ["MIL"], "IMGMUSALQ"),
        ("KENMIL", ["MIL"], "KENMIL"),
    ],
)
def test_base_and_roles_in_one_code(base: str, roles: list[str], code: str | None) -> None:
    assert CodeChain(coder().dictionary).composed(base, roles) == code


def test_a_name_in_small_letters_is_no_acronym() -> None:
    assert not any("Gia" in mention.text for mention in coder().mentions(Story("one", "Mrs Gia spoke in Chad.")))


def test_the_command_writes_one_story_a_line(tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text('{"id": "a", "text": "Egypt met Sudan."}\n{"id": "b", "text": "It rained."}\n')
    out = tmp_path / "out.jsonl"
    result = CliRunner().invoke(main, ["actors", str(stories), "-o", str(out)])
    assert result.exit_code == 0, result.output
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert [record["id"] for record in records] == ["a", "b"]
    assert [(m["text"], m["code"], m["span"]) for m in records[0]["mentions"]] == [
        ("Egypt", "EGY", [0, 5]),
        ("Sudan", "SDN", [10, 15]),
    ]
    assert all(mention["why"] and mention["entry"] for mention in records[0]["mentions"])


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text('{"id": "a"\n{"id": "b", "text": "Egypt met Sudan."}\n')
    result = CliRunner().invoke(main, ["actors", str(stories)])
    assert result.exit_code == 1
    assert '"id":"b"' in result.output


def test_a_surname_that_two_share_is_nobody() -> None:
    found = [mention.text for mention in coder().mentions(Story("one", "Ali Haddad met Mohamed al-Haddad. Haddad left."))]
    assert "Haddad" not in found
