"""Tokens -> words: the longest dictionary phrases become one word each, and every word gets the readings it can have."""

from __future__ import annotations

from collections.abc import Sequence

from coder.dictionary.compile import Dictionary, Meaning
from coder.language.words import Word
from coder.words.tags import ADJ, BIT, NAME, NOUN, OTHER, VERBAL, VING
from coder.words.tokens import Token, tokenise

_POSS, _TIME, _STOP, _PRON, _BE = BIT["POSS"], BIT["TIME"], BIT["STOP"], BIT["PRON"], BIT["BE"]
_OPENS_NOUN = BIT["DET"] | ADJ | NOUN | NAME | _POSS
_SURE_NOUN = BIT["DET"] | _POSS
_NOMINAL = NOUN | NAME | ADJ | VING
_DOUBLE_QUOTES = '"“”«»'
_TITLE_CASE_SHARE = 0.7


class PhraseReader:
    """Finds dictionary phrases in tokens; made once for a compiled dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.lexicon = dictionary.lexicon
        self._fixed: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for pieces, mask in self.lexicon.phrases.items():
            self._fixed.setdefault(pieces[0], []).append((pieces, mask))
        for phrases in self._fixed.values():
            phrases.sort(key=lambda phrase: len(phrase[0]), reverse=True)

    def read(self, text: str) -> list[Word]:
        """The words of a sentence, each with its possible tags and what the dictionaries know of it."""
        tokens = tokenise(text)
        pieces: list[str] = []
        owner: list[int] = []  # the token a piece belongs to; it starts a token where its predecessor has another owner
        for at, token in enumerate(tokens):
            pieces += token.pieces
            owner += [at] * len(token.pieces)
        cased = _is_cased(tokens)
        found = self._longest(tokens, pieces, owner, cased)
        words: list[Word] = []
        at, quoted = 0, False
        while at < len(tokens):
            token = tokens[at]
            if token.text in _DOUBLE_QUOTES:
                quoted = not quoted
                at += 1
                continue
            hit = found.get(at)
            if hit is not None:
                word = self._phrase(text, tokens, at, hit)
                at = hit[0]
            else:
                word = self._word(tokens, at, cased)
                at += 1
                opener = words[-1].mask if words else 0
                noun = word.mask & NOUN and (opener & _SURE_NOUN or (word.mask & VING and opener & _OPENS_NOUN))
                if word.mask & VERBAL and not noun and word.verb in self.dictionary.verb_phrases:
                    at = self._particle(text, word, tokens, at)
            word.quoted = quoted
            if word.mask:
                words.append(word)
        return words

    def _longest(
        self, tokens: list[Token], pieces: list[str], owner: list[int], cased: bool
    ) -> dict[int, tuple[int, tuple[Meaning, ...], int]]:
        """First token -> (token behind the last, meanings, tag mask) of the longest phrases, none overlapping another."""
        found: dict[int, tuple[int, tuple[Meaning, ...], int]] = {}
        trie, fixed, meanings_at = self.dictionary.trie, self._fixed, self.dictionary.meanings_at
        at, n = 0, len(pieces)
        while at < n:
            piece = pieces[at]
            if at and owner[at] == owner[at - 1]:  # inside a hyphenated word: its owner looks there itself
                at += 1
                continue
            end, mask = 0, 0
            meanings: tuple[Meaning, ...] = ()
            node = trie.get(piece)
            stop = at + 1
            while node is not None:
                here = meanings_at(node)
                if here and (stop == n or owner[stop] != owner[stop - 1]):
                    kept = here if cased else tuple(m for m in here if not m.cased)
                    kept = tuple(
                        m for m in kept if not (m.cased or (cased and m.written.isupper())) or _as_written(m, tokens[owner[at]])
                    )
                    if kept:
                        end, meanings = stop, kept
                if stop == n:
                    break
                node = node.get(pieces[stop])
                stop += 1
            for phrase, tags in fixed.get(piece, ()):
                length = len(phrase)
                if at + length <= end:
                    break
                if tuple(pieces[at : at + length]) == phrase and (
                    at + length == n or owner[at + length] != owner[at + length - 1]
                ):
                    end, meanings, mask = at + length, (), tags
                    break
            if end:
                found[owner[at]] = (owner[end - 1] + 1, meanings, mask)
                at = end
            else:
                at += 1
        return found

    def _phrase(self, text: str, tokens: list[Token], at: int, hit: tuple[int, tuple[Meaning, ...], int]) -> Word:
        behind, meanings, mask = hit
        first, last = tokens[at], tokens[behind - 1]
        start, end = first.start, last.end
        if behind - at == 1 and not mask:
            word = self._word(tokens, at, True)
            if meanings[0].kind == "noun" and len(first.pieces) > 1:
                word.noun, word.mask = meanings[0].noun, word.mask | NOUN  # "cease-fire" is the noun "cease fire"
            if meanings[0].kind == "actor":
                word.mask = word.mask & (NOUN | ADJ) | NAME if word.mask & (NOUN | ADJ | NAME) else NAME
        else:
            if not mask:
                mask = NAME if meanings[0].kind == "actor" else NOUN
            key = " ".join(token.key for token in tokens[at:behind])
            noun = meanings[0].noun if meanings else key
            word = Word(text[start:end], start, end, key, mask, noun, "", first.text[:1].isupper())
        word.meanings = meanings
        if behind - at > 1 and meanings and all(meaning.kind == "noun" for meaning in meanings):
            word.inner = self._inside([piece for token in tokens[at:behind] for piece in token.pieces], word.text)
        return word

    def _word(self, tokens: list[Token], at: int, cased: bool) -> Word:
        token = tokens[at]
        key, text = token.key, token.text
        mask, noun, verb = self.lexicon.reading(key, text if cased else text.lower())
        if mask & VERBAL and not mask & NOUN and key in self.dictionary.nouns:
            mask, noun = mask | NOUN, key  # the dictionaries know event nouns that the lexicon lacks ("the shelling of")
        if key in ("'s", "'"):
            mask = self._apostrophe(tokens, at)
        elif text == "." and at + 1 < len(tokens):
            mask = 0  # sentences are split already: a stop inside one belongs to an abbreviation
        capital = cased and at > 0 and text[:1].isupper()
        if capital and mask & (NAME | NOUN | ADJ | VERBAL) and not mask & (_TIME | _PRON):
            mask = mask & (NOUN | ADJ | BIT["MODAL"] | BIT["NUM"]) | NAME
        word = Word(text, token.start, token.end, key, mask, noun, verb, capital)
        if len(token.pieces) > 1:
            word.inner = self._inside(token.pieces, text)
        return word

    def _apostrophe(self, tokens: list[Token], at: int) -> int:
        """`'s` is a possessive, or "is" behind a pronoun; a bare apostrophe is a possessive only behind an s, without a blank."""
        before = tokens[at - 1] if at else None
        if before is None or before.end != tokens[at].start:
            return OTHER
        if tokens[at].key == "'":
            return _POSS if before.key.endswith("s") and at + 1 < len(tokens) and tokens[at + 1].text[0].isalnum() else OTHER
        return _BE if self.lexicon.words.get(before.key, (0,))[0] & (_PRON | BIT["WH"] | BIT["THAT"]) else _POSS

    def _inside(self, pieces: Sequence[str], text: str) -> tuple[Meaning, ...]:
        """The actors in a hyphenated word (`Daesh-held`, `anti-American`) or in a fixed phrase (`UN resolution`)."""
        found: list[Meaning] = []
        at = 0
        while at < len(pieces):
            node, stop, best = self.dictionary.trie.get(pieces[at]), at + 1, 0
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

    def _particle(self, text: str, word: Word, tokens: list[Token], at: int) -> int:
        """Join a multiword verb ("carry out", "crack down on") to one word; returns the token behind it."""
        for rest in self.dictionary.verb_phrases[word.verb]:
            behind = at + len(rest)
            if behind > len(tokens) or any(tokens[at + i].key != part for i, part in enumerate(rest)):
                continue
            following = self.lexicon.words.get(tokens[behind].key, (0,))[0] if behind < len(tokens) else 0
            if following & _TIME and self.lexicon.words.get(rest[-1], (0,))[0] & BIT["PREP"]:
                continue  # "called on Monday" is no call on anybody
            word.end = tokens[behind - 1].end
            word.text = text[word.start : word.end]
            word.verb = f"{word.verb} {' '.join(rest)}"
            word.mask &= VERBAL
            return behind
        return at


def _is_cased(tokens: list[Token]) -> bool:
    """Whether capitals mean something here: not in all lower case, ALL CAPS or Title Case text."""
    letters = [token.text for token in tokens if token.text[0].isalpha()]
    capitals = sum(word[0].isupper() for word in letters)
    share = _TITLE_CASE_SHARE if len(letters) > 5 else 0.99  # "Mexico City thanked Washington" is no headline
    if capitals == 0 or (len(letters) > 3 and capitals > share * len(letters)):
        return False
    return not all(word.isupper() for word in letters) or len(letters) < 3


def _as_written(meaning: Meaning, token: Token) -> bool:
    return token.text.isupper() if meaning.written.isupper() else token.text[:1].isupper()
