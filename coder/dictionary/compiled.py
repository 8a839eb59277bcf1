"""The compiled dictionary as the road reads it: phrase tries, what each phrase can mean, and the patterns of each word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from coder.dictionary.compiled_patterns import Pattern
from coder.dictionary.entries import ActorEntry, AgentEntry, Country, Dated, EventCode, LightEntry, OperatorEntry, Role
from coder.dictionary.records import Records
from coder.dictionary.word_patterns import WordPatterns
from coder.words.lexicon import Lexicon

Trie = dict[str, Any]  # a piece leads to a Trie; "" to the number that the meanings of the phrase so far have in `meanings`


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase can mean: an actor, an agent, or a fixed phrase of nouns that patterns speak of.

    `first` and `last` are the days (ordinals) on which the phrase has this meaning; `cased`: only as it is written,
    since it is an everyday word otherwise; `noun` is the lemma that stands for the phrase.
    """

    kind: str
    entry: ActorEntry | AgentEntry | None
    noun: str
    written: str
    cased: bool = False
    first: int | None = None
    last: int | None = None


@dataclass(slots=True)
class Dictionary:
    """The compiled dictionaries. Verbs and nouns are looked up by lemma; multiword verbs by their first word and the rest.

    `openings` has for the first piece of each phrase the number of its trie in `tries`.
    """

    lexicon: Lexicon
    hash: str
    openings: dict[str, int] = field(default_factory=dict)
    tries: Records[Trie] = field(default_factory=Records)
    meanings: Records[tuple[Meaning, ...]] = field(default_factory=Records)
    patterns: Records[Pattern] = field(default_factory=Records)
    verbs: dict[str, WordPatterns] = field(default_factory=dict)
    nouns: dict[str, WordPatterns] = field(default_factory=dict)
    predicates: dict[str, WordPatterns] = field(default_factory=dict)  # by the word behind "be": "angry", "(on) alert"
    verb_phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    operators: dict[str, OperatorEntry] = field(default_factory=dict)
    operator_nouns: dict[str, OperatorEntry] = field(default_factory=dict)
    operator_adjectives: dict[str, OperatorEntry] = field(default_factory=dict)
    modals: dict[str, OperatorEntry] = field(default_factory=dict)
    lights: dict[str, LightEntry] = field(default_factory=dict)
    discards: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    synsets: dict[str, frozenset[str]] = field(default_factory=dict)
    members: frozenset[str] = frozenset()  # of all synsets together
    wanted: frozenset[str] = frozenset()  # the lemmas that patterns name
    codes: dict[str, EventCode] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    gazetteer: dict[str, bytes] = field(default_factory=dict)

    @property
    def composes(self) -> bool:
        """Whether words work on the acts that they govern; in the dictionaries of the predecessors none does."""
        return bool(self.operators)

    def opened(self, piece: str) -> Trie | None:
        """Where the phrases that begin with a piece go on, or None where none does."""
        number = self.openings.get(piece)
        return None if number is None else self.tries[number]

    def meanings_at(self, node: Trie | None) -> tuple[Meaning, ...]:
        """What the phrase can mean that leads to a node of a trie."""
        number = node.get("") if node is not None else None
        return () if number is None else self.meanings[number]

    def ancestors(self, code: str) -> Iterator[str]:
        """A CAMEO code, its parents and its root: 0711, 071, 07."""
        while len(code) >= 2:
            if code in self.codes:
                yield code
            code = code[:-1]

    def compose(self, operators: str, code: str) -> str | None:
        """The code of an act under one operator or several ("threaten stop"), or None where CAMEO has none."""
        for ancestor in self.ancestors(code):
            composed = self.codes[ancestor].composed.get(operators)
            if composed is not None:
                return composed
        return None


def holds(dated: Dated, day: int) -> bool:
    """Whether a dated code holds on a day (an ordinal)."""
    return (dated.first is None or dated.first <= day) and (dated.last is None or day <= dated.last)
