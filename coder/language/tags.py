"""Word readings -> one tag a word, by the named rules of `grammars/tags.rules`, from left to right."""

from __future__ import annotations

from collections.abc import Sequence

from coder.language.tag_rules import TagRule, Test
from coder.language.words import Word
from coder.words.tags import ADJ, ADV, BIT, NAME, NOUN, OTHER, VB, VBN, VF, VING

_ORDER = (NOUN, NAME, VF, VBN, ADJ, VING, VB, ADV)
_FINITE = VF | BIT["MODAL"] | BIT["BE"] | BIT["HAVE"] | BIT["DO"]
_SURE = VF | VBN
_SKIPPED = ADV | BIT["NEG"] | OTHER
_BOUNDARY = BIT["COMMA"] | BIT["STOP"] | BIT["SUB"] | BIT["WH"] | BIT["THAT"]
_THAT = BIT["THAT"]
_VERB = VF | VB | VBN | VING
_OPENS_CLAUSE = NOUN | NAME | ADJ | BIT["DET"] | BIT["PRON"] | BIT["NUM"] | BIT["THAT"] | BIT["PDET"] | BIT["TIME"]
_COMMA = BIT["COMMA"]
_LISTED = NOUN | NAME | ADJ | BIT["DET"] | BIT["NUM"] | BIT["OF"] | BIT["POSS"] | _COMMA
_CONJ, _WH = BIT["CONJ"], BIT["WH"]
_SUB = BIT["SUB"]
_NO_OBJECT = (BIT["PREP"], BIT["BY"], BIT["OF"])
_BEFORE_NO_FINITE = BIT["TO"] | BIT["DET"] | BIT["POSS"] | BIT["OF"]
_UNSURE = VBN | VING  # even where it is the only reading, it may stand before a noun as an adjective
_BY_ORDER = "order of readings"
_PARENTHESES = ("(", ")", "[", "]")

Choice = tuple[int, Test, str, int]  # what a rule leaves of some readings, its test, its name, the number of the rule behind it


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
            if tag & _VERB:
                verb = tag
            if tag & _FINITE and relative:
                left, relative = outer, False  # the clause around the relative one may still want its verb
            elif tag & _FINITE:
                left = anywhere = not (tag & VF and word.verb in self.clause_verbs and masks[i + 1] & _OPENS_CLAUSE)
            elif left and tag & _COMMA and _in_a_list(masks, i):
                pass
            elif tag & _BOUNDARY or word.mask & _SUB:
                relative_that = tag & _THAT and previous & (NOUN | NAME) and masks[i + 1] & _FINITE
                outer, relative = left, bool(tag & _WH or relative_that)
                left = False
                anywhere = anywhere and tag == _COMMA
                opener = tag if tag != _COMMA else opener
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
                if (mask & _BOUNDARY and not mask & ~_BOUNDARY and not (over_commas and mask == _COMMA)) or mask & _SUB:
                    return False
                if over_commas and mask == _CONJ and before == _COMMA:
                    return False
                sure = mask & _FINITE and not mask & ~(_FINITE | VBN) and not before & _BEFORE_NO_FINITE
                if sure and not (mask & VBN and (before & _CONJ or masks[at + 1] in _NO_OBJECT)):
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
            for kept, test, name, following in choices:
                if test(
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
                    open_tags = kept
                    used = f"{used}, {name}" if used else name
                    if not open_tags & (open_tags - 1):
                        return open_tags, used
                    choices = self._from(open_tags, following)
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
            choices = [(kept, rule.test, rule.name, at) for kept, rule, at in left if kept and kept != open_tags]
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
        if mask == _CONJ:
            return True
        if not mask & _LISTED:
            return False
    return False
