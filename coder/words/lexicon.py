"""The lexicon: which readings a word form can have, and its lemmas.

Built from the look-up tables inside lemminflect (the SPECIALIST lexicon, read as data) and `dictionaries/lexicon.yaml`. The
built lexicon is a plain dict and lives in the user's cache, since reading the tables takes longer than coding an article.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coder.words.inflection import ADJECTIVE_ENDINGS, guess, plural, verb_forms
from coder.words.tags import ADJ, ADV, BIT, NAME, NOUN, NUM, OTHER, TAGS, TIME, VB, VBN, VF, VING
from coder.words.tokens import fold, fold_phrase

Reading = tuple[int, str, str]  # tag mask, noun lemma, verb lemma

_CENTURIES: Final = ("18", "19", "20")  # what begins with them may be a year
_OPEN: Final = {"noun": NOUN, "adj": ADJ, "adv": ADV, "verb": VF | VB | VBN | VING}


class Lexicon:
    """Word forms with their readings.

    `words` maps a key to (tag mask, noun lemma, verb lemma); `phrases` maps the pieces of a fixed phrase to a tag mask;
    `sets` are the word sets of lexicon.yaml.
    """

    def __init__(self, words: dict[str, Reading], phrases: dict[tuple[str, ...], int], sets: dict[str, frozenset[str]]) -> None:
        self.words = words
        self.phrases = phrases
        self.sets = sets
        self._guessed: dict[tuple[str, bool], Reading] = {}

    def reading(self, key: str, text: str) -> Reading:
        """The readings of a word; one that no list knows is a name if it is capitalised, else judged by its ending."""
        known = self.words.get(key)
        if known is not None:
            return known
        capitalised = text[:1].isupper()
        guessed = self._guessed.get((key, capitalised))
        if guessed is None:
            guessed = self._guess(key, capitalised)
            if len(self._guessed) < 500_000:
                self._guessed[key, capitalised] = guessed
        return guessed

    def _guess(self, key: str, capitalised: bool) -> Reading:
        if not any(c.isalpha() for c in key):
            year = len(key) == 4 and key.isdigit() and key[:2] in _CENTURIES
            return (NUM | TIME if year else NUM if any(c.isdigit() for c in key) else OTHER), key, ""
        if key[0].isdigit() or key[0] in "$€£¥":
            ordinal = key[:-2].isdigit() and key[-2:] in ("st", "nd", "rd", "th")
            return (ADJ if "-" in key else TIME if ordinal else NUM), key, ""
        if "-" in key:
            return self._guess_compound(key, capitalised)
        if capitalised:
            return NAME, key, ""
        tags, lemma = guess(key, capitalised)
        return tags, (lemma if not tags & VF or tags == NOUN | VF else key), lemma

    def _guess_compound(self, key: str, capitalised: bool) -> Reading:
        """A hyphenated word reads as its last part does, but for a participle or an -ing form, which is an adjective."""
        last = key.rsplit("-", 1)[1]
        tags, noun, _ = self.words.get(last) or (*guess(last, False), "")
        if tags & (VBN | VING | ADJ) or last in ("old", "year", "day", "wide"):
            return ADJ, key, ""
        if capitalised and not tags & NOUN:
            return NAME, key, ""
        head = key[: -len(last)]
        return NOUN if tags & NOUN else NAME if capitalised else ADJ, head + (noun or last), ""

    def noun_forms(self, lemma: str) -> list[str]:
        """The lemma and its plural, as they are written; the head of a phrase is its last word or the word before "of"."""
        words = lemma.split()
        at = next(
            (i - 1 for i, word in enumerate(words) if word in ("of", "for", "in", "to", "on", "-in-") and i), len(words) - 1
        )
        known = self.plurals.get(words[at].lower())
        many = known or plural(words[at])
        return [lemma, " ".join([*words[:at], many, *words[at + 1 :]])]

    @property
    def plurals(self) -> dict[str, str]:
        """Singular -> plural, for the nouns of the look-up table."""
        if not hasattr(self, "_plurals"):
            self._plurals = {
                noun: form for form, (tags, noun, _) in self.words.items() if tags & NOUN and noun != form and form[-1:] in "snea"
            }
        return self._plurals


def build(lexicon_file: Path) -> Lexicon:
    """Build the lexicon from the look-up tables and `lexicon_file`; raises ValueError where the file names an unknown tag."""
    words: dict[str, Reading] = {}
    for form, kind, lemmas in _table("lemma_lu.csv.gz"):
        if kind == "aux" or "'" in form:
            continue
        tags = _OPEN[kind] | (ADJ if form.endswith(ADJECTIVE_ENDINGS) else 0)
        known = lemmas.split("/")
        _add(words, form, kind, form if form in known else known[0], tags)
    _narrow_verbs(words)
    _adjectives_of_adverbs(words)
    import yaml  # like the tables, wanted only where the lexicon is built

    given = yaml.load(lexicon_file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return _with_file(words, given)


def _table(name: str) -> list[list[str]]:
    import csv
    import gzip
    import io

    spec = importlib.util.find_spec("lemminflect")
    if spec is None or spec.origin is None:
        raise ValueError("the package lemminflect, whose word lists the lexicon is made of, is not installed")
    packed = (Path(spec.origin).parent / "resources" / name).read_bytes()
    return list(csv.reader(io.StringIO(gzip.decompress(packed).decode("utf-8"))))


def _add(words: dict[str, Reading], form: str, kind: str, lemma: str, tags: int) -> None:
    key = fold(form)[0]
    old, noun, verb = words.get(key, (0, "", ""))
    if kind == "verb":
        verb = lemma if lemma == key else verb or lemma
    elif kind == "noun" or not noun:
        noun = lemma if kind == "noun" else key
    words[key] = (old | tags, noun, verb)


def _narrow_verbs(words: dict[str, Reading]) -> None:
    """Give each verb form just the tags it can have; the first table says only that it is some form of the verb."""
    forms: dict[str, int] = {}
    for lemma, kind, *inflected in _table("infl_lu.csv.gz"):
        if kind != "verb":
            continue
        past, participle, present_participle, third = [*inflected, "", "", "", ""][:4]
        forms[lemma] = forms.get(lemma, 0) | VB | VF
        for group, tags in ((past, VF), (participle or past, VBN), (present_participle, VING), (third, VF)):
            for form in group.split("/"):
                if form:
                    forms[form] = forms.get(form, 0) | tags
    everything = VF | VB | VBN | VING
    for key, (tags, noun, verb) in words.items():
        if tags & everything:
            tags = tags & ~everything | forms.get(key, VB | VF)
            words[key] = (tags | NOUN, noun or key, verb) if tags & VING else (tags, noun, verb)  # any -ing form may name the act


def _adjectives_of_adverbs(words: dict[str, Reading]) -> None:
    """Add the adjectives behind adverbs (`completely` -> `complete`): the table has them only where they are compared."""
    for adverb in [key for key, (tags, _, _) in words.items() if tags & ADV and key.endswith("ly")]:
        stem = adverb[:-2]
        for adjective in (stem, stem + "le", stem[:-1] + "y" if stem.endswith("i") else stem):
            if adjective in words and len(adjective) > 3:
                _add(words, adjective, "adj", adjective, ADJ)


def _with_file(words: dict[str, Reading], given: Mapping[str, Any]) -> Lexicon:
    phrases: dict[tuple[str, ...], int] = {}
    for kind, forms in (
        ("verbs", verb_forms),
        ("nouns", _noun),
        ("adjectives", lambda w: {w: ADJ}),
        ("adverbs", lambda w: {w: ADV}),
    ):
        for word in given.get(kind, ()):
            for form, tags in forms(word).items():
                _add(words, form, kind[:-1] if kind in ("verbs", "nouns") else "adj", word, tags)
    for section in ("tags", "also"):
        listed: dict[str, int] = {}
        for tag, members in given.get(section, {}).items():
            if tag not in BIT:
                raise ValueError(f"lexicon.yaml names the tag {tag!r}; the tags are {' '.join(TAGS)}")
            for word in members:
                listed[word] = listed.get(word, 0) | BIT[tag]
        for word, tags in listed.items():
            pieces = fold_phrase(word)
            if len(pieces) > 1 and " " in word:
                phrases[pieces] = phrases.get(pieces, 0) | tags
                continue
            key = fold(word)[0]
            old, noun, verb = words.get(key, (0, key, ""))
            words[key] = (
                tags if section == "tags" else old | tags,
                noun or key,
                verb if section == "also" else _auxiliary(key, tags),
            )
    for form, lemma in given.get("lemmas", {}).items():
        tags, noun, _ = words[form]
        words[form] = (tags & ~VB, noun, lemma)
    sets = {name: frozenset(members) for name, members in given.get("sets", {}).items()}
    return Lexicon(words, phrases, sets)


def _noun(word: str) -> dict[str, int]:
    return {word: NOUN, plural(word): NOUN}


def _auxiliary(key: str, tags: int) -> str:
    for tag, lemma in (("BE", "be"), ("BEN", "be"), ("HAVE", "have"), ("DO", "do")):
        if tags & BIT[tag]:
            return lemma
    return key


Frozen = tuple[dict[str, Reading], dict[tuple[str, ...], int], dict[str, Sequence[str]]]


def freeze(lexicon: Lexicon) -> Frozen:
    """The lexicon as plain values that `marshal` can write; what is equal is one value, which is read faster."""
    one: dict[Any, Any] = {}
    words: dict[str, Reading] = {}
    for key, (tags, noun, verb) in lexicon.words.items():
        reading = (tags, one.setdefault(noun, noun), one.setdefault(verb, verb))
        words[one.setdefault(key, key)] = one.setdefault(reading, reading)
    return words, lexicon.phrases, {name: sorted(members) for name, members in lexicon.sets.items()}


def thaw(frozen: Frozen) -> Lexicon:
    """The lexicon that was frozen."""
    words, phrases, sets = frozen
    return Lexicon(words, phrases, {name: frozenset(members) for name, members in sets.items()})
