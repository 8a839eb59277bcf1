"""What matching a proposition with a pattern gives: a match, or a miss; and the attempt that leads to either."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled_patterns import Pattern


@dataclass(slots=True)
class Match:
    """A pattern that fits and the phrases that fill its slots; `shared` tells that sources and targets are one list of equals.

    `together`: several do it, and the code is that which the entry has for this. `literal`: the pattern names the negation or
    auxiliary of the verb itself.
    """

    pattern: Pattern
    sources: list[Phrase]
    targets: list[Phrase]
    shared: bool = False
    together: bool = False
    literal: bool = False

    @property
    def code(self) -> str | None:
        """The CAMEO code; None where the pattern codes nothing on purpose."""
        return self.pattern.entry.together if self.together else self.pattern.code


@dataclass(slots=True)
class Miss:
    """A pattern that does not fit a proposition, and the part of it where it stopped."""

    pattern: Pattern
    stopped: str
    proposition: Proposition


@dataclass(slots=True)
class Attempt:
    """What a pattern has taken so far: objects and arguments are used once.

    `claimed` are the arguments behind an event noun among them ("because of fighting among rebels"): they come last.
    """

    objects: list[Phrase]
    arguments: list[tuple[str, list[Phrase]]]
    claimed: list[tuple[str, list[Phrase]]]
    introducing: tuple[str, ...]
    code: str | None
    sources: list[Phrase] | None = None
    targets: list[Phrase] | None = None
    used: list[Phrase] = field(default_factory=list)
