"""`coder watch`: a sample of a corpus is coded again at each save of a dictionary file, and what changed is told at once.

What makes it quick: only the edited file is read again, phrases and patterns that were compiled before are remembered, and the
compiled dictionaries are not written to the cache, for a state between two saves is of no use to anybody.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.corpus.batch import Tally
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.dictionary.compile import compile_dictionary
from coder.dictionary.folders import chosen_folders, dictionary_files
from coder.dictionary.load import FileMemory, load_entries
from coder.dictionary.problems import Problem
from coder.dictionary.store import DictionaryError, load_lexicon
from coder.maintain.check import check_loaded
from coder.maintain.compare import Comparer, Comparison, event_differences
from coder.maintain.readings import stories, traced
from coder.maintain.versions import Version, version
from coder.model import Story
from coder.pipeline import Coder, Trace

NOW = "the last save"
_DEBOUNCE = 100  # milliseconds in which several writes are one save


@dataclass(frozen=True, slots=True)
class Update:
    """What a save changed since the last one, and since the watch began: numbers of events by kind; and how long that took.

    `comparison` is None, and nothing changed, where `problems` are errors with which the dictionaries cannot be used.
    """

    comparison: Comparison | None
    since_start: Counter[str]
    problems: list[Problem]
    seconds: float


class Watch:
    """A sample of a corpus, coded with the dictionaries as they stand; `sentences` is how many it has.

    The sample is the first stories with at least `most` sentences together. Raises `DictionaryError` where the dictionaries
    cannot be used at the start.
    """

    def __init__(
        self, folders: Sequence[str], corpus: Sequence[str], most: int, tally: Tally, layout: Layout = AS_IT_STANDS
    ) -> None:
        self.folders = folders
        self._memory: FileMemory = {}
        self.version = self._load()
        self.sentences = 0
        self._sample: list[tuple[Story, list[Trace]]] = []
        for story in stories(corpus, tally, layout):
            traces = _kept(traced(self.version.coder, story, tally))
            self._sample.append((story, traces))
            self.sentences += len(traces)
            if self.sentences >= most:
                break
        self._start = [traces for _, traces in self._sample]

    def _load(self) -> Version:
        loaded = load_entries(self.folders, self._memory)
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        if errors:
            raise DictionaryError(errors)
        return version(NOW, Coder(dictionary=compile_dictionary(loaded, load_lexicon())), loaded)

    def update(self) -> Update:
        """Read the dictionaries again and code the sample with them."""
        began = time.monotonic()
        try:
            current = self._load()
        except DictionaryError as error:
            problems = [problem for problem in error.problems if isinstance(problem, Problem)]
            return Update(None, self._since_start(), problems, time.monotonic() - began)
        comparer = Comparer(self.version, current, "any", Tally())
        self._sample = [(story, _kept(comparer.add(story, traces))) for story, traces in self._sample]
        self.version = current
        return Update(comparer.comparison, self._since_start(), [], time.monotonic() - began)

    def problems(self, watched: Path) -> list[Problem]:
        """What `coder check` says of a file, or of the files of a folder."""
        files = [file.path for file in self.version.loaded.files if _is_in(file.path, watched)]
        return check_loaded(self.version.loaded, files)

    def _since_start(self) -> Counter[str]:
        kinds: Counter[str] = Counter()
        for first, (_, last) in zip(self._start, self._sample, strict=True):
            for was, now in zip(first, last, strict=False):  # a story on which the program failed has no sentences
                for before, after in event_differences(was.events, now.events):
                    kinds["gained" if before is None else "lost" if after is None else "changed"] += 1
        return kinds


def _kept(traces: Sequence[Trace]) -> list[Trace]:
    """The traces with what the next comparison needs and no more: the others would hold old dictionaries in memory."""
    return [Trace(trace.sentence, events=trace.events, skipped=trace.skipped) for trace in traces]


def is_watchable(watched: Path, folders: Sequence[str]) -> bool:
    """Whether a file or folder is part of the dictionaries that are used."""
    files = (path for layer in dictionary_files(chosen_folders(folders)) for path, _ in layer)
    return any(_is_in(path, watched) for path in files)


def saves(watched: Path) -> Iterator[list[Path]]:
    """The dictionary files that were saved, each time some are, for ever. Needs the library watchfiles."""
    from watchfiles import watch

    # Many editors save by writing another file and giving it the name, so that the folder must be watched and not the file.
    folder = watched if watched.is_dir() else watched.parent
    for changes in watch(
        folder,
        watch_filter=lambda _, path: path.endswith((".yaml", ".yml")) and _is_in(Path(path), watched),
        debounce=_DEBOUNCE,
        step=20,
    ):
        yield sorted({Path(path) for _, path in changes})


def _is_in(path: Path, watched: Path) -> bool:
    return path.resolve().is_relative_to(watched.resolve())
