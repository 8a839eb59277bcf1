"""The shape of an entry in each kind of dictionary file, as pydantic models over the `Scalar`s of `yaml_nodes`.

Values keep their `Scalar`s, so that whoever builds the entry still knows where each of them stands. Short forms (`phone: "041"`)
are widened to the mapping they stand for before the model sees them. The text below a key is what editors show for it: the JSON
Schemas that they use are made of these models (`coder.maintain.schemas`).

Importing pydantic costs more than loading every dictionary from the cache: import this module only to read YAML.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from coder.dictionary.values import (
    OPERATORS,
    EventCodeText,
    Examples,
    Flag,
    Number,
    Operators,
    Phrases,
    PointText,
    Prepositions,
    When,
    Words,
    one_of,
    wrong,
)


class Shape(BaseModel):
    """What all entries have in common. `short` names the key that a lone value stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
    short: ClassVar[str | None] = None
    nested: ClassVar[dict[str, type[Shape]]] = {}
    named_by_event_code: ClassVar[bool] = False

    note: Words | None = None
    """What is arguable about the entry, for other maintainers."""
    cite: Words | None = None
    """Where the code comes from."""

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
    """Sentences, each with the events that it must give: EGY 190 SDN, a list of these, or none. `coder test` runs them."""
    todo: Examples = {}
    """Examples that are known to fail."""


class ActorShape(Tested):
    """`actors/*.yaml`: a name, or `name: CODE`."""

    short = "code"
    code: Words | None = None
    """CAMEO actor code: the country, then its roles. With `dated`, the code on all other days."""
    kind: Annotated[str | None, one_of("country", "nationality", "people", "capital", "place")] = None
    """None: a person, body or group that acts itself."""
    dated: dict[When, Words] = {}
    """Intervals such as 2012-06-30/2013-07-03 (both days belong to it, `..` is an open end), each with its code."""
    aliases: Phrases = []
    """Other names. One with an interval holds on these days only."""
    homes: list[Words] = []
    """Countries, by their codes, in which a people may be found."""

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
    """The code of the role, or of several in CAMEO order: GOVMIL."""
    plural: Words | None = None
    """An irregular plural, or none where the noun has no other form."""
    aliases: Phrases = []
    """Other nouns for the same role."""


class PatternShape(Shape):
    """A line of `patterns:`, or `pattern: CODE`."""

    short = "code"
    code: EventCodeText | None = None
    """CAMEO code; none: matched on purpose, and codes nothing."""
    reciprocal: Flag = False
    """The act is coded the other way round as well."""
    converse: EventCodeText | None = None
    """The code of the act the other way round."""

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
    """The entry is an event noun, not a verb."""
    code: EventCodeText | None = None
    """CAMEO code where no pattern fits; none: codes nothing on purpose."""
    target: Prepositions = ()
    """Prepositions before the target, as in with|against."""
    source: Prepositions = ()
    """Prepositions before the source of an event noun."""
    implied: Words | None = None
    """The role of who does it where the sentence names nobody."""
    place: Flag = False
    """A country or city that is only a place may be the target."""
    reciprocal: Flag = False
    """The act is coded the other way round as well."""
    mutual: Flag = False
    """Several who do it without saying to whom do it to one another."""
    together: EventCodeText | None = None
    """CAMEO code of what several do who name nobody else: of war games held by two armies."""
    converse: EventCodeText | None = None
    """The code of the act the other way round."""
    aliases: Phrases = []
    """Other verbs (or, of a noun, other nouns) for the same."""
    nouns: Phrases = []
    """Event nouns that stand for the verb."""
    patterns: dict[Words, PatternShape] = {}
    """VERB with SOURCE, TARGET, words, a|b and <synset>, each with its code: the most specific one that fits wins."""

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
    """What the word does to the act of its complement."""
    aliases: Phrases = []
    """Other verbs that do the same."""
    nouns: Phrases = []
    """Nouns that do the same."""
    adjectives: Phrases = []
    """Adjectives that do the same."""
    control: Annotated[str, one_of("subject", "object")] = "subject"
    """Whose act the complement is: the operator's subject, or its object."""
    act: Prepositions = ()
    """Prepositions before an event noun that is the act."""
    addressee: Prepositions = ()
    """Prepositions before the one who is addressed."""
    mutual: Flag = False
    """Several subjects do it to one another where nobody else is named."""
    code: EventCodeText | None = None
    """The code where the table of composed codes has none."""


class LightShape(Tested):
    """`verbs/light.yaml`, or `verb: object`."""

    short = "noun"
    noun: Annotated[str, one_of("object", "subject")]
    """Where the event noun stands: as object, or as subject."""
    turned: Flag = False
    """The subject of the verb is the target of the event."""
    aliases: Phrases = []
    """Other verbs that do the same."""


class SynsetShape(Shape):
    """`synsets.yaml`: a name and its list of members."""

    short = "members"
    members: Phrases
    """Lemmas, fixed phrases, or <other> for the members of another synset."""


class DiscardShape(Shape):
    """`discards.yaml`: `phrase: sentence` or `phrase: story`."""

    short = "scope"
    scope: Annotated[str, one_of("sentence", "story")]
    """What the phrase silences."""


class EventShape(Shape):
    """`codes/events.yaml`, named by the CAMEO code."""

    named_by_event_code = True
    name: Words
    """What the code means."""
    goldstein: Number | None = None
    """Conflict or cooperation, from -10 to 10."""
    plover: Words | None = None
    """The type of event in PLOVER."""
    quad: Annotated[str | None, one_of("1", "2", "3", "4")] = None
    """Of roots: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    place: Annotated[str | None, one_of("source", "target")] = None
    """The side at whose home the act happens, where the text does not say."""
    unclaimed: Flag = False
    """Of roots: where nobody is named who did it, the place where it was done stands as the source."""
    composed: dict[Operators, EventCodeText] = {}
    """The code that each operator, or several, makes of this act."""


class CountryShape(Shape):
    """`codes/countries.yaml`, named by the ISO 3166 alpha-3 code."""

    name: Words
    """The common English name."""
    iso2: Words | None = None
    """ISO 3166 alpha-2 code."""
    fips: Words | None = None
    """FIPS 10-4 code."""
    cow: Number | None = None
    """Number in the Correlates of War list of states."""
    dates: When | None = None
    """First and last day of a former state."""


class RoleShape(Shape):
    """`codes/roles.yaml`, named by the code."""

    name: Words
    """What the code means."""
    kind: Words
    """What kind of code it is."""


class PlaceShape(Shape):
    """`places/XXX.yaml`, named by what is there, or `name: point` for a town or another place."""

    short = "place"
    country: PointText | None = None
    """The point of the country itself."""
    region: PointText | None = None
    """The point of a first-level region; behind its id stands what such a region is called."""
    place: PointText | None = None
    """The point of the town or place; behind its id stands its region."""
