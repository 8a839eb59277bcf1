"""Dictionary folders -> all their entries by kind, the problems met on the way, and a hash that names this state of the files.

Reading YAML is slow, so the entries of each file are kept in the user's cache directory (CODER_CACHE names another one) under the
hash of the file's content: a one-file edit costs one file. The cache can do no harm: what is damaged is made again, and where
nothing can be written nothing is kept.
"""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from coder.dictionary.cache import keep_entries, read_entries
from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Country,
    DiscardEntry,
    Entry,
    EventCode,
    LightEntry,
    OperatorEntry,
    PlaceEntry,
    Role,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.folders import chosen_folders, dictionary_files
from coder.dictionary.problems import Problem, unreadable

AnyEntry = TypeVar("AnyEntry", bound=Entry)
FileMemory = dict[Path, tuple[bytes, Sequence[Entry], Sequence[Problem]]]  # what each file had in it, and what that said


@dataclass(frozen=True, slots=True)
class DictionaryFile:
    """A file with those of its entries that no later folder replaces; `name` is its name inside its folder."""

    path: Path
    name: str
    entries: tuple[Entry, ...]


class Placed(NamedTuple):
    """An entry together with the file that it stands in."""

    file: DictionaryFile
    entry: Entry


@dataclass(frozen=True, slots=True)
class Loaded:
    """All entries by kind, in the order of their files and lines.

    `files` are the files they come from; `replaced` pairs each entry of an earlier folder with the one that took its place.
    """

    actors: tuple[ActorEntry, ...]
    agents: tuple[AgentEntry, ...]
    verbs: tuple[VerbEntry, ...]
    operators: tuple[OperatorEntry, ...]
    lights: tuple[LightEntry, ...]
    synsets: tuple[SynsetEntry, ...]
    discards: tuple[DiscardEntry, ...]
    codes: tuple[EventCode, ...]
    countries: tuple[Country, ...]
    roles: tuple[Role, ...]
    places: tuple[PlaceEntry, ...]
    files: tuple[DictionaryFile, ...]
    replaced: tuple[tuple[Placed, Placed], ...]
    problems: tuple[Problem, ...]
    hash: str

    def placed(self, kind: type[AnyEntry]) -> Iterator[tuple[DictionaryFile, AnyEntry]]:
        """The entries of one kind, each with its file."""
        for file in self.files:
            for entry in file.entries:
                if isinstance(entry, kind):
                    yield file, entry


def load_entries(folders: Sequence[str] = (), memory: FileMemory | None = None) -> Loaded:
    """Load the folders in the order of their layers: an entry of a later folder replaces those of its kind and name before it.

    `folders` as on the command line: paths, or the word `shipped`; none: see `chosen_folders`. A program that loads them over
    and over gives the same `memory` each time, an empty dict at first: files that are as they were keep their entries.
    """
    with without_garbage_collection():
        chosen = chosen_folders(folders)
        problems = [_missing(folder) for folder in chosen if not folder.is_dir()]
        layers: list[list[DictionaryFile]] = []
        for files in dictionary_files(chosen):
            layers.append([])
            for path, name in files:
                entries, file_problems = _read(path, name, {} if memory is None else memory)
                layers[-1].append(DictionaryFile(path, name, tuple(entries)))
                problems += file_problems
        return _grouped(*_layered(layers), problems, hash_of(folders))


def hash_of(folders: Sequence[str] = ()) -> str:
    """A hash that names the present state of all files that `load_entries` would read."""
    digest = hashlib.sha256()
    chosen = chosen_folders(folders)
    for layer, files in enumerate(dictionary_files(chosen)):
        for path, name in files:
            try:
                content = hashlib.sha256(path.read_bytes()).digest()
            except OSError:
                content = b"unreadable"
            digest.update(f"{layer}/{name}\0".encode() + content)
    for folder in chosen:
        digest.update(b"" if folder.is_dir() else b"missing")
    return digest.hexdigest()[:16]


def _missing(folder: Path) -> Problem:
    return Problem(str(folder), 0, 0, "error", "there is no such dictionary folder", "bad-file")


def read_file(path: Path, name: str) -> Sequence[Entry]:
    """The entries of one file; `name` is its name in a dictionary folder, which says what it holds."""
    return _read(path, name, {})[0]


def _read(path: Path, name: str, memory: FileMemory) -> tuple[Sequence[Entry], Sequence[Problem]]:
    """The entries and problems of one file, from the memory or the cache if one has them."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return [], [unreadable(path, error)]
    known = memory.get(path)
    if known is None or known[0] != content:
        known = memory[path] = (content, *_read_content(path, name, content))
    return known[1:]


def _read_content(path: Path, name: str, content: bytes) -> tuple[Sequence[Entry], Sequence[Problem]]:
    kept = read_entries(name, content)
    if kept is not None:
        entries, problems = kept
        return entries, [replace(problem, path=str(path)) for problem in problems]
    from coder.dictionary.read import read_content  # brings pydantic, which a warm start can do without

    entries, problems = read_content(content, path, name)
    keep_entries(name, content, entries, problems)
    return entries, problems


def _layered(layers: Sequence[Sequence[DictionaryFile]]) -> tuple[list[DictionaryFile], list[tuple[Placed, Placed]]]:
    """The files of all layers without the entries that a later layer replaces, and the pairs of replaced and replacing entry."""
    if len(layers) < 2:
        return [file for files in layers for file in files], []
    later: dict[tuple[object, ...], Placed] = {}
    replaced: list[tuple[Placed, Placed]] = []
    kept: list[DictionaryFile] = []
    for files in reversed(layers):
        own: dict[tuple[object, ...], Placed] = {}
        staying = []
        for file in files:
            pairs = [(Placed(file, entry), later.get(identity(entry))) for entry in file.entries]
            replaced += [(placed, by) for placed, by in pairs if by is not None]
            own |= {identity(placed.entry): placed for placed, _ in pairs}
            staying.append(replace(file, entries=tuple(placed.entry for placed, by in pairs if by is None)))
        later = own | later
        kept = staying + kept
    return kept, replaced


def identity(entry: Entry) -> tuple[object, ...]:
    """What makes two entries of different folders the same entry: their kind (a verb is not a noun) and their name."""
    if isinstance(entry, (EventCode, Country, Role)):
        return type(entry), entry.code
    if isinstance(entry, PlaceEntry):
        return type(entry), entry.name, entry.country
    return type(entry), entry.name, isinstance(entry, VerbEntry) and entry.noun


def _grouped(
    files: Sequence[DictionaryFile], replaced: Sequence[tuple[Placed, Placed]], problems: Sequence[Problem], digest: str
) -> Loaded:
    by_kind: defaultdict[type, list[Any]] = defaultdict(list)
    for file in files:
        for entry in file.entries:
            by_kind[type(entry)].append(entry)
    return Loaded(
        actors=tuple(by_kind[ActorEntry]),
        agents=tuple(by_kind[AgentEntry]),
        verbs=tuple(by_kind[VerbEntry]),
        operators=tuple(by_kind[OperatorEntry]),
        lights=tuple(by_kind[LightEntry]),
        synsets=tuple(by_kind[SynsetEntry]),
        discards=tuple(by_kind[DiscardEntry]),
        codes=tuple(by_kind[EventCode]),
        countries=tuple(by_kind[Country]),
        roles=tuple(by_kind[Role]),
        places=tuple(by_kind[PlaceEntry]),
        files=tuple(files),
        replaced=tuple(replaced),
        problems=tuple(problems),
        hash=digest,
    )


_NEW_RECORDS = 200_000  # that are there before garbage is looked for
_frozen: list[bool] = []  # whether it was done: to ask `gc` takes longer than to load a file


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Thousands of records are made and none is garbage: looking for some, now or later, only costs time.

    Later only the first ones are left out: who loads again and again (a test, `coder watch`) has garbage to be found. And it is
    looked for less often: who loads dictionaries codes with them, and the hundreds of records of a sentence die by themselves.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not _frozen:
                gc.freeze()
                gc.set_threshold(max(gc.get_threshold()[0], _NEW_RECORDS), *gc.get_threshold()[1:])
                _frozen.append(True)
            gc.enable()
