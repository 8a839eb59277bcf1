"""Tokens -> words: the longest dictionary phrases become one word each, and every word gets the readings it can have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coder.dictionary.compiled import Dictionary, Meaning, Trie
from coder.language.words import Word
from coder.words.tags import (
    ADJ,
    ADV,
    BE,
    DET,
    MODAL,
    NAME,
    NOUN,
    NUM,
    OTHER,
    POSS,
    PREP,
    PRON,
    THAT,
    TIME,
    VERBAL,
    VING,
    WH,
)
from coder.words.tokens import fold, tokens

_OPENS_NOUN: Final = DET | ADJ | NOUN | NAME | POSS
_SUBJECT: Final = NOUN | NAME | ADJ | ADV  # what may stand before a verb
_SURE_NOUN: Final = DET | POSS
_NOMINAL: Final = NOUN | NAME | ADJ | VING
_DOUBLE_QUOTES: Final = '"“”«»'
_TITLE_CASE_SHARE: Final = 0.7
_SPELT: Final = 3  # acronyms up to this length are spelt and not spoken
_LIMIT: Final = 300_000  # forms that are kept


class Form:
    """What every token with the same letters has in common, found once: keys, readings, where the trie goes on.

    `tags` are the possible tags with their lemmas (`noun`, `verb`); `named` those where a capital says that it is a name, and
    `flat` all three in a text where capitals say nothing; `wanted` are the key and the lemmas that patterns name. `node` is where
    the trie stands behind the first piece, `fixed` are the fixed phrases that begin with it and `seconds` their second pieces;
    `opens` tells whether a phrase may begin with it, `alone` whether it may be one all by itself, and `inner` are the actors in
    a hyphenated word.
    """

    __slots__ = (
        "alone",
        "capital",
        "fixed",
        "flat",
        "inner",
        "key",
        "letter",
        "named",
        "node",
        "noun",
        "opens",
        "pieces",
        "seconds",
        "tags",
        "text",
        "upper",
        "verb",
        "wanted",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.key, self.pieces = fold(text)
        self.letter = text[0].isalpha()
        self.capital = text[0].isupper()
        self.upper = text.isupper()
        self.tags = self.named = 0
        self.noun = self.verb = ""
        self.wanted: tuple[str, ...] = ()
        self.flat: tuple[int, str, str] = (0, "", "")
        self.node: Trie | None = None
        self.fixed: list[tuple[tuple[str, ...], int]] = []
        self.seconds: frozenset[str] = frozenset()
        self.alone = self.opens = False
        self.inner: tuple[Meaning, ...] = ()


Hit = tuple[int, tuple[Meaning, ...], int]  # the token behind a phrase, what it means, its tags if it is a fixed one


class PhraseReader:
    """Finds dictionary phrases in tokens; made once for a compiled dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.lexicon = dictionary.lexicon
        self._ranging = dictionary.lexicon.sets["ranging"]
        self._forms: dict[str, Form] = {}
        self._particles: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self._fixed: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for pieces, mask in self.lexicon.phrases.items():
            self._fixed.setdefault(pieces[0], []).append((pieces, mask))
        for phrases in self._fixed.values():
            phrases.sort(key=lambda phrase: len(phrase[0]), reverse=True)

    def read(self, text: str) -> list[Word]:
        """The words of a sentence, each with its possible tags and what the dictionaries know of it."""
        known = self._forms
        forms: list[Form] = []
        starts: list[int] = []
        for token, start in tokens(text):
            form = known.get(token)
            if form is None:
                form = self._form(token)
            forms.append(form)
            starts.append(start)
        cased = _is_cased(forms)
        words: list[Word] = []
        verb_phrases = self.dictionary.verb_phrases
        at, n, quoted, opener = 0, len(forms), False, 0
        while at < n:
            form = forms[at]
            hit = None
            if form.opens:
                following = forms[at + 1].pieces[0] if at + 1 < n else ""
                if form.alone or (form.node is not None and following in form.node) or following in form.seconds:
                    hit = self._longest(forms, at, cased)
            if hit is not None:
                word = self._phrase(text, forms, starts, at, hit)
                at = hit[0]
            elif not form.letter and form.text in _DOUBLE_QUOTES:
                quoted = not quoted
                at += 1
                continue
            else:
                word = self._word(forms, starts, at, cased)
                at += 1
                mask = word.mask
                if mask & VERBAL and word.verb in verb_phrases:
                    noun = mask & NOUN and (
                        opener & _SURE_NOUN
                        or (mask & VING and opener & _OPENS_NOUN)
                        or (opener & VERBAL and not opener & _SUBJECT)  # "repeating calls for reform"
                    )
                    if not noun:
                        at = self._particle(text, word, forms, starts, at)
                elif opener == NUM and form.key in self._ranging and at < n and forms[at].tags == NUM:
                    word.mask = NUM
            word.quoted = quoted
            if word.mask:
                opener = word.mask
                words.append(word)
        return words

    def _form(self, text: str) -> Form:
        form = Form(text)
        form.node = self.dictionary.opened(form.pieces[0])
        form.fixed = self._fixed.get(form.pieces[0], [])
        form.seconds = frozenset([phrase[1] for phrase, _ in form.fixed if len(phrase) > 1])
        form.alone = form.node is not None and (len(form.pieces) > 1 or "" in form.node)
        form.opens = form.node is not None or bool(form.seconds)
        form.tags, form.noun, form.verb = self._reading(form.key, text)
        form.flat = self._reading(form.key, text.lower())
        form.wanted = self._wanted(form.noun, form.key, form.verb)
        form.named = form.tags
        if form.capital and form.tags & (NAME | NOUN | ADJ | VERBAL) and not form.tags & (TIME | PRON):
            form.named = form.tags & (NOUN | ADJ | MODAL | NUM) | NAME
        if len(form.pieces) > 1:
            form.inner = (*self._inside(form.pieces, text), *self._holders(form.pieces))
        if len(self._forms) < _LIMIT:
            self._forms[text] = form
        return form

    def _reading(self, key: str, text: str) -> tuple[int, str, str]:
        mask, noun, verb = self.lexicon.reading(key, text)
        if mask & VERBAL and not mask & NOUN and key in self.dictionary.nouns:
            return mask | NOUN, key, verb  # the dictionaries know event nouns that the lexicon lacks ("the shelling of")
        return mask, noun, verb

    def _wanted(self, noun: str, key: str, verb: str) -> tuple[str, ...]:
        """Those of the words by which a word is known that patterns name; of a compound its last part, too."""
        known = self.dictionary.wanted
        return tuple([word for word in (noun, key, verb, noun.rsplit(" ", 1)[-1]) if word in known])

    def _longest(self, forms: list[Form], at: int, cased: bool) -> Hit | None:
        """The longest phrase that begins with a token; it ends with one, be it in the middle of a hyphenated word's pieces."""
        first = forms[at]
        found: Hit | None = None
        node, token, piece, n = first.node, at, 1, len(forms)
        length = longest = 0
        while node is not None:
            length += 1
            if piece == len(forms[token].pieces):
                token, piece = token + 1, 0
                number = node.get("")
                if number is not None:
                    kept = _meant(self.dictionary.meanings[number], first, cased)
                    if kept:
                        found, longest = (token, kept, 0), length
                if token == n:
                    break
            node = node.get(forms[token].pieces[piece])
            piece += 1
        second = first.pieces[1] if len(first.pieces) > 1 else forms[at + 1].pieces[0] if at + 1 < n else ""
        for phrase, tags in first.fixed:
            if len(phrase) <= longest:
                break
            if phrase[1:2] not in ((), (second,)):
                continue
            behind = _behind(forms, at, phrase)
            if behind:
                return behind, (), tags
        return found

    def _phrase(self, text: str, forms: list[Form], starts: list[int], at: int, hit: Hit) -> Word:
        behind, meanings, mask = hit
        first = forms[at]
        if behind - at == 1 and not mask:
            word = self._word(forms, starts, at, True)
            if meanings[0].kind == "noun" and len(first.pieces) > 1:
                word.noun, word.mask = meanings[0].noun, word.mask | NOUN  # "cease-fire" is the noun "cease fire"
                word.wanted = self._wanted(word.noun, word.key, word.verb)
            if meanings[0].kind == "actor":
                word.mask = word.mask & (NOUN | ADJ) | NAME if word.mask & (NOUN | ADJ | NAME) else NAME
        else:
            if not mask:
                mask = NAME if meanings[0].kind == "actor" else NOUN
            start, end = starts[at], starts[behind - 1] + len(forms[behind - 1].text)
            key = " ".join([form.key for form in forms[at:behind]])
            noun = meanings[0].noun if meanings else key
            word = Word(text[start:end], start, end, key, mask, noun, "", first.capital)
            word.wanted = self._wanted(noun, key, "")
            if meanings and all(meaning.kind == "noun" for meaning in meanings):
                word.inner = self._inside([piece for form in forms[at:behind] for piece in form.pieces], word.text)
        word.meanings = meanings
        return word

    def _word(self, forms: list[Form], starts: list[int], at: int, cased: bool) -> Word:
        form = forms[at]
        text, start = form.text, starts[at]
        capital = cased and at > 0 and form.capital
        if cased:
            mask, noun, verb = form.named if capital else form.tags, form.noun, form.verb
        else:
            mask, noun, verb = form.flat
        if not form.letter:
            if form.key in ("'s", "'"):
                mask = self._apostrophe(forms, starts, at)
            elif text == "." and at + 1 < len(forms):
                mask = 0  # sentences are split already: a stop inside one belongs to an abbreviation
        word = Word(text, start, start + len(text), form.key, mask, noun, verb, capital)
        word.inner = form.inner
        word.wanted = form.wanted if cased else self._wanted(noun, form.key, verb)
        return word

    def _apostrophe(self, forms: list[Form], starts: list[int], at: int) -> int:
        """`'s` is a possessive, or "is" behind a pronoun; a bare apostrophe is a possessive only behind an s, without a blank."""
        before = forms[at - 1] if at else None
        if before is None:
            return OTHER
        if starts[at - 1] + len(before.text) != starts[at]:
            return POSS if forms[at].key == "'s" and before.letter else OTHER  # text that a parser has taken apart: "Iran 's"
        if forms[at].key == "'":
            return POSS if before.key.endswith("s") and at + 1 < len(forms) and forms[at + 1].text[0].isalnum() else OTHER
        return BE if self.lexicon.words.get(before.key, (0,))[0] & (PRON | WH | THAT) else POSS

    def _inside(self, pieces: Sequence[str], text: str) -> tuple[Meaning, ...]:
        """The actors in a hyphenated word (`Daesh-held`, `anti-American`) or in a fixed phrase (`UN resolution`)."""
        found: list[Meaning] = []
        at = 0
        while at < len(pieces):
            node, stop, best = self.dictionary.opened(pieces[at]), at + 1, 0
            while node is not None:
                actors = [meaning for meaning in self.dictionary.meanings_at(node) if meaning.kind == "actor"]
                actors = [meaning for meaning in actors if not meaning.cased or not text.islower()]
                if actors:
                    best = stop
                    kept = actors
                if stop == len(pieces):
                    break
                node, stop = node.get(pieces[stop]), stop + 1
            if best:
                found += kept
            at = best or at + 1
        return tuple(found)

    def _holders(self, pieces: Sequence[str]) -> tuple[Meaning, ...]:
        """The role that a hyphenated word begins with: a town may be rebel-held, but an anti-rebel alliance is no rebels'."""
        first = self.dictionary.meanings_at(self.dictionary.opened(pieces[0]))
        return tuple([meaning for meaning in first if meaning.kind == "agent"])

    def _particle(self, text: str, word: Word, forms: list[Form], starts: list[int], at: int) -> int:
        """Join a multiword verb ("carry out", "crack down on") to one word; returns the token behind it."""
        particles = self._particles.get(word.verb)
        if particles is None:
            particles = self._particles[word.verb] = {}
            for rest in self.dictionary.verb_phrases[word.verb]:
                particles.setdefault(rest[0], []).append(rest)
        for rest in particles.get(forms[at].key, ()) if at < len(forms) else ():
            behind = at + len(rest)
            if behind > len(forms) or any(forms[at + i].key != part for i, part in enumerate(rest)):
                continue
            following = self.lexicon.words.get(forms[behind].key, (0,))[0] if behind < len(forms) else 0
            if following & TIME and self.lexicon.words.get(rest[-1], (0,))[0] & PREP:
                continue  # "called on Monday" is no call on anybody
            if len(rest) > 1 and following & NOUN and not following & ~(NOUN | ADJ) and self._is_noun(rest[-1]):
                continue  # "violated the ceasefire agreement" violates an agreement
            word.end = starts[behind - 1] + len(forms[behind - 1].text)
            word.text = text[word.start : word.end]
            word.verb = f"{word.verb} {' '.join(rest)}"
            word.mask &= VERBAL
            word.wanted = self._wanted(word.noun, word.key, word.verb)
            return behind
        return at

    def _is_noun(self, key: str) -> bool:
        mask = self.lexicon.words.get(key, (0,))[0]
        return bool(mask & NOUN) and not mask & VERBAL


def _meant(meanings: tuple[Meaning, ...], first: Form, cased: bool) -> tuple[Meaning, ...]:
    """Those meanings of a phrase that its capitals allow."""
    for meaning in meanings:
        if meaning.cased or (cased and meaning.written.isupper()):
            break
    else:
        return meanings
    return tuple(
        [
            meaning
            for meaning in meanings
            if (cased or not meaning.cased)
            and (
                not (meaning.cased or meaning.written.isupper())
                or (not cased and not meaning.cased)
                or _as_written(meaning, first)
            )
        ]
    )


def _behind(forms: list[Form], at: int, phrase: tuple[str, ...]) -> int:
    """The token behind a fixed phrase that begins with a token, or 0 where it does not stand there."""
    pieces: list[str] = []
    while len(pieces) < len(phrase) and at < len(forms):
        pieces += forms[at].pieces
        at += 1
    return at if tuple(pieces) == phrase else 0


def _is_cased(forms: list[Form]) -> bool:
    """Whether capitals mean something here: not in all lower case, ALL CAPS or Title Case text."""
    letters = capitals = 0
    shouted = True
    for form in forms:
        if form.letter:
            letters += 1
            capitals += form.capital
            shouted = shouted and form.upper
    share = _TITLE_CASE_SHARE if letters > 5 else 0.99  # "Mexico City thanked Washington" is no headline
    if capitals == 0 or (letters > 3 and capitals > share * letters):
        return False
    return not shouted or letters < 3


def _as_written(meaning: Meaning, form: Form) -> bool:
    """Whether a form has the capitals of a meaning; a long acronym that is no other word may have just one ("Ecowas")."""
    if not meaning.written.isupper():
        return form.capital
    return form.upper or (form.capital and len(meaning.written) > _SPELT and form.tags == NAME)
