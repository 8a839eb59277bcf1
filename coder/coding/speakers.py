"""Who says so: the acts of a sentence in, the same with their attribution out.

An act has its speaker already where it stands in what a verb of speech governs ("said that"). Here are the ways in which a
speaker stands beside what is told: a clause of its own ("..., the army said", "..., said the army"), in the middle too, a source
("according to the army"), the colon and the dash of headlines ("Army: ...", "... - army"), and hearsay without anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from coder.coding.act import Act, Attribution
from coder.coding.acts import ActReader
from coder.coding.proposition import Phrase, Proposition
from coder.coding.propositions import Propositions
from coder.language.peeling import Marked
from coder.words.tags import NAME, NOUN, OF, PREP, PRON

_OF_A_COUNTRY: Final = ("country", "nationality", "capital")
_COLON: Final = ":"
_DASHES: Final = ("-", "–", "—", "--", _COLON)


def is_speech(reader: ActReader, proposition: Proposition) -> bool:
    """Whether a clause only tells who speaks: "the army said"."""
    operator = reader.dictionary.operators.get(proposition.lemma)
    reports = (operator is not None and operator.operator == "report") or proposition.lemma in reader.sets["reporting"]
    return reports and bool(proposition.subjects) and not proposition.complements


def speaking(reader: ActReader, propositions: Propositions, marked: Marked) -> tuple[Phrase | None, frozenset[int]]:
    """Who speaks in a clause of his own, behind or amid what he says, and the pronouns that do."""
    behind = [clause for clause in propositions.top[1:] if clause.relation == "clause" and is_speech(reader, clause)]
    found = [clause.subjects[0] for clause in behind if clause.head not in reader.read_already]
    found += [Phrase(group.first, group.last, group.head) for group, _ in marked.insertions]
    third = reader.sets["third"]
    aside = frozenset(phrase.first for phrase in found if reader.words[phrase.head].key in third)
    known = (phrase for phrase in found if not reader.words[phrase.head].tag & PRON)
    return next(known, None), aside


def attribute(
    acts: list[Act], speeches: list[Proposition], reader: ActReader, propositions: Propositions, marked: Marked
) -> list[Act]:
    """The acts with who says so; `speeches` are the clauses that only tell who speaks."""
    if not acts:
        return acts
    beside = [*(_speakers(reader, clause) for clause in speeches), *_inserted(reader, marked), *_sources(reader, propositions)]
    speaker = _one_of(reader, beside[0]) if beside else _in_headline(reader, propositions, acts)
    return [_denied(reader, _attributed(reader, act, speaker, propositions)) for act in acts]


def _speakers(reader: ActReader, clause: Proposition) -> list[Phrase]:
    """Who speaks in a clause that only tells so: its subject, or whom that quotes."""
    operator = reader.dictionary.operators.get(clause.lemma)
    quoted = operator is not None and operator.operator == "report" and operator.control == "object"
    return clause.objects if quoted and clause.objects else clause.subjects


def _attributed(reader: ActReader, act: Act, speaker: Phrase | None, propositions: Propositions) -> Act:
    if act.attribution is not None:
        return act
    if speaker is not None:
        return act.but(attribution=Attribution(speaker, "report"))
    hearsay = (at for clause in propositions.top for at in clause.adverbs if reader.words[at].key in reader.sets["hearsay"])
    if any(abs(at - act.first) <= 1 or act.first <= at <= act.last for at in hearsay):
        return act.but(attribution=Attribution(None, "report"))
    return act


def _denied(reader: ActReader, act: Act) -> Act:
    """ "Sudan said it had not attacked Chad": who says of himself that he did not do it denies it."""
    said = act.attribution
    if act.status != "negated" or said is None or said.kind != "report" or said.phrase is None:
        return act
    speaker = reader.resolver.resolve(said.phrase)
    own = any(reader.resolver.resolve(phrase).first == speaker.first for phrase in act.sources)
    return act.but(attribution=Attribution(said.phrase, "denial")) if own else act


def _one_of(reader: ActReader, phrases: list[Phrase]) -> Phrase:
    """The first of several speakers whom the dictionaries know."""
    return next((phrase for phrase in phrases if reader.resolver.resolve(phrase).code is not None), phrases[0])


def _inserted(reader: ActReader, marked: Marked) -> Iterator[list[Phrase]]:
    """The speakers that were taken out of the middle of a sentence, with "of" and "for" behind them."""
    for group, verb in marked.insertions:
        phrase = Phrase(group.first, group.last, group.head)
        behind = group.last + 1
        heads = [at for at in range(behind + 1, verb.first) if reader.words[at].tag & (NAME | NOUN)]
        if heads and reader.words[behind].tag & (OF | PREP):
            inner = [Phrase(behind + 1, heads[-1], heads[-1])]
            if reader.words[behind].tag & OF:
                phrase.of = inner
            else:
                phrase.rest = [(reader.words[behind].key, inner)]
        yield [phrase]


def _sources(reader: ActReader, propositions: Propositions) -> Iterator[list[Phrase]]:
    """Those named behind "according to" and the like."""
    sourcing = reader.sets["sourcing"]
    for at, word in enumerate(reader.words):
        if word.key in sourcing:
            yield from ([phrase] for phrase in propositions.phrases if phrase.first == at + 1)


def _in_headline(reader: ActReader, propositions: Propositions, acts: Iterable[Act]) -> Phrase | None:
    """The speaker before the first colon, or behind the last colon or dash of a line without a stop."""
    words, last = reader.words, len(reader.words) - 1
    for phrase in propositions.phrases:
        leads = phrase.first == 0 and phrase.end < last and words[phrase.end + 1].text == _COLON
        closes = phrase.end == last and phrase.first > 1 and words[phrase.first - 1].text in _DASHES
        if (leads or closes) and _may_speak(reader, phrase, acts):
            return phrase
    return None


def _may_speak(reader: ActReader, phrase: Phrase, acts: Iterable[Act]) -> bool:
    """Whether a group is somebody who speaks: a country may also be the place told of ("Mali: Rebels kill 4")."""
    actor = reader.resolver.resolve(phrase)
    if actor.code is None:
        return False
    if not reader.resolver.is_place(phrase):
        return True
    doers = [reader.resolver.resolve(source) for act in acts for source in act.sources]
    told = {actor.country, *reader.dictionary.roles}
    others = (doer.kind in _OF_A_COUNTRY and doer.country not in told for doer in doers)
    return bool(doers) and all(others)
