"""Acts -> event records: pairs of actors, codes, spans, attribution, and the dictionary lines behind them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from coder.coding.act import Act, composed_code
from coder.coding.actor import Actor
from coder.coding.actors import ACTS_ITSELF, ActorResolver
from coder.coding.chain import SEVERAL, UNKNOWN_COUNTRY
from coder.coding.counts import counts
from coder.coding.locations import Location, Locator
from coder.coding.proposition import Phrase
from coder.dictionary.compiled import Dictionary
from coder.language.story_dates import PAGE
from coder.language.words import Word
from coder.model import Event, Sentence, Story
from coder.words.tags import PRON

_WHOLE: Final = (ACTS_ITSELF, "country", "capital")  # kinds whose name is all there is to know of who it is
LONGEST_LIST: Final = 4  # members a side; a longer list is one record


class Side:
    """One side of a record: an actor, or a long list as one, with its words; `part` is its code if they stand for several."""

    __slots__ = ("actor", "members", "part", "text")

    def __init__(self, actor: Actor, text: str | None, members: tuple[str, ...] = (), part: str = "") -> None:
        self.actor = actor
        self.text = text
        self.members = members
        self.part = part


class Pair:
    """Who did something to whom: two sides and their actor codes. What has the same `words`, or the same `told`, is told once."""

    __slots__ = ("code", "reciprocal", "source", "source_code", "target", "target_code", "told", "words")

    def __init__(self, act: Act, code: str, source: Side | None, target: Side | None, reciprocal: bool) -> None:
        self.code = code
        self.source = source
        self.target = target
        self.reciprocal = reciprocal
        self.source_code = source.actor.code if source else None
        self.target_code = target.actor.code if target else None
        one, other = source.text if source else None, target.text if target else None
        self.words = (one, other, code, act.status, self.source_code, self.target_code)
        self.told = (self.source_code or one, self.target_code or other, code, act.status)


class EventWriter:
    """Makes the records of one sentence."""

    def __init__(
        self,
        dictionary: Dictionary,
        story: Story,
        sentence: Sentence,
        words: list[Word],
        resolver: ActorResolver,
        locator: Locator,
    ) -> None:
        self.dictionary = dictionary
        self.story = story
        self.sentence = sentence
        self.words = words
        self.resolver = resolver
        self.locator = locator
        self.speakers = dictionary.lexicon.sets["speaker"]

    def events(self, acts: list[Act], level: str = "any") -> list[Event]:
        """The records of the acts of a sentence whose actors a level asks for (see `wanted`).

        An act that says of the same actors what another has said is not told again.
        """
        events: list[Event] = []
        told: set[tuple[object, ...]] = set()
        number = 0
        for act in acts:
            code = composed_code(self.dictionary, act)
            if code is None or code not in self.dictionary.codes:
                continue
            pairs = {pair.words: pair for pair in self._pairs(act, code)}
            new = [pair for pair in pairs.values() if pair.words not in told and pair.told not in told]
            if new:
                number += 1
            for pair in new:
                told.add(pair.words)
                told.add(pair.told)
                location = self._locate(act, pair)  # one that nobody asks for tells all the same where "there" is
                if level == "any" or _is_asked_for(pair.source_code, pair.target_code, level):
                    events.append(self._record(act, pair, number, location))
        return events

    def _pairs(self, act: Act, code: str) -> Iterator[Pair]:
        reciprocal = act.shared or (act.reciprocal and not self._is_mere_place(act))
        for source, target in self._sides_of(act):
            if target is not None and source is not None and self._same(source.actor, target.actor, act):
                continue
            yield Pair(act, code, source, target, reciprocal and target is not None)
            if target is None or source is None:
                continue
            if reciprocal and source.actor is not target.actor:
                yield Pair(act, code, target, source, True)
            elif act.converse is not None and act.converse in self.dictionary.codes:
                yield Pair(act, act.converse, target, source, True)

    def _is_mere_place(self, act: Act) -> bool:
        """Whether the target is only where it happened, so that it does nothing in return: "announced a ceasefire in Sudan"."""
        locative = self.dictionary.lexicon.sets["locative"]
        first = act.targets[0].first if act.targets else 0
        return first > 0 and self.words[first - 1].key in locative and self.resolver.is_place(act.targets[0])

    def _sides_of(self, act: Act) -> Iterator[tuple[Side | None, Side | None]]:
        if any(self._is_speaker(phrase) for phrase in (*act.sources[:1], *act.targets[:1])) or self._is_nobodys(act):
            return
        both = self._two_sides(act)
        if both is not None:
            yield both
            return
        sources, targets = self._sides(act.sources), self._sides(act.targets)
        if not sources and act.implied is not None:
            sources = [self._side(self.resolver.implied(act.implied, act.place))]
        if act.shared:
            if len(sources) == 1 and sources[0] is not None:
                yield sources[0], sources[0]
            for at, one in enumerate(sources):
                for other in sources[at + 1 :]:
                    yield one, other
            return
        nobody: list[Side | None] = [None]
        for source in sources or nobody:
            for target in targets or nobody:
                yield source, target

    def _two_sides(self, act: Act) -> tuple[Side, Side] | None:
        """The pair that "the two sides" stands for, where they act upon one another."""
        if len(act.sources) != 1 or not (act.shared or act.reciprocal):
            return None
        if act.targets != act.sources and any(self.resolver.resolve(phrase).code is not None for phrase in act.targets):
            return None
        sides = self.resolver.sides(act.sources[0])
        return None if sides is None else (self._side(sides[0]), self._side(sides[1]))

    def _is_nobodys(self, act: Act) -> bool:
        """Whether no side of an act may be an actor: "prices were attacked" tells of nobody."""
        sides = (*act.sources, *act.targets)
        somebody = any(self.resolver.names_somebody(phrase) or self.resolver.sides(phrase) is not None for phrase in sides)
        return act.implied is None and not somebody

    def _is_speaker(self, phrase: Phrase) -> bool:
        """Whether a phrase is "I", "we" or "you" and nobody is said to speak: nobody whom a story tells of."""
        word = self.words[phrase.head]
        if not word.tag & PRON or word.key not in self.speakers:
            return False
        return self.resolver.resolve(phrase).first == phrase.first

    def _sides(self, phrases: list[Phrase]) -> list[Side]:
        actors: list[Actor] = []
        for phrase in self.resolver.spread(phrases):
            both = self.resolver.sides(phrase)
            if both is not None:
                actors += both
                continue
            resolved = self.resolver.resolve(phrase)
            for actor in (resolved, *resolved.others):
                known = any(_place_of(actor) == _place_of(other) for other in actors)
                if not actor.mutual and not known:
                    actors.append(actor)
        if len(actors) > LONGEST_LIST:
            return [Side(actors[0], self._text(actors[0]), tuple([self.resolver.text(actor) for actor in actors]))]
        return [side for actor in actors for side in self._apart(actor)]

    def _side(self, actor: Actor) -> Side:
        return Side(actor, self._text(actor))

    def _apart(self, actor: Actor) -> list[Side]:
        """The sides that an actor is: several where its code is that of several, "FRA/GBR"."""
        if actor.code is None or SEVERAL not in actor.code:
            return [self._side(actor)]
        return [Side(actor.with_code(code), self._text(actor), part=code) for code in actor.code.split(SEVERAL)]

    def _same(self, source: Actor, target: Actor, act: Act) -> bool:
        if act.shared and source is target:
            return False
        if source.code is not None and target.code is not None and source.code != target.code and source.first == target.first:
            return False  # the two sides
        if source.unnamed or target.unnamed:
            return False
        if _place_of(source) == _place_of(target):
            return True
        if source.code is not None and source.code == target.code and source.name == target.name and source.name is not None:
            return source.kind in _WHOLE and target.kind in _WHOLE
        if {source.kind, target.kind} == {"country", "capital"} and source.country == target.country:
            return True  # "Egypt held talks in Cairo"
        return self.resolver.text(source).lower() == self.resolver.text(target).lower()

    def _locate(self, act: Act, pair: Pair) -> Location | None:
        source, target = pair.source, pair.target
        return self.locator.locate(act, pair.code, source.actor if source else None, target.actor if target else None)

    def _record(self, act: Act, pair: Pair, number: int, location: Location | None) -> Event:
        """The record, its keys in groups and in their order: to name each would take longer than to find what it holds."""
        code, source, target = pair.code, pair.source, pair.target
        entry = self.dictionary.codes[code]
        root = self.dictionary.codes.get(code[:2], entry)
        start, end = self.words[act.first].start, self.words[act.last].end
        offset = self.sentence.start
        spans = self._span(source), [start + offset, end + offset], self._span(target)
        rules = [*act.rules]
        for side in (source, target):
            if side is not None:
                rules += [rule for where in side.actor.rules if (rule := str(where)) not in rules]
        words = {"source": self._words(source), "target": self._words(target)}
        members = [*((source.members if source else ()) or (target.members if target else ()))]
        names = source.actor.name if source else None, target.actor.name if target else None, members or None
        story = self.story
        return Event(
            self._identity(spans, source, target),
            *(story.id, self.sentence.number, number, story.publisher, story.url, story.title),
            *self._date(act),
            *(pair.source_code, code, pair.target_code),
            *(source.text if source else None, self.sentence.text[start:end], target.text if target else None),
            *spans,
            *names,
            *(code[:2], entry.name, root.quad or 0),
            *(entry.goldstein, entry.plover),
            *(pair.reciprocal, act.status),
            *(self._attribution(act), location.record() if location else None),
            *(counts(act, code, words, self.words, self.sentence.text), None),
            *(rules, self.dictionary.hash),
        )

    def _identity(self, spans: tuple[list[int] | None, ...], source: Side | None, target: Side | None) -> str:
        """The id of a record. Of "the two sides" and of "FRA/GBR" several have the same words."""
        apart = "" if _is_whole(source) and _is_whole(target) else [_part(source), _part(target)]
        return blake2b(f"{self.story.id}\0{self.sentence.number}\0{[*spans]}{apart}".encode(), digest_size=8).hexdigest()

    def _date(self, act: Act) -> tuple[str | None, str | None, str | None, str | None]:
        """The date of an act with its precision and its words, and the date of the story."""
        told = self.story.date.isoformat() if self.story.date else None
        by_page = self.story.dated == PAGE
        story_date = None if by_page else told
        if act.when is not None:
            return act.when.date, act.when.precision, act.when.text, story_date
        return told, PAGE if by_page else "story" if told else None, None, story_date

    def _attribution(self, act: Act) -> dict[str, str | None] | None:
        if act.attribution is None:
            return None
        phrase = act.attribution.phrase
        if phrase is None:
            return {"code": None, "text": None, "kind": act.attribution.kind}
        actor = self.resolver.resolve(phrase)
        return {"code": actor.code, "text": self._text(actor), "kind": act.attribution.kind}

    def _words(self, side: Side | None) -> tuple[int, int] | None:
        return None if side is None or side.actor.unnamed or side.members else (side.actor.first, side.actor.last)

    def _span(self, side: Side | None) -> list[int] | None:
        if side is None or side.actor.unnamed:
            return None
        if side.actor.antecedent is not None:
            return list(side.actor.antecedent.span)
        start, end = self._edges(side.actor)
        return [start + self.sentence.start, end + self.sentence.start]

    def _edges(self, actor: Actor) -> tuple[int, int]:
        return self.words[actor.first].start, self.words[actor.last].end

    def _text(self, actor: Actor) -> str | None:
        if actor.unnamed:
            return None
        if actor.antecedent is not None:
            return actor.antecedent.text
        start, end = self._edges(actor)
        return self.sentence.text[start:end]


def _place_of(actor: Actor) -> tuple[int, int, tuple[int, int] | None]:
    """Which words of the story an actor is."""
    return actor.first, actor.last, actor.antecedent.span if actor.antecedent is not None else None


def _part(side: Side | None) -> tuple[str, int]:
    """Which part of what its words stand for a side is."""
    return (side.part, side.actor.part) if side is not None else ("", 0)


def _is_whole(side: Side | None) -> bool:
    return side is None or not (side.part or side.actor.part)


def named(code: str | None) -> bool:
    """Whether a code names a country or an organisation."""
    return code is not None and not code.startswith(UNKNOWN_COUNTRY)


def wanted(event: Event, level: str) -> bool:
    """Whether an event has the actors that a level asks for: "both", "coded", "one" or "any"."""
    return _is_asked_for(event.source, event.target, level)


def _is_asked_for(source: str | None, target: str | None, level: str) -> bool:
    if level == "both":
        return named(source) and named(target)
    if level == "coded":
        return source is not None and target is not None
    if level == "one":
        return named(source) or named(target)
    return True
