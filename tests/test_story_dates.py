"""What date a story has where it is given none, a wrong one, or only a page that was saved years later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coder.corpus.readers import read_stories
from coder.language.story_dates import story_date
from coder.model import Event, Story
from coder.pipeline import Coder

PROSE = "Rebels attacked the army in Idlib, and Turkey condemned the rebels on Monday."


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        (PROSE, None, "given"),
        (f"KABUL, March 3, 2016 (Reuters) - {PROSE}", date(2016, 3, 3), "dateline"),
        (f"KABUL, March 3 (Reuters) - {PROSE}", None, "given"),
        (f"Published 3 March 2016\n\n{PROSE}", date(2016, 3, 3), "dateline"),
        (f"Published at 14:20 GMT, March 3, 2016\n\n{PROSE}", date(2016, 3, 3), "dateline"),
        (f"Thursday, March 3, 2016\n\n{PROSE}", date(2016, 3, 3), "dateline"),
        (f"09:53 GMT20 January 2021\n\n{PROSE}", date(2021, 1, 20), "page"),
        (f"09:53 GMT 20 January 2021\nPublished 3 March 2016\n\n{PROSE}", date(2016, 3, 3), "dateline"),
        (f"Published 5 March 2016\n\nKABUL, March 3 (Reuters) - {PROSE}", date(2016, 3, 3), "dateline"),
        (f"Published 2 January 2016\n\nKABUL, Dec. 30 (Reuters) - {PROSE}", date(2015, 12, 30), "dateline"),
        (f"09:53 GMT 20 January 2021\n\nKABUL, March 3 (Reuters) - {PROSE}", date(2020, 3, 3), "page"),
        (f"Published 31 February 2016\n\n{PROSE}", None, "given"),
    ],
)
def test_a_story_dates_itself(text: str, day: date | None, basis: str) -> None:
    assert story_date(text, text.rindex("\n") + 1 if "\n" in text else 0, None) == (day, basis)


def test_a_given_date_stands_unless_the_dateline_is_far_from_it() -> None:
    text = f"KABUL, March 3, 2016 (Reuters) - {PROSE}"
    assert story_date(text, 0, date(2016, 3, 4)) == (date(2016, 3, 4), "given")
    assert story_date(text, 0, date(2021, 1, 20)) == (date(2016, 3, 3), "dateline")
    assert story_date(PROSE, 0, date(2021, 1, 20)) == (date(2021, 1, 20), "given")


def events(page: str, folder: Path) -> list[Event]:
    file = folder / "page.txt"
    file.write_text(page, "utf-8")
    (story,) = read_stories([str(file)])
    assert isinstance(story, Story)
    return Coder().code(story, "any")


def test_a_clock_of_a_page_is_told_from_the_date_of_a_story(tmp_path: Path) -> None:
    page = "09:53 GMT20 January 2021\nListen Live\n\n{}\n\n{}\n".format(
        "Rebels attacked the army in Idlib after Turkey had condemned them.",
        "On December 7 the army killed ten rebels in the town, and on Monday it attacked a village.",
    )
    found = {(event.date, event.date_precision, event.date_text, event.story_date) for event in events(page, tmp_path)}
    assert ("2021-01-20", "page", None, None) in found
    assert ("2020-12-07", "day", "December 7", None) in found
    assert ("2021-01-18", "page", "Monday", None) in found


def test_a_dateline_serves_where_no_date_is_given(tmp_path: Path) -> None:
    page = f"KABUL, March 3, 2016 (Reuters) - {PROSE}\n\nThe Taliban criticized Turkey, which had sent troops to Kabul.\n"
    found = {(event.date, event.date_precision, event.story_date) for event in events(page, tmp_path)}
    assert ("2016-03-03", "story", "2016-03-03") in found
    assert ("2016-02-29", "day", "2016-03-03") in found
