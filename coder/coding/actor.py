"""Who a noun group turned out to be: the value that the resolver gives, and all later steps read."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.coding.memory import Mention


@dataclass(slots=True)
class Actor:
    """A resolved actor: `code` is None where no dictionary knows any of the words.

    `kind` is that of the dictionary entry ("actor" for an acting person, body or group, "agent" for role words
    alone); `homes` are the countries of a people that has several; `why` tells, line by line, where the code came from;
    `guessed`: its country is only that of a place beside it;
    `antecedent` is whom a pronoun stands for that an earlier sentence told of, `others` those who are meant by it as well;
    `part` tells the second of "the two sides" from the first.
    """

    code: str | None
    first: int
    last: int
    kind: str = ""
    name: str | None = None
    rules: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    mutual: bool = False
    guessed: bool = False
    homes: tuple[str, ...] = ()
    antecedent: Mention | None = None
    others: list[Actor] = field(default_factory=list)
    part: int = 0

    @property
    def unnamed(self) -> bool:
        """Whether no word of the sentence stands for the actor: only the act implies it."""
        return self.first < 0

    @property
    def country(self) -> str:
        """The country or organisation prefix of the code, or an empty string."""
        return self.code[:3] if self.code and not self.code.startswith("-") else ""
