"""The shape of an entry in each kind of dictionary file, as pydantic models over the `Scalar`s of `yaml_nodes`.

`check_shape` takes one entry as it was read and gives the model, and complaints with line and column in plain words. Values keep
their `Scalar`s, so that whoever builds the entry still knows where each of them stands. Short forms (`phone: "041"`) are widened
to the mapping they stand for before the model sees them.

Importing pydantic costs more than loading every dictionary from the cache: import this module only to read YAML.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from coder.dictionary.values import (
    OPERATORS,
    UNQUOTED,
    EventCodeText,
    Examples,
    Flag,
    Number,
    Operators,
    Phrases,
    Prepositions,
    When,
    Words,
    one_of,
    suggestion,
    wrong,
)
from coder.dictionary.yaml_nodes import Scalar, Tree


class Complaint(NamedTuple):
    """A problem that does not yet know its file."""

    line: int
    column: int
    message: str
    check: str


class Shape(BaseModel):
    """What all entries have in common. `short` names the key that a lone value stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    short: ClassVar[str | None] = None
    nested: ClassVar[dict[str, type[Shape]]] = {}
    named_by_event_code: ClassVar[bool] = False

    note: Words | None = None
    cite: Words | None = None

    @classmethod
    def keys(cls) -> list[str]:
        """The keys in the order in which they are written: those of this kind of entry, then those of all kinds."""
        common = [key for key in Tested.model_fields if key in cls.model_fields]
        return [*(key for key in cls.model_fields if key not in common), *common]

    @model_validator(mode="before")
    @classmethod
    def widen(cls, data: object) -> object:
        """Turn the short form of an entry into the mapping that it stands for."""
        if isinstance(data, dict):
            return data
        if cls.short is None or (isinstance(data, list) and cls.short != "members"):
            raise wrong("this entry needs keys of its own, each on an indented line")
        return {cls.short: data}


class Tested(Shape):
    """An entry with sentences of its own: `todo` holds those that are known to fail."""

    examples: Examples = {}
    todo: Examples = {}


class ActorShape(Tested):
    """`actors/*.yaml`: a name, or `name: CODE`."""

    short = "code"
    code: Words | None = None
    kind: Annotated[str | None, one_of("country", "nationality", "people", "capital", "place")] = None
    dated: dict[When, Words] = {}
    aliases: Phrases = []
    homes: list[Words] = []

    @model_validator(mode="after")
    def has_code(self) -> ActorShape:
        """Refuse an entry that could never code anything."""
        if self.code is None and not self.dated:
            raise wrong('"code" is missing', "missing-key")
        return self


class AgentShape(Tested):
    """`agents.yaml`: a role noun, or `noun: CODE`."""

    short = "code"
    code: Words
    plural: Words | None = None
    aliases: Phrases = []


class PatternShape(Shape):
    """A line of `patterns:`, or `pattern: CODE`."""

    short = "code"
    code: EventCodeText | None = None
    reciprocal: Flag = False
    converse: EventCodeText | None = None

    @model_validator(mode="after")
    def has_code(self) -> PatternShape:
        """Refuse an entry that could never code anything."""
        if self.code is None and self.converse is None:
            raise wrong('"code" is missing', "missing-key")
        return self


class VerbShape(Tested):
    """`verbs/*.yaml`: a verb or event noun, or `word: CODE`."""

    short = "code"
    nested = {"patterns": PatternShape}
    noun: Flag = False
    code: EventCodeText | None = None
    target: Prepositions = ()
    source: Prepositions = ()
    implied: Words | None = None
    place: Flag = False
    reciprocal: Flag = False
    mutual: Flag = False
    converse: EventCodeText | None = None
    aliases: Phrases = []
    nouns: Phrases = []
    patterns: dict[Words, PatternShape] = {}

    @model_validator(mode="after")
    def has_code(self) -> VerbShape:
        """Refuse an entry that could never code anything."""
        if self.code is None and self.converse is None and not self.patterns:
            raise wrong('"code" is missing, and there are no "patterns" that have one', "missing-key")
        return self


class OperatorShape(Tested):
    """`verbs/operators.yaml`, or `word: operator`."""

    short = "operator"
    operator: Annotated[str, one_of(*OPERATORS)]
    aliases: Phrases = []
    nouns: Phrases = []
    adjectives: Phrases = []
    control: Annotated[str, one_of("subject", "object")] = "subject"
    act: Prepositions = ()
    addressee: Prepositions = ()
    mutual: Flag = False
    code: EventCodeText | None = None


class LightShape(Tested):
    """`verbs/light.yaml`, or `verb: object`."""

    short = "noun"
    noun: Annotated[str, one_of("object", "subject")]
    turned: Flag = False
    aliases: Phrases = []


class SynsetShape(Shape):
    """`synsets.yaml`: a name and its list of members."""

    short = "members"
    members: Phrases


class DiscardShape(Shape):
    """`discards.yaml`: `phrase: sentence` or `phrase: story`."""

    short = "scope"
    scope: Annotated[str, one_of("sentence", "story")]


class EventShape(Shape):
    """`codes/events.yaml`, named by the CAMEO code."""

    named_by_event_code = True
    name: Words
    goldstein: Number | None = None
    plover: Words | None = None
    quad: Annotated[str | None, one_of("1", "2", "3", "4")] = None
    composed: dict[Operators, EventCodeText] = {}


class CountryShape(Shape):
    """`codes/countries.yaml`, named by the ISO 3166 alpha-3 code."""

    name: Words
    iso2: Words | None = None
    fips: Words | None = None
    cow: Number | None = None
    dates: When | None = None


class RoleShape(Shape):
    """`codes/roles.yaml`, named by the code."""

    name: Words
    kind: Words


Model = TypeVar("Model", bound=Shape)


def check_shape(model: type[Model], key: Scalar, value: Tree) -> tuple[Model | None, list[Complaint]]:
    """The entry `key: value` as a `model`, or None where it cannot be read, and what is wrong with it."""
    unquoted: list[Complaint] = []
    if model.named_by_event_code and key.isdigit() and not key.quoted:
        unquoted = [Complaint(key.line, key.column, UNQUOTED.format(code=key), "unquoted-code")]
    try:
        return model.model_validate(value), unquoted
    except ValidationError as error:
        complaints = unquoted + [_complaint(detail, model, key, value) for detail in error.errors(include_url=False)]
    if any(complaint.check != "unquoted-code" for complaint in complaints):
        return None, complaints
    _quote(value, {(complaint.line, complaint.column) for complaint in complaints})  # it can be read all the same
    return model.model_validate(value), complaints


def _quote(tree: Tree, places: set[tuple[int, int]]) -> None:
    """Take the texts that stand in some places as if they had quotes."""
    if isinstance(tree, Scalar):
        tree.quoted |= (tree.line, tree.column) in places
    else:
        for inner in tree.values() if isinstance(tree, dict) else tree:
            _quote(inner, places)


def _complaint(detail: ErrorDetails, model: type[Shape], key: Scalar, value: Tree) -> Complaint:
    """A pydantic error in plain words, at the key it is about or at the value if the value is a text on its own."""
    context = detail.get("ctx", {})
    place, node = key, value
    for step in detail["loc"]:
        if isinstance(node, dict) and step in node:
            place = next(name for name in node if name == step)
            node = node[place]
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
            place = next(iter(node), place) if isinstance(node, dict) else place
    kind = detail["type"]
    if kind == "extra_forbidden":
        allowed = _allowed_keys(model, detail["loc"])
        return Complaint(place.line, place.column, f'unknown key "{place}"{suggestion(place, allowed)}', "unknown-key")
    if isinstance(node, Scalar) and (node or node.quoted):
        place = node
    line, column = context.get("line", place.line), context.get("column", place.column)
    if kind == "missing":
        return Complaint(line, column, f'"{detail["loc"][-1]}" is missing', "missing-key")
    if kind == "list_type":
        return Complaint(line, column, 'this must be a list: each item on a line of its own, behind "- "', "bad-value")
    if kind == "dict_type":
        return Complaint(line, column, 'this must be a mapping: lines of the form "name: value", indented', "bad-value")
    return Complaint(line, column, context.get("words", detail["msg"]), kind)


def _allowed_keys(model: type[Shape], path: tuple[int | str, ...]) -> list[str]:
    for step in path[:-1]:
        model = model.nested.get(str(step), model)
    return model.keys()
