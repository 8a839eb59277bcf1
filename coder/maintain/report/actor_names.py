"""Actor codes -> what they mean, from the names of their parts: EGYGOV is "Egypt, government"."""

from __future__ import annotations

from functools import cache

from coder.dictionary.compiled import Dictionary

_LETTERS = 3
_NOBODY = "---"
_PROPER = frozenset(("group", "ethnic", "religion", "region"))  # these have capitals in the middle of a line, too


class ActorNames:
    """Names the codes of one dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._countries = dictionary.countries
        self._roles = dictionary.roles
        self.name = cache(self._name)

    def _name(self, code: str) -> str:
        parts = [code[at : at + _LETTERS] for at in range(0, len(code), _LETTERS)]
        names = [self._part(part, first=at == 0) for at, part in enumerate(parts) if part != _NOBODY]
        return ", ".join((names[0][:1].upper() + names[0][1:], *names[1:])) if names else ""

    def _part(self, part: str, first: bool) -> str:
        """The name of a part; a code is a country where it stands first, else rather a role: MUS is Mauritius, or Muslim."""
        role = self._roles.get(part)
        if part in self._countries and (first or role is None):
            return self._countries[part].name
        if role is None:
            return part
        proper = role.kind in _PROPER or role.name[1:2].isupper()
        return role.name if proper else role.name[:1].lower() + role.name[1:]
