"""Word forms: the forms of a lemma, and guesses for words that no list knows. Regular English only; lists hold the rest."""

from __future__ import annotations

from typing import Final

from coder.words.tags import ADJ, ADV, NOUN, VB, VBN, VF, VING

VOWELS: Final = "aeiou"
ADJECTIVE_ENDINGS: Final = ("ous", "ful", "able", "ible", "less", "ical", "ern")
_MAYBE_ADJECTIVE: Final = (*ADJECTIVE_ENDINGS, "ish", "ive", "ary", "al", "ic", "ese")


def plural(noun: str) -> str:
    """The regular plural of a noun: `party` -> `parties`, `bus` -> `buses`."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


def verb_forms(verb: str) -> dict[str, int]:
    """The regular forms of a verb lemma, each with the tags it may have."""
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2:-1] not in VOWELS else stem + "ed"
    return {verb: VB | VF, plural(verb): VF, past: VF | VBN, (verb if verb.endswith("ee") else stem) + "ing": VING}


def guess(word: str, capitalised: bool) -> tuple[int, str]:
    """Readings and lemma of an unknown lower-cased word by its ending; a capitalised one is left to the caller to be a name."""
    if word.endswith("ly") and len(word) > 4:
        return ADV, word
    if word.endswith("ing") and len(word) > 5:
        return VING | NOUN, undo(word, "ing")
    if word.endswith("ed") and len(word) > 4:
        return VF | VBN | ADJ, undo(word, "ed")
    if word.endswith(("ise", "ize", "ify")) and not capitalised:
        return VB | VF, word
    if word.endswith(_MAYBE_ADJECTIVE):
        return ADJ, word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return NOUN | VF, singular(word)
    return NOUN, word


def undo(word: str, ending: str) -> str:
    """The likely verb behind `-ed` or `-ing`: `mobilised` -> `mobilise`, `stopped` -> `stop`, `carried` -> `carry`."""
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith(("is", "iz", "at", "c", "v", "u", "ag", "rs", "as")):
        return stem + "e"
    return stem


def singular(word: str) -> str:
    """The likely singular of a regular plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
