"""A noun group -> the code of its actor.

The code comes from the dictionary actor in the group, the agents around it, possessors, modifiers and "of/from/in"
complements, on the date of the story; `chain` joins them.
"""

from __future__ import annotations

from typing import Final

from coder.coding import antecedents
from coder.coding.actor import Actor
from coder.coding.chain import CIVILIANS, ELITE, GOVERNMENT, OFFICES, CodeChain, parts
from coder.coding.memory import Memory, Mention
from coder.coding.offices import code_on, is_current, title_role
from coder.coding.proposition import Phrase
from coder.coding.senses import Senses
from coder.dictionary.compiled import Dictionary, Meaning
from coder.dictionary.entries import ADJECTIVAL, ActorEntry, AgentEntry
from coder.language.words import Word
from coder.words.tags import ADJ, DET, NAME, NOUN, POSS, PRON

ACTS_ITSELF: Final = "actor"
_BEHIND: Final = ("of", "from", "in", "at", "for")
_TOWNS: Final = ("place", "capital")
_NATIONAL: Final = ("country", *ADJECTIVAL)
_PLACES: Final = (*_TOWNS, *_NATIONAL)


class ActorResolver:
    """Resolves the noun groups of one sentence, the `number`-th of its story, whose date is `day` (an ordinal or None)."""

    def __init__(
        self,
        dictionary: Dictionary,
        words: list[Word],
        day: int | None,
        fallback: str = "",
        memory: Memory | None = None,
        number: int = 1,
    ) -> None:
        self.dictionary = dictionary
        self.chain = CodeChain(dictionary)
        self.senses = Senses(dictionary, words, day)
        self.words = words
        self.day = day
        self.fallback = fallback
        self.memory = memory or Memory()
        self.sets = dictionary.lexicon.sets
        self.number = number
        self.subjects: list[Phrase] = []  # of all clauses, in text order
        self.groups: list[Phrase] = []  # all noun groups
        self.speaker: Phrase | None = None  # of a quotation
        self.aside: frozenset[int] = frozenset()  # pronouns that only tell who speaks: nobody in what is told
        self._memo: dict[tuple[int, int], Actor] = {}
        self._pairs: dict[int, tuple[Actor, Actor] | None] = {}

    def resolve(self, phrase: Phrase) -> Actor:
        """The actor of a noun group."""
        key = (phrase.first, phrase.last)
        known = self._memo.get(key)
        if known is None:
            self._memo[key] = Actor(None, phrase.first, phrase.end)  # a pronoun inside it that points back to it finds nobody
            known = self._memo[key] = self._resolve(phrase, 0)
        return known

    # --- one phrase

    def _resolve(self, phrase: Phrase, depth: int) -> Actor:
        actor = Actor(None, phrase.first, phrase.end)
        head = self.words[phrase.head]
        if head.tag & PRON or (phrase.first == phrase.last and head.key in self.sets["third"]):
            return self._pronoun(actor, head)
        segments = self._segments(phrase)
        base, roles = self._segment(segments[-1], actor)
        partitive = head.noun in self.sets["partitive"] and bool(phrase.of)
        if partitive and not (base and roles) and depth < 3:
            inner = self._resolve(phrase.of[0], depth + 1)
            if inner.code is not None:
                self._adopt(actor, inner, f'"{head.text} of" counts what follows')
                base, roles = self.chain.joined(inner.code, base), roles
                actor.kind = inner.kind
        if base and not roles and actor.kind in _NATIONAL:
            roles = self._shared_roles(phrase, actor)
        if base and not roles and actor.kind in ADJECTIVAL and self._are_people(phrase, base, depth):
            roles = [CIVILIANS]
            actor.why.append(f"{CIVILIANS}: people and not their state, by number, quality or where they live")
        people = ""
        if base and self._is_people(actor, base) and (roles or actor.homes):  # "Kurdish rebels": of which country?
            people, base = base, ""
        envoy = bool(roles) and len(base) == 3 and actor.kind == "country"  # "Turkey's Syria envoy" is Turkey's
        if (len(base) < 3 or envoy) and len(segments) > 1:
            base = self._owned(segments[:-1], roles, actor) or base
        if len(base) < 3 and depth < 3:
            base = self._complement(phrase, roles, actor, depth) or base
        if len(base) < 3 and depth < 3:
            for other in phrase.appositions[:1]:
                inner = self._resolve(other, depth + 1)
                if inner.code is not None and not inner.code.startswith("-"):
                    self._adopt(actor, inner, "the apposition says who")
                    base = inner.country if roles and self.chain.is_elite(inner.code) else inner.code
        known = self._known_from_before(phrase, base, roles)
        if known is not None:
            self._stand_for(actor, known, whole=False)
            return actor
        if not base and actor.homes and (home := self.senses.home(actor.homes, self.fallback)):
            base = home
            actor.why.append(f"{home}: the country of this people that the story tells of")
        if not base and roles and self.fallback:
            base, actor.guessed = self.fallback, True
            actor.why.append(f"{self.fallback}: the only country named as a place")
        if people and base:
            roles = [*roles, people]
        actor.code = self.chain.composed(base or people, roles)
        return actor

    def _shared_roles(self, phrase: Phrase, actor: Actor) -> list[str]:
        """The role words of a list behind several nationalities: both are officials in "Czech and Slovak officials"."""
        last = phrase.siblings[-1] if phrase.siblings else phrase
        head = self.words[phrase.head]
        if last is phrase or phrase.of or not any(m.kind == "actor" for m in head.meanings):
            return []
        if actor.kind not in ADJECTIVAL and (phrase.first < phrase.head or not head.text.replace(".", "").isupper()):
            return []  # of the names of countries only "US" and its like stand for an adjective
        inner = Actor(None, last.first, last.last)
        _, roles = self._segment(self._segments(last)[-1], inner)
        if roles:
            actor.why.append(f'"{self.words[last.head].text}" is said of all in the list')
        return roles

    def _pronoun(self, actor: Actor, head: Word) -> Actor:
        if head.key in self.sets["mutual"]:
            actor.mutual = True
        elif head.key in self.sets["third"] or head.key in self.sets["speaker"]:
            is_object = head.tag & PRON and all(subject.first != actor.first for subject in self.subjects)
            doer = self._subject_before(actor.first) if is_object else None
            acting = self.resolve(doer) if doer is not None else None
            found = antecedents.of_pronoun(self, actor.first, head.key, acting, owner=not head.tag & PRON)
            if found is not None:
                first, last = actor.first, actor.last
                self._stand_for(actor, found, whole=True)
                for who in antecedents.all_of_list(self, found[0]) if head.key in self.sets["they"] else ():
                    actor.others.append(Actor(None, first, last))
                    self._stand_for(actor.others[-1], (who, found[1]), whole=True)
        return actor

    def _stand_for(self, actor: Actor, found: antecedents.Found, whole: bool) -> None:
        """Give an actor the code of whom it stands for; `whole`: and the words, as a pronoun says nothing itself."""
        who, rule = found
        said = self.text(actor)
        if isinstance(who, Mention):
            actor.code, actor.name, actor.kind = who.code, who.name, who.kind
            actor.antecedent = who if whole else None
            actor.why.append(f'{who.code or "no code"}: "{said}" points back to {who}, by the rule "{rule}"')
            return
        owner = self.resolve(who)
        self._adopt(actor, owner, f'"{said}" points back to "{self.text(owner)}", by the rule "{rule}"')
        actor.code, actor.kind = owner.code, owner.kind
        if whole:
            actor.first, actor.last, actor.antecedent = owner.first, owner.last, owner.antecedent

    def _known_from_before(self, phrase: Phrase, base: str, roles: list[str]) -> antecedents.Found | None:
        """Whom a group with "the" stands for: "the rebels", "the group", "the country"."""
        first = self.words[phrase.first]
        if base or phrase.of or not (first.tag & DET and first.key in self.sets["definite"]):
            return None
        return antecedents.of_group(self, phrase, roles)

    def sides(self, phrase: Phrase) -> tuple[Actor, Actor] | None:
        """The two whom "the two sides" stands for: a list of two in the sentence, else two that the story told of."""
        if phrase.first not in self._pairs:
            self._pairs[phrase.first] = self._two(phrase)
        return self._pairs[phrase.first]

    def _two(self, phrase: Phrase) -> tuple[Actor, Actor] | None:
        found = antecedents.of_sides(self, phrase)
        if found is None:
            return None
        if isinstance(found[0][0], Phrase) and isinstance(found[1][0], Phrase):
            return self.resolve(found[0][0]), self.resolve(found[1][0])
        one, other = Actor(None, phrase.first, phrase.end), Actor(None, phrase.first, phrase.end, part=1)
        self._stand_for(one, found[0], whole=False)
        self._stand_for(other, found[1], whole=False)
        return one, other

    def are_several(self, phrase: Phrase) -> bool:
        """Whether one group stands for several that were named before: "the two sides", "they" behind a list."""
        return self.sides(phrase) is not None or bool(self.resolve(phrase).others)

    def _subject_before(self, at: int) -> Phrase | None:
        """The last subject before a word: who acts upon an object that stands there."""
        return next((phrase for phrase in reversed(self.subjects) if phrase.end < at), None)

    def _segments(self, phrase: Phrase) -> list[tuple[int, int]]:
        """The parts between possessives: "Turkey | foreign minister | visit"."""
        segments, start = [], phrase.first
        for at in range(phrase.first, phrase.last + 1):
            if self.words[at].tag & POSS:
                segments.append((start, at - 1))
                start = at + 1
        if start <= phrase.last or not segments:
            segments.append((start, phrase.last))
        return segments

    # --- what the words of a segment say

    def _segment(self, span: tuple[int, int], actor: Actor) -> tuple[str, list[str]]:
        """Base code and role codes of the words in a span."""
        base, roles = "", []
        best = possessive = -1
        named = span[0]  # where the actor stands
        for at in range(span[0], span[1] + 1):
            word = self.words[at]
            if word.key in self.sets["possessive"]:
                possessive = at
            meanings, choice = self.senses.of(at) if len(word.meanings) > 1 else (word.meanings, "")
            for meaning in (*meanings, *word.inner) if word.meanings or word.inner else ():
                if meaning.kind == "agent" and isinstance(meaning.entry, AgentEntry) and self._says_who(word, meaning.entry):
                    if meaning.entry.code not in roles:
                        roles.append(meaning.entry.code)
                        self._note(actor, meaning, meaning.entry.code)
                        break
                elif meaning.kind == "actor" and isinstance(meaning.entry, ActorEntry) and is_current(meaning, self.day):
                    code = code_on(meaning.entry, self.day, self._title(span) if meaning.entry.dated else "")
                    rank = self._rank(meaning.entry, meaning in word.inner)
                    if code is not None and rank >= best:
                        base, best, named = self.chain.joined(code, base if best >= 0 else ""), rank, at
                        actor.kind = meaning.entry.kind
                        actor.name = meaning.entry.name
                        actor.homes = meaning.entry.homes
                        self._note(actor, meaning, code)
                        if choice:
                            actor.why.append(choice)
                        break
        if possessive >= 0 and not base:
            base = self._of_owner(possessive, roles, actor)
        if actor.kind == "capital" and len(base) > 3 and (roles or self.senses.is_where(named)):
            base = base[:3]  # where something is, and no government that acts
        if actor.kind == "place" and not roles and self.chain.is_region(base) and self.senses.is_behind_locative(span[0]):
            actor.why.append(f"{base}: only where it was")
            base = actor.kind = ""
        if len(roles) > 1 and roles[-1] == GOVERNMENT and roles[-2] != ELITE:
            roles.pop()  # the office is one in that body: "union president", "gang leader"
        if roles and self._former(span):
            actor.why += [f"former: {role} becomes {ELITE}" for role in roles if role in OFFICES]
            roles = [ELITE if role in OFFICES else role for role in roles]
        return base, roles

    def _of_owner(self, at: int, roles: list[str], actor: Actor) -> str:
        """What "its", "his" or "our" adds to a group: the country of the owner to role words, else his whole code."""
        found = antecedents.of_pronoun(self, at, self.words[at].key, None, owner=True)
        if found is None:
            return ""
        who, rule = found
        code = who.code if isinstance(who, Mention) else self.resolve(who).code
        if not code or (code.startswith("-") if roles else code.endswith(CIVILIANS)):
            return ""  # the things of a civilian are nobody
        said = str(who) if isinstance(who, Mention) else f'"{self.text(self.resolve(who))}"'
        actor.why.append(f'{code}: the owner is {said}, by the rule "{rule}"')
        return code[:3] if roles and code[:3] in self.dictionary.countries else code

    def _says_who(self, word: Word, entry: AgentEntry) -> bool:
        """Whether a role word tells who acts: as a noun, or by a name that is never a mere quality ("guerrilla camps")."""
        return bool(word.tag & (NOUN | NAME)) or (bool(word.tag & ADJ) and self.chain.is_stateless(entry.code))

    def _rank(self, entry: ActorEntry, inner: bool) -> int:
        """An acting person or body says more than a country, a country more than a part of a hyphenated word."""
        if inner:
            return 0
        return {"capital": 2, "country": 2, "nationality": 1, "people": 1, "place": 1}.get(entry.kind, 3)

    def _title(self, span: tuple[int, int]) -> str:
        if self.day is not None or self._former(span):
            return ""
        return title_role(self.words[span[0] : span[1] + 1], self.dictionary)

    def _former(self, span: tuple[int, int]) -> bool:
        return any(self.words[at].key.split("-", 1)[0] in self.sets["former"] for at in range(span[0], span[1] + 1))

    # --- owners and complements

    def _is_people(self, actor: Actor, base: str) -> bool:
        """Whether a code tells only a people or a religion, even if some country has the same letters (MUS, ALB)."""
        return not self.chain.has_country(base) or (actor.kind == "people" and self.chain.is_a_people(base))

    def _are_people(self, phrase: Phrase, base: str, depth: int) -> bool:
        """Whether a nationality is told of as people: by number, by quality, or by where they live ("Albanians of Serbia")."""
        if phrase.head != phrase.last or not self.chain.is_identity(base):
            return False
        if self.senses.are_people(phrase.first, phrase.head):
            return True
        return bool(phrase.of) and depth < 3 and self.is_place(phrase.of[0])

    def _owned(self, segments: list[tuple[int, int]], roles: list[str], actor: Actor) -> str:
        """A possessor lends its country to role words, and its whole code to a thing ("Turkey's embassy").

        Owners without a country add what they are to the next: "Chad's foreign ministry's spokesman".
        """
        within: list[str] = []
        for span in reversed(segments):
            owner = Actor(None, span[0], span[1])
            base, owner_roles = self._segment(span, owner)
            code = self.chain.composed(base, [*owner_roles, *within])
            if code is None:
                continue
            actor.rules += owner.rules
            actor.why += owner.why
            if not base:
                within = [*owner_roles, *within]
            elif not roles or (len(code) > 3 and code[:3] not in self.dictionary.countries):
                return code
            else:
                return code[:3]
        return (self.chain.composed("", within) or "") if not roles else ""

    def _complement(self, phrase: Phrase, roles: list[str], actor: Actor, depth: int) -> str:
        """Whose a noun is by the groups behind it: "the army of Chad", "police in Chad", "a spokesman for the rebels"."""
        behind = [("of", phrase.of)] if phrase.of else []
        behind += [entry for entry in phrase.rest[:2] if entry[0] in _BEHIND] if roles else []
        behind += [] if roles else [entry for entry in phrase.rest[:1] if entry[0] in self.sets["doing"]]
        titled = not self.sets["titles"].isdisjoint(self.words[phrase.head].noun.split())
        for preposition, phrases in behind:
            for inner_phrase in phrases[:1]:
                inner = self._resolve(inner_phrase, depth + 1)
                body = inner.code is not None and self.chain.is_within(roles, inner.code)
                if inner.code is None or (inner.code.startswith("-") and roles and not body):
                    continue
                if preposition == "for" and (titled or not body):  # a minister for refugees is none of them
                    continue
                sent = preposition in self.sets["origin"] and roles == [GOVERNMENT] and self.chain.has_country(inner.code)
                if preposition in self.sets["home"] and not sent and inner.kind not in _PLACES:
                    continue
                self._adopt(actor, inner, f'"{preposition} {self.text(inner)}" says whose')
                actor.guessed = inner.kind in _TOWNS
                if body:
                    roles.clear()
                if not roles and not inner.code.startswith("-"):
                    return inner.code
                if not roles:
                    roles += parts(inner.code)[1:]  # "a spokesman for the rebels"
                    return ""
                return inner.code[:3] if inner.country in self.dictionary.countries else inner.code
        return ""

    def _adopt(self, actor: Actor, other: Actor, reason: str) -> None:
        actor.rules += [rule for rule in other.rules if rule not in actor.rules]
        actor.why += [*other.why, reason]
        actor.name = actor.name or other.name

    def _note(self, actor: Actor, meaning: Meaning, code: str) -> None:
        assert meaning.entry is not None
        actor.rules.append(meaning.entry.where)
        actor.why.append((code, meaning))

    # --- what others ask

    def implied(self, role: str, place: Phrase | None) -> Actor:
        """The actor that an act implies where nobody is named: "was arrested" by the police of `place`."""
        if place is not None:
            code = self.chain.composed(self.resolve(place).country, [role])
            return Actor(
                code, place.first, place.end, "agent", why=[f"{role}: implied by the act", f"of {self.resolve(place).code}"]
            )
        return Actor(self.chain.composed(self.fallback, [role]), -1, -1, "agent", why=[f"{role}: implied by the act"])

    def spread(self, phrases: list[Phrase]) -> list[Phrase]:
        """The phrases, with the members of a list behind "scores of" in the place of the counting word."""
        spread: list[Phrase] = []
        for phrase in phrases:
            counted = len(phrase.of) > 1 and self.words[phrase.head].noun in self.sets["partitive"]
            if counted and any(word.tag & NOUN for word in self.words[phrase.first : phrase.head]):
                counted = False  # "family members" are people
            spread += phrase.of if counted else [phrase]
        return spread

    def is_own(self, phrase: Phrase) -> bool:
        """Whether a phrase is a thing of the one who acts: "withdrew its troops"."""
        if self.words[phrase.first].key not in self.sets["possessive"]:
            return False
        return not any(word.tag & NAME for word in self.words[phrase.first : phrase.head + 1])

    def names_somebody(self, phrase: Phrase) -> bool:
        """Whether a phrase may be an actor: a dictionary knows it, or its head is a name, a pronoun, a number or "others"."""
        head = self.words[phrase.head]
        if self.resolve(phrase).code is not None or head.tag & (NAME | PRON) or head.key in self.sets["counted"]:
            return True
        return phrase.first == phrase.last and head.key.isdigit()  # "killed 12"

    def is_role(self, phrase: Phrase) -> bool:
        """Whether the head of a phrase is a person or a body by its role: "rebels"."""
        return any(meaning.kind == "agent" for meaning in self.words[phrase.head].meanings)

    def is_place(self, phrase: Phrase) -> bool:
        """Whether a phrase names a country, or a city or region of one."""
        actor = self.resolve(phrase)
        return bool(actor.country) and actor.kind in ("country", "capital", "place")

    def text(self, actor: Actor) -> str:
        """The words of an actor, blanks between them."""
        return " ".join(word.text for word in self.words[actor.first : actor.last + 1])
