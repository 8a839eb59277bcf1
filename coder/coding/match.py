"""What matching a proposition with a pattern gives: a match, or a miss; and the attempt that leads to either."""

from __future__ import annotations

from coder.coding.proposition import Phrase, Proposition
from coder.dictionary.compiled_patterns import Pattern


class Match:
    """A pattern that fits and the phrases that fill its slots; `shared` tells that sources and targets are one list of equals.

    `together`: several do it, and the code is that which the entry has for this. `literal`: the pattern names the negation or
    auxiliary of the verb itself.
    """

    __slots__ = ("literal", "pattern", "shared", "sources", "targets", "together")

    def __init__(
        self,
        pattern: Pattern,
        sources: list[Phrase],
        targets: list[Phrase],
        shared: bool = False,
        together: bool = False,
    ) -> None:
        self.pattern = pattern
        self.sources = sources
        self.targets = targets
        self.shared = shared
        self.together = together
        self.literal = False

    @property
    def code(self) -> str | None:
        """The CAMEO code; None where the pattern codes nothing on purpose."""
        return self.pattern.entry.together if self.together else self.pattern.code


class Miss:
    """A pattern that does not fit a proposition, and the part of it where it stopped."""

    __slots__ = ("pattern", "proposition", "stopped")

    def __init__(self, pattern: Pattern, stopped: str, proposition: Proposition) -> None:
        self.pattern = pattern
        self.stopped = stopped
        self.proposition = proposition


class Attempt:
    """What a pattern has taken so far: objects and arguments are used once.

    `claimed` are the arguments behind an event noun among them ("because of fighting among rebels"): they come last.
    """

    __slots__ = ("arguments", "claimed", "code", "introducing", "objects", "sources", "targets", "used")

    def __init__(
        self,
        objects: list[Phrase],
        arguments: list[tuple[str, list[Phrase]]],
        claimed: list[tuple[str, list[Phrase]]],
        introducing: tuple[str, ...],
        code: str | None,
    ) -> None:
        self.objects = objects
        self.arguments = arguments
        self.claimed = claimed
        self.introducing = introducing
        self.code = code
        self.sources: list[Phrase] | None = None
        self.targets: list[Phrase] | None = None
        self.used: list[Phrase] = []
