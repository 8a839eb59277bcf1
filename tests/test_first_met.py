"""What is met a second time, in memory that does not grow."""

from __future__ import annotations

import errno

import pytest

from coder.corpus.first_met import FirstMet


def test_the_value_that_a_key_came_with_first_is_told_ever_after() -> None:
    met = FirstMet()
    assert [met.meet(key, value) for key, value in (("a", "1"), ("b", "2"), ("a", "3"), ("a", "4"))] == [None, None, "1", "1"]


def test_any_hash_is_a_key() -> None:
    met = FirstMet()
    for key in (0, -1, 2**63 - 1, -(2**63)):
        assert met.meet(key) is None
        assert met.meet(key) == ""


def test_two_of_them_know_nothing_of_each_other() -> None:
    FirstMet().meet("a")
    assert FirstMet().meet("a") is None


def test_no_room_for_temporary_files_is_an_error_of_the_system() -> None:
    met = FirstMet()
    met._base.execute("PRAGMA max_page_count=3")
    with pytest.raises(OSError, match="full") as raised:
        for number in range(10_000):
            met.meet(str(number), "x" * 100)
    assert raised.value.errno == errno.ENOSPC
