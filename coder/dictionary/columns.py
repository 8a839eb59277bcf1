"""Frozen records <-> plain values that `marshal` can write, kept as columns: for records that are all wanted at once.

One list a field, so that all records of a kind are made by one `map` of their class over its columns. A record that is met twice
stays one record. Records of which few are wanted are kept in rows (`coder.dictionary.records`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

Packed = tuple[list[tuple[str, int, list[Any]]], Any]
Kinds = Mapping[str, type[Any]]  # the classes of records that may be made, by their names

_PLAIN = frozenset((str, int, float, bool, frozenset, type(None)))


def records_of(*modules: object) -> Kinds:
    """The record classes that stand in these modules, by name."""
    found = (value for module in modules for value in vars(module).values())
    return {record.__name__: record for record in found if isinstance(record, type) and is_dataclass(record)}


def pack(value: object) -> Packed:
    """The kinds of records in a value with their columns, and the value itself with numbers for the records.

    The value is a record, or lists, tuples and dicts (keyed by strings) of records or None. A field of a record is such a value
    too, or has no record in it at all. No record may have one of its own kind in it.
    """
    kinds = _all_records(value)
    numbers = {at: number for number, at in enumerate(at for known in kinds.values() for at in known)}
    tables = []
    for kind, known in kinds.items():
        columns = [_pack_column(column, numbers) for column in _columns(kind, list(known.values()))]
        tables.append((kind.__name__, len(known), columns))
    return tables, _numbered(value, numbers)


def unpack(packed: Packed, kinds: Kinds) -> Any:
    """What was packed; `kinds` as from `records_of`."""
    tables, value = packed
    records: list[Any] = []
    for name, count, columns in tables:
        records += map(kinds[name], *[_unpack_column(column, count, records) for column in columns])
    return _recorded(value, records.__getitem__)


def _all_records(value: object) -> dict[type[Any], dict[int, Any]]:
    """Every record that can be reached from a value, by its kind and identity; what stands in a record comes before it."""
    from graphlib import TopologicalSorter  # a warm start packs nothing

    kinds: dict[type[Any], dict[int, Any]] = {}
    inner: dict[type[Any], set[type[Any]]] = {}
    wave = _records_in(value)
    while wave:
        fresh: dict[type[Any], dict[int, Any]] = {}
        for record in wave:
            kind = type(record)
            if id(record) not in kinds.setdefault(kind, {}):
                fresh.setdefault(kind, {})[id(record)] = record
        wave = []
        for kind, found in fresh.items():
            kinds[kind] |= found
            columns = [column for column in _columns(kind, list(found.values())) if not _is_plain(column)]
            within = list(chain.from_iterable(map(_records_in, columns)))
            inner.setdefault(kind, set()).update(map(type, within))
            wave += within
    return {kind: kinds[kind] for kind in TopologicalSorter(inner).static_order()}


def _columns(kind: type[Any], records: list[Any]) -> Iterator[list[Any]]:
    for field in fields(kind):
        yield list(map(attrgetter(field.name), records))


def _is_plain(column: list[Any]) -> bool:
    """Whether a look at the types shows that there is no record in a column: much the faster test, and nearly always enough."""
    return _PLAIN.issuperset(map(type, column))


def _records_in(value: object) -> list[Any]:
    """The records in a value, but not those in their fields."""
    if isinstance(value, (list, tuple)):
        return [record for member in value if type(member) not in _PLAIN for record in _records_in(member)]
    if isinstance(value, dict):
        return [record for member in value.values() if type(member) not in _PLAIN for record in _records_in(member)]
    return [value] if is_dataclass(value) else []


def _pack_column(values: list[Any], numbers: Mapping[int, int]) -> tuple[str, Any]:
    """A column as one value if all are the same, as numbers if records stand in it, else as it is."""
    if not _is_plain(values) and any(map(_records_in, values)):
        return "records", [_numbered(value, numbers) for value in values]
    first = values[0]
    if values.count(first) == len(values) and len(set(map(type, values))) == 1:
        return "same", first
    return "values", values


def _unpack_column(packed: tuple[str, Any], count: int, records: Sequence[Any]) -> Any:
    kind, column = packed
    if kind == "records":
        of = records.__getitem__
        return [of(value) if type(value) is int else _recorded(value, of) for value in column]
    return column if kind == "values" else repeat(column, count)


def _numbered(value: Any, numbers: Mapping[int, int]) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)([_numbered(member, numbers) for member in value])
    if isinstance(value, dict):
        return {name: _numbered(member, numbers) for name, member in value.items()}
    return None if value is None else numbers[id(value)]


def _recorded(value: Any, of: Callable[[int], Any]) -> Any:
    """A value with the records in the place of their numbers; most are plain lists of numbers, which `map` reads at once."""
    if type(value) is int:
        return of(value)
    if not value:
        return value
    try:
        if type(value) is tuple:
            return tuple(map(of, value))
        if type(value) is list:
            return list(map(of, value))
        return dict(zip(value, map(of, value.values()), strict=True))
    except TypeError:  # a member is no number: None, or a list again
        return _nested(value, of)


def _nested(value: Any, of: Callable[[int], Any]) -> Any:
    if type(value) is tuple:
        return tuple([_recorded(member, of) for member in value])
    if type(value) is list:
        return [_recorded(member, of) for member in value]
    return {name: _recorded(member, of) for name, member in value.items()}
