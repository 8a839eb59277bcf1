"""The entries of several files -> the content of our YAML files.

A phrase may stand in one entry of a kind only. Where the old files have it twice with one meaning, the entries share it; where
the meanings differ the later one wins, as in PETRARCH2, which reads its files one after the other into one table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from coder.dictionary.load import load_entries
from coder.maintain.legacy.conversion import Conversion, Named, Phrase, Unconverted
from coder.maintain.legacy.days import interval, meet
from coder.words.tokens import fold_phrase

_OTHERS = "others"
_COUNTRY = 3  # letters of a code that names a country and nothing besides
_PEOPLES = ("ethnic", "religion")  # kinds of roles


def join(conversions: Sequence[Conversion]) -> Conversion:
    """One conversion of all, with every entry in its file. Of two YAML entries with one name the later one wins."""
    whole = Conversion()
    for conversion in conversions:
        whole.read += conversion.read
        whole.converted += conversion.converted
        whole.changed += conversion.changed
        whole.unconverted += conversion.unconverted
        for name, entries in conversion.files.items():
            whole.files.setdefault(name, {}).update(entries)
    named = [entry for conversion in conversions for entry in conversion.entries]
    loaded = load_entries()
    countries = frozenset(country.code for country in loaded.countries)
    roles = {role.code: role.kind for role in loaded.roles}
    kept = list(_unique(named, whole))
    of_groups = _files_of_groups(kept, roles)
    for entry in kept:
        _file(whole, entry, _names_country(entry, countries, roles, of_groups), countries, roles)
    whole.unconverted.sort(key=lambda item: (item.path, item.line))
    return whole


def _files_of_groups(entries: Iterable[Named], roles: Mapping[str, str]) -> frozenset[str]:
    """The files whose codes are mostly those of peoples and religions; elsewhere the same letters stand for a country."""
    counted: dict[str, Counter[bool]] = {}
    for entry in entries:
        if entry.code is not None and len(entry.code) == _COUNTRY:
            counted.setdefault(entry.path, Counter())[roles.get(entry.code) in _PEOPLES] += 1
    return frozenset(path for path, counts in counted.items() if counts[True] > counts[False])


def _names_country(entry: Named, countries: Container[str], roles: Mapping[str, str], of_groups: Container[str]) -> bool:
    """Whether an actor's code is that of a country and nothing besides."""
    code = entry.code
    if entry.kind != "actor" or code is None or len(code) != _COUNTRY or not code.isalpha():
        return False
    if code in countries or code not in roles:
        return True
    return roles[code] in _PEOPLES and entry.path not in of_groups


def _unique(entries: Sequence[Named], whole: Conversion) -> Iterable[Named]:
    """The entries without the phrases that a later one has; those that have none left are gone."""
    seen: dict[tuple[str, tuple[str, ...]], list[Named]] = {}
    names: set[tuple[str, str]] = set()
    kept: list[Named] = []
    for entry in reversed(entries):
        phrases = [phrase for phrase in entry.phrases if _is_new(entry, phrase, seen, whole)]
        free = next((phrase for phrase in phrases if (entry.kind, phrase.text) not in names), None)
        if free is None:
            for phrase in phrases:
                _lost(whole, entry, phrase, "another entry of the same name holds on other days, and neither has another name")
            continue
        entry.phrases = [free, *(phrase for phrase in phrases if phrase is not free)]
        names.add((entry.kind, free.text))
        for phrase in phrases:
            whole.converted[phrase.kind] += 1
        kept.append(entry)
    return reversed(kept)


def _is_new(entry: Named, phrase: Phrase, seen: dict[tuple[str, tuple[str, ...]], list[Named]], whole: Conversion) -> bool:
    """Whether the entry keeps a phrase: no later entry has it on the same days. One that means the same has it for both."""
    key = fold_phrase(phrase.text)
    if not any(piece[0].isalnum() for piece in key):
        _lost(whole, entry, phrase, "there is no word in this phrase")
        return False
    others = seen.setdefault((entry.kind, key), [])
    rival = next((other for other in others if _overlap(entry, other)), None)
    if rival is None:
        others.append(entry)
        return True
    if rival is entry or rival.meaning == entry.meaning:
        whole.converted[phrase.kind] += 1
    else:
        line = next(other.line for other in rival.phrases if fold_phrase(other.text) == key)
        _lost(whole, entry, phrase, f"{rival.path}:{line} gives the same phrase another code, and the later one wins")
    return False


def _overlap(one: Named, other: Named) -> bool:
    if one.code or other.code:
        return True
    return any(meet(first, second) for first in one.dated for second in other.dated)


def _lost(whole: Conversion, entry: Named, phrase: Phrase, reason: str) -> None:
    whole.unconverted.append(Unconverted(entry.path, phrase.line, phrase.text, reason, phrase.kind))


def _file(whole: Conversion, entry: Named, country: bool, countries: Container[str], roles: Container[str]) -> None:
    """Put an entry into its YAML file."""
    value: dict[str, Any] = {"code" if entry.kind != "discard" else "scope": entry.code}
    if entry.kind == "discard":
        for phrase in entry.phrases:
            whole.files.setdefault("discards.yaml", {})[phrase.text] = entry.code
        return
    if entry.code is None:
        del value["code"]
    if entry.plural:
        value["plural"] = entry.plural
    if entry.dated:
        value["dated"] = {interval(span): span.code for span in entry.dated}
    aliases = sorted({phrase.text for phrase in entry.phrases[1:]}, key=str.casefold)
    if aliases:
        value["aliases"] = aliases
    place = "agents.yaml"
    if entry.kind == "actor":
        if country:
            value = {"code": entry.code, "kind": "country", **value}  # so that soldiers from there are its own
        beginning = (entry.code or entry.dated[0].code)[:3]
        own_file = country or beginning in countries or (beginning not in roles and beginning.isalpha())
        place = f"actors/{beginning if own_file else _OTHERS}.yaml"
    whole.files.setdefault(place, {})[entry.phrases[0].text] = entry.code if set(value) == {"code"} else value


def foreign_codes(files: dict[str, dict[str, Any]]) -> tuple[set[str], set[str], set[str]]:
    """The codes that we do not know: of countries (they begin a code), of roles and groups, and of events."""
    loaded = load_entries()
    countries = {entry.code for entry in loaded.countries}
    roles = {entry.code for entry in loaded.roles}
    new_countries: set[str] = set()
    new_roles: set[str] = set()
    for name, code in ((name, code) for name, codes in _actor_codes(files) for code in codes.split("/")):
        first, *rest = [code[start : start + 3] for start in range(0, len(code), 3)]
        if first not in countries and first not in roles and first != "---":
            (new_roles if name == "agents.yaml" else new_countries).add(first)
        new_roles.update(part for part in rest if part not in roles)
    new_countries |= {code for code in _country_codes(files) if code not in countries}
    events = {event.code for event in loaded.codes}
    return new_countries, new_roles, {code for code in _event_codes(files) if code not in events}


def _country_codes(files: dict[str, dict[str, Any]]) -> Iterable[str]:
    for name, entries in files.items():
        if name.startswith("actors/"):
            yield from (value["code"] for value in entries.values() if isinstance(value, dict) and value.get("kind") == "country")


def _actor_codes(files: dict[str, dict[str, Any]]) -> Iterable[tuple[str, str]]:
    for name, entries in files.items():
        if name == "agents.yaml" or name.startswith("actors/"):
            for value in entries.values():
                if isinstance(value, str):
                    yield name, value
                else:
                    yield from ((name, code) for code in (value.get("code"), *value.get("dated", {}).values()) if code)


def _event_codes(files: dict[str, dict[str, Any]]) -> Iterable[str]:
    for name, entries in files.items():
        if name.startswith("verbs/"):
            for value in entries.values():
                yield from _codes_in(value)


def _codes_in(value: Any) -> Iterable[str]:
    """The event codes of a verb or pattern, in its short or its long form."""
    if isinstance(value, str):
        value = {"code": value}
    yield from (code for key in ("code", "converse") if (code := value.get(key)) and code != "none")
    for pattern in value.get("patterns", {}).values():
        yield from _codes_in(pattern)
