"""Country, roles and groups -> one actor code.

CAMEO's order holds: country, kind of organisation, primary role, ethnic and religious group, field, speciality; nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coder.dictionary.compiled import Dictionary

UNKNOWN_COUNTRY: Final = "---"
SEVERAL: Final = "/"  # between the codes of an actor that stands for several
GOVERNMENT: Final = "GOV"
ELITE: Final = "ELI"
SOLDIERS: Final = "MIL"
CIVILIANS: Final = "CVL"
OFFICES: Final = (GOVERNMENT, "JUD", "LEG")  # what a former minister, judge or lawmaker has left
_INTERGOVERNMENTAL: Final = "IGO"
_ARMED: Final = (SOLDIERS, "COP")  # the roles that make a part of an organisation somebody else than its officials
_STATELESS: Final = ("REB", "INS", "SEP", "UAF")
_IDENTITY: Final = ("ethnic", "religion")
_LETTERS: Final = 3  # of each part
_KIND_ORDER: Final = ("international", "primary", "ethnic", "religion", "secondary", "speciality")


class CodeChain:
    """Joins the three-letter parts of actor codes, by the kinds that `codes/roles.yaml` gives them."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.roles = dictionary.roles
        self.countries = dictionary.countries

    def composed(self, base: str, roles: Sequence[str]) -> str | None:
        """Base and roles in CAMEO's order, nothing twice; roles alone stand behind three dashes; None where there is neither.

        A base that tells already what its actor does takes no further role, but the soldiers and police of an
        international organisation are told from its officials.
        """
        if not roles and len(base) <= _LETTERS:
            return base or None
        had = parts(base) if base else []
        added: list[str] = []
        for role in roles:
            added += [part for part in parts(role) if part not in added and part not in had]
        if SEVERAL in base:
            return base
        if not base:
            return UNKNOWN_COUNTRY + "".join(sorted(added, key=self._order)) if added else None
        if len(base) > 3 and (self.is_international(base) or not self.is_identity(base)):
            armed = [part for part in added if part in _ARMED] if had[0] == _INTERGOVERNMENTAL else []
            return base + "".join(armed)
        return base[:3] + "".join(sorted(had[1:] + added, key=self._order))

    def joined(self, code: str, base: str) -> str:
        """Two codes for the same actor in one: the later names who it is, the earlier may add a country or a group."""
        if not base or code.startswith(base) or base.startswith(code):
            return code if len(code) >= len(base) else base
        if base[:3] in self.countries and not self.has_country(code):
            return base[:3] + code
        return code

    def has_country(self, code: str) -> bool:
        """Whether a code names a country, a part of the world or an international body, not only a people or a religion."""
        return code[:3] in self.countries or self._kind(code[:3]) in ("international", "region")

    def is_international(self, code: str) -> bool:
        """Whether a code stands for a body that has no single country."""
        return self._kind(code[:3]) == "international"

    def is_region(self, code: str) -> bool:
        """Whether a code is that of a part of the world."""
        return self._kind(code) == "region" and code not in self.countries

    def is_within(self, roles: list[str], code: str) -> bool:
        """Whether people of these roles are a part of what the actor of a code does, and so are what it is.

        The leader and the spokesman of rebels are rebels, and so is their commander; soldiers of a government are not it.
        """
        what = [part for part in parts(code)[1:] if part != ELITE and self._kind(part) not in _IDENTITY]
        if roles == [SOLDIERS]:
            return any(self._kind(part) == "primary" and part != GOVERNMENT for part in what)
        return roles == [GOVERNMENT] and bool(what)

    def is_stateless(self, role: str) -> bool:
        """Whether a role is that of people under arms who serve no state."""
        return role in _STATELESS

    def is_elite(self, code: str) -> bool:
        """Whether a code says of its actor only that he is somebody of standing without an office."""
        return parts(code)[1:] == [ELITE]

    def is_identity(self, base: str) -> bool:
        """Whether a code behind its country says only which people or religion, so that a role may still join it."""
        return all(self._kind(part) in _IDENTITY for part in parts(base)[1:])

    def is_a_people(self, code: str) -> bool:
        """Whether a code is that of a people or a religion, be it that of a country as well (MUS)."""
        return self._kind(code) in _IDENTITY

    def _kind(self, part: str) -> str:
        role = self.roles.get(part)
        return role.kind if role is not None else ""

    def _order(self, part: str) -> int:
        kind = self._kind(part)
        return _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)


def parts(code: str) -> list[str]:
    """The three-letter parts of a code."""
    return [code[at : at + 3] for at in range(0, len(code), 3)]
