"""The words of actors: which word is the head, and when two of them mean the same one."""

from __future__ import annotations

import pytest

from coder.maintain.mentions import head, same_actor


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("the Syrian army", "army"),
        ("the army of Syria", "army"),
        ("rebels, who had fled", "rebels"),
        ("soldiers (five)", "soldiers"),
        ("of Gondor", "gondor"),
        ("Arnor's", "arnor"),
        ("the", None),
        ("", None),
    ],
)
def test_head(text: str, word: str | None) -> None:
    assert head(text) == word


@pytest.mark.parametrize(
    ("one", "other", "strict", "lenient"),
    [
        ("the Syrian army", "Syrian army", True, True),
        ("the army of Syria", "an army", True, True),
        ("the king of Gondor", "Gondor", True, True),  # half of the content words
        ("the old king of Gondor", "Gondor", False, True),  # the head of one stands in the other
        ("the riders of the king of Rohan", "tall riders", True, True),
        ("envoys from the king of Rohan", "the king", False, True),
        ("Arnor", "Gondor", False, False),
        ("the", "the", False, False),
        ("Arnor", "", False, False),
    ],
)
def test_same_actor(one: str, other: str, strict: bool, lenient: bool) -> None:
    for ours, theirs in ((one, other), (other, one)):
        assert same_actor(ours, theirs, strict=True) == strict
        assert same_actor(ours, theirs, strict=False) == lenient
