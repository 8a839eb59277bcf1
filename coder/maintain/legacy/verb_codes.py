"""Event codes as PETRARCH writes them: `[040]`, or `[042:043]` for both directions -> the values of our verbs and patterns."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_CODE = re.compile(r"\d{2,4}[a-z]?", re.IGNORECASE)
_NONE = ("", "---")
DOUBTED = "the mark behind the code is passed over"


class CodeError(ValueError):
    """A code that cannot be one of ours; the message tells why."""


class Codes(NamedTuple):
    """The code of an act, and that of the same act from its target to its source; None where there is none."""

    code: str | None = None
    converse: str | None = None
    doubted: bool = False

    @property
    def value(self) -> dict[str, Any]:
        """As a verb or pattern of ours has it."""
        if self.converse is None:
            return {"code": self.code or "none"}
        if self.code == self.converse:
            return {"code": self.code, "reciprocal": True}
        return {"code": self.code, "converse": self.converse} if self.code else {"converse": self.converse}


def read_codes(written: str) -> Codes:
    """The codes in a pair of brackets; raises CodeError."""
    inside = written.strip("[] \t")
    sides = [side.strip() for side in inside.split(":")]
    codes = [_code(side) for side in sides]
    doubted = any(side not in _NONE and side != code for side, code in zip(sides, codes, strict=True))
    if len(codes) > 2:
        raise CodeError(f'"{inside}" has more than two codes')
    return Codes(codes[0], codes[1] if len(codes) == 2 else None, doubted)


def _code(written: str) -> str | None:
    if written in _NONE:
        return None
    code = written.rstrip("?!")
    if not _CODE.fullmatch(code):
        raise CodeError(f'"{written}" is not the code of an event')
    return code.upper()
