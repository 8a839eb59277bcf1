"""The grammars of groups and clauses are total: they read any string of their terminals, whatever nonsense it is.

Lark resolves shift against reduce silently to shift, so that an edit which costs totality still builds; only the proof sees it.
It looks at the LALR tables themselves: where every state has an action for every terminal and for the end, nothing can fail.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coder.dictionary.folders import shipped_grammars
from coder.dictionary.store import load_lexicon
from coder.language.clauses import Clause, ClauseReader, Tail
from coder.language.dates import DateReader
from coder.language.groups import SINGLE, GroupReader
from coder.language.junctures import Marker
from coder.language.lalr import END, Parser
from coder.language.words import Word
from coder.words.tags import BIT, TAGS

GRAMMARS = shipped_grammars()
PARSERS: dict[str, Callable[[Path], Parser]] = {
    "groups.lark": lambda folder: GroupReader(folder).parser,
    "clauses.lark": lambda folder: ClauseReader(folder).parser,
    "date.lark": lambda folder: DateReader(folder).parser,
}
SENTENCES = 20_000


def gaps(parser: Parser) -> list[tuple[Any, str]]:
    """The states of a parser and the terminals they have no action for; the accepting state wants no more of them."""
    return [
        (state, terminal)
        for state, actions in parser.states.items()
        if state != parser.end
        for terminal in (*parser.terminals, END)
        if terminal not in actions
    ]


@pytest.mark.parametrize("grammar", PARSERS)
def test_every_state_has_an_action_for_every_terminal(grammar: str) -> None:
    parser = PARSERS[grammar](GRAMMARS)
    assert len(parser.terminals) > 10
    assert gaps(parser) == []


@pytest.mark.parametrize(
    ("completion", "lost"),
    [
        ("complement: THAT | THAT clause |", "complement: THAT clause |"),
        ("prepositional: R | R list |", "prepositional: R list |"),
        ("of: OF | OF list |", "of: OF list |"),
        ("subordinate: SUB | SUB clause |", "subordinate: SUB clause |"),
        ("apposition: AO | AO list", "apposition: AO list"),
        (" | RC\n", "\n"),
    ],
)
def test_the_proof_sees_a_lost_completion(completion: str, lost: str, tmp_path: Path) -> None:
    grammar = (GRAMMARS / "clauses.lark").read_text(encoding="utf-8")
    assert grammar.count(completion) == 1, "the rule has changed: name another completion"
    (tmp_path / "clauses.lark").write_text(grammar.replace(completion, lost), encoding="utf-8")
    assert gaps(PARSERS["clauses.lark"](tmp_path))


def test_every_tag_is_a_terminal_or_a_group_of_its_own() -> None:
    terminals = set(GroupReader(GRAMMARS).parser.terminals)
    assert terminals | {tag for tag in TAGS if BIT[tag] in SINGLE} == set(TAGS)


def test_every_terminal_is_declared_and_used() -> None:
    for grammar, parser in PARSERS.items():
        declared = {
            name
            for line in (GRAMMARS / grammar).read_text(encoding="utf-8").splitlines()
            if line.startswith("%declare ")
            for name in line.split()[1:]
        }
        assert declared == set(parser(GRAMMARS).terminals), grammar


def test_any_string_of_tags_is_read() -> None:
    """Nothing fails, no word is lost and none stands in two groups, whatever the tags and the words."""
    chance = random.Random(17)
    sets = load_lexicon().sets
    keys = [*sorted(sets["clause"]), *sorted(sets["reporting"]), *",;:-–—()[]", "and", "nor", "who", "that", "after", "town"]
    groups, marker, clauses = GroupReader(GRAMMARS), Marker(sets["clause"], sets["reporting"]), ClauseReader(GRAMMARS)
    for _ in range(SENTENCES):
        words = [random_word(chance, keys) for _ in range(chance.randint(0, 25))]
        found = groups.read(words)
        covered = [at for group in found for at in range(group.first, group.last + 1)]
        assert covered == list(range(len(words))), described(words)
        assert all(group.first <= group.head <= group.last for group in found), described(words)
        marked = marker.mark(found, words)
        assert len(marked.types) == len(marked.values), described(words)
        units = clauses.read(marked)
        assert all(isinstance(unit, Clause | Tail) for unit in units), described(words)


def random_word(chance: random.Random, keys: list[str]) -> Word:
    tag = BIT[chance.choice(TAGS)]
    key = chance.choice(keys)
    word = Word(key, 0, len(key), key, tag | BIT[chance.choice(TAGS)], key, key, chance.random() < 0.3)
    word.tag = tag
    return word


def described(words: list[Word]) -> str:
    tags = {bit: tag for tag, bit in BIT.items()}
    return " ".join(f"{word.key}/{tags[word.tag]}" for word in words)
