"""Dictionary folders -> the compiled dictionary, ready to code with; what takes long to build is kept in the user's cache."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from coder.dictionary.cache import program
from coder.dictionary.compile import compile_dictionary
from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import PlaceEntry
from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.gazetteer import compile_gazetteer
from coder.dictionary.kept import kept
from coder.dictionary.load import hash_of, load_entries, read_file, without_garbage_collection
from coder.dictionary.packed import pack_dictionary, unpack_dictionary
from coder.words.lexicon import Lexicon, build, freeze, thaw


class DictionaryError(Exception):
    """The dictionaries cannot be used: `problems` says, one by one, why."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_dictionary(folders: Sequence[str] = ()) -> Dictionary:
    """Load and compile dictionary folders; raises DictionaryError where an error stands in them."""
    with without_garbage_collection():
        lexicon = load_lexicon()
        state = (program(), hash_of(folders).encode(), shipped_dictionaries() / "lexicon.yaml")
        packed = kept("dictionary", state, lambda: _compiled(folders, lexicon))
        return unpack_dictionary(packed, lexicon)


def load_gazetteer(dictionary: Dictionary) -> dict[str, bytes]:
    """Where places lie: as the dictionary says, or as the shipped one does where it says nothing of places."""
    if dictionary.gazetteer:
        return dictionary.gazetteer
    files = sorted((shipped_dictionaries() / "places").glob("*.yaml"))
    places = (entry for file in files for entry in read_file(file, f"places/{file.name}"))
    made = kept("gazetteer", [program(), *files], lambda: compile_gazetteer(e for e in places if isinstance(e, PlaceEntry)))
    return cast(dict[str, bytes], made)


def load_lexicon() -> Lexicon:
    """The lexicon, from the cache where neither its file nor the code that builds it has changed."""
    file = shipped_dictionaries() / "lexicon.yaml"
    return thaw(kept("lexicon", [program(), file], lambda: freeze(build(file))))


def _compiled(folders: Sequence[str], lexicon: Lexicon) -> Any:
    loaded = load_entries(folders)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise DictionaryError(errors)
    return pack_dictionary(compile_dictionary(loaded, lexicon))
