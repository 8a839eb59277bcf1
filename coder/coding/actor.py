"""Who a noun group turned out to be: the value that the resolver gives, and all later steps read."""

from __future__ import annotations

from coder.coding.memory import Mention
from coder.dictionary.compiled import Meaning
from coder.model import Where

Reason = str | tuple[str, Meaning]  # words, or a code with the meaning that gave it: most are never asked for


class Actor:
    """A resolved actor: `code` is None where no dictionary knows any of the words.

    `kind` is that of the dictionary entry ("actor" for an acting person, body or group, "agent" for role words
    alone); `homes` are the countries of a people that has several; `rules` and `why` tell where the code came from;
    `guessed`: its country is only that of a place beside it;
    `antecedent` is whom a pronoun stands for that an earlier sentence told of, `others` those who are meant by it as well;
    `part` tells the second of "the two sides" from the first.
    """

    __slots__ = (
        "antecedent",
        "code",
        "first",
        "guessed",
        "homes",
        "kind",
        "last",
        "mutual",
        "name",
        "others",
        "part",
        "rules",
        "why",
    )

    def __init__(
        self,
        code: str | None,
        first: int,
        last: int,
        kind: str = "",
        name: str | None = None,
        rules: list[Where] | None = None,
        why: list[Reason] | None = None,
        part: int = 0,
    ) -> None:
        self.code = code
        self.first = first
        self.last = last
        self.kind = kind
        self.name = name
        self.rules: list[Where] = [] if rules is None else rules
        self.why: list[Reason] = [] if why is None else why
        self.mutual = False
        self.guessed = False
        self.homes: tuple[str, ...] = ()
        self.antecedent: Mention | None = None
        self.others: list[Actor] = []
        self.part = part

    def with_code(self, code: str) -> Actor:
        """The same actor under another code."""
        other = Actor(code, self.first, self.last, self.kind, self.name, self.rules, self.why, self.part)
        other.mutual, other.guessed, other.homes = self.mutual, self.guessed, self.homes
        other.antecedent, other.others = self.antecedent, self.others
        return other

    @property
    def reasons(self) -> list[str]:
        """Where the code came from, line by line."""
        return [reason if isinstance(reason, str) else _told(*reason) for reason in self.why]

    @property
    def unnamed(self) -> bool:
        """Whether no word of the sentence stands for the actor: only the act implies it."""
        return self.first < 0

    @property
    def country(self) -> str:
        """The country or organisation prefix of the code, or an empty string."""
        return self.code[:3] if self.code and not self.code.startswith("-") else ""


def _told(code: str, meaning: Meaning) -> str:
    assert meaning.entry is not None
    return f'{code}: "{meaning.written}", {meaning.entry.where}'
