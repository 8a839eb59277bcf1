"""Two versions of the dictionaries -> which stories they can code differently, so that `coder watch` need not code all again.

Whatever the road knows of a sentence it has looked up under words that stand in it: a phrase under its pieces, a verb, noun or
adjective under its lemma. So an entry that was edited can make a difference only in a story that has all the words of one of the
keys under which the entry is compiled, as it was or as it is. Of words that stand apart, or in an other order, that is more than
needed; it is never less. The other stories keep their events, and only the lines that these name are brought up to date.

Where this cannot be said every story counts: codes, countries, roles, places, discard phrases and operators work wherever they
are needed, and of entries that say the same the earlier one wins, so that their order matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coder.dictionary.compile import compile_dictionary, phrase_meanings, resolve_synsets
from coder.dictionary.compile_memory import CompileMemory
from coder.dictionary.entries import ActorEntry, AgentEntry, Entry, LightEntry, SynsetEntry, VerbEntry
from coder.dictionary.load import Loaded
from coder.maintain.entry_changes import EntryChange, moved_lines, same_order
from coder.maintain.versions import Version
from coder.model import Story
from coder.pipeline import Coder, Trace
from coder.words.lexicon import Lexicon
from coder.words.tokens import fold_phrase, pieces

_FOUND_BY_WORDS = (ActorEntry, AgentEntry, VerbEntry, LightEntry, SynsetEntry)


class EditReach:
    """What some changes between two versions can touch.

    `everywhere`: every story; `moved` leads from each line of an entry that did not change to the line where that stands now.
    """

    def __init__(self, before: Version, after: Version, changes: Sequence[EntryChange]) -> None:
        lexicon = after.coder.dictionary.lexicon
        entries = [entry for change in changes for entry in (*change.before, *change.after)]
        self.everywhere = (
            before.coder.dictionary.lexicon is not lexicon
            or any(not isinstance(entry, _FOUND_BY_WORDS) for entry in entries)
            or not same_order(before.loaded, after.loaded, changes)
        )
        self.moved = {} if self.everywhere else moved_lines(before.loaded, after.loaded, changes)
        self._keys: dict[str, list[frozenset[str]]] = {}  # by their longest word, which few stories have
        if not self.everywhere:
            for key in {*_compiled_keys(entries, after.loaded, lexicon), *_members(before.loaded, after.loaded)}:
                self._keys.setdefault(max(key, key=lambda word: (len(word), word)), []).append(frozenset(key))

    def touches(self, words: frozenset[str]) -> bool:
        """Whether a story with these words (see `story_words`) may be coded differently."""
        return self.everywhere or any(key <= words for word in self._keys.keys() & words for key in self._keys[word])

    def moved_rules(self, traces: Sequence[Trace]) -> list[Trace]:
        """The sentences of a story that is not touched, with the lines where the entries behind its events stand now."""
        return [trace if self.moved.keys().isdisjoint(_rules(trace)) else self._moved(trace) for trace in traces]

    def _moved(self, trace: Trace) -> Trace:
        rules = self.moved
        events = [replace(event, rules=[rules.get(rule, rule) for rule in event.rules]) for event in trace.events]
        return Trace(trace.sentence, events=events, skipped=trace.skipped)


def story_words(story: Story, traces: Iterable[Trace], coder: Coder) -> frozenset[str]:
    """The words under which the road can have looked for something in a story: those that stand there, and their lemmas."""
    found = set(pieces(story.text))
    for trace in traces:
        words = trace.reading.words if trace.reading is not None else coder.reader.words(trace.sentence.text)
        for lemma in {lemma for word in words for lemma in (word.key, word.noun, word.verb)}:
            found.update(fold_phrase(lemma))
    return frozenset(found)


def _rules(trace: Trace) -> Iterator[str]:
    return (rule for event in trace.events for rule in event.rules)


def _compiled_keys(entries: Iterable[Entry], loaded: Loaded, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The keys under which entries are compiled; what synsets say stands in `_members`."""
    few = replace(
        loaded,
        actors=tuple(entry for entry in entries if isinstance(entry, ActorEntry)),
        agents=tuple(entry for entry in entries if isinstance(entry, AgentEntry)),
        verbs=tuple(entry for entry in entries if isinstance(entry, VerbEntry)),
        lights=tuple(entry for entry in entries if isinstance(entry, LightEntry)),
        operators=(),
        synsets=(),
        discards=(),
        places=(),
    )
    dictionary = compile_dictionary(few, lexicon)
    yield from (phrase for phrase, _ in phrase_meanings(few, dictionary, CompileMemory()))
    for table in (dictionary.verbs, dictionary.nouns, dictionary.predicates, dictionary.lights):
        yield from map(fold_phrase, table)


def _members(before: Loaded, after: Loaded) -> Iterator[tuple[str, ...]]:
    """The words that came to a synset or went from it, also by way of a synset that it includes."""
    was, now = resolve_synsets(before.synsets), resolve_synsets(after.synsets)
    for name in was.keys() | now.keys():
        yield from map(fold_phrase, was.get(name, frozenset()) ^ now.get(name, frozenset()))
