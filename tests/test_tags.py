"""The rules of `grammars/tags.rules`: each has an example, the example gives its tags, and the rule had a hand in one of them.

Words are read with the lexicon and the few names of `tests/corpus/dictionary` alone: no other dictionary can change a tag.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from coder.dictionary.folders import shipped_grammars
from coder.dictionary.store import load_dictionary
from coder.language.phrases import PhraseReader
from coder.language.tag_rules import TagRule, read_tag_rules
from coder.language.tags import Tagger
from coder.language.words import Word
from coder.words.tags import NAME_OF

DICTIONARY = Path(__file__).with_name("corpus") / "dictionary"
RULES = read_tag_rules(shipped_grammars())
EXAMPLES = [(rule, *example) for rule in RULES for example in rule.examples]


@cache
def readers() -> tuple[PhraseReader, Tagger]:
    dictionary = load_dictionary([str(DICTIONARY)])
    return PhraseReader(dictionary), Tagger(RULES, dictionary.lexicon.sets["clause"])


def tagged(sentence: str) -> list[Word]:
    phrases, tagger = readers()
    words = phrases.read(sentence)
    tagger.tag(words)
    return words


def deciders(word: Word) -> list[str]:
    """The rules that took readings from a word, in their order."""
    return word.rule.split(", ")


def expectations(expected: str) -> list[tuple[str, str]]:
    """Word and tag of each "word=TAG", where a word may be a phrase: "more than=ADV"."""
    pairs: list[str] = []
    for piece in expected.split("=")[:-1]:
        words = piece.split()
        pairs.append(" ".join(words[1:] if pairs else words))
    tags = [piece.split()[0] for piece in expected.split("=")[1:]]
    return list(zip(pairs, tags, strict=True))


def find(words: list[Word], text: str) -> Word:
    """The one word of this text; where it stands twice, an example says nothing."""
    (found,) = [word for word in words if word.text == text]
    return found


@pytest.mark.parametrize(
    ("rule", "sentence", "expected", "where"), EXAMPLES, ids=[f"{rule.name}:{where.line}" for rule, *_, where in EXAMPLES]
)
def test_example(rule: TagRule, sentence: str, expected: str, where: object) -> None:
    words = tagged(sentence)
    pairs = expectations(expected)
    given = {text: NAME_OF[find(words, text).tag] for text, _ in pairs}
    assert given == dict(pairs), where


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_decides_in_its_own_example(rule: TagRule) -> None:
    """A rule that no sentence reaches is dead: an earlier one always decides before it."""
    assert rule.examples, f"{rule.where}: {rule.name} has no example"
    hands = [
        name
        for sentence, expected, _ in rule.examples
        for text, _ in expectations(expected)
        for name in deciders(find(tagged(sentence), text))
    ]
    assert rule.name in hands, f"{rule.where}: {rule.name} did not decide, but {', '.join(hands) or 'nothing'}"


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
