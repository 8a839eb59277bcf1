"""Dictionary folders -> all their entries by kind, the problems met on the way, and a hash that names this state of the files.

Reading YAML is slow, so the entries of each file are kept in the user's cache directory (CODER_CACHE names another one) under the
hash of the file's content: a one-file edit costs one file. The cache can do no harm: what is damaged is made again, and where
nothing can be written nothing is kept.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from coder.dictionary.cache import EntryCache
from coder.dictionary.entries import (
    ActorEntry,
    AgentEntry,
    Country,
    DiscardEntry,
    Entry,
    EventCode,
    LightEntry,
    OperatorEntry,
    Role,
    SynsetEntry,
    VerbEntry,
)
from coder.dictionary.folders import chosen_folders, dictionary_files
from coder.dictionary.problems import Problem

AnyEntry = TypeVar("AnyEntry", bound=Entry)


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


def load_entries(folders: Sequence[str] = ()) -> Loaded:
    """Load the folders in the order of their layers: an entry of a later folder replaces those of its kind and name before it.

    `folders` as on the command line: paths, or the word `shipped`; none: see `chosen_folders`.
    """
    with _no_garbage_collection():
        chosen = chosen_folders(folders)
        cache = EntryCache()
        layers: list[tuple[Path, DictionaryFile]] = []
        problems = [Problem(str(folder), 0, 0, "error", "there is no such folder", "bad-file") for folder in chosen if not folder.is_dir()]
        digest = hashlib.sha256()
        for folder, path, name in dictionary_files(chosen):
            entries, file_problems = _read(path, name, cache, digest)
            problems += file_problems
            layers.append((folder, DictionaryFile(path, name, tuple(entries))))
        files, replaced = _layer(layers)
        return _grouped(files, replaced, problems, digest.hexdigest()[:16])
