"""`coder watch`: a sample of a corpus is coded again at each save of a dictionary file, and what changed is told at once.

What makes it quick: only the edited file is read again, only its entries are compiled again, only those stories are coded again
that an edited entry can touch, and the compiled dictionaries are not written to the cache, for a state between two saves is of no
use to anybody.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coder.corpus.batch import Tally
from coder.corpus.source import AS_IT_STANDS, Layout
from coder.dictionary.compile import compile_dictionary
from coder.dictionary.compile_memory import CompileMemory
from coder.dictionary.folders import chosen_folders, dictionary_files, shipped_dictionaries
from coder.dictionary.load import FileMemory, load_entries
from coder.dictionary.problems import Problem
from coder.dictionary.store import DictionaryError, load_lexicon
from coder.maintain.check import check_loaded
from coder.maintain.compare import Comparer, Comparison, event_differences
from coder.maintain.edit_reach import EditReach, story_words
from coder.maintain.readings import stories, traced
from coder.maintain.versions import Version, version
from coder.model import Story
from coder.pipeline import Coder, Trace
from coder.words.lexicon import Lexicon

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


@dataclass(frozen=True, slots=True)
class _Sampled:
    """A story with what the last good dictionaries made of it, and the words under which they can have looked for something."""

    story: Story
    traces: list[Trace]
    words: frozenset[str]


class Watch:
    """A sample of a corpus, coded with the dictionaries as they stand; `sentences` is how many it has.

    The sample is the first stories with at least `most` sentences together. Raises `DictionaryError` where the dictionaries
    cannot be used at the start.
    """

    def __init__(
        self, folders: Sequence[str], corpus: Sequence[str], most: int, tally: Tally, layout: Layout = AS_IT_STANDS
    ) -> None:
        import coder.dictionary.read  # noqa: F401  takes long to import, and the first save will want it

        self.folders = folders
        self._files: FileMemory = {}
        self._made = CompileMemory()
        self._lexicon: tuple[bytes, Lexicon] | None = None  # what its file had in it, and what that made
        self.sentences = 0
        self._sample: list[_Sampled] = []
        self.version = self._load()
        for story in stories(corpus, tally, layout):
            self._sample.append(_sampled(story, traced(self.version.coder, story, tally), self.version))
            self.sentences += len(self._sample[-1].traces)
            if self.sentences >= most:
                break
        self._start = self.traces

    @property
    def traces(self) -> list[list[Trace]]:
        """What the last good dictionaries make of the sentences of each story."""
        return [sampled.traces for sampled in self._sample]

    def _load(self) -> Version:
        loaded = load_entries(self.folders, self._files)
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        if errors:
            raise DictionaryError(errors)
        content = (shipped_dictionaries() / "lexicon.yaml").read_bytes()
        if self._lexicon is None or self._lexicon[0] != content:
            self._lexicon = content, load_lexicon()
        return version(NOW, Coder(dictionary=compile_dictionary(loaded, self._lexicon[1], self._made)), loaded)

    def update(self) -> Update:
        """Read the dictionaries again and code the sample with them."""
        began = time.monotonic()
        try:
            current = self._load()
        except DictionaryError as error:
            problems = [problem for problem in error.problems if isinstance(problem, Problem)]
            return Update(None, self._since_start(), problems, time.monotonic() - began)
        comparer = Comparer(self.version, current, "any", Tally())
        reach = EditReach(self.version, current, comparer.comparison.changes)
        self._sample = [self._coded_again(sampled, current, comparer, reach) for sampled in self._sample]
        self.version = current
        return Update(comparer.comparison, self._since_start(), [], time.monotonic() - began)

    def _coded_again(self, sampled: _Sampled, current: Version, comparer: Comparer, reach: EditReach) -> _Sampled:
        """A story under the current version; `traces` are missing where the program failed on it."""
        if not sampled.traces or reach.touches(sampled.words):
            return _sampled(sampled.story, comparer.add(sampled.story, sampled.traces), current)
        comparer.keep(sampled.traces)
        return replace(sampled, traces=reach.moved_rules(sampled.traces))

    def problems(self, watched: Path) -> list[Problem]:
        """What `coder check` says of a file, or of the files of a folder."""
        files = [file.path for file in self.version.loaded.files if _is_in(file.path, watched)]
        return check_loaded(self.version.loaded, files)

    def _since_start(self) -> Counter[str]:
        kinds: Counter[str] = Counter()
        for first, last in zip(self._start, self.traces, strict=True):
            for was, now in zip(first, last, strict=False):  # a story on which the program failed has no sentences
                for before, after in event_differences(was.events, now.events):
                    kinds["gained" if before is None else "lost" if after is None else "changed"] += 1
        return kinds


def _sampled(story: Story, traces: Sequence[Trace], version: Version) -> _Sampled:
    """A story as it was coded with a version: what the next comparison needs and no more, for readings hold dictionaries."""
    kept = [Trace(trace.sentence, events=trace.events, skipped=trace.skipped) for trace in traces]
    return _Sampled(story, kept, story_words(story, traces, version.coder))


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
