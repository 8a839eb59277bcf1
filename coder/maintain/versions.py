"""Two versions of the dictionaries: those at hand, and a base from other folders or from a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from coder.dictionary.folders import SHIPPED, chosen_folders
from coder.dictionary.load import Loaded, load_entries
from coder.maintain.entry_lines import RuleLines
from coder.pipeline import Coder


class VersionError(Exception):
    """The base cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the dictionaries, ready to code: `lines` are its entries and patterns by the lines that events name."""

    name: str
    coder: Coder
    loaded: Loaded
    lines: RuleLines


def version(name: str, coder: Coder, loaded: Loaded) -> Version:
    """A version of dictionaries that have been loaded and compiled."""
    return Version(name, coder, loaded, RuleLines(loaded))


def load_version(name: str, folders: Sequence[str]) -> Version:
    """The version in some folders; raises `DictionaryError` where they cannot be used."""
    return version(name, Coder(folders), load_entries(folders))


def loaded_base(base: Sequence[str], folders: Sequence[str]) -> Loaded:
    """The entries of the base, as `base_folders` finds it."""
    with base_folders(base, folders) as before:
        return load_entries(before)


@contextmanager
def base_folders(base: Sequence[str], folders: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The dictionary folders of the base, as long as the block lasts.

    `base` are folders in the order of their layers, or one git revision; then it is `folders` (as on the command line) in their
    state of that revision. Raises `VersionError`.
    """
    if all(name == SHIPPED or Path(name).is_dir() for name in base):
        yield tuple(base)
        return
    if len(base) > 1:
        missing = next(name for name in base if name != SHIPPED and not Path(name).is_dir())
        raise VersionError(f"{missing} is no folder, and a git revision must stand alone")
    with TemporaryDirectory(prefix="coder-base-") as temporary:
        places = [Path(temporary, str(layer)) for layer in range(len(chosen_folders(folders)))]
        for folder, place in zip(chosen_folders(folders), places, strict=True):
            _take_out(folder, base[0], place)
        yield tuple(map(str, places))


def _take_out(folder: Path, revision: str, place: Path) -> None:
    """Put the content that a folder had in a revision into another one."""
    if not folder.is_dir():
        raise VersionError(f"there is no folder {folder}")
    if _git(folder, "rev-parse", "--is-inside-work-tree") is None:
        raise VersionError(f"{revision} is no folder, and {folder} stands in no git repository that could have it as a revision")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise VersionError(f"{revision} is neither a folder nor a revision of the git repository of {folder}")
    packed = _git(folder, "archive", "--format=tar", commit.decode().strip())
    if packed is None:
        raise VersionError(f"the revision {revision} has no {folder}")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(place, filter="data")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What a git command prints when it runs in a folder, or None where it fails."""
    try:
        ran = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise VersionError(f"git cannot be run: {error.strerror}") from error
    return ran.stdout if ran.returncode == 0 else None
