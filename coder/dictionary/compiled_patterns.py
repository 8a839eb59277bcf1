"""A parsed pattern -> what the road matches: arguments with the lemmas they want, and how specific the pattern is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from coder.dictionary.adpositions import opens_argument
from coder.dictionary.entries import PatternEntry, VerbEntry
from coder.dictionary.pattern import Part, PatternText, Slot, Words
from coder.words.lexicon import Lexicon
from coder.words.tokens import fold, fold_phrase

Synsets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument that a pattern wants: behind one of `prepositions` (none: the object), a slot, or words all in one group."""

    prepositions: frozenset[str]
    slot: Slot | None
    words: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to match. `code` None: codes nothing. `specificity` orders the patterns of an entry, higher first.

    `prepositions` and `words` are those that its arguments want, kept apart so that a pattern that cannot fit is passed over.
    `context` are the words that stand before the verb, in this order; `together` are runs of words that stand side by side;
    `several`: more than one of them do it to one another.
    """

    text: str
    code: str | None
    entry: VerbEntry
    line: int
    subject: Slot | None
    subject_words: tuple[frozenset[str], ...]
    arguments: tuple[Argument, ...]
    reciprocal: bool
    converse: str | None
    specificity: tuple[int, ...]
    prepositions: tuple[frozenset[str], ...] = ()
    words: tuple[frozenset[str], ...] = ()
    context: tuple[frozenset[str], ...] = ()
    several: bool = False
    together: tuple[tuple[frozenset[str], ...], ...] = ()

    @property
    def rule(self) -> str:
        """The dictionary line of the pattern, as events name it."""
        return f"{self.entry.where.file}:{self.line}"

    @property
    def names_object(self) -> bool:
        """Whether it names the object of the verb by its words ("VERB <sanction> on TARGET")."""
        return any(argument.words and not argument.prepositions for argument in self.arguments)


def build_pattern(lexicon: Lexicon, synsets: Synsets, entry: VerbEntry, written: PatternEntry, text: PatternText) -> Pattern:
    """A pattern of an entry, ready to match."""
    subject = next((part for part in text.before if isinstance(part, Slot)), None)
    several = sum(isinstance(part, Slot) for part in text.before) > 1
    before = [part for part in text.before if isinstance(part, Words) and not (several and part.lemmas == ("and",))]
    in_front = tuple(_lemmas(synsets, part) for part in before)
    subject_words, context = ((), in_front) if subject is not None else (in_front, ())
    words_first = sorted(_arguments(lexicon, synsets, text.behind), key=lambda argument: argument.slot is not None)
    arguments = tuple(words_first)  # a slot takes every phrase that is left
    words = [*before, *(part for part in text.behind if isinstance(part, Words))]
    slots = [part for part in (*text.before, *text.behind) if isinstance(part, Slot)]
    specificity = (
        len(words),
        sum(not part.synsets for part in words),
        sum(bool(slot.roles) for slot in slots),
        len(slots),
        len(entry.name.split()),
        sum(part.joined for part in words),
    )
    reciprocal, converse = written.reciprocal, written.converse
    return Pattern(
        written.text,
        written.code,
        entry,
        written.where.line,
        subject,
        subject_words,
        arguments,
        reciprocal,
        converse,
        specificity,
        tuple(argument.prepositions for argument in arguments if argument.prepositions and "and" not in argument.prepositions),
        (
            *subject_words,
            *(wanted for wanted in context if "not" not in wanted),  # which "n't" is, too
            *(words for argument in arguments for words in argument.words),
        ),
        context,
        several,
        tuple(_together(synsets, (*text.before, *text.behind))),
    )


def _together(synsets: Synsets, parts: Iterable[Part]) -> Iterator[tuple[frozenset[str], ...]]:
    """The runs of words that an underscore joins."""
    run: list[frozenset[str]] = []
    for part in parts:
        if isinstance(part, Words):
            run.append(_lemmas(synsets, part))
            if part.joined:
                continue
        if len(run) > 1:
            yield tuple(run)
        run = []


def _lemmas(synsets: Synsets, part: Words) -> frozenset[str]:
    found = {form for lemma in part.lemmas for form in (" ".join(fold_phrase(lemma)), fold(lemma)[0])}  # "go-between" is one word
    for synset in part.synsets:
        found |= synsets.get(synset, frozenset())
    return frozenset(map(intern, found))  # many patterns speak of the same words


def _arguments(lexicon: Lexicon, synsets: Synsets, parts: tuple[Part, ...]) -> Iterator[Argument]:
    """Group the parts behind VERB: a preposition opens an argument; words that follow one another belong to one noun group."""
    prepositions: frozenset[str] = frozenset()
    words: list[frozenset[str]] = []
    for part in parts:
        if isinstance(part, Words) and not part.joined and opens_argument(lexicon, part.lemmas):
            if words or prepositions:
                yield Argument(prepositions, None, tuple(words))
            prepositions, words = frozenset(part.lemmas), []
        elif isinstance(part, Words):
            words.append(_lemmas(synsets, part))
        else:
            if words:
                yield Argument(prepositions, None, tuple(words))
                prepositions, words = frozenset(), []
            yield Argument(prepositions, part, ())
            prepositions = frozenset()
    if words or prepositions:
        yield Argument(prepositions, None, tuple(words))
