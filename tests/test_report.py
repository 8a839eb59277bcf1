"""The page of `coder report`: what it counts, that nothing in the events can become markup, and that it draws in a browser."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main

TEXT = "Troops of Gondor fought.  Gondor attacked\nMordor <b>& Rohan</b> on Monday."
HOSTILE = "</script><script>alert(1)</script><!-- \"'`\u2028\u202e &lt; \\u003c ${1} <img src=x onerror=alert(2)>"
TEXTS = ("story", "publisher", "url", "title", "date_text", "source", "target", "source_text", "action_text", "target_text")
MORE_TEXTS = ("action", "source_name", "target_name", "root", "name", "plover", "status", "dictionary", "same_as", "id")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def event(number: int, **changed: Any) -> dict[str, Any]:
    """A record of two actors, the second sentence of TEXT."""
    record: dict[str, Any] = {
        "id": f"{number:016x}",
        "story": "war",
        "sentence": 2,
        "act": 1,
        "date": "2016-03-02",
        "date_precision": "day",
        "source": "SYRMIL",
        "action": "190",
        "target": "TURREB",
        "source_text": "Gondor",
        "action_text": "attacked",
        "target_text": "Mordor",
        "source_span": [26, 32],
        "action_span": [33, 41],
        "target_span": [42, 48],
        "root": "19",
        "name": "Use conventional military force, other",
        "quad_class": 4,
        "goldstein": -10.0,
        "reciprocal": False,
        "status": "actual",
        "location": {"name": "Minas Tirith", "country": "SYR", "lat": 36.2, "lon": 37.2, "basis": "clause"},
        "counts": {"killed": {"min": 12, "max": None, "text": "a dozen"}},
        "rules": ["verbs/19_fight.yaml:243"],
    }
    return record | changed


def written(path: Path, *records: object) -> Path:
    path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in records), "utf-8")
    return path


def report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


def page_of(folder: Path, *records: object, options: tuple[str | Path, ...] = ()) -> str:
    result = report(written(folder / "events.jsonl", *records), "-o", folder / "page.html", *options)
    assert result.exit_code == 0, result.output
    return (folder / "page.html").read_text("utf-8")


def data_of(page: str) -> dict[str, Any]:
    """What stands in the block of data."""
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    values: dict[str, Any] = json.loads(block)
    return values


class Elements(HTMLParser):
    """The elements of a page as a browser finds them, scripts and styles apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.ids: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(key, value or "") for key, value in attrs]
        self.ids.update(value or "" for key, value in attrs if key == "id")


# --- what is counted


def test_equal_events_are_one_row(tmp_path: Path) -> None:
    data = data_of(page_of(tmp_path, event(1), event(2), event(3, target="IRQGOV", date="2016-03", quad_class=3, action="112")))
    assert data["events"] == 3
    assert sorted(data["rows"]["count"]) == [1, 2]
    assert [date[0] for date in data["dates"]] == ["2016-03", "2016-03-02"]  # by their first days


def test_columns_point_into_the_tables(tmp_path: Path) -> None:
    data = data_of(page_of(tmp_path, event(1, source=None, location=None, date=None)))
    (row,) = zip(*(data["rows"][key] for key in ("date", "source", "target", "action", "place", "status")), strict=True)
    assert row == (-1, -1, 0, 0, -1, 0)
    assert data["actors"] == [["TURREB", "Turkey, rebels"]]
    assert data["actions"] == [["190", "Use conventional military force, other", "19", 4, -10.0]]
    assert data["statuses"] == [["actual", False]]
    assert data["roots"] == {"19": "Fight"}


@pytest.mark.parametrize(("text", "precision"), [("2016-W09", "week"), ("2016-02", "month"), ("2016", "year")])
def test_a_date_stays_as_precise_as_it_is(text: str, precision: str, tmp_path: Path) -> None:
    ((shown, first, last, kind),) = data_of(page_of(tmp_path, event(1, date=text)))["dates"]
    assert (shown, kind) == (text, precision)
    assert first < last


def test_the_day_of_the_story_stands_in(tmp_path: Path) -> None:
    data = data_of(page_of(tmp_path, event(1, date=None, story_date="1970-01-02")))
    assert data["dates"] == [["1970-01-02", 1, 1, "day"]]


def test_the_words_kept_are_spread_over_dyads_and_quad_classes(tmp_path: Path) -> None:
    many = [event(number) for number in range(20)]
    page = page_of(tmp_path, *many, event(30, target="IRQ"), event(31, quad_class=1), options=("--most", "4"))
    kept = data_of(page)["drilldown"]
    assert data_of(page)["events"] == 22
    assert len(kept) == 4
    assert len({tuple(one["row"]) for one in kept}) == 3


# --- sentences


def test_the_sentence_with_its_words_marked(tmp_path: Path) -> None:
    stories = written(tmp_path / "stories.jsonl", {"id": "war", "text": TEXT}, {"id": "another", "text": "Nothing."})
    (kept,) = data_of(page_of(tmp_path, event(1), options=("--stories", stories)))["drilldown"]
    assert kept["words"] == [
        ["source", "Gondor"],
        ["", " "],
        ["action", "attacked"],
        ["", "\n"],
        ["target", "Mordor"],
        ["", " <b>& Rohan</b> on Monday."],
    ]
    assert kept["counts"] == ["killed: at least 12"]
    assert kept["where"] == "Minas Tirith, SYR (clause)"


def test_stories_whose_fields_have_other_names(tmp_path: Path) -> None:
    stories = written(tmp_path / "stories.jsonl", {"key": "war", "body": TEXT})
    (kept,) = data_of(page_of(tmp_path, event(1), options=("--stories", stories, "--map", "id=key,text=body")))["drilldown"]
    assert ["", " <b>& Rohan</b> on Monday."] in kept["words"]


def test_without_stories_the_words_alone(tmp_path: Path) -> None:
    (kept,) = data_of(page_of(tmp_path, event(1)))["drilldown"]
    assert [words for side, words in kept["words"] if side] == ["Gondor", "attacked", "Mordor"]


def test_a_story_that_is_another_text_is_told(tmp_path: Path) -> None:
    stories = written(
        tmp_path / "stories.jsonl", {"id": "war", "text": "One sentence. And here another text stands, of some length."}
    )
    result = report(written(tmp_path / "e.jsonl", event(1)), "-o", tmp_path / "page.html", "--stories", stories)
    assert result.exit_code == 1
    assert "the story 'war' is not the text that the events were coded from" in result.stderr
    assert "1 of the events in words have no sentence" in result.stderr
    (kept,) = data_of((tmp_path / "page.html").read_text("utf-8"))["drilldown"]
    assert [words for side, words in kept["words"] if side] == ["Gondor", "attacked", "Mordor"]


def test_what_coder_code_writes_is_read(tmp_path: Path) -> None:
    article = Path(__file__).parent / "articles" / "harbour_dispute.txt"
    for name in ("events.jsonl", "events.csv"):
        assert CliRunner().invoke(main, ["code", str(article), "-o", str(tmp_path / name)]).exit_code == 0
        result = report(tmp_path / name, "-o", tmp_path / f"{name}.html", "--stories", article)
        assert result.exit_code == 0, result.output
    one, other = ((tmp_path / name).read_text("utf-8") for name in ("events.jsonl.html", "events.csv.html"))
    assert one == other
    assert all("" in {side for side, _ in kept["words"]} for kept in data_of(one)["drilldown"])


# --- what is wrong with the input


def test_a_bad_line_is_told_and_the_others_are_drawn(tmp_path: Path) -> None:
    result = report(
        written(tmp_path / "e.jsonl", event(1), event(2, date="last May"), "{", event(3)), "-o", tmp_path / "page.html"
    )
    assert result.exit_code == 1
    assert "e.jsonl:2: date is no date" in result.stderr
    assert "e.jsonl:3: not JSON" in result.stderr
    assert data_of((tmp_path / "page.html").read_text("utf-8"))["events"] == 3


@pytest.mark.parametrize("name", ["e.jsonl", "e.csv", "e.doc", "e.parquet", "e.jsonl.gz"])
def test_nothing_to_draw(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b'{"text": "a story"}\n')
    result = report(tmp_path / name, "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert name in result.stderr
    assert "no event could be read" in result.stderr
    assert not (tmp_path / "page.html").exists()


def test_packed_events_and_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "e.jsonl.gz").write_bytes(gzip.compress(json.dumps(event(1)).encode()))
    assert report(tmp_path / "e.jsonl.gz", "-o", tmp_path / "page.html").exit_code == 0
    result = report(tmp_path / "e.jsonl.gz", "-o", tmp_path / "none" / "page.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


# --- the page


def hostile(number: int) -> dict[str, Any]:
    """An event whose every string is hostile."""
    nested = {
        "attribution": {"code": HOSTILE, "text": HOSTILE, "kind": HOSTILE},
        "location": {
            "name": HOSTILE,
            "text": HOSTILE,
            "country": HOSTILE,
            "region": HOSTILE,
            "lat": 1,
            "lon": 2,
            "basis": HOSTILE,
        },
        "counts": {HOSTILE: {"min": None, "max": None, "text": HOSTILE}},
        "members": [HOSTILE],
        "rules": [HOSTILE],
        "source_span": None,
        "target_span": None,
    }
    texts: dict[str, Any] = dict.fromkeys((*TEXTS, *MORE_TEXTS), HOSTILE)
    return event(number, **texts, **nested)


def test_no_value_becomes_markup(tmp_path: Path) -> None:
    tame = page_of(tmp_path, event(1), options=("--title", "Events"))
    wild = page_of(tmp_path, hostile(2), options=("--title", HOSTILE))
    assert Elements(wild).names == Elements(tame).names
    assert not [key for key, _ in Elements(wild).attributes if key.startswith("on")]
    assert data_of(wild)["drilldown"][0]["title"] == HOSTILE
    assert "alert(1)</script>" not in wild


def test_odd_values_do_not_stop_the_page(tmp_path: Path) -> None:
    odd = {
        "sentence": 2**64 - 1,
        "goldstein": 1e300,
        "source_span": [],
        "action_span": [9, 1],
        "target_span": [-5, 2],
        "counts": {"killed": {"min": "some", "max": [1], "text": None}, "wounded": 3, "arrested": {"max": 5}},
        "location": {"name": ["a"], "country": {}, "lat": 1, "lon": 2},
        "attribution": {},
    }
    stories = written(tmp_path / "stories.jsonl", {"id": "another", "text": TEXT})
    (kept,) = data_of(page_of(tmp_path, event(1, **odd), options=("--stories", stories)))["drilldown"]
    assert kept["counts"] == ["killed: ?", "arrested: at most 5"]
    assert [words for side, words in kept["words"] if side] == ["Mordor", "Gondor", "attacked"]


def test_the_page_loads_nothing_and_runs_only_its_own_script(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(1))
    elements = Elements(page)
    assert dict(elements.attributes)["http-equiv"] == "Content-Security-Policy"
    assert "default-src 'none'" in html.unescape(page)
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(elements.names)
    assert not {"src", "srcset", "data", "action", "style"} & {key for key, _ in elements.attributes}
    assert {value[1:] for key, value in elements.attributes if key == "href"} < elements.ids  # links within the page alone
    assert not re.search(r"@import|url\(", page)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", page)


def test_every_element_that_the_scripts_look_for_is_there(tmp_path: Path) -> None:
    page = page_of(tmp_path, event(1))
    wanted = set(re.findall(r'at\("#([\w-]+)"\)|at\("#([\w-]+) ', page))
    assert wanted
    assert {one or other for one, other in wanted} <= Elements(page).ids


def test_outlines_only_where_there_is_a_map(tmp_path: Path) -> None:
    assert '<path class="land"' in page_of(tmp_path, event(1))
    assert '<path class="land"' not in page_of(tmp_path, event(1, location=None))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
@pytest.mark.parametrize("kind", ["tame", "hostile", "bare", "far"])
def test_the_page_draws_in_a_browser(kind: str, tmp_path: Path) -> None:
    records = {
        "tame": [
            event(1),
            event(2, quad_class=1, action="040", root="04", target="IRQ", date="2016-05"),
            event(3, status="negated"),
        ],
        "hostile": [hostile(1), hostile(2) | {"id": "2", "source": None}],
        "bare": [event(1, date=None, source=None, target=None, location=None, goldstein=None, quad_class=0, counts={}, rules=[])],
        "far": [event(number, date=f"2016-03-{number:02}") for number in range(1, 29)]
        + [event(98, date="1973"), event(99, date="1973-10-06")],
    }[kind]
    page_of(tmp_path, *records)
    drawn = drawn_by_browser(tmp_path / "page.html")
    assert "<svg" in drawn if kind != "bare" else "no date" in drawn
    assert 'class="card"' in drawn
    if kind == "tame":
        assert "2 of 3 events." in drawn
        assert "Minas Tirith" in drawn
        assert "1 event has no date" not in drawn
    if kind == "far":
        assert "A bar is a day. 1 event known less precisely than to a day stands in no bar." in drawn
        assert "1 event far from the others in time is left out" in drawn
    if kind == "hostile":
        assert not [name for name in Elements(drawn).names if name == "img"]
        assert "javascript:" not in drawn


CHOICES = {  # what a reader does -> how many of the five events are left
    'click("#actors-list button", "IRQ")': 2,
    'click("#actors-list button", "IRQ"); click("#chips button", "IRQ ✕")': 4,
    'click("#actions-list button", "04")': 1,
    'click("#dyads-table td button", "SYRREB")': 1,
    'click("#timeline-table button", "2 Mar 2016")': 3,
    'click("#map-table button", "Osgiliath")': 1,
    'click("#statuses label", " negated")': 5,
    'click("#quads label", " material conflict")': 1,
    'fill("#actor", "syr*")': 3,
    'fill("#actor", "syr")': 3,
    'fill("#actor", "SYRREB")': 1,
    'fill("#actor", "iraq")': 2,
    'fill("#actor", "nobody")': 0,
    'fill("#actor", "TURREB"); fill("#other", "SYRMIL")': 1,
    'fill("#from", "2016-03-03")': 1,
}
READER = """
    const click = (where, text) => [...document.querySelectorAll(where)].find((one) => one.textContent === text).click();
    const fill = (where, text) => {
        document.querySelector(where).value = text;
        document.querySelector(where).dispatchEvent(new Event("input"));
    };
    const read = async () => {
        const results = [];
        for (const act of ACTS) {
            act();
            await new Promise((done) => setTimeout(done, 200));
            const listed = document.querySelectorAll("#events-list li").length;
            results.push([document.querySelector("#figures strong").textContent, listed]);
            document.querySelector("#reset").click();
        }
        document.body.append(Object.assign(document.createElement("pre"), { textContent: JSON.stringify(results) }));
    };
    read();
"""


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
def test_a_choice_holds_for_the_whole_page(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        event(1),
        event(2, source="SYRREB", target="IRQ"),
        event(3, source="SYRGOV", target="IRQ", quad_class=1, action="040", root="04", date="2016-03-04"),
        event(4, source="EGY", location={"name": "Osgiliath", "lat": 30, "lon": 31}),
        event(5, status="negated"),
    )
    acts = "[" + ", ".join(f"() => {{ {act}; }}" for act in CHOICES) + "]"
    script = f"<script>{READER.replace('ACTS', acts)}</script>"
    (tmp_path / "page.html").write_text(re.sub("<meta http-equiv[^>]*>", "", page) + script, "utf-8")
    (results,) = re.findall("<pre>(.*?)</pre>", drawn_by_browser(tmp_path / "page.html"))
    assert dict(zip(CHOICES, json.loads(results), strict=True)) == {act: [str(left), left] for act, left in CHOICES.items()}


def drawn_by_browser(page: Path) -> str:
    """The page as its scripts have drawn it; fails where one of them complains."""
    assert BROWSER is not None
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--virtual-time-budget=5000",
        "--dump-dom",
    ]
    profile = f"--user-data-dir={page.parent / 'browser'}"
    ran = subprocess.run([BROWSER, *options, profile, page.as_uri()], capture_output=True, text=True, timeout=120, check=True)
    assert not [line for line in ran.stderr.splitlines() if "CONSOLE" in line]
    return ran.stdout
