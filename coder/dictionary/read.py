"""One dictionary file -> its entries and its problems.

The folder and name of a file say what it holds (`verbs/04_consult.yaml`: verbs). Reading is the slow, cold path, with pydantic:
`load` comes here only for files that it has not seen before.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Alias,
    Country,
    Dated,
    DiscardEntry,
    Entry,
    EventCode,
    Example,
    LightEntry,
    OperatorEntry,
    PatternEntry,
    PlaceEntry,
    Role,
    Site,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.problems import Problem, severity_of
from coder.dictionary.shape_check import check_shape
from coder.dictionary.shapes import (
    ActorShape,
    AgentShape,
    CountryShape,
    DiscardShape,
    EventShape,
    LightShape,
    OperatorShape,
    PlaceShape,
    RoleShape,
    Shape,
    SynsetShape,
    Tested,
    VerbShape,
)
from coder.dictionary.values import Phrase
from coder.dictionary.yaml_nodes import Scalar, parse_yaml
from coder.model import Where

_NEAR = 0.9
"""How alike two names must be for one to be taken as a slip for the other: `agent.yaml` is, `pages.yaml` is not."""

ACTS_ITSELF = "actor"
"""The kind of an actor entry that names none: an acting person, body or group."""


class FileKind(NamedTuple):
    """A kind of file: which paths are of this kind, the shape of its entries, and who builds them."""

    paths: str
    shape: type[Shape]
    build: Callable[[Scalar, Shape, _Places], Entry]


class _Places(NamedTuple):
    """Makes `Where`s in one file."""

    file: str

    def at(self, scalar: Scalar) -> Where:
        return Where(self.file, scalar.line, scalar.column)


def kind_of(relative_name: str) -> FileKind | None:
    """The first kind whose paths fit, or None for a file that is not a dictionary of entries (the lexicon, the dates)."""
    return next((kind for kind in _KINDS if fnmatchcase(relative_name, kind.paths)), None)


def file_kinds() -> tuple[FileKind, ...]:
    """All kinds, the narrower ones first."""
    return _KINDS


def read_content(content: bytes, path: Path, relative_name: str) -> tuple[list[Entry], list[Problem]]:
    """Read the content of one file; `relative_name` is its name in the dictionary folder, with forward slashes.

    An entry with a problem is left out, so that one mistake does not hide the other entries of its file.
    """
    kind = kind_of(relative_name)
    if kind is None:
        return [], list(_misnamed(path, relative_name))
    tree, lines, problems = parse_yaml(content, path)
    if tree is None:
        return [], problems

    def add(line: int, column: int, message: str, check: str) -> None:
        text = lines[line - 1]
        problems.append(Problem(str(path), line, column, severity_of(check, text), message, check, text))

    if not isinstance(tree, dict):
        add(1, 1, 'a dictionary file holds entries: names in the first column, each followed by ":"', "bad-value")
        return [], problems
    entries: list[Entry] = []
    places = _Places(relative_name)
    for name, value in tree.items():
        if not name.strip():
            add(name.line, name.column, "the name of this entry is missing", "bad-value")
            continue
        shape, complaints = check_shape(kind.shape, name, value)
        for complaint in complaints:
            add(*complaint)
        if shape is not None:
            entries.append(kind.build(name, shape, places))
    return entries, problems


def _misnamed(path: Path, relative_name: str) -> Iterable[Problem]:
    """A file that is read by nobody, but whose name comes near to one that would be."""
    for kind in _KINDS:
        pattern = relative_name.replace(path.stem, "*") if "*" in kind.paths else relative_name
        if difflib.SequenceMatcher(None, kind.paths, pattern).ratio() > _NEAR:
            yield Problem(str(path), 0, 0, "warning", f"this file is not read: did you mean {kind.paths}?", "bad-file")
            return


def _aliases(phrases: Iterable[Phrase], places: _Places) -> tuple[Alias, ...]:
    return tuple(Alias(str(text), places.at(text), first, last) for text, first, last in phrases)


def _examples(shape: Tested, places: _Places) -> tuple[Example, ...]:
    return tuple(
        Example(str(sentence), expected.triples, places.at(sentence), expected.date, todo)
        for todo, examples in ((False, shape.examples), (True, shape.todo))
        for sentence, expected in examples.items()
    )


def _text(scalar: Scalar | None) -> str | None:
    return None if scalar is None else str(scalar)


def _actor(name: Scalar, shape: Shape, places: _Places) -> ActorEntry:
    assert isinstance(shape, ActorShape)
    dated = (Dated(str(code), when.first, when.last, places.at(when.text)) for when, code in shape.dated.items())
    return ActorEntry(
        str(name),
        places.at(name),
        _text(shape.code),
        shape.kind or ACTS_ITSELF,
        tuple(dated),
        _aliases(shape.aliases, places),
        _examples(shape, places),
        tuple(str(home) for home in shape.homes),
    )


def _agent(name: Scalar, shape: Shape, places: _Places) -> AgentEntry:
    assert isinstance(shape, AgentShape)
    aliases, examples = _aliases(shape.aliases, places), _examples(shape, places)
    return AgentEntry(str(name), places.at(name), str(shape.code), _text(shape.plural), aliases, examples)


def _verb(name: Scalar, shape: Shape, places: _Places) -> VerbEntry:
    assert isinstance(shape, VerbShape)
    patterns = (
        PatternEntry(
            str(text),
            None if pattern.code in (None, "none") else _text(pattern.code),
            places.at(text),
            pattern.reciprocal,
            _text(pattern.converse),
        )
        for text, pattern in shape.patterns.items()
    )
    return VerbEntry(
        str(name),
        places.at(name),
        _text(shape.code),
        shape.noun,
        _aliases(shape.nouns, places),
        _aliases(shape.aliases, places),
        shape.target,
        shape.source,
        shape.place,
        shape.reciprocal,
        _text(shape.converse),
        tuple(patterns),
        _examples(shape, places),
        _text(shape.implied),
        shape.mutual,
        _text(shape.together),
    )


def _operator(name: Scalar, shape: Shape, places: _Places) -> OperatorEntry:
    assert isinstance(shape, OperatorShape)
    return OperatorEntry(
        str(name),
        places.at(name),
        shape.operator,
        _aliases(shape.aliases, places),
        _aliases(shape.nouns, places),
        _aliases(shape.adjectives, places),
        shape.control,
        shape.act,
        shape.addressee,
        _text(shape.code),
        _examples(shape, places),
        shape.mutual,
    )


def _light(name: Scalar, shape: Shape, places: _Places) -> LightEntry:
    assert isinstance(shape, LightShape)
    aliases, examples = _aliases(shape.aliases, places), _examples(shape, places)
    return LightEntry(str(name), places.at(name), shape.noun, shape.turned, aliases, examples)


def _synset(name: Scalar, shape: Shape, places: _Places) -> SynsetEntry:
    assert isinstance(shape, SynsetShape)
    return SynsetEntry(str(name), places.at(name), _aliases(shape.members, places))


def _discard(name: Scalar, shape: Shape, places: _Places) -> DiscardEntry:
    assert isinstance(shape, DiscardShape)
    return DiscardEntry(str(name), places.at(name), shape.scope)


def _event(name: Scalar, shape: Shape, places: _Places) -> EventCode:
    assert isinstance(shape, EventShape)
    composed = {str(operators): str(code) for operators, code in shape.composed.items()}
    quad = None if shape.quad is None else int(shape.quad)
    return EventCode(
        str(name),
        places.at(name),
        str(shape.name),
        shape.goldstein,
        _text(shape.plover),
        quad,
        composed,
        _text(shape.note),
        tuple(places.at(operators) for operators in shape.composed),
        shape.place,
        shape.unclaimed,
    )


def _country(name: Scalar, shape: Shape, places: _Places) -> Country:
    assert isinstance(shape, CountryShape)
    cow = None if shape.cow is None else int(shape.cow)
    first, last = (shape.dates.first, shape.dates.last) if shape.dates else (None, None)
    return Country(str(name), places.at(name), str(shape.name), _text(shape.iso2), _text(shape.fips), cow, first, last)


def _role(name: Scalar, shape: Shape, places: _Places) -> Role:
    assert isinstance(shape, RoleShape)
    return Role(str(name), places.at(name), str(shape.name), str(shape.kind))


def _place(name: Scalar, shape: Shape, places: _Places) -> PlaceEntry:
    assert isinstance(shape, PlaceShape)
    points = (("country", shape.country), ("region", shape.region), ("place", shape.place))
    sites = tuple(Site(kind, *point) for kind, point in points if point is not None)
    return PlaceEntry(str(name), places.at(name), PurePosixPath(places.file).stem, sites)


_KINDS = (
    FileKind("actors/*.yaml", ActorShape, _actor),
    FileKind("agents.yaml", AgentShape, _agent),
    FileKind("verbs/operators.yaml", OperatorShape, _operator),
    FileKind("verbs/light.yaml", LightShape, _light),
    FileKind("verbs/*.yaml", VerbShape, _verb),
    FileKind("synsets.yaml", SynsetShape, _synset),
    FileKind("discards.yaml", DiscardShape, _discard),
    FileKind("codes/events.yaml", EventShape, _event),
    FileKind("codes/countries.yaml", CountryShape, _country),
    FileKind("codes/roles.yaml", RoleShape, _role),
    FileKind("places/*.yaml", PlaceShape, _place),
)
