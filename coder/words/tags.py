"""The tag set, as bits: a word whose readings are undecided carries several."""

from __future__ import annotations

TAGS = (
    *("DET", "PDET", "PRON", "NUM", "NOUN", "NAME", "ADJ", "ADV", "VF", "VB", "VBN", "VING", "MODAL", "BE", "BEN", "HAVE", "DO"),
    *("NEG", "PREP", "OF", "BY", "TO", "CONJ", "WH", "THAT", "SUB", "POSS", "TIME", "COMMA", "STOP", "OTHER"),
)
BIT: dict[str, int] = {tag: 1 << i for i, tag in enumerate(TAGS)}
NAME_OF: dict[int, str] = {bit: tag for tag, bit in BIT.items()}

DET, PDET, PRON, NUM, NOUN, NAME, ADJ, ADV = (BIT[t] for t in TAGS[:8])
VF, VB, VBN, VING = (BIT[t] for t in TAGS[8:12])
VERBAL = VF | VB | VBN | VING
OTHER = BIT["OTHER"]


def names(mask: int) -> list[str]:
    """The tags of a mask, in the order of the tag set."""
    return [tag for tag, bit in BIT.items() if mask & bit]


def mask(tags: str) -> int:
    """The mask of tags named in a string, separated by blanks; an unknown tag is a KeyError."""
    value = 0
    for tag in tags.split():
        value |= BIT[tag]
    return value
