"""Word readings -> one tag a word, by the named rules of `grammars/tags.rules`, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coder.language.tag_rules import TagRule
from coder.language.words import Word
from coder.words.tags import (
    ADJ,
    ADV,
    BE,
    BY,
    COMMA,
    CONJ,
    DET,
    DO,
    HAVE,
    MODAL,
    NAME,
    NEG,
    NOUN,
    NUM,
    OF,
    OTHER,
    PDET,
    POSS,
    PREP,
    PRON,
    STOP,
    SUB,
    THAT,
    TIME,
    TO,
    VB,
    VBN,
    VF,
    VING,
    WH,
)

_ORDER: Final = (NOUN, NAME, VF, VBN, ADJ, VING, VB, ADV)
_FINITE: Final = VF | MODAL | BE | HAVE | DO
_SURE: Final = VF | VBN
_SKIPPED: Final = ADV | NEG | OTHER
_BOUNDARY: Final = COMMA | STOP | SUB | WH | THAT
_GOVERNING: Final = VF | VB | VBN | VING | MODAL | HAVE  # an auxiliary, until its verb comes
_OPENS_CLAUSE: Final = NOUN | NAME | ADJ | DET | PRON | NUM | THAT | PDET | TIME
_LISTED: Final = NOUN | NAME | ADJ | DET | NUM | OF | POSS | COMMA
_NO_OBJECT: Final = (PREP, BY, OF)
_BEFORE_NO_FINITE: Final = TO | DET | POSS | OF
_UNSURE: Final = VBN | VING  # even where it is the only reading, it may stand before a noun as an adjective
_BY_ORDER: Final = "order of readings"
_PARENTHESES: Final = ("(", ")", "[", "]")


class Choice:
    """A rule that leaves `kept` of some readings, the tags that it needs around a word, and the number of the rule behind it."""

    __slots__ = ("after", "before", "following", "kept", "name", "next", "previous", "test")

    def __init__(self, kept: int, rule: TagRule, following: int) -> None:
        self.kept = kept
        self.previous, self.before, self.next, self.after = rule.needs
        self.test = rule.test
        self.name = rule.name
        self.following = following


class Tagger:
    """Chooses a tag for each word, and leaves the names of the rules that chose it on the word."""

    def __init__(self, rules: Sequence[TagRule], clause_verbs: frozenset[str]) -> None:
        self.rules = rules
        self.clause_verbs = clause_verbs
        self._choices: dict[tuple[int, int], list[Choice]] = {}

    def tag(self, words: list[Word]) -> None:
        """Set `tag` and `rule` of every word."""
        n = len(words)
        keys = [word.key for word in words]
        masks = [word.mask for word in words]
        masks += (0, 0)
        keys += ("", "")
        previous = before = verb = opener = 0
        previous_key = before_key = ""
        left = outer = relative = anywhere = False
        for i in range(n):
            word, open_tags = words[i], masks[i]
            if open_tags & (open_tags - 1) or open_tags & _UNSURE:
                tag, rule = self._decide(
                    open_tags,
                    masks,
                    keys,
                    i,
                    n,
                    previous,
                    before,
                    previous_key,
                    before_key,
                    word.capital,
                    left,
                    anywhere,
                    verb,
                    opener,
                )
                word.rule = rule
            else:
                tag, word.rule = open_tags, ""
            word.tag = masks[i] = tag
            if tag & _SKIPPED or keys[i] in _PARENTHESES:
                continue
            if tag & _GOVERNING:
                verb = tag
            if tag & _FINITE and relative:
                left, relative = outer, False  # the clause around the relative one may still want its verb
            elif tag & _FINITE:
                left = anywhere = not (tag & VF and word.verb in self.clause_verbs and masks[i + 1] & _OPENS_CLAUSE)
            elif left and tag & COMMA and _in_a_list(masks, i):
                pass
            elif tag & _BOUNDARY or word.mask & SUB:
                relative_that = tag & THAT and previous & (NOUN | NAME) and masks[i + 1] & _FINITE
                outer, relative = left, bool(tag & WH or relative_that)
                left = False
                anywhere = anywhere and tag == COMMA
                opener = tag if tag != COMMA else opener
            before, before_key, previous, previous_key = previous, previous_key, tag, keys[i]

    def _decide(
        self,
        open_tags: int,
        masks: list[int],
        keys: list[str],
        i: int,
        n: int,
        previous: int,
        before: int,
        previous_key: str,
        before_key: str,
        capital: bool,
        left: bool,
        anywhere: bool,
        verb: int,
        opener: int,
    ) -> tuple[int, str]:
        def right(over_commas: bool = False) -> bool:
            before = masks[i]
            for at in range(i + 1, n):
                mask = masks[at]
                if (mask & _BOUNDARY and not mask & ~_BOUNDARY and not (over_commas and mask == COMMA)) or mask & SUB:
                    return False
                if over_commas and mask == CONJ and before == COMMA:
                    return False
                sure = mask & _FINITE and not mask & ~(_FINITE | VBN) and not before & _BEFORE_NO_FINITE
                if sure and not (mask & VBN and (before & CONJ or masks[at + 1] in _NO_OBJECT)):
                    return True
                before = mask
            return False

        def elsewhere() -> bool:
            return anywhere or right(True)

        nxt, after = masks[i + 1], masks[i + 2]
        key, next_key, after_key = keys[i], keys[i + 1], keys[i + 2]
        used = ""
        choices = self._from(open_tags, 0)
        while choices:
            for choice in choices:
                if (
                    (choice.previous and not choice.previous & previous)
                    or (choice.next and not choice.next & nxt)
                    or (choice.before and not choice.before & before)
                    or (choice.after and not choice.after & after)
                ):
                    continue
                test = choice.test
                if test is None or test(
                    previous,
                    before,
                    nxt,
                    after,
                    key,
                    previous_key,
                    before_key,
                    next_key,
                    after_key,
                    capital,
                    i == 0,
                    left,
                    right,
                    elsewhere,
                    verb,
                    opener,
                ):
                    open_tags = choice.kept
                    used = f"{used}, {choice.name}" if used else choice.name
                    if not open_tags & (open_tags - 1):
                        return open_tags, used
                    choices = self._from(open_tags, choice.following)
                    break
            else:
                break
        used = f"{used}, {_BY_ORDER}" if used else _BY_ORDER
        for tag in _ORDER:
            if open_tags & tag:
                return tag, used
        return open_tags & -open_tags, used

    def _from(self, open_tags: int, start: int) -> list[Choice]:
        """The rules from a number on that take something of these readings and leave something."""
        choices = self._choices.get((open_tags, start))
        if choices is None:
            left = [(_left(rule, open_tags), rule, at) for at, rule in enumerate(self.rules[start:], start + 1)]
            choices = [Choice(kept, rule, at) for kept, rule, at in left if kept and kept != open_tags]
            self._choices[open_tags, start] = choices
        return choices


def _left(rule: TagRule, open_tags: int) -> int:
    """What a rule leaves of some readings where its test holds."""
    if rule.action == "read":
        return ADJ if rule.tags & open_tags else 0
    return open_tags & rule.tags if rule.action == "keep" else open_tags & ~rule.tags


def _in_a_list(masks: list[int], comma: int) -> bool:
    """Whether only words of noun groups stand between a comma and the next "and": "called on Chad, Niger and Mali to ..."."""
    for mask in masks[comma + 1 :]:
        if mask == CONJ:
            return True
        if not mask & _LISTED:
            return False
    return False
