"""An actor code -> the parts that the tables of other coders keep in columns of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coder.dictionary.compiled import Dictionary
from coder.dictionary.entries import Country

_LETTERS = 3
NOBODY = "---"


@dataclass(frozen=True, slots=True)
class ActorParts:
    """The parts of an actor code: `root` is what it begins with; the others are its codes of those kinds, in their order."""

    code: str = ""
    root: str = ""
    country: Country | None = None
    groups: tuple[str, ...] = ()
    ethnic: tuple[str, ...] = ()
    religions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """The first role, or an empty string."""
        return self.roles[0] if self.roles else ""


class ActorCodes:
    """Takes actor codes apart, by the kinds that `codes/` gives their parts."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.countries: Mapping[str, Country] = dictionary.countries
        self._kinds = {code: role.kind for code, role in dictionary.roles.items()}

    def parts(self, code: str | None) -> ActorParts:
        """The parts of a code; of nobody all are empty."""
        if not code:
            return ActorParts()
        chain = [code[at : at + _LETTERS] for at in range(0, len(code), _LETTERS)]
        root, rest = chain[0], chain[1:]
        first = () if root in self.countries or root == NOBODY else (root,)

        def of(*kinds: str) -> tuple[str, ...]:
            return tuple(part for part in (*first, *rest) if self._kinds.get(part) in kinds)

        return ActorParts(
            code,
            "" if root == NOBODY else root,
            self.countries.get(root),
            of("group", "region"),
            of("ethnic"),
            of("religion"),
            of("primary", "secondary", "speciality", "international"),
        )
