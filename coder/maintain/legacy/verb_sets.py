"""Sets of words in PETRARCH's files of verbs -> our synsets."""

from __future__ import annotations

from lark import Token, Tree

from coder.maintain.legacy.conversion import Changed, Conversion, Unconverted
from coder.maintain.legacy.lines import Line, tokens
from coder.maintain.legacy.spelling import spaced
from coder.maintain.legacy.verb_words import lexicon, pattern_word
from coder.words.tags import NOUN
from coder.words.tokens import fold_phrase

SYNSETS = "synsets.yaml"
_GROUPS = "a member of several words must be a group of nouns, for it is read as one noun"


class SetReader:
    """Collects the sets of one file; `known` are those that have a member."""

    def __init__(self, path: str, conversion: Conversion) -> None:
        self.path = path
        self.conversion = conversion
        self.known: dict[str, list[str]] = {}
        self.name = ""
        self.line: Line | None = None
        self.members: list[str] = []

    def take(self, line: Line, tree: Tree[Token]) -> None:
        """Read a line that opens a set, or one of its members."""
        if tree.data == "synset":
            self.close()
            self.conversion.read["synset"] += 1
            self.name, self.line = spaced(tokens(tree, "PHRASE")[0]).lower().replace(" ", "_"), line
            return
        self.conversion.read["synset member"] += 1
        nested = tokens(tree, "NESTED")
        if nested:
            self._nested(line, nested[0][1:].strip("_").lower())
            return
        words = spaced(tokens(tree, "PHRASE")[0]).lower().split()
        if len(words) == 1:
            self._add(line, words[0], pattern_word(words[0].upper()).text.split("|"))
        elif _is_group(words):
            self._add(line, " ".join(words), [" ".join([*words[:-1], _singular(words[-1])])])
        else:
            self._refuse(line, _GROUPS)

    def close(self) -> None:
        """End the set whose members were read."""
        if self.line is not None and self.members:
            # "cease fire" and "cease-fire" are one member
            self.known[self.name] = sorted({fold_phrase(member): member for member in self.members}.values())
            self.conversion.files.setdefault(SYNSETS, {})[self.name] = self.known[self.name]
            self.conversion.converted["synset"] += 1
        elif self.line is not None:
            reason = "no member of this set could be converted"
            self.conversion.unconverted.append(Unconverted(self.path, self.line.number, self.line.text, reason, "synset"))
        self.line, self.members = None, []

    def _nested(self, line: Line, name: str) -> None:
        if name in self.known:
            self._add(line, f"<{name}>", [f"<{name}>"])
        else:
            self._refuse(line, f"the set &{name.upper()} is not defined above this line")

    def _add(self, line: Line, written: str, members: list[str]) -> None:
        self.members += members
        self.conversion.converted["synset member"] += 1
        if members != [written]:
            how = f"stands for {', '.join(members)}" if len(members) > 1 else "matches in all its forms"
            self.conversion.changed.append(Changed(self.path, line.number, line.text, how, "synset member"))

    def _refuse(self, line: Line, reason: str) -> None:
        self.conversion.unconverted.append(Unconverted(self.path, line.number, line.text, reason, "synset member"))


def _is_group(words: list[str]) -> bool:
    """Whether some words can be a noun of several words: the last one is a noun, and none before it could not stand there."""
    last = lexicon().words.get(words[-1], (NOUN,))[0]
    roles = [pattern_word(word.upper()).role for word in words]
    return bool(last & NOUN) and all(role == "word" or word == "of" for role, word in zip(roles, words, strict=True))


def _singular(word: str) -> str:
    mask, noun, _ = lexicon().words.get(word, (0, "", ""))
    return noun if mask & NOUN and noun else word
