"""A sentence -> everything the road made of it, step by step, as trees for `coder explain`.

Each branch is one step: words, phrases of the dictionaries, groups, propositions, acts, events, what was left out, and the
patterns that nearly fitted. Whatever came from a dictionary is shown with its file and line, so that a reader knows what to edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import Group as Renderables
from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from coder.coding.act import Act, composed_code
from coder.coding.actor import Actor
from coder.coding.acts import ActReader
from coder.coding.offices import code_on
from coder.coding.proposition import Phrase, Proposition
from coder.coding.same_event import link
from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import ActorEntry, AgentEntry
from coder.language.groups import Group
from coder.language.words import Word
from coder.maintain.left_out import left_out, named, triple, why_not_written
from coder.maintain.near_misses import Reasons, nearest
from coder.maintain.notation import Notation, governed, in_text_order, relation
from coder.maintain.origins import Origins, composition
from coder.model import Event, Story
from coder.pipeline import Coder, Trace
from coder.words.tags import NAME_OF, VERBAL, names

_HEADING, _QUIET = "bold", "dim"


def explain(text: str, day: date | None = None, folders: Sequence[str] = ()) -> RenderableType:
    """How each sentence of `text` was coded, as one tree a sentence; `day` is the date on which actors hold their offices.

    Raises `DictionaryError` where the dictionaries in `folders` cannot be used.
    """
    return explain_with(Coder(folders), text, day)


def explain_with(coder: Coder, text: str, day: date | None = None) -> RenderableType:
    """As `explain`, with dictionaries that have been compiled already."""
    return Renderables(*explain_story(coder, Story("explained", text, day)))


def explain_story(coder: Coder, story: Story) -> Iterator[Tree]:
    """The trees of the sentences of a story."""
    origins = Origins(coder.dictionary, coder.reader.tagger.rules)
    traces = list(coder.traces(story, misses=True))
    written = [event for trace in traces for event in trace.events if not why_not_written(event)]
    link(written, story.text, coder.dictionary.lexicon.sets)
    by_id = {event.id: event for event in written}
    for trace in traces:
        if trace.reading is None:
            tree = Tree(Text(trace.sentence.text, style=_HEADING))
            tree.add(Text(f"Skipped: {trace.skipped}."))
            yield tree
        else:
            yield _Explanation(coder.dictionary, origins, story, trace, by_id).tree()


class _Explanation:
    """The tree of one sentence; `branch` methods return nothing where the step found nothing worth telling."""

    def __init__(self, dictionary: Dictionary, origins: Origins, story: Story, trace: Trace, written: dict[str, Event]) -> None:
        assert trace.reading is not None and trace.resolver is not None and trace.reader is not None
        self.dictionary = dictionary
        self.origins = origins
        self.story = story
        self.trace = trace
        self.written = written
        self.reading = trace.reading
        self.resolver = trace.resolver
        self.reader: ActReader = trace.reader
        self.words: list[Word] = trace.reading.words
        self.notation = Notation(trace.reading.text, self.words)

    def tree(self) -> Tree:
        tree = Tree(Text(self.trace.sentence.text, style=_HEADING))
        if self.trace.skipped:
            tree.add(Text(f"Skipped: {self.trace.skipped}. What follows is how it would have been read."))
        for title, branch in (
            ("Words", self.tags()),
            ("In the dictionaries", self.meanings()),
            ("Clauses", self.clauses()),
            ("Propositions", self.propositions()),
            ("Acts", self.acts()),
            ("Events", self.events()),
            ("Left out", map(Text, left_out(self.dictionary, self.story, self.trace, self.notation))),
            ("Patterns that nearly fitted", self.misses()),
        ):
            _attach(tree.add(Text(title, style=_HEADING)), branch)
        return tree

    # --- words, phrases, clauses

    def tags(self) -> Iterator[Text | Tree]:
        yield Text("  ".join(f"{word.text} {NAME_OF.get(word.tag, '?')}" for word in self.words))
        for word in self.words:
            if word.rule:
                choice = Text(f"{word.text}: {' or '.join(names(word.mask))} -> {NAME_OF.get(word.tag, '?')}, by {word.rule}")
                yield _with_place(choice, self.origins.tag_rules(word.rule))

    def meanings(self) -> Iterator[Text | Tree]:
        for word in self.words:
            for meaning in (*word.meanings, *word.inner):
                if meaning.entry is not None:
                    said = f"{word.text}: {meaning.kind} {self._code(meaning.entry) or 'without a code on this day'}"
                    yield _with_place(Text(said), str(meaning.entry.where))
                else:
                    yield Text(f"{word.text}: a phrase that patterns speak of, {meaning.noun}")
            if word.tag & VERBAL:
                yield from self._entries(word, word.verb, "verb")
            else:
                yield from self._entries(word, word.noun, "noun")

    def _code(self, entry: ActorEntry | AgentEntry) -> str | None:
        return code_on(entry, self.resolver.day) if isinstance(entry, ActorEntry) else entry.code

    def _entries(self, word: Word, lemma: str, kind: str) -> Iterator[Text]:
        for role, where in self.origins.entries(lemma, kind):
            yield _with_place(Text(f"{word.text}: {role} {lemma}"), where)

    def clauses(self) -> Iterator[Text | Tree]:
        marked = self.reading.marked
        terminals = zip(marked.types, marked.values, strict=True)
        yield Text(" ".join(_bracketed(kind, self._words_of(group)) for kind, group in terminals))
        for line in self.notation.taken_aside(self.reading):
            yield Text(f"taken aside: {line}")

    def _words_of(self, group: Group | None) -> str:
        return self.notation.span(group.first, group.last) if group is not None else ""

    # --- propositions

    def propositions(self) -> Iterator[Text | Tree]:
        for proposition in in_text_order(self.trace.propositions):
            yield self._proposition(proposition)

    def _proposition(self, proposition: Proposition) -> Tree:
        tree = Tree(Text(relation(proposition) + self.notation.proposition(proposition)))
        for inner in in_text_order(governed(proposition)):
            tree.add(self._proposition(inner))
        return tree

    # --- acts and events

    def acts(self) -> Iterator[Text | Tree]:
        for act in self.trace.acts:
            code = composed_code(self.reader.dictionary, act)
            tree = Tree(Text(f"{self._quoted(act)}: {named(self.dictionary, code) if code else 'no code'}"))
            for rule in act.rules:
                tree.add(_with_place(Text(self.origins.describe(rule)), rule))
            for line in composition(self.dictionary, act, code):
                tree.add(Text(line))
            tree.add(Text(f"source: {self._phrases(act.sources)}; target: {self._phrases(act.targets)}"))
            if act.status != "actual":
                told = f', by "{self.words[act.past].text}"' if act.past >= 0 else ""
                tree.add(Text(f"status: {act.status}{told}"))
            if act.attribution is not None:
                speaker = act.attribution.phrase
                tree.add(Text(f"{act.attribution.kind} of {self.notation.phrase(speaker) if speaker else 'nobody named'}"))
            yield tree

    def _phrases(self, phrases: list[Phrase]) -> str:
        return self.notation.phrases(phrases) or "nobody"

    def _quoted(self, act: Act) -> str:
        return f'"{self.notation.span(act.first, act.last)}"'

    def events(self) -> Iterator[Text | Tree]:
        reasons = self._reasons()
        for event in self.trace.events:
            if why_not_written(event):
                continue
            tree = Tree(Text(f"{triple(event)}  {event.name}", style=_HEADING))
            for side, code, text, span in (
                ("source", event.source, event.source_text, event.source_span),
                ("target", event.target, event.target_text, event.target_span),
            ):
                tree.add(self._side(side, code, text, reasons.get((tuple(span or ()), code), ())))
            if event.date_text is not None:
                tree.add(Text(f'date: {event.date} ({event.date_precision}), from "{event.date_text}"'))
            if event.location is not None:
                tree.add(Text(_place(event.location)))
            for kind, count in event.counts.items():
                tree.add(Text(f"{kind}: {_range(count)}"))
            if event.status != "actual":
                tree.add(Text(f"status: {event.status}"))
            if event.attribution is not None:
                said = event.attribution
                tree.add(Text(f"{said['kind']} of {said['text'] or 'nobody named'} ({said['code'] or 'no code'})"))
            if event.same_as is not None:
                fullest = self.written[event.same_as]
                tree.add(Text(f"the same event as {triple(fullest)} in sentence {fullest.sentence}, which tells most of it"))
            yield tree

    def _reasons(self) -> dict[tuple[tuple[int, ...], str | None], list[str]]:
        """Why the actors of the acts have their codes, by their place in the story and the code."""
        reasons: dict[tuple[tuple[int, ...], str | None], list[str]] = {}
        for act in self.trace.acts:
            for phrase in self.resolver.spread([*act.sources, *act.targets]):
                actor = self.resolver.resolve(phrase)
                for one in (actor, *actor.others, *(self.resolver.sides(phrase) or ())):
                    known = reasons.setdefault((self._place(one), one.code), [])
                    known += [line for line in one.reasons if line not in known]
        return reasons

    def _place(self, actor: Actor) -> tuple[int, ...]:
        """Where the words of an actor stand in the story."""
        if actor.antecedent is not None or actor.unnamed:
            return actor.antecedent.span if actor.antecedent is not None else ()
        start = self.trace.sentence.start
        return start + self.words[actor.first].start, start + self.words[actor.last].end

    def _side(self, side: str, code: str | None, text: str | None, reasons: Iterable[str]) -> Tree:
        who = f'"{text}"' if text else "nobody named"
        tree = Tree(Text(f"{side} {code or 'without a code'}: {who}"))
        for line in reasons:
            tree.add(Text(line, style=_QUIET))
        return tree

    # --- what came to nothing

    def misses(self) -> Iterator[Text | Tree]:
        reasons = Reasons(self.notation, self.resolver)
        for word, found in nearest(self.trace.misses):
            tree = Tree(Text(word))
            for miss in found:
                line = Text(f"{miss.pattern.text}: {miss.pattern.code or 'none'}, {reasons.reason(miss)}")
                tree.add(_with_place(line, miss.pattern.rule))
            yield tree


def _attach(branch: Tree, lines: Iterable[Text | Tree]) -> None:
    found = False
    for line in lines:
        found = True
        if isinstance(line, Tree):
            branch.children.append(line)
        else:
            branch.add(line)
    if not found:
        branch.add(Text("nothing", style=_QUIET))


def _with_place(line: Text, place: str) -> Text:
    return line.append(f"  {place}", style=_QUIET) if place else line


def _bracketed(kind: str, words: str) -> str:
    return f"[{kind} {words}]" if words else f"[{kind}]"


def _place(location: dict[str, object]) -> str:
    """A location in words: where, at which point, by which words and on what basis."""
    around = ", ".join(str(location[key]) for key in ("region", "country") if location[key])
    point = f" at {location['lat']} {location['lon']}" if location["lat"] is not None else ", whose point is not known"
    return f'place: {location["name"]} ({around or "country not known"}){point}, {location["basis"]}: "{location["text"]}"'


def _range(count: Any) -> str:
    """A count in words: 12 to 20, at least 12."""
    least, most = count["min"], count["max"]
    number = f"at least {least}" if most is None else f"at most {most}" if least is None else f"{least} to {most}"
    return f'{least if least == most else number}, from "{count["text"]}"'
