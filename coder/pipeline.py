"""The road from a story to its events, on one screen.

    story -> sentences -> words -> tags -> groups -> clauses -> propositions -> acts -> events

Each step takes the value before it and returns a new one. What the steps found is kept in a `Trace`, if one is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial

from coder.coding.act import Act
from coder.coding.actors import ActorResolver
from coder.coding.acts import ActReader
from coder.coding.antecedents import mentions_of
from coder.coding.events import EventWriter, wanted
from coder.coding.history import History
from coder.coding.known_sites import KnownSites
from coder.coding.locations import Locator, Setting
from coder.coding.match import Miss
from coder.coding.memory import Memory, Mention
from coder.coding.mentions import mentions
from coder.coding.places import countries_named
from coder.coding.proposition import Phrase, Proposition
from coder.coding.propositions import Propositions
from coder.coding.same_event import link
from coder.coding.sentence import sentence_acts, set_scene
from coder.coding.when import date_acts
from coder.dictionary.compiled import Dictionary
from coder.dictionary.folders import shipped_grammars
from coder.dictionary.store import load_dictionary, load_gazetteer
from coder.language.discards import Discards
from coder.language.reader import Reading, SentenceReader
from coder.language.sentences import split_sentences
from coder.language.story_dates import story_date
from coder.language.words import Word
from coder.model import ActorMention, Event, Sentence, Story
from coder.words.tags import VERBAL

ALWAYS_WRITTEN = frozenset(("actual", "planned"))


class Trace:
    """What each step made of one sentence, for `coder explain`."""

    __slots__ = (
        "acts",
        "events",
        "locator",
        "misses",
        "phrases",
        "propositions",
        "reader",
        "reading",
        "resolver",
        "sentence",
        "skipped",
    )

    def __init__(self, sentence: Sentence, events: list[Event] | None = None, skipped: str = "") -> None:
        self.sentence = sentence
        self.reading: Reading | None = None
        self.propositions: list[Proposition] = []
        self.phrases: list[Phrase] = []
        self.acts: list[Act] = []
        self.misses: list[Miss] = []
        self.events = events or []
        self.resolver: ActorResolver | None = None
        self.reader: ActReader | None = None
        self.locator: Locator | None = None
        self.skipped = skipped


class Coder:
    """Codes stories with one set of dictionaries; make it once, it keeps what it has compiled.

    `sentences` counts those it has been given so far.
    `folders` are dictionary folders, later ones winning (none: CODER_DICTIONARIES, else the shipped set). Raises
    `DictionaryError` where the dictionaries cannot be used at all.
    """

    def __init__(self, folders: Sequence[str] = (), dictionary: Dictionary | None = None) -> None:
        self.dictionary = dictionary or load_dictionary(folders)
        self.reader = SentenceReader(self.dictionary, shipped_grammars())
        self.sites = KnownSites(self.dictionary, load_gazetteer(self.dictionary))
        self.discards = Discards(self.dictionary)
        self.history = History(self.dictionary)
        sets = self.dictionary.lexicon.sets
        self.pointing = frozenset().union(*(sets[name] for name in ("third", "groups", "lands", "sides")))
        self.sentences = 0

    def code(self, story: Story, actors: str = "both", include: Collection[str] = ()) -> list[Event]:
        """The events of a story, in text order."""
        statuses = ALWAYS_WRITTEN | set(include)
        events: list[Event] = []
        for trace in self.traces(story, actors):
            events += [event for event in trace.events if event.status in statuses and wanted(event, actors)]
        link(events, story.text, self.dictionary.lexicon.sets)
        return events

    def mentions(self, story: Story) -> list[ActorMention]:
        """Every actor that a story mentions, in text order."""
        found: list[ActorMention] = []
        for trace in self.traces(story, misses=True):
            if trace.reading is not None and trace.resolver is not None:
                found += mentions(trace.phrases, trace.resolver, trace.reading.words, trace.sentence)
        return found

    def traces(self, story: Story, actors: str = "any", misses: bool = False) -> Iterator[Trace]:
        """Every sentence of a story with all that the steps made of it."""
        setting = Setting()
        behind = story.paragraphs[0][0] if story.paragraphs else 0
        own = story_date(story.text, behind, story.date)
        if (own.day, own.basis) != (story.date, story.dated):
            story = replace(story, date=own.day, dated=own.basis)
        memory = Memory()
        silenced = self.discards.silence_story(story.text)
        for sentence in split_sentences(story.text, story.paragraphs, story.sentences):
            self.sentences += 1
            trace = Trace(sentence)
            setting.note(story.text[behind : sentence.start], sentence.text)
            behind = sentence.end
            if silenced:
                trace.skipped = f'the discard phrase "{silenced}" silences the story'
                yield trace
                continue
            self._sentence(story, sentence, trace, actors, misses, setting, memory)
            yield trace
        memory.forget()

    def _sentence(
        self, story: Story, sentence: Sentence, trace: Trace, level: str, misses: bool, setting: Setting, memory: Memory
    ) -> None:
        words = self.reader.words(sentence.text)
        memory.name(words, self.dictionary.lexicon)
        trace.skipped = self._nothing_to_find(words, level, memory)
        if trace.skipped and not misses:
            memory.keep(sentence.number, partial(self._mentions, story, sentence, words, memory))
            return
        reading = trace.reading = self.reader.read(sentence.text, words)
        propositions = Propositions(reading, self.dictionary.lexicon.sets)
        day = story.date.toordinal() if story.date else None
        named = countries_named(words, self.dictionary)
        setting.countries |= named
        resolver = ActorResolver(self.dictionary, words, day, _only(named or setting.countries), memory, sentence.number)
        reader = ActReader(self.dictionary, words, resolver, trace.misses if misses else None)
        trace.resolver, trace.reader, trace.propositions = resolver, reader, propositions.top
        trace.phrases = propositions.phrases
        trace.acts = sentence_acts(reader, propositions, reading.marked)
        if sentence.text.endswith("?"):
            trace.acts = [act.but(status="hypothetical") if act.status == "actual" else act for act in trace.acts]
        dates = self.reader.dates.read(words) if trace.acts else []
        date_acts(trace.acts, dates, words, reading.marked, story, sentence.text, self.dictionary)
        self.history.mark(trace.acts, words, reading.marked, story.date.year if story.date else None)
        trace.locator = Locator(self.dictionary, self.sites, words, reading.marked, sentence.text, setting)
        writer = EventWriter(self.dictionary, story, sentence, words, resolver, trace.locator)
        trace.events = writer.events(trace.acts, level)
        memory.keep(sentence.number, partial(mentions_of, resolver, sentence), trace.events)

    def _mentions(self, story: Story, sentence: Sentence, words: list[Word], memory: Memory) -> list[Mention]:
        """The actors of a sentence that tells of no event, for those behind it."""
        propositions = Propositions(self.reader.read(sentence.text, words), self.dictionary.lexicon.sets)
        day = story.date.toordinal() if story.date else None
        resolver = ActorResolver(
            self.dictionary, words, day, _only(countries_named(words, self.dictionary)), memory, sentence.number
        )
        set_scene(resolver, propositions)
        return mentions_of(resolver, sentence)

    def _nothing_to_find(self, words: list[Word], level: str, memory: Memory) -> str:
        """Why a sentence need not be read: no word of it can make an event, or no actor of the level asked for stands in it."""
        if self.discards.silences(words, "sentence"):
            return "a discard phrase stands in it"
        if not self._makes_events(words):
            return "no word of it makes an event"
        back = self.pointing if memory.told else ()
        if level != "any" and not any(word.meanings or word.inner or word.key in back for word in words):
            return "no known actor stands in it"
        return ""

    def _makes_events(self, words: list[Word]) -> bool:
        """Whether a word that can make an event stands among some words."""
        dictionary = self.dictionary
        verbs, operators, nouns, predicates = dictionary.verbs, dictionary.operators, dictionary.nouns, dictionary.predicates
        for word in words:
            if word.noun in nouns or word.noun in predicates:
                return True
            if word.mask & VERBAL and (word.verb in verbs or word.verb in operators):
                return True
        return False


def _only(countries: set[str]) -> str:
    """The country, if there is just one."""
    return next(iter(countries)) if len(countries) == 1 else ""
