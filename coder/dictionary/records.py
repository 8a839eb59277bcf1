"""Frozen records <-> rows of bytes, one a record: a record is made when it is first asked for, and stays one.

The dictionaries have some 100,000 records and a sentence wants a few of them: making all at each start would take longer than
coding an article. The rows stand end to end, since an object a row takes time to make, and memory in each forked worker that
touches it. In a row, a list is a record: the number of its kind and its fields, or only the number of a shared record.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import accumulate
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Kinds = Sequence[type[Any]]  # classes of frozen records; a row names them by their places here
Rows = tuple[bytes, bytes]  # the rows, and where each ends, as the bytes of an array of _OFFSETS

_OFFSETS = "I"


class Records(Generic[T]):
    """Values by their numbers: records, or tuples or dicts of them. `shared` are the records that several rows name."""

    __slots__ = ("_ends", "_kinds", "_made", "_rows", "_shared")

    def __init__(self, rows: Rows = (b"", b""), kinds: Kinds = (), shared: Records[Any] | None = None) -> None:
        self._rows, ends = rows
        self._ends = array(_OFFSETS, ends)
        self._kinds = kinds
        self._shared = shared
        self._made: dict[int, T] = {}

    @classmethod
    def of(cls, values: Iterable[T]) -> Records[T]:
        """Values that are there already."""
        records = cls()
        records._made.update(enumerate(values))
        return records

    def __getitem__(self, number: int) -> T:
        made = self._made.get(number)
        if made is None:
            row = self._rows[self._ends[number - 1] if number else 0 : self._ends[number]]
            made = self._made.setdefault(number, self._read(marshal.loads(row)))
        return made

    def __len__(self) -> int:
        return len(self._ends) or len(self._made)

    def __iter__(self) -> Iterator[T]:
        return map(self.__getitem__, range(len(self)))

    def made(self) -> list[T]:
        """Those that have been asked for so far."""
        return list(self._made.values())

    def _read(self, value: Any) -> Any:
        if type(value) is list:
            number, *own = value
            if own:
                return self._kinds[number](*map(self._read, own))
            assert self._shared is not None
            return self._shared[number]
        if type(value) is tuple:
            return tuple(map(self._read, value))
        return value


def rows(values: Iterable[object], kinds: Kinds = (), shared: Mapping[int, int] | None = None) -> Rows:
    """The rows of values; `shared` has the numbers of the records that are rows of their own elsewhere, by their identity."""
    written = [marshal.dumps(_plain(value, kinds, shared or {})) for value in values]
    return b"".join(written), array(_OFFSETS, accumulate(map(len, written))).tobytes()


def _plain(value: Any, kinds: Kinds, shared: Mapping[int, int]) -> Any:
    if isinstance(value, tuple):
        return tuple([_plain(member, kinds, shared) for member in value])
    if id(value) in shared:
        return [shared[id(value)]]
    if is_dataclass(value):
        own = [getattr(value, field.name) for field in fields(value)]
        return [kinds.index(type(value)), *(_plain(field, kinds, shared) for field in own)]
    return sys.intern(value) if type(value) is str else value  # names of files, above all, stand in many
