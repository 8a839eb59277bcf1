"""What a dictionary file says, once it has been checked: one frozen record an entry.

An entry keeps its `where` (file, line, column) for life, so that every later step can point at the text it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from coder.model import Where


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the triples it must give; `date` is ISO or None; no triples: it must give nothing."""

    sentence: str
    triples: tuple[tuple[str | None, str, str | None], ...]
    where: Where
    date: str | None = None
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A code that holds between two days, both included, as proleptic ordinals (`date.toordinal`); None is an open end."""

    code: str
    first: int | None
    last: int | None
    where: Where


@dataclass(frozen=True, slots=True)
class Alias:
    """Another phrase for an entry, with the days on which it holds (None, None: always)."""

    text: str
    where: Where
    first: int | None = None
    last: int | None = None


ADJECTIVAL = frozenset(("nationality", "people"))
"""The kinds of names that are adjectives too, and say whose a group is."""


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A name; `kind` is country, nationality, people, capital or place, or "actor" for a person, body or group that acts itself.

    A people is told by its ethnic or religious code; `homes` are the countries, by code, in which it may be found.
    """

    name: str
    where: Where
    code: str | None
    kind: str
    dated: tuple[Dated, ...] = ()
    aliases: tuple[Alias, ...] = ()
    examples: tuple[Example, ...] = ()
    homes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgentEntry:
    """A role noun; `plural` is an irregular plural, "none" for no plural, or None for the regular one."""

    name: str
    where: Where
    code: str
    plural: str | None = None
    aliases: tuple[Alias, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternEntry:
    """One line of `patterns:`; `code` is None where the pattern codes nothing on purpose."""

    text: str
    code: str | None
    where: Where
    reciprocal: bool = False
    converse: str | None = None


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A verb, or with `noun` an event noun; `code` None: only its patterns code; "none": codes nothing on purpose.

    `target` are the prepositions before who it is done to; "any": whoever is named first.

    `implied` is the role of who does it where the sentence names nobody ("was arrested": the police). `mutual`: several who do it
    without saying to whom do it to one another ("Egypt and Sudan agreed to share water"). `together` is the code of what several
    do who name nobody else ("Egypt and Sudan held war games").
    """

    name: str
    where: Where
    code: str | None
    noun: bool = False
    nouns: tuple[Alias, ...] = ()
    aliases: tuple[Alias, ...] = ()
    target: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    place: bool = False
    reciprocal: bool = False
    converse: str | None = None
    patterns: tuple[PatternEntry, ...] = ()
    examples: tuple[Example, ...] = ()
    implied: str | None = None
    mutual: bool = False
    together: str | None = None


@dataclass(frozen=True, slots=True)
class OperatorEntry:
    """A word that works on the act of its complement (`verbs/operators.yaml`).

    `control`: whose act it is, the operator's "subject" or its "object"; `act`: prepositions before an event noun that is the act
    ("call for talks"); `addressee`: prepositions before the one addressed ("appeal to Egypt to ..."); `mutual` as for verbs.
    """

    name: str
    where: Where
    operator: str
    aliases: tuple[Alias, ...] = ()
    nouns: tuple[Alias, ...] = ()
    adjectives: tuple[Alias, ...] = ()
    control: str = "subject"
    act: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    code: str | None = None
    examples: tuple[Example, ...] = ()
    mutual: bool = False

    def asserted(self) -> OperatorEntry:
        """The operator where nobody is quoted for it: who "is responsible for" an attack made it."""
        return replace(self, operator="transparent") if self.operator == "allege" else self


@dataclass(frozen=True, slots=True)
class LightEntry:
    """A verb that lends its arguments to an event noun (`verbs/light.yaml`).

    `noun`: where the event noun stands, "object" or "subject"; `turned`: the subject is the target ("suffered an attack").
    """

    name: str
    where: Where
    noun: str
    turned: bool = False
    aliases: tuple[Alias, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class SynsetEntry:
    """A set of lemmas; a member written `<other>` stands for the members of that synset."""

    name: str
    where: Where
    members: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class DiscardEntry:
    """A phrase that silences its "sentence" or its whole "story"."""

    name: str
    where: Where
    scope: str


@dataclass(frozen=True, slots=True)
class EventCode:
    """A CAMEO code; `composed` maps an operator, or several in order ("threaten stop"), to the code of the composed act.

    `cells`: where each of the composed codes stands, in the order of `composed`. `place`: the side,
    "source" or "target", at whose home such an act happens, with the codes below it. `unclaimed`: of a root, that the place
    stands as the source where nobody is named who did it.
    """

    code: str
    where: Where
    name: str
    goldstein: float | None
    plover: str | None
    quad: int | None
    composed: dict[str, str]
    note: str | None = None
    cells: tuple[Where, ...] = ()
    place: str | None = None
    unclaimed: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A state; `iso2`, `fips` and `cow` are its codes elsewhere; `first` and `last` are ordinals of the days it existed."""

    code: str
    where: Where
    name: str
    iso2: str | None
    fips: str | None
    cow: int | None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A role, ethnic, religious or organisation code that may follow or stand for a country; `kind` says which."""

    code: str
    where: Where
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Site:
    """One thing that a name of the gazetteer stands for: a "country", a first-level "region" or a "place" (a town, a dam ...).

    `lat` and `lon` are degrees (WGS 84) of a point in it; `geonames` its id there. `within` is the region that a place lies in,
    or what a region of its kind is called ("province").
    """

    kind: str
    lat: float
    lon: float
    geonames: int | None
    within: str | None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A name in `places/XXX.yaml` and all that it stands for in the country XXX."""

    name: str
    where: Where
    country: str
    sites: tuple[Site, ...]


Entry = (
    ActorEntry
    | AgentEntry
    | VerbEntry
    | OperatorEntry
    | LightEntry
    | SynsetEntry
    | DiscardEntry
    | EventCode
    | Country
    | Role
    | PlaceEntry
)
