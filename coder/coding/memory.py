"""What a story has told so far: whom "it", "they", "the group" and "the two sides" may stand for in its later sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from coder.model import Event

_KEPT = 8  # actors of a story that are remembered, the latest first


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor that a story has told of: its code, dictionary entry, words, and the number of the sentence."""

    code: str
    name: str | None
    text: str
    sentence: int

    def __str__(self) -> str:
        return f'"{self.text}" in sentence {self.sentence}'


@dataclass(slots=True)
class Memory:
    """The actors of the sentences before, the latest first; `pair` are the last two that did something to one another."""

    actors: list[Mention] = field(default_factory=list)
    pair: tuple[Mention, Mention] | None = None

    def keep(self, subjects: Iterable[Mention], events: Iterable[Event]) -> None:
        """Remember the subjects of a sentence, and the sides of its last event."""
        said = list(subjects)
        for event in events:
            if not event.source or not event.target or event.source.startswith("-") or event.target.startswith("-"):
                continue
            if event.source != event.target:
                self.pair = (
                    Mention(event.source, event.source_name, event.source_text or "", event.sentence),
                    Mention(event.target, event.target_name, event.target_text or "", event.sentence),
                )
        self.actors = [*said, *(actor for actor in self.actors if all(actor.code != other.code for other in said))][:_KEPT]

    def latest(self, doer: str | None = None) -> Mention | None:
        """Whom a pronoun at the head of a sentence stands for; not one with the code of who acts upon it."""
        return next((actor for actor in self.actors if doer is None or actor.code != doer), None)

    def with_role(self, role: str) -> Mention | None:
        """The last actor whose code ends with a role ("the rebels" after "Sudanese rebels")."""
        return next((actor for actor in self.actors if actor.code.endswith(role) and not actor.code.startswith("-")), None)
