"""Whom pronouns, owners ("its troops") and groups with "the" stand for: by their sentence, else by the sentences before it.

The rules, in the order in which they are tried; `coder explain` names the one that found somebody:

    subject before     the last subject of the sentence before the word
    group before       another noun group before it
    owner before       whose such a group is
    subject behind     the main subject, behind a leading clause ("Before he left, the minister ...")
    speaks             the last subject: one who speaks is "he", and speaks for those who are "it" and "they"
    subject with others  the last subject, a person, with whom "they" were
    earlier subject    a subject of one of the three sentences before
    earlier mention    any other group of these
    same role          "the rebels": the last of the same role
    same kind          "the group", "the country": the last body, the last country
    both sides         "the two sides": the two of a list, of the last event between two, or all that a sentence names
    speaker            "we", "our": who speaks

What is found must agree in number, must be a person for "he" and "she" and none for "it", and must not act upon itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coder.coding.actor import Actor
from coder.coding.chain import ELITE
from coder.coding.memory import Mention, Profile
from coder.coding.modifiers import modifiers
from coder.coding.proposition import Phrase
from coder.dictionary.entries import ADJECTIVAL, ActorEntry
from coder.language.words import Word
from coder.model import Sentence
from coder.words.tags import BE, DET, DO, HAVE, MODAL, NAME, NOUN, PRON, SUB, VF

if TYPE_CHECKING:
    from coder.coding.actors import ActorResolver

_FINITE: Final = VF | BE | HAVE | DO | MODAL
_COUNTRIES: Final = ("country", "capital")
_ANYBODY: Final = Profile()
_PLACE: Final = "place"  # of a mere place only "the country" speaks
_PLACES: Final = (_PLACE, *_COUNTRIES)

Found = tuple[Phrase | Mention, str]  # who is meant, and the rule that found it


def profile(resolver: ActorResolver, phrase: Phrase) -> Profile:
    """What a noun group may be called."""
    sets, words = resolver.sets, resolver.words
    head = words[phrase.head]
    inside = words[phrase.first : phrase.head + 1]
    keys = {piece for word in inside for piece in word.key.split()}
    noun = head.noun.rsplit(" ", 1)[-1]
    inflected = head.noun.lower() != head.key
    capital = phrase.head > 0 and head.text[0].isupper() and not inflected
    named = bool(head.tag & NAME) or capital or any(meaning.kind == "actor" for meaning in head.meanings)
    many: bool | None = None
    if noun in sets["several"] or (not named and inflected):
        many = True
    elif not named or keys & sets["indefinite"]:
        many = bool(head.noun in sets["partitive"] and phrase.of and noun not in sets["bodies"])
    actor = resolver.resolve(phrase)
    if noun in sets["bodies"]:
        sort = "body"
    elif resolver.is_role(phrase) or keys & sets["titles"] or (named and _is_person(inside, actor)):
        sort = "person"
    elif actor.kind in _COUNTRIES:
        sort = "country"
    elif actor.kind == _PLACE:
        sort = _PLACE
    elif named:
        sort = "body" if keys & sets["definite"] else ""
    else:
        sort = "thing"
    gender = "f" if keys & sets["feminine"] else "m" if keys & sets["masculine"] else ""
    return Profile(many, len(phrase.siblings) > 1, sort, gender)


def _is_person(words: list[Word], actor: Actor) -> bool:
    """Whether a name is a person's: a role stands before it, or he holds an office for some time, or none any more."""
    entries = [meaning.entry for meaning in words[-1].meanings]
    titled = any(meaning.kind == "agent" for word in words[:-1] for meaning in word.meanings)
    if words[0].tag & DET:
        return titled  # "the Taliban" held office too
    return titled or any(isinstance(entry, ActorEntry) and entry.dated for entry in entries) or (actor.code or "").endswith(ELITE)


def agrees(key: str, who: Profile, sets: dict[str, frozenset[str]], strict: bool = False) -> bool:
    """Whether a pronoun may stand for a group; `strict`: "he" for sure persons, "they" for none that is one, be it a body."""
    if key in sets["he"] or key in sets["she"]:
        other = "f" if key in sets["he"] else "m"
        sure = who.sort == "person" or (who.sort == "" and not strict)
        return not who.many and sure and who.gender != other
    if key in sets["it"]:
        return not who.many and who.sort not in ("person", _PLACE)
    if who.many or who.listed:
        return who.sort != _PLACE
    return not strict and (who.sort == "body" or (who.many is None and who.sort == ""))


def of_pronoun(resolver: ActorResolver, at: int, key: str, doer: Actor | None, owner: bool) -> Found | None:
    """Whom the pronoun at `at` stands for; `doer` acts upon it and is somebody else; `owner`: it stands before what it owns."""
    if key in resolver.sets["speaker"] or key in resolver.sets["speakers_own"]:
        return (resolver.speaker, "speaker") if resolver.speaker is not None and resolver.speaker.first != at else None
    inside = None if at in resolver.aside else _inside(resolver, at, key, doer, owner)
    return inside or _earlier(resolver, key, doer)


def _inside(resolver: ActorResolver, at: int, key: str, doer: Actor | None, owner: bool) -> Found | None:
    sets, words = resolver.sets, resolver.words
    subjects = [phrase for phrase in reversed(resolver.subjects) if phrase.end < at and not _points(resolver, phrase)]
    seen = {phrase.first for phrase in subjects}
    groups = [phrase for phrase in reversed(resolver.groups) if phrase.end < at and phrase.first not in seen]
    groups = [phrase for phrase in groups if _may_act(resolver, phrase) and not _is_of(resolver, phrase, doer)]
    owners = [part for phrase in groups for part in modifiers(words, phrase, frozenset())]
    for rule, phrases, strict in (
        ("subject before", subjects, False),
        ("group before", groups, True),
        ("group before", groups, False),
        ("owner before", owners, True),
    ):
        for phrase in phrases:
            actor = resolver.resolve(phrase)
            if doer is not None and actor.first == doer.first:
                continue
            if (actor.code is not None or _may_be_named(words[phrase.head])) and agrees(
                key, profile(resolver, phrase), sets, strict
            ):
                return phrase, rule
    if words[0].mask & SUB or (owner and not subjects):
        for phrase in resolver.subjects:
            if phrase.first > at and not _points(resolver, phrase) and resolver.resolve(phrase).code is not None:
                return (phrase, "subject behind") if agrees(key, profile(resolver, phrase), sets) else None
    for phrase in subjects[:1] if doer is None and not owner else ():
        who = profile(resolver, phrase)
        if _speaks(resolver, phrase) and not (who.many and (key in sets["he"] or key in sets["she"])):
            return phrase, "speaks"
        if key in sets["they"] and who.sort == "person" and any(phrase.end < other.first < at for other in groups):
            return phrase, "subject with others"
    return None


def _speaks(resolver: ActorResolver, phrase: Phrase) -> bool:
    """Whether a verb of speech stands behind a group: whoever speaks is somebody."""
    behind = resolver.words[phrase.end + 1 : phrase.end + 3]
    return any(word.verb in resolver.sets["reporting"] for word in behind)


def _points(resolver: ActorResolver, phrase: Phrase) -> bool:
    return resolver.words[phrase.head].key in resolver.sets["third"]


def _may_be_named(head: Word) -> bool:
    return bool(head.tag & (NAME | NOUN))


def _is_of(resolver: ActorResolver, phrase: Phrase, doer: Actor | None) -> bool:
    """Whether a group stands between who acts and his verb: "the army led by Sisi overthrew him"."""
    if doer is None or phrase.first <= doer.last:
        return False
    return not any(word.tag & _FINITE for word in resolver.words[doer.last + 1 : phrase.first])


def _may_act(resolver: ActorResolver, phrase: Phrase) -> bool:
    """Whether a group that is no subject is somebody: known, and no place where something is."""
    words = resolver.words
    placed = phrase.first > 0 and words[phrase.first - 1].key in resolver.sets["locative"]
    return not placed and resolver.resolve(phrase).code is not None


def _earlier(resolver: ActorResolver, key: str, doer: Actor | None) -> Found | None:
    for mention in resolver.memory.before(resolver.number):
        if doer is not None and doer.code is not None and mention.code == doer.code:
            continue
        if (mention.subject or mention.code is not None) and agrees(key, mention.profile, resolver.sets):
            if mention.code is None and mention.profile.sort == "thing":
                if key in resolver.sets["it"]:
                    return None  # a thing is told of
                continue
            return mention, "earlier subject" if mention.subject else "earlier mention"
    return None


def all_of_list(resolver: ActorResolver, who: Phrase | Mention) -> list[Phrase | Mention]:
    """Those in one list with who was found for "they", himself aside."""
    if isinstance(who, Phrase):
        return [phrase for phrase in who.siblings if phrase is not who]
    if who.listed_at < 0:
        return []
    listed = (who.sentence, who.listed_at)
    return [m for m in resolver.memory.before(resolver.number) if (m.sentence, m.listed_at) == listed and m.span != who.span]


def of_group(resolver: ActorResolver, phrase: Phrase, roles: list[str]) -> Found | None:
    """Whom a group with "the" stands for: "the rebels", "the group", "the country"."""
    words, sets = resolver.words, resolver.sets
    head = words[phrase.head]
    if roles:
        role = "".join(roles)
        for other in reversed(resolver.groups):
            if other.end < phrase.first and words[other.head].noun == head.noun and not _definite(resolver, other):
                actor = resolver.resolve(other)
                if actor.code is not None and actor.code.endswith(role) and actor.country:
                    return other, "same role"
        earlier = [mention for mention in _named(resolver) if (mention.code or "").endswith(role)]
        earlier.sort(key=lambda mention: head.key not in mention.text.lower())  # "the ambassador" is he who was called so
        return (earlier[0], "same role") if earlier else None
    if phrase.head != phrase.first + 1:
        return None
    if head.key in sets["groups"]:
        bodies = (
            m for m in _named(resolver) if m.kind not in _COUNTRIES and m.profile.many is not True and m.profile.sort != "person"
        )
        return next(((mention, "same kind") for mention in bodies), None)
    if head.key in sets["lands"]:
        told = [part for other in resolver.groups for part in (other, *modifiers(words, other, sets["possessive"]))]
        named = [part for part in told if part.end < phrase.first and resolver.resolve(part).kind in _COUNTRIES]
        if named:  # of several nobody can tell which is meant
            return (named[-1], "same kind") if len({resolver.resolve(part).country for part in named}) == 1 else None
        return next(((mention, "same kind") for mention in _named(resolver) if mention.kind in _COUNTRIES), None)
    return None


def _is_body(mention: Mention) -> bool:
    who = mention.profile
    return mention.kind not in _COUNTRIES and who.many is not True and who.sort not in ("person", _PLACE)


def _definite(resolver: ActorResolver, phrase: Phrase) -> bool:
    return resolver.words[phrase.first].key in resolver.sets["definite"]


def _named(resolver: ActorResolver) -> Iterator[Mention]:
    """The earlier mentions that name a country or an organisation."""
    return (m for m in resolver.memory.before(resolver.number) if m.code is not None and not m.code.startswith("-"))


def of_sides(resolver: ActorResolver, phrase: Phrase) -> tuple[Found, Found] | None:
    """The two whom "the two sides" stands for."""
    if resolver.words[phrase.last].key not in resolver.sets["sides"]:
        return None
    keys = [word.key for word in resolver.words[phrase.first : phrase.last]]
    if not resolver.sets["two"].intersection(keys):
        return None
    for subject in reversed(resolver.subjects):
        if subject.end < phrase.first and len(subject.siblings) == 2:
            return (subject.siblings[0], "both sides"), (subject.siblings[1], "both sides")
    pair = resolver.memory.pair
    mentions = list(_named(resolver))
    if pair is not None and all(mention.sentence <= pair[1] for mention in mentions if mention.subject):
        event = pair[0]
        one = Mention(event.source, event.source_name, "", event.source_text or "", (0, 0), pair[1], _ANYBODY)
        other = Mention(event.target, event.target_name, "", event.target_text or "", (0, 0), pair[1], _ANYBODY)
        return (one, "both sides"), (other, "both sides")
    latest = {m.code: m for m in reversed(mentions) if m.sentence == mentions[0].sentence and m.kind not in _PLACES}
    if len(latest) != 2 or len({(code or "")[:3] for code in latest}) != 2:
        return None
    first, second = sorted(latest.values(), key=lambda mention: mention.span)
    return (first, "both sides"), (second, "both sides")


def mentions_of(resolver: ActorResolver, sentence: Sentence) -> list[Mention]:
    """The mentions of a sentence, for those behind it: its subjects in text order, then its other groups, then owners."""
    found: dict[tuple[int, int], Mention] = {}
    subjects = {phrase.first for phrase in resolver.subjects}
    others = [phrase for phrase in resolver.groups if phrase.first not in subjects]
    owners = [part for phrase in resolver.groups for part in modifiers(resolver.words, phrase, frozenset())]
    for phrase in (*resolver.subjects, *others, *owners):
        mention = _mention(resolver, phrase, sentence, phrase.first in subjects)
        if mention is not None:
            found.setdefault(mention.span, mention)
    return list(found.values())


def _mention(resolver: ActorResolver, phrase: Phrase, sentence: Sentence, subject: bool) -> Mention | None:
    actor = resolver.resolve(phrase)
    if actor.antecedent is not None:
        return actor.antecedent
    head = resolver.words[phrase.head]
    if head.tag & PRON or head.key in resolver.sets["third"] or resolver.sides(phrase) is not None:
        return None
    if actor.kind in ADJECTIVAL and not head.tag & NOUN and not subject:
        return None
    if actor.kind in _PLACES and not subject and not _may_act(resolver, phrase):
        who = Profile(sort=_PLACE)
    else:
        who = profile(resolver, phrase)
    listed_at = phrase.siblings[0].first if len(phrase.siblings) > 1 else -1
    start, end = resolver.words[actor.first].start, resolver.words[actor.last].end
    span = (sentence.start + start, sentence.start + end)
    return Mention(actor.code, actor.name, actor.kind, sentence.text[start:end], span, sentence.number, who, subject, listed_at)
