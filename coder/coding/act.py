"""An act as it stands in a text, and the CAMEO code that its operators make of it."""

from __future__ import annotations

from typing import Any

from coder.coding.proposition import Phrase
from coder.dictionary.compiled import Dictionary
from coder.language.dates import When


class Attribution:
    """Who said so: the phrase of the speaker, and "report", "claim" or "denial"."""

    __slots__ = ("kind", "phrase")

    def __init__(self, phrase: Phrase | None, kind: str) -> None:
        self.phrase = phrase
        self.kind = kind


class Act:
    """An act: a CAMEO `code` (None: nothing to code), its phrases, the words that say it, and its status.

    `operators` are the operators over the plain code, outermost first; `general` is the code that stands where the composition
    table has no cell for them (None: nothing is coded then). `auxiliary` is the operator that "will" or "will not" is; it has
    no general code. `when` is its own date. `shared`: sources and targets are one list of equals; `implied`: the role of who
    acts where nobody is named, at `place`. `past` is the word that puts a historical act long ago. `literal`: what is said of the
    act (that it "will not" be done) is part of its code.
    """

    __slots__ = (
        "attribution",
        "auxiliary",
        "code",
        "converse",
        "first",
        "general",
        "implied",
        "last",
        "literal",
        "operators",
        "past",
        "place",
        "reciprocal",
        "rules",
        "shared",
        "sources",
        "status",
        "targets",
        "when",
    )

    def __init__(
        self,
        code: str | None,
        sources: list[Phrase],
        targets: list[Phrase],
        first: int,
        last: int,
        rules: list[str],
        shared: bool = False,
        reciprocal: bool = False,
        converse: str | None = None,
        operators: tuple[str, ...] = (),
        general: str | None = None,
        status: str = "actual",
        attribution: Attribution | None = None,
        auxiliary: str = "",
        implied: str | None = None,
        place: Phrase | None = None,
        when: When | None = None,
        past: int = -1,
        literal: bool = False,
    ) -> None:
        self.code = code
        self.sources = sources
        self.targets = targets
        self.first = first
        self.last = last
        self.rules = rules
        self.shared = shared
        self.reciprocal = reciprocal
        self.converse = converse
        self.operators = operators
        self.general = general
        self.status = status
        self.attribution = attribution
        self.auxiliary = auxiliary
        self.implied = implied
        self.place = place
        self.when = when
        self.past = past
        self.literal = literal

    def but(self, **changes: Any) -> Act:
        """The same act with some things changed."""
        other = Act(
            self.code,
            self.sources,
            self.targets,
            self.first,
            self.last,
            self.rules,
            self.shared,
            self.reciprocal,
            self.converse,
            self.operators,
            self.general,
            self.status,
            self.attribution,
            self.auxiliary,
            self.implied,
            self.place,
            self.when,
            self.past,
            self.literal,
        )
        for name, value in changes.items():
            setattr(other, name, value)
        return other


def composed_code(dictionary: Dictionary, act: Act) -> str | None:
    """The CAMEO code of an act under its operators and its auxiliary; None where nothing is to be coded."""
    if not act.auxiliary:
        return _under_operators(dictionary, act)
    if act.code is not None:
        whole = dictionary.compose(" ".join((act.auxiliary, *act.operators)), act.code)
        if whole is not None:
            return whole
    inner = _under_operators(dictionary, act)
    if inner is None:
        return None
    composed = dictionary.compose(act.auxiliary, inner)
    if composed is None and act.auxiliary == "intend" and act.operators:
        return inner  # "will demand" demands
    return composed


def planned(dictionary: Dictionary, act: Act) -> Act:
    """An act that "will" be done, where CAMEO has no code for the intention ("will investigate"): it is planned, with its own."""
    if act.auxiliary != "intend" or act.status != "actual" or composed_code(dictionary, act) is not None:
        return act
    return act.but(auxiliary="", status="planned")


def _under_operators(dictionary: Dictionary, act: Act) -> str | None:
    if act.code is None or not act.operators:
        return act.code or act.general
    whole = dictionary.compose(" ".join(act.operators), act.code)
    if whole is not None:
        return whole
    code: str | None = act.code
    for operator in reversed(act.operators):
        assert code is not None
        code = dictionary.compose(operator, code)
        if code is None:
            return act.general
    return code
