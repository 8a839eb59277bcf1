"""The tag set, as bits: a word whose readings are undecided carries several."""

from __future__ import annotations

from typing import Final

DET: Final = 1 << 0
PDET: Final = 1 << 1
PRON: Final = 1 << 2
NUM: Final = 1 << 3
NOUN: Final = 1 << 4
NAME: Final = 1 << 5
ADJ: Final = 1 << 6
ADV: Final = 1 << 7
VF: Final = 1 << 8
VB: Final = 1 << 9
VBN: Final = 1 << 10
VING: Final = 1 << 11
MODAL: Final = 1 << 12
BE: Final = 1 << 13
BEN: Final = 1 << 14
HAVE: Final = 1 << 15
DO: Final = 1 << 16
NEG: Final = 1 << 17
PREP: Final = 1 << 18
OF: Final = 1 << 19
BY: Final = 1 << 20
TO: Final = 1 << 21
CONJ: Final = 1 << 22
WH: Final = 1 << 23
THAT: Final = 1 << 24
SUB: Final = 1 << 25
POSS: Final = 1 << 26
TIME: Final = 1 << 27
COMMA: Final = 1 << 28
STOP: Final = 1 << 29
OTHER: Final = 1 << 30
VERBAL: Final = VF | VB | VBN | VING

BIT: Final[dict[str, int]] = {
    "DET": DET,
    "PDET": PDET,
    "PRON": PRON,
    "NUM": NUM,
    "NOUN": NOUN,
    "NAME": NAME,
    "ADJ": ADJ,
    "ADV": ADV,
    "VF": VF,
    "VB": VB,
    "VBN": VBN,
    "VING": VING,
    "MODAL": MODAL,
    "BE": BE,
    "BEN": BEN,
    "HAVE": HAVE,
    "DO": DO,
    "NEG": NEG,
    "PREP": PREP,
    "OF": OF,
    "BY": BY,
    "TO": TO,
    "CONJ": CONJ,
    "WH": WH,
    "THAT": THAT,
    "SUB": SUB,
    "POSS": POSS,
    "TIME": TIME,
    "COMMA": COMMA,
    "STOP": STOP,
    "OTHER": OTHER,
}
TAGS: Final = tuple(BIT)
NAME_OF: Final[dict[int, str]] = {bit: tag for tag, bit in BIT.items()}


def names(mask: int) -> list[str]:
    """The tags of a mask, in the order of the tag set."""
    return [tag for tag, bit in BIT.items() if mask & bit]


def mask(tags: str) -> int:
    """The mask of tags named in a string, separated by blanks; an unknown tag is a KeyError."""
    value = 0
    for tag in tags.split():
        value |= BIT[tag]
    return value
