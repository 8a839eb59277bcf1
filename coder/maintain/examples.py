"""The examples of dictionaries and tag rules -> how each of them turned out; what that looks like is in `examples_report`.

Every entry may carry sentences with the triples they must give, and every tag rule sentences with the tags of some of their
words. An example passes only if its own entry or rule had a part in the result: what another one made right proves nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coder.dictionary.entries import ActorEntry, AgentEntry, Example, LightEntry, OperatorEntry, VerbEntry
from coder.dictionary.folders import shipped_grammars
from coder.dictionary.load import Loaded, load_entries
from coder.language.reader import SentenceReader
from coder.language.tag_rules import TagRule, read_tag_rules
from coder.language.words import Word
from coder.model import Event, Story, Where
from coder.pipeline import Coder
from coder.words.tags import NAME_OF

if TYPE_CHECKING:
    from rich.console import RenderableType

TestedEntry = ActorEntry | AgentEntry | VerbEntry | OperatorEntry | LightEntry
Triple = tuple[str | None, str, str | None]
_TAGGED = re.compile(r"[^=]+=[A-Z]+")
Kind = Literal[
    "passed",
    "missing",  # an expected triple is not there
    "noisy",  # a triple too many
    "wrong",  # both: one stands in the place of another
    "other",  # right, but another entry made it
    "todo",  # a known failure, and still one
    "todo-passes",  # a known failure that is none any more: time to move it up to the examples
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example turned out; `expected` and `got` have one line a triple (for a tag rule: one a word).

    `reading` is what `coder explain` says of a sentence that failed, None where nobody asked for it.
    """

    kind: Kind
    path: str
    where: Where
    entry: str
    sentence: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    date: str | None = None
    reading: RenderableType | None = None

    @property
    def is_problem(self) -> bool:
        """Whether somebody should look at it."""
        return self.kind not in ("passed", "todo")


def run_examples(folders: Sequence[str] = (), only: Collection[str] = (), explained: int = 0) -> Iterator[Outcome]:
    """Run the examples of all entries of some dictionary folders and of the tag rules, in the order of files and lines.

    `folders` as on the command line (none: the shipped set). `only` are files (`verbs/19_fight.yaml`, or the way to one), lines
    of examples or entries in them (`verbs/19_fight.yaml:31`), or names of entries; none: all. The first few failures
    (`explained`) bring their reading. Raises `DictionaryError` where an error stands in a file.
    """
    coder, loaded = Coder(folders), load_entries(folders)
    chosen = _Choice(only)
    for outcome in _dictionary_examples(coder, loaded, chosen):
        if outcome.is_problem and outcome.kind != "todo-passes" and explained:
            explained -= 1
            outcome = replace(outcome, reading=_reading(coder, outcome))
        yield outcome
    yield from _tag_examples(coder.reader, shipped_grammars(), chosen)


def _reading(coder: Coder, outcome: Outcome) -> RenderableType:
    from coder.maintain.explain import explain_with  # brings what draws

    return explain_with(coder, outcome.sentence, date.fromisoformat(outcome.date) if outcome.date else None)


class _Choice:
    """The examples that somebody wants, by names and places; none: all."""

    def __init__(self, only: Collection[str]) -> None:
        self.names = set(only)
        for name in only:
            path, colon, line = name.partition(":")
            if Path(path).exists():
                self.names.add(f"{Path(path).resolve()}{colon}{line}")

    def has(self, path: Path, name: str, entry: Where, example: Where) -> bool:
        """Whether an example belongs to them; it stands in the file `path`, in the entry `name`."""
        if not self.names:
            return True
        real = path.resolve()
        places = (f"{real}:{entry.line}", f"{real}:{example.line}", *map(str, (real, *real.parents)))
        return not self.names.isdisjoint((name, entry.file, str(entry), str(example), *places))


# --- the examples of dictionary entries


def _dictionary_examples(coder: Coder, loaded: Loaded, chosen: _Choice) -> Iterator[Outcome]:
    for file in loaded.files:
        for entry in file.entries:
            if not isinstance(entry, TestedEntry):
                continue
            for example in entry.examples:
                if chosen.has(file.path, entry.name, entry.where, example.where):
                    yield _run(coder, str(file.path), entry, example)


def _run(coder: Coder, path: str, entry: TestedEntry, example: Example) -> Outcome:
    day = date.fromisoformat(example.date) if example.date else None
    events = coder.code(Story(str(example.where), example.sentence, day), actors="any")
    expected = Counter(example.triples)
    got = Counter((event.source, event.action, event.target) for event in events)
    own = _own_lines(entry)
    fired = not example.triples or any(not own.isdisjoint(event.rules) for event in events)
    return Outcome(
        kind=_judge(bool(expected - got), bool(got - expected), fired, example.todo),
        path=path,
        where=example.where,
        entry=entry.name,
        sentence=example.sentence,
        expected=tuple(_written(triple) for triple in example.triples),
        got=tuple(_traced(event) for event in events),
        date=example.date,
    )


def _own_lines(entry: TestedEntry) -> set[str]:
    """The dictionary lines by which events name the entry: its own, and those of its patterns."""
    patterns = entry.patterns if isinstance(entry, VerbEntry) else ()
    return {str(entry.where), *(str(pattern.where) for pattern in patterns)}


def _judge(lacks: bool, exceeds: bool, fired: bool, todo: bool) -> Kind:
    if todo:
        return "todo" if lacks or exceeds or not fired else "todo-passes"
    if lacks or exceeds:
        return "wrong" if lacks and exceeds else "missing" if lacks else "noisy"
    return "passed" if fired else "other"


def _written(triple: Triple) -> str:
    return " ".join(part or "_" for part in triple)


def _traced(event: Event) -> str:
    return f"{_written((event.source, event.action, event.target))}  ({', '.join(event.rules)})"


# --- the examples of tag rules


def _tag_examples(reader: SentenceReader, grammars: Path, chosen: _Choice) -> Iterator[Outcome]:
    for rule in read_tag_rules(grammars):
        for sentence, wanted, where in rule.examples:
            if chosen.has(grammars / where.file, rule.name, rule.where, where):
                yield _run_tags(reader, str(grammars / where.file), rule, sentence, wanted, where)


def _run_tags(reader: SentenceReader, path: str, rule: TagRule, sentence: str, wanted: str, where: Where) -> Outcome:
    """Every word (or phrase that is one word) named in the example must get its tag, and one of them by this rule."""
    words = reader.read(sentence).words
    expected = tuple(pair.strip() for pair in _TAGGED.findall(wanted))
    found = [_named_word(words, pair.rpartition("=")[0]) for pair in expected]
    got = [f"{word.text}={NAME_OF[word.tag]}" if word else "" for word in found]
    lacks = any(pair not in got for pair in expected)
    fired = any(word is not None and rule.name in word.rule.split(", ") for word in found)
    return Outcome(
        kind=_judge(lacks, lacks and any(got), fired, todo=False),
        path=path,
        where=where,
        entry=rule.name,
        sentence=sentence,
        expected=expected,
        got=tuple(f"{pair}  ({word.rule or 'only reading'})" for pair, word in zip(got, found, strict=True) if word),
    )


def _named_word(words: list[Word], text: str) -> Word | None:
    return next((word for word in words if word.text == text), None)
