"""A compiled pattern -> the words of its text in which each of its parts is written, so that a reader can be pointed at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from coder.dictionary.adpositions import opens_argument
from coder.dictionary.compiled_patterns import Pattern
from coder.words.lexicon import Lexicon

_SLOT = re.compile(r"(?:SOURCE|TARGET)(?::|$)")


class Written(NamedTuple):
    """An argument of a pattern as it is written: "by|on", "TARGET:GOV" and "", or "by|on", "" and "phone|telephone"."""

    preposition: str
    slot: str
    words: str


def written_arguments(pattern: Pattern, lexicon: Lexicon) -> list[Written]:
    """How the arguments of a pattern are written, in the order of `pattern.arguments`."""
    written = sorted(_arguments(pattern.text.partition("VERB")[2].split(), lexicon), key=lambda one: bool(one.slot))
    own = len(pattern.arguments) - len(written)  # those that its verb brings ("falsely accuse") are not in its text
    brought = [Written("|".join(sorted(argument.prepositions)), "", "") for argument in pattern.arguments[:own]]
    return [*brought, *written]


def written_subject(pattern: Pattern) -> str:
    """The words before VERB."""
    return pattern.text.partition("VERB")[0].strip()


def _arguments(words: list[str], lexicon: Lexicon) -> Iterator[Written]:
    """The arguments in the order of the text; what begins a new one is what `coder.dictionary.compile` takes for that."""
    preposition, own = "", ""
    for word in words:
        lemmas = [lemma for lemma in word.split("|") if not lemma.startswith("<")]
        if _SLOT.match(word):
            if own:
                yield Written(preposition, "", own)
                preposition, own = "", ""
            yield Written(preposition, word, "")
            preposition = ""
        elif opens_argument(lexicon, lemmas):
            if own or preposition:
                yield Written(preposition, "", own)
            preposition, own = word, ""
        else:
            own = f"{own} {word}".strip()
    if own or preposition:
        yield Written(preposition, "", own)
