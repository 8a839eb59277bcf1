"""What a pattern wants besides the arguments of its verb: words that stand before the verb, and the clause that it governs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled_patterns import Pattern
from coder.language.words import Word
from coder.words.tags import STOP, SUB

_ENDS: Final = STOP | SUB
_NOT: Final = "not"

Wanted = frozenset[str]
HasWord = Callable[[Phrase, Wanted], bool]


def stands_before(wanted: tuple[Wanted, ...], proposition: Proposition, words: list[Word]) -> bool:
    """Whether the words stand in this order before the verb, not beyond a "because" or a semicolon; "n't" is "not"."""
    start = proposition.first
    while start and not words[start - 1].tag & _ENDS:
        start -= 1
    at = start
    for lemmas in wanted:
        if _NOT in lemmas and proposition.negated:
            continue
        while at < proposition.head and not (words[at].key in lemmas or words[at].noun in lemmas or words[at].verb in lemmas):
            at += 1
        if at == proposition.head:
            return False
        at += 1
    return True


def stands_together(run: tuple[Wanted, ...], words: list[Word]) -> bool:
    """Whether the words of a run stand side by side somewhere in the sentence."""
    return any(
        all(
            word.key in lemmas or word.noun in lemmas or word.verb in lemmas
            for word, lemmas in zip(words[at:], run, strict=False)
        )
        for at in range(len(words) - len(run) + 1)
    )


def speaks_for_itself(pattern: Pattern, proposition: Proposition, sets: dict[str, frozenset[str]]) -> bool:
    """Whether a pattern names the negation and the auxiliary of its verb, so that its code stands as it is."""
    if not pattern.words and not pattern.context:
        return False
    named = frozenset().union(*pattern.context, *pattern.words)
    denies = _NOT in named or not named.isdisjoint(sets["negative"])
    if proposition.modal:
        return proposition.modal in named and (denies or not proposition.negated)
    return denies


def behind_participles(proposition: Proposition) -> list[tuple[str, list[Phrase]]]:
    """The arguments of participles on the nouns of a proposition: "a letter sent from Egypt"."""
    phrases = [*proposition.objects, *(phrase for _, behind in proposition.arguments for phrase in behind)]
    clauses = [clause for phrase in phrases for clause in phrase.clauses if clause.relation == "participle"]
    return [entry for clause in clauses for entry in clause.arguments]


def governs(proposition: Proposition, wanted: tuple[Wanted, ...], has_word: HasWord, words: list[Word]) -> bool:
    """Whether a clause that a verb governs says all of some words, by its verb or what belongs to it: "that it would *lift* the
    *ban*"."""
    return any(all(_says(complement, lemmas, has_word, words) for lemmas in wanted) for complement in proposition.complements)


def _says(complement: Proposition, lemmas: Wanted, has_word: HasWord, words: list[Word]) -> bool:
    if complement.lemma in lemmas or (_NOT in lemmas and complement.negated):
        return True
    if any(words[at].key in lemmas for at in (*complement.adjectives, *complement.adverbs, complement.head)):
        return True
    phrases = [*complement.objects, *(phrase for _, behind in complement.arguments for phrase in behind)]
    if any(has_word(phrase, lemmas) for phrase in phrases):
        return True
    return any(_says(inner, lemmas, has_word, words) for inner in complement.complements)
