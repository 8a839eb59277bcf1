"""One pattern of PETRARCH-1 or PETRARCH2 -> a pattern of ours.

Theirs tell which words follow one another in the text, any others between them passed over; ours tell what stands in which
argument of the verb. Behind the verb a preposition opens an argument, and bare words are those of the object or of a clause that
the verb governs. In PETRARCH-1 the words before the verb may belong to anything, and ours are written so, beside a slot ("SOURCE
say will VERB"); in PETRARCH2 they are the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lark import Token, Tree

from coder.maintain.legacy.verb_words import PatternWord, pattern_word

_ELSEWHERE = "against|at|by|for|from|in|of|on|to|with"  # where the target may stand behind an actor that is none
_FROM = "by|from|of|with"  # where the one who did it may stand behind a noun: "received a letter from"
_AMONG = ("among", "between")
_ACTORS = ("SOURCE", "TARGET", "OTHER", "BOTH")

ANY_ACTOR = "an actor that is neither source nor target (^) may be there or not"
DISTANCE = "an underscore beside the verb, a preposition or an actor does not count"
FORMS = "words match in all their forms, and wherever they stand in their argument"
FREE_ACTOR = "an actor with no preposition before it is found by the grammar, not by its place among the words"
PASSED_OVER = "articles, auxiliaries and conjunctions behind the verb are passed over"
PLACE = "words before the verb may stand at any distance from it"


class LegacyPatternError(ValueError):
    """A pattern that ours cannot say; the message tells why."""


@dataclass(slots=True)
class Converted:
    """A pattern in our notation; `changes` tell how its meaning differs; `mutual`: its sides are one list of several."""

    text: str
    changes: list[str] = field(default_factory=list)
    mutual: bool = False


def convert_pattern(tree: Tree[Token], synsets: Mapping[str, Sequence[str]], written: str, phrases: bool) -> Converted:
    """Convert a parsed pattern; `phrases`: words before the verb are those of the subject. Raises LegacyPatternError."""
    before, behind = (part for part in tree.children if isinstance(part, Tree))
    known = _Words(synsets)
    tail = _Behind(known)
    tail.read(behind)
    done = Converted("", known.changes)
    front, done.mutual = _front(before, known, phrases, tail)
    done.mutual |= tail.mutual
    done.text = " ".join([*front, "VERB", *tail.parts()])
    if written.count("_") > done.text.count("_"):
        known.change(DISTANCE)
    return done


class _Words:
    """The words of one pattern, as far as it has been read, and what changed on the way."""

    def __init__(self, synsets: Mapping[str, Sequence[str]]) -> None:
        self.synsets = synsets
        self.changes: list[str] = []

    def change(self, how: str) -> None:
        """Note a change of meaning, once."""
        if how not in self.changes:
            self.changes.append(how)

    def word(self, token: Token) -> PatternWord:
        """A word or a set of words; raises LegacyPatternError for a set that is not there."""
        if token.type.endswith("SYNSET"):
            name = token[1:].rstrip("_").lower()
            if name not in self.synsets:
                raise LegacyPatternError(f"the set {token} is not defined, or has no member that could be converted")
            if all(pattern_word(member.upper()).role == "opener" for member in self.synsets[name]):
                return PatternWord("|".join(self.synsets[name]), "opener")
            return PatternWord(f"<{name}>", "word")
        word = pattern_word(token.rstrip("_"))
        if word.mended:
            self.change(word.mended)
        elif word.text != token.rstrip("_").lower():
            self.change(FORMS)
        return word


class _Behind:
    """What stands behind the verb: bare words, particles, and arguments behind prepositions."""

    def __init__(self, words: _Words) -> None:
        self.words = words
        self.bare: list[str] = []
        self.slots: list[str] = []
        self.particles: list[str] = []
        self.arguments: list[str] = []
        self.opener = ""
        self.run: list[str] = []
        self.joint = ""  # behind the last word of the run
        self.mutual = False
        self.source = self.target = self.passed = False

    def read(self, tree: Tree[Token]) -> None:
        """Take the parts in their order; what stands in brackets is one argument."""
        for part in tree.children:
            if isinstance(part, Tree):
                if part.data == "prepositional":
                    self._flush()
                    self.read(part)
                    self._flush()
                else:
                    self.read(part)
            elif part.type.split("__")[-1] in _ACTORS:
                self._actor(part.type.split("__")[-1])
            else:
                self._word(self.words.word(part), part.endswith("_"))
        if tree.data == "behind":
            self._flush()

    def parts(self) -> list[str]:
        """Our notation: bare words first, since any that follow a preposition would belong to it."""
        return [*self.bare, *self.slots, *self.particles, *self.arguments]

    def _word(self, word: PatternWord, joined: bool) -> None:
        if word.role == "opener":
            self._flush()
            self.opener = word.text
        elif word.role == "particle" or (word.role == "adverb" and not joined and not self.joint):
            self.particles.append(word.text)
        elif word.role in ("word", "adverb"):
            self.run.append(self.run.pop() + self.joint + word.text if self.joint and self.run else word.text)
        else:
            self.words.change(PASSED_OVER)
        self.joint = "_" if joined and word.role in ("word", "adverb") else ""

    def _actor(self, kind: str) -> None:
        opener, words = self.opener, bool(self.run)
        if words:
            self._flush()
        self.opener = ""
        if kind == "OTHER":
            self.words.change(ANY_ACTOR)
            if opener and not words:
                self.arguments.append(opener)
                self.passed = True
        elif kind == "SOURCE":
            self._source("" if words else opener, words)
        else:
            self._target("" if words else opener, words, kind == "BOTH")

    def _source(self, opener: str, words: bool) -> None:
        if self.source or opener == "by":  # who did it in the passive is the subject of the active form
            return
        self.source = True
        if opener:
            self.arguments.append(f"{opener} SOURCE")
        elif words or self.target or self.bare:
            self.words.change(FREE_ACTOR)
            self.arguments.append(f"{_FROM} SOURCE")
        else:
            self.slots.append("SOURCE")

    def _target(self, opener: str, words: bool, both: bool) -> None:
        if opener in _AMONG:
            self.mutual |= both
            self.target = True
            self.arguments.append(f"{opener} TARGET and TARGET" if both else f"{opener} TARGET")
        elif opener and not self.target:
            self.target = True
            self.arguments.append(f"{opener} TARGET")
        elif self.passed and not words and not self.target:
            self.target = True
            self.words.change(FREE_ACTOR)
            self.arguments.append(f"{_ELSEWHERE} TARGET")
        elif words or self.target or self.bare or self.arguments:
            self.words.change(FREE_ACTOR)
        else:
            self.target = True
            self.slots.append("TARGET")

    def _flush(self) -> None:
        """End the argument that is being read."""
        if self.opener:
            self.arguments.append(" ".join([self.opener, *self.run]))
        else:
            self.bare += self.run
        self.opener, self.run, self.joint = "", [], ""


def _front(before: Tree[Token], words: _Words, phrases: bool, tail: _Behind) -> tuple[list[str], bool]:
    """What stands before VERB, and whether several there act on one another."""
    kinds = [part.type.split("__")[-1] for part in _tokens(before)]
    front = [words.word(part) for part in _tokens(before) if part.type.split("__")[-1] not in _ACTORS]
    said = [word.text for word in front]
    if "OTHER" in kinds:
        words.change(ANY_ACTOR)
    if phrases and not {"TARGET", "BOTH"}.intersection(kinds) and all(word.role == "word" for word in front):
        return said, False
    if said:
        words.change(PLACE)
    if "BOTH" in kinds:
        if tail.source or tail.target:
            raise LegacyPatternError("both actors (%) stand before the verb, and one of them behind it once more")
        return ["SOURCE and TARGET", *said], True
    if "TARGET" in kinds:
        if tail.target:
            raise LegacyPatternError("the target (+) stands before the verb and behind it")
        return ["TARGET", *said], False
    return (["SOURCE", *said] if said else []), False


def _tokens(tree: Tree[Token]) -> Iterator[Token]:
    return (part for part in tree.scan_values(lambda value: isinstance(value, Token)))
