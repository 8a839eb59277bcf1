"""Events of a gold and events that were coded, brought to one form in which they can be compared.

A gold tells less than a coded event, and each gold tells something else. What is compared follows from what the gold carries:
words of actors or their codes; CAMEO roots (with codes or two digits) or PLOVER names; quad classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coder.dictionary.compiled import Dictionary
from coder.maintain.gold import NULL, Gold, GoldEvent
from coder.maintain.mentions import content_words, gold_words, same_actor
from coder.model import Event


@dataclass(frozen=True, slots=True)
class Answer:
    """An event to be compared. `roots` and `codes` are all that are right, `root` and `code` the first of them.

    `either` means that source and target may change places.
    """

    source: str | None
    target: str | None
    source_text: str | None
    target_text: str | None
    code: str | None
    codes: frozenset[str]
    root: str | None
    roots: frozenset[str]
    quad: int | None
    either: bool

    @property
    def turned(self) -> Answer:
        """The event the other way round."""
        return replace(self, source=self.target, target=self.source, source_text=self.target_text, target_text=self.source_text)


class Yardstick:
    """Compares the events of one gold with what was coded; `strict` as in `coder.maintain.mentions`."""

    def __init__(self, gold: Gold, dictionary: Dictionary, strict: bool = False) -> None:
        self.dictionary = dictionary
        self.strict = strict
        self.has_words = gold.carries("source_text", "target_text")
        self.has_actors = gold.carries("source", "target")
        self.has_codes = gold.carries("code")
        self.has_roots = self.has_codes or gold.carries("root")
        self.has_quads = self.has_codes or gold.carries("quad")
        roots = [event.root for record in gold.records for event in record.events if event.root]
        self.by_name = not self.has_codes and any(not root.isdigit() for root in roots)
        self._last_root = max((code for code in dictionary.codes if len(code) == 2), default="")
        self._quads = gold_words().quads[self._quad_scheme(gold.name)]

    def _quad_scheme(self, name: str) -> str:
        """The name in `golds.yaml` of the quad classes that a gold uses."""
        fitting = [scheme for scheme in gold_words().quads if name.startswith(scheme)]
        return max(fitting, key=len, default="plover" if self.by_name else "cameo")

    # --- to one form

    def of_gold(self, event: GoldEvent) -> Answer:
        """An event of the gold."""
        codes = [code for code in (event.code, *event.alt_codes) if code]
        root = (event.code or "")[:2] or self._present_name(event.root)
        roots = [root, *map(self._present_name, event.alt_roots), *(self.root_of(code) for code in event.alt_codes)]
        return Answer(
            source=event.source,
            target=event.target,
            source_text=event.source_text,
            target_text=event.target_text,
            code=event.code,
            codes=frozenset(codes),
            root=root,
            roots=frozenset(name for name in roots if name),
            quad=event.quad if event.quad is not None or event.code is None else self.quad_of(event.code),
            either=event.reciprocal,
        )

    def of_coded(self, event: Event) -> Answer:
        """An event that was coded."""
        root = self.root_of(event.action)
        return Answer(
            source=event.source,
            target=event.target,
            source_text=event.source_text,
            target_text=event.target_text,
            code=event.action,
            codes=frozenset([event.action]),
            root=root,
            roots=frozenset([root] if root else []),
            quad=self.quad_of(event.action),
            either=event.reciprocal,
        )

    def _present_name(self, root: str | None) -> str | None:
        return gold_words().older_names.get(root, root) if root else None

    def root_of(self, code: str) -> str | None:
        """The root of a CAMEO code as the gold names roots: two digits or a PLOVER name."""
        if not self.by_name:
            return code[:2]
        entry = next((self.dictionary.codes[known] for known in self.dictionary.ancestors(code)), None)
        return entry.plover if entry is not None else None

    def quad_of(self, code: str) -> int | None:
        """The quad class of a CAMEO code as the gold draws the lines; that of the last root for a root beyond it."""
        other = self._quads.get(code[:2])
        if other is not None:
            return int(other)
        entry = self.dictionary.codes.get(min(code[:2], self._last_root))
        return entry.quad if entry is not None else None

    # --- comparing

    def collapse(self, answers: Iterable[Answer]) -> list[Answer]:
        """The events without duplicates; of two that mirror each other only the first, which then may come either way round."""
        kept: dict[tuple[str | None, ...], Answer] = {}
        for answer in answers:
            source, target = self._who(answer.source, answer.source_text), self._who(answer.target, answer.target_text)
            what = answer.root if self.has_roots else str(answer.quad)
            mirror = (target, source, what)
            if source != target and mirror in kept:
                kept[mirror] = replace(kept[mirror], either=True)
            else:
                kept.setdefault((source, target, what), answer)
        return list(kept.values())

    def _who(self, code: str | None, text: str | None) -> str | None:
        return " ".join(content_words(text)) if self.has_words else code

    def sides(self, gold: Answer, coded: Answer) -> tuple[bool, bool]:
        """Whether source and target are right, in the way round that suits best where both ways are right."""
        straight = self._sides(gold, coded)
        if not gold.either and not coded.either:
            return straight
        return max(straight, self._sides(gold, coded.turned), key=sum)

    def _sides(self, gold: Answer, coded: Answer) -> tuple[bool, bool]:
        if self.has_words:
            return self._same(gold.source_text, coded.source_text), self._same(gold.target_text, coded.target_text)
        return gold.source in (None, coded.source), gold.target in (None, coded.target)

    def _same(self, gold: str | None, coded: str | None) -> bool:
        """Whether an actor is right; any is where the gold names none."""
        return gold in NULL or (coded is not None and same_actor(gold or "", coded, self.strict))

    def same_root(self, gold: Answer, coded: Answer) -> bool:
        """Whether the root is right."""
        return self.has_roots and coded.root in gold.roots

    def same_quad(self, gold: Answer, coded: Answer) -> bool:
        """Whether the quad class is right."""
        return gold.quad is not None and gold.quad == coded.quad

    def same_act(self, gold: Answer, coded: Answer) -> bool:
        """Whether what was done is right, told as closely as the gold tells it."""
        if self.has_roots:
            return self.same_root(gold, coded)
        return not self.has_quads or gold.quad is None or self.same_quad(gold, coded)


Miss = Literal["nothing coded", "wrong root", "wrong class", "wrong source", "wrong target", "both wrong"]


@dataclass(frozen=True, slots=True)
class Matched:
    """The events of a sentence, paired one to one.

    `pairs` are gold and coded events that have something in common, `others` pairs of what is left, `missed` gold events and
    `extra` coded ones without a partner, `excused` the number of coded events that are optional in the gold.
    """

    pairs: tuple[tuple[Answer, Answer], ...]
    others: tuple[tuple[Answer, Answer], ...]
    missed: tuple[Answer, ...]
    extra: tuple[Answer, ...]
    excused: int


def match(yardstick: Yardstick, gold: Sequence[Answer], optional: Sequence[Answer], coded: Sequence[Answer]) -> Matched:
    """Pair the events of a sentence, the best pair first: right actors count more than the root, the root more than the class."""

    def likeness(one: Answer, other: Answer) -> int:
        source, target = yardstick.sides(one, other)
        return 4 * source + 4 * target + 2 * yardstick.same_root(one, other) + yardstick.same_quad(one, other)

    def is_the_optional(one: Answer, other: Answer) -> int:
        return int(all(yardstick.sides(one, other)) and (not yardstick.has_roots or yardstick.same_root(one, other)))

    pairs, missed, left = _greedy(gold, coded, likeness)
    excused, _, left = _greedy(optional, left, is_the_optional)
    together = min(len(missed), len(left))
    return Matched(
        pairs=tuple(pairs),
        others=tuple(zip(missed[:together], left[:together], strict=True)),
        missed=tuple(missed[together:]),
        extra=tuple(left[together:]),
        excused=len(excused),
    )


def _greedy(
    gold: Sequence[Answer], coded: Sequence[Answer], likeness: Callable[[Answer, Answer], int]
) -> tuple[list[tuple[Answer, Answer]], list[Answer], list[Answer]]:
    """Pairs whose likeness is above 0, the likest first and earlier ones before later ones; then what is left of both."""
    candidates = [(likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(coded)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for alike, i, j in sorted(candidates, key=lambda candidate: (-candidate[0], *candidate[1:])):
        if alike > 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return (
        [(gold[i], coded[j]) for i, j in pairs.items()],
        [one for i, one in enumerate(gold) if i not in pairs],
        [other for j, other in enumerate(coded) if j not in taken],
    )


def kind_of_miss(yardstick: Yardstick, gold: Answer, coded: Answer) -> Miss | None:
    """What is wrong with the coded event that stands for a gold event; None: nothing."""
    source, target = yardstick.sides(gold, coded)
    if source and target:
        return None if yardstick.same_act(gold, coded) else "wrong root" if yardstick.has_roots else "wrong class"
    if source or target:
        return "wrong target" if source else "wrong source"
    return "both wrong"
