"""Words of the predecessors' patterns, in capitals and in any form -> words of ours, and what they do in a pattern."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from coder.dictionary.adpositions import is_preposition
from coder.dictionary.store import load_lexicon
from coder.words.lexicon import Lexicon
from coder.words.tags import ADV, BE, BEN, CONJ, DET, DO, HAVE, MODAL, NOUN, POSS, PREP, SUB, THAT, VB, VERBAL, VING, WH

_PASSED_OVER = DET | CONJ | THAT | POSS | WH
_AUXILIARY = MODAL | BE | BEN | HAVE | DO
# what TABARI's stems lack at the end of a noun, verb or adjective: CRITICIS, ECONOM, EXTRADIT
_ENDINGS = ("e", "y", "ion", "ation", "ize", "ise", "ic", "t", "d", "de", "se", "ce", "ve", "ive", "al")


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once: a file of verbs asks it ten thousand times."""
    return load_lexicon()


class PatternWord(NamedTuple):
    """A word: its lemma, or several with bars between them; `role` is opener, particle, adverb, auxiliary, passed over, or word.

    `mended` tells how it was read if it was no word as it stood.
    """

    text: str
    role: str
    mended: str = ""


@cache
def pattern_word(written: str) -> PatternWord:
    """Read one word."""
    known = lexicon()
    word = written.strip("\"'`.,-").lower() or written.lower()
    if written.count(".") > 1:
        word = written.lower()  # U.N.
    mask, noun, verb = known.words.get(word, (0, "", ""))
    if not mask:
        return _unknown(word, written)
    if word in known.sets["particles"]:
        return PatternWord(word, "particle")
    if mask & _AUXILIARY and not mask & VERBAL:
        return PatternWord(word, "auxiliary")
    if mask & (_PASSED_OVER | SUB) and not mask & PREP and word not in known.sets["negative"] and not mask & NOUN:
        return PatternWord(word, "passed over")
    if mask == ADV:
        return PatternWord(word, "adverb")
    if is_preposition(known, word):
        return PatternWord(word, "opener")
    return PatternWord(_lemma(word, mask, noun, verb), "word")


def _lemma(word: str, mask: int, noun: str, verb: str) -> str:
    """The lemma under which a sentence has the word: of a noun where it may be one, but the verb's for an -ing form."""
    if mask & VING and verb and word not in lexicon().plurals:
        return verb
    if mask & NOUN and noun:
        return noun
    return verb if mask & VERBAL and verb else word


def _unknown(word: str, written: str) -> PatternWord:
    """A word that the lexicon lacks: a plural by its looks, a stem of TABARI, or a name, which stays as it is."""
    known = lexicon()
    if word.endswith("s") and word[:-1] in known.words:
        return PatternWord(word[:-1], "word")
    found = []
    for ending in _ENDINGS if len(word) > 2 else ():
        mask, noun, verb = known.words.get(word + ending, (0, "", ""))
        if mask:
            found.append(_lemma(word + ending, mask, noun, verb))
    if not found:
        return PatternWord(word, "word")
    text = "|".join(dict.fromkeys(found))
    return PatternWord(text, "word", f'the stem "{written}", which no sentence has, is read as {text.replace("|", ", ")}')


def verb_lemma(name: str) -> str:
    """The lemma under which sentences have a verb, with what follows it: `CALLED_OFF` is "call off"."""
    first, *rest = name.replace("_", " ").lower().split()
    mask, _, verb = lexicon().words.get(first, (0, "", ""))
    if mask & VERBAL and verb and not mask & VB:
        first = verb
    return " ".join([first, *rest])


def is_auxiliary(name: str) -> bool:
    """Whether a word is always an auxiliary, so that it is no verb of its own."""
    mask = lexicon().words.get(name, (0, "", ""))[0]
    return bool(mask & _AUXILIARY) and not mask & VERBAL
