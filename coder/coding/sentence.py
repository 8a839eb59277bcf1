"""All the acts of a sentence: those of its propositions, then the event nouns that no proposition has used, then who said so."""

from __future__ import annotations

from coder.coding.act import Act, planned
from coder.coding.actors import ActorResolver
from coder.coding.acts import ActReader
from coder.coding.proposition import Phrase, Proposition
from coder.coding.propositions import Propositions
from coder.coding.speakers import attribute, is_speech, speaking
from coder.language.peeling import Marked


def sentence_acts(reader: ActReader, propositions: Propositions, marked: Marked) -> list[Act]:
    """The acts of a sentence in text order, with their attribution."""
    acts: list[Act] = []
    set_scene(reader.resolver, propositions)
    reader.resolver.speaker, reader.resolver.aside = speaking(reader, propositions, marked)
    speeches: list[Proposition] = []
    for proposition in propositions.top:
        found = reader.read(proposition)
        acts += found
        if not found and is_speech(reader, proposition):
            speeches.append(proposition)
    for proposition in walk(propositions.top):
        for lesser in proposition.beside:
            if lesser.head not in reader.read_already:  # nothing that governs it has said how far it holds
                acts += reader.read(lesser)
    acts += _bare_nouns(reader, propositions, acts)
    acts = [planned(reader.dictionary, act) for act in acts]
    acts.sort(key=lambda act: act.first)
    return attribute(acts, speeches, reader, propositions, marked)


def set_scene(resolver: ActorResolver, propositions: Propositions) -> None:
    """Tell the resolver of actors which groups the sentence has, and which of them are subjects, the agents of passives aside."""
    resolver.groups = sorted(propositions.phrases, key=lambda phrase: phrase.first)
    resolver.subjects = sorted(
        (
            phrase
            for proposition in walk(propositions.top)
            for phrase in (proposition.objects if proposition.passive else proposition.subjects)[:1]
        ),
        key=lambda phrase: phrase.first,
    )


def _bare_nouns(reader: ActReader, propositions: Propositions, acts: list[Act]) -> list[Act]:
    """Event nouns outside light verbs and operators ("was killed in an air strike by Russia on Idlib"): only with both actors."""
    taken = {at for act in acts for at in range(act.first, act.last + 1)}
    for proposition in walk(propositions.top):
        if _is_general(reader, proposition):
            taken.update(at for phrase in proposition.subjects for at in range(phrase.first, phrase.end + 1))
        if proposition.negated or proposition.hypothetical or proposition.copula:
            taken.update(
                range(proposition.first, max((phrase.end for phrase in proposition.objects), default=proposition.last) + 1)
            )
    hosts = _hosts(reader, propositions)
    found: list[Act] = []
    for phrase in propositions.phrases:
        alone = phrase.first == phrase.head and not (phrase.of or phrase.rest or phrase.clauses or phrase.complements)
        if alone or phrase.head in reader.seen or phrase.head in taken:
            continue
        for act in reader.noun_acts(phrase, [], phrase.rest):
            told = any(act.targets == other.targets for other in acts)  # "speaking after talks with Sudan"
            if not act.sources and not told and (act.reciprocal or act.converse) and _is_friendly(reader, act):
                act.sources = hosts.get(phrase.first, [])
            sides = (act.sources, act.targets)
            if act.status == "actual" and all(side and reader.resolver.names_somebody(side[0]) for side in sides):
                found.append(act)
    return found


def _hosts(reader: ActReader, propositions: Propositions) -> dict[int, list[Phrase]]:
    """By its first word, who took part in what a clause was said after or during: "after talks with Sudan, Kenya said"."""
    occasions = reader.sets["occasion"]
    hosts: dict[int, list[Phrase]] = {}
    for proposition in walk(propositions.top):
        if proposition.hypothetical or proposition.passive or proposition.modal:
            continue
        for preposition, phrases in proposition.arguments:
            for phrase in phrases if preposition in occasions else ():
                told = reader.words[phrase.first].key in reader.sets["indefinite"]  # "in a call with", not "in the accord with"
                if told or preposition not in reader.sets["whereabouts"]:
                    hosts[phrase.first] = proposition.subjects
    return hosts


def _is_friendly(reader: ActReader, act: Act) -> bool:
    """Whether an act is one of good will by Goldstein's scale: a quarrel that is spoken of in passing is no act of its own."""
    code = reader.dictionary.codes.get(act.code or "")
    return code is not None and (code.goldstein or 0) > 0


def _is_general(reader: ActReader, proposition: Proposition) -> bool:
    """Whether a clause tells what is usual, might be or is untrue: "clashes are common", "reports of a raid proved false"."""
    if proposition.copula and reader.words[proposition.first].key in reader.sets["present"]:
        return True
    if proposition.modal and proposition.modal in reader.sets["irrealis"]:
        return True
    untrue = reader.sets["untrue"]
    for told in (proposition, *proposition.complements):
        if told.adjectives and any(reader.words[at].key in untrue for at in told.adjectives):
            return True
    return False


def walk(propositions: list[Proposition]) -> list[Proposition]:
    """Propositions and all that they govern."""
    found: list[Proposition] = []
    for proposition in propositions:
        found.append(proposition)
        if proposition.complements:
            found += walk(proposition.complements)
        if proposition.beside:
            found += walk(proposition.beside)
    return found
