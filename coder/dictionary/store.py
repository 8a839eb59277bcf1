"""Dictionary folders -> the compiled dictionary, ready to code with; what takes long to build is kept in the user's cache."""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coder.dictionary.cache import cache_folder
from coder.dictionary.compile import Dictionary, compile_dictionary
from coder.dictionary.folders import shipped_dictionaries
from coder.dictionary.load import load_entries
from coder.words import inflection, tags, tokens
from coder.words import lexicon as words
from coder.words.lexicon import Lexicon, build, freeze


class DictionaryError(Exception):
    """The dictionaries cannot be used: `problems` says, one by one, why."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load_dictionary(folders: Sequence[str] = ()) -> Dictionary:
    """Load and compile dictionary folders; raises DictionaryError where an error stands in them."""
    loaded = load_entries(folders)
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise DictionaryError(errors)
    return compile_dictionary(loaded, load_lexicon())


def load_lexicon() -> Lexicon:
    """The lexicon, from the cache where neither its file nor the code that builds it has changed."""
    file = shipped_dictionaries() / "lexicon.yaml"
    key = hashlib.sha256(file.read_bytes())
    for module in (inflection, tags, tokens, words):
        key.update(Path(str(module.__file__)).read_bytes())
    kept = cache_folder() / f"lexicon-{key.hexdigest()[:24]}"
    frozen = _read(kept)
    if frozen is None:
        lexicon = build(file)
        _write(kept, freeze(lexicon))
        return lexicon
    entries, phrases, sets = frozen
    return Lexicon(entries, phrases, {name: frozenset(members) for name, members in sets.items()})


def _read(path: Path) -> Any:
    """What was kept, or None: a damaged file is as good as none."""
    try:
        packed = path.read_bytes()
        return marshal.loads(packed[32:]) if hashlib.sha256(packed[32:]).digest() == packed[:32] else None
    except OSError:
        return None


def _write(path: Path, value: Any) -> None:
    packed = marshal.dumps(value)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(packed).digest() + packed)
        Path(unfinished).replace(path)
    except OSError:
        return
