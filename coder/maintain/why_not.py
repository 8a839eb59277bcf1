"""An entry and a sentence -> why the entry did not fire there, or that it did: `coder explain --entry FILE:LINE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Group as Renderables
from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from coder.coding.offices import code_on
from coder.coding.proposition import Proposition
from coder.dictionary.compiled_patterns import Pattern
from coder.dictionary.entries import ActorEntry, AgentEntry, Alias, LightEntry, OperatorEntry, VerbEntry
from coder.dictionary.load import Loaded, load_entries
from coder.language.words import Word
from coder.maintain.entry_lines import EntryLine, entry_lines
from coder.maintain.left_out import all_propositions, left_out, triple, why_not_written
from coder.maintain.near_misses import Reasons
from coder.maintain.notation import Notation
from coder.maintain.origins import Origins
from coder.model import Story
from coder.pipeline import Coder, Trace
from coder.words.tags import NAME_OF, VERBAL
from coder.words.tokens import fold_phrase

_MOST = 12  # words shown of an entry that has many


class NoEntryError(Exception):
    """No entry that could fire stands at a place; the message says so."""


def why_not(place: str, text: str, day: date | None = None, folders: Sequence[str] = ()) -> RenderableType:
    """What became of the entry at `place` (FILE:LINE) in each sentence of `text`; see `coder.maintain.explain.explain`."""
    line = line_at(place, load_entries(folders))
    coder = Coder(folders)
    origins = Origins(coder.dictionary, coder.reader.tagger.rules)
    story = Story("explained", text, day)
    trees = []
    for trace in coder.traces(story, misses=True):
        tree = Tree(Text(f"{line.entry.name} ({line.rule}): {trace.sentence.text}", style="bold"))
        if trace.reading is None:
            tree.add(Text(f"Skipped: {trace.skipped}."))
        else:
            for found in _Absence(line, origins, story, trace).lines():
                tree.children.append(found) if isinstance(found, Tree) else tree.add(found)
        trees.append(tree)
    return Renderables(*trees)


def line_at(place: str, loaded: Loaded) -> EntryLine:
    """The pattern that stands on a line, else the entry there or around it; raises `NoEntryError`."""
    name, _, line = place.rpartition(":")
    if not line.isdigit():
        raise NoEntryError(f"{place} is no line: write FILE:LINE, as in verbs/11_disapprove.yaml:7")
    path = Path(name).resolve()
    found = None
    for at in entry_lines(loaded):
        own = (at.pattern or at.entry).where
        here = own.line <= int(line) if at.pattern is None else own.line == int(line)
        if here and (own.file == name or at.path.resolve() == path):
            found = at
    if found is None:
        raise NoEntryError(f"no entry that can fire stands in {place}")
    return found


class _Absence:
    """Why an entry, or one of its patterns, had no part in the events of one sentence."""

    def __init__(self, line: EntryLine, origins: Origins, story: Story, trace: Trace) -> None:
        assert trace.reading is not None and trace.resolver is not None and trace.reader is not None
        self.entry = line.entry
        self.origins = origins
        self.story = story
        self.trace = trace
        self.resolver = trace.resolver
        self.fitted = trace.reader.matcher.fitted
        self.text = trace.reading.text
        self.words = trace.reading.words
        self.notation = Notation(self.text, self.words)
        self.rules = {line.rule}
        if line.pattern is None and isinstance(line.entry, VerbEntry):
            self.rules |= {str(pattern.where) for pattern in line.entry.patterns}

    def lines(self) -> Iterator[Text | Tree]:
        fired = [event for event in self.trace.events if not self.rules.isdisjoint(event.rules)]
        for event in fired:
            why = why_not_written(event)
            yield Text(f"It fired: {triple(event)}" + (f", which is left out: {why}" if why else ""))
        if not fired:
            if isinstance(self.entry, ActorEntry | AgentEntry):
                yield from self._actor(self.entry)
            else:
                yield from self._predicate(self.entry)
            yield from self._instead()

    def _instead(self) -> Iterator[Tree]:
        written = [event for event in self.trace.events if not why_not_written(event)]
        tree = Tree(Text("What was coded instead" if written else "Nothing was coded"))
        for event in written:
            tree.add(Text(f"{triple(event)}  {', '.join(event.rules)}"))
        for line in left_out(self.origins.dictionary, self.story, self.trace, self.notation):
            tree.add(Text(line))
        yield tree

    # --- actors and agents

    def _actor(self, entry: ActorEntry | AgentEntry) -> Iterator[Text]:
        said = [word for word in self.words for meaning in (*word.meanings, *word.inner) if _is(meaning.entry, entry)]
        code = code_on(entry, self.resolver.day) if isinstance(entry, ActorEntry) else entry.code
        for word in said:
            if code is None:
                yield Text(f'"{word.text}" stands in the sentence, but the entry has no code on this day')
            else:
                yield Text(f'"{word.text}" is known by this entry ({code}), but is neither source nor target of an event')
        if not said:
            yield from self._phrases([Alias(entry.name, entry.where), *entry.aliases])

    def _phrases(self, phrases: Sequence[Alias]) -> Iterator[Text]:
        sentence = fold_phrase(self.text)
        there = [phrase for phrase in phrases if _stands_in(fold_phrase(phrase.text), sentence)]
        for phrase in there:
            longer = self._longer(fold_phrase(phrase.text))
            if longer:
                yield Text(f'"{phrase.text}" stands in the sentence as a part of "{longer}", which is another phrase')
            elif phrase.first is not None or phrase.last is not None:
                yield Text(f'"{phrase.text}" stands in the sentence, but not for this entry on this day')
            else:
                yield Text(f'"{phrase.text}" stands in the sentence, but is taken for an everyday word there')
        if not there:
            yield Text(f"none of its phrases stands in the sentence: {_some([phrase.text for phrase in phrases])}")

    def _longer(self, pieces: tuple[str, ...]) -> str:
        found = (word.text for word in self.words if len(fold_phrase(word.text)) > len(pieces))
        return next((text for text in found if _stands_in(pieces, fold_phrase(text))), "")

    # --- verbs, event nouns, operators, light verbs

    def _predicate(self, entry: VerbEntry | OperatorEntry | LightEntry) -> Iterator[Text | Tree]:
        verbs, nouns = _lemmas(entry)
        said = [word for word in self.words if word.verb in verbs or word.noun in nouns or word.key in nouns]
        if not said:
            yield Text(f"none of its words stands in the sentence: {_some(sorted(verbs | nouns))}")
        read = [p for p, _ in all_propositions(self.trace.propositions) if p.lemma in (verbs if p.kind == "verb" else nouns)]
        tried = [miss for miss in self.trace.misses if miss.pattern.entry.where == entry.where]
        for word in said:
            yield from self._word(word, verbs, nouns)
        if said and not read and not tried:
            yield Text("none of these words is the head of a proposition, nor an event noun in one")
        for proposition in read:
            yield self._read(proposition)
        if isinstance(entry, VerbEntry) and (read or tried):
            yield from self._patterns(entry, verbs, nouns)
        elif isinstance(entry, OperatorEntry | LightEntry) and read:
            wanted = "an infinitive, a clause or an event noun" if isinstance(entry, OperatorEntry) else "an event noun"
            yield Text(f"it works on {wanted} that codes something, and there is none that it governs")

    def _word(self, word: Word, verbs: set[str], nouns: set[str]) -> Iterator[Text]:
        as_verb = bool(word.tag & VERBAL)
        if (as_verb and word.verb not in verbs) or (not as_verb and word.noun not in nouns and word.key not in nouns):
            tag = NAME_OF.get(word.tag, "?")
            wanted = "nouns" if as_verb else "verbs"
            by = f", by {word.rule}" if word.rule else ""
            yield Text(f'"{word.text}" is read as {tag}{by}: the entry knows it only among {wanted}')

    def _read(self, proposition: Proposition) -> Tree:
        tree = Tree(Text(f"it is read as {self.notation.proposition(proposition)}"))
        for act in self.trace.acts:
            if act.first <= proposition.head <= act.last:
                for rule in act.rules:
                    tree.add(Text(f"the act was made by {self.origins.describe(rule)}  {rule}"))
        return tree

    def _patterns(self, entry: VerbEntry, verbs: set[str], nouns: set[str]) -> Iterator[Text]:
        reasons = Reasons(self.notation, self.resolver)
        stopped: dict[str, str] = {}
        for miss in self.trace.misses:
            if miss.pattern.rule in self.rules:
                stopped.setdefault(miss.pattern.rule, f"{_pattern(miss.pattern)}: {reasons.reason(miss)}  {miss.pattern.rule}")
        own = [pattern for pattern in self.fitted if pattern.entry.where == entry.where]
        for pattern in own:
            yield Text(f"{_pattern(pattern)}: fits, and was taken  {pattern.rule}")
        for line in stopped.values():
            yield Text(line)
        dictionary = self.origins.dictionary
        tables = ((dictionary.verbs, verbs), (dictionary.nouns, nouns))
        rivals = {id(pattern) for table, lemmas in tables for lemma in lemmas for pattern in table.get(lemma, ())}
        for pattern in self.fitted if not own else ():
            if id(pattern) in rivals:
                yield Text(f"{pattern.entry.name}: {_pattern(pattern)} was tried first, and fitted  {pattern.rule}")


def _pattern(pattern: Pattern) -> str:
    return f"{pattern.text} ({pattern.code or 'none'})"


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST
    return ", ".join(words[:_MOST]) + (f" and {more} others" if more > 0 else "")


def _is(entry: object, other: ActorEntry | AgentEntry) -> bool:
    return isinstance(entry, ActorEntry | AgentEntry) and entry.where == other.where


def _lemmas(entry: VerbEntry | OperatorEntry | LightEntry) -> tuple[set[str], set[str]]:
    """The lemmas by which an entry is found as a verb and as a noun."""
    names = {entry.name, *(alias.text for alias in entry.aliases)}
    nouns = {alias.text for field in ("nouns", "adjectives") for alias in getattr(entry, field, ())}
    if isinstance(entry, VerbEntry) and entry.noun:
        names, nouns = set(), names | nouns
    return {name.lower() for name in names}, {" ".join(fold_phrase(noun)) for noun in nouns}


def _stands_in(pieces: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[at : at + len(pieces)] == pieces for at in range(len(whole) - len(pieces) + 1))
