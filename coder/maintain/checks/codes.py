"""Whether the codes in the dictionaries exist in `codes/`."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import chain
from typing import NamedTuple

from coder.dictionary.entries import ActorEntry, AgentEntry, Dated, Entry, EventCode, OperatorEntry, VerbEntry
from coder.dictionary.load import Loaded
from coder.dictionary.problems import Problem
from coder.maintain.checks.report import report
from coder.model import Where

_INTERNATIONAL = "international"
_UNRESOLVED = "---"
_NOTHING = "none"


class _Known(NamedTuple):
    countries: Set[str]
    international: Set[str]
    others: Set[str]
    events: Set[str]


class _Used(NamedTuple):
    """A code as it stands in an entry: `where` is at or above it, `written` is the text to find it by."""

    code: str
    where: Where
    written: str


def unknown_code(loaded: Loaded) -> Iterator[Problem]:
    """A code does not exist. Actor codes are read in threes: a country (codes/countries.yaml) or an international prefix, then
    roles, groups and regions (codes/roles.yaml), or such codes alone. Event codes must stand in codes/events.yaml, also those of
    composed acts and of examples.
    """
    known = _Known(
        {country.code for country in loaded.countries},
        {role.code for role in loaded.roles if role.kind == _INTERNATIONAL},
        {role.code for role in loaded.roles if role.kind != _INTERNATIONAL},
        {event.code for event in loaded.codes},
    )
    for file in loaded.files:
        for entry in file.entries:
            for used in _event_codes(entry):
                if used.code not in known.events and used.code != _NOTHING:
                    digits = "" if used.code.isdigit() else ", which are numbers of two to four digits"
                    message = f'"{used.code}" is not an event code of codes/events.yaml{digits}'
                    yield from report(file, used.where, message, "unknown-code", words=used.written)
            for used in _actor_codes(entry):
                fault = _actor_fault(used.code, known)
                if fault:
                    yield from report(file, used.where, fault, "unknown-code", words=used.written)
            for home in getattr(entry, "homes", ()):
                if home not in known.countries:
                    yield from report(
                        file, entry.where, f'"{home}" is no country of codes/countries.yaml', "unknown-code", words=home
                    )


def _event_codes(entry: Entry) -> Iterator[_Used]:
    if isinstance(entry, VerbEntry | OperatorEntry) and entry.code:
        yield _quoted(entry.code, entry.where)
    if isinstance(entry, VerbEntry):
        if entry.converse:
            yield _quoted(entry.converse, entry.where)
        for pattern in entry.patterns:
            yield from (_quoted(code, pattern.where) for code in (pattern.code, pattern.converse) if code)
    elif isinstance(entry, EventCode):
        for code, where in zip(entry.composed.values(), entry.cells, strict=True):
            yield _quoted(code, where)
    for example in getattr(entry, "examples", ()):
        for _, code, _ in example.triples:
            yield _Used(code, example.where, code)


def _quoted(code: str, where: Where) -> _Used:
    return _Used(code, where, f'"{code}"' if code.isdigit() else code)


def _actor_codes(entry: Entry) -> Iterator[_Used]:
    if isinstance(entry, ActorEntry | AgentEntry):
        dated: tuple[Dated, ...] = entry.dated if isinstance(entry, ActorEntry) else ()
        for code, where in chain([(entry.code, entry.where)], ((span.code, span.where) for span in dated)):
            if code:
                yield from (_Used(one, where, one) for one in code.split("/"))
    for example in getattr(entry, "examples", ()):
        for source, _, target in example.triples:
            for code in (source, target):
                if code:
                    yield _Used(code, example.where, code)


def _actor_fault(code: str, known: _Known) -> str | None:
    """What is wrong with an actor code, in words, or None."""
    parts = [code[start : start + 3] for start in range(0, len(code), 3)]
    if len(parts[-1]) < 3:
        return f'"{code}" is not made of codes of three letters'
    for part in parts[1:] if parts[0] == _UNRESOLVED else parts:
        if part not in known.countries and part not in known.international and part not in known.others:
            inside = f' in "{code}"' if part != code else ""
            return f'"{part}"{inside} is neither a country nor a role, group or region (see codes/){_turned(part, known)}'
    misplaced = next((part for part in parts[1:] if part in known.countries and part not in known.others), None)
    if misplaced and parts[0] not in known.countries and parts[0] not in known.international:
        return f'the country "{misplaced}" belongs at the beginning of "{code}"'
    return None


def _turned(part: str, known: _Known) -> str:
    """A question after the code that has the same letters in another order, if there is one."""
    every = sorted(known.others | known.international | known.countries)
    twin = next((code for code in every if sorted(code) == sorted(part)), None)
    return f': did you mean "{twin}"?' if twin else ""
