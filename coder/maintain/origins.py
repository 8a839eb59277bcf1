"""Where what the road used came from: the dictionary lines of verbs, operators and light verbs, tag rules, composition cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.coding.act import Act
from coder.dictionary.compiled import Dictionary
from coder.language.tag_rules import TagRule


class Origins:
    """Looks up rules by the name that acts and words keep of them."""

    def __init__(self, dictionary: Dictionary, tag_rules: Sequence[TagRule]) -> None:
        self.dictionary = dictionary
        self._tag_rules = {rule.name: str(rule.where) for rule in tag_rules}
        self._described: dict[str, str] = {}
        for operators in (dictionary.operator_adjectives, dictionary.operator_nouns, dictionary.operators):
            for operator in operators.values():
                self._described[str(operator.where)] = f"{operator.name}: operator {operator.operator}"
        for light in dictionary.lights.values():
            self._described[str(light.where)] = f"{light.name}: light verb"

    def describe(self, rule: str) -> str:
        """What stands at a dictionary line that had a part in an act, in a few words."""
        if rule in self._described:
            return self._described[rule]
        pattern = next((pattern for pattern in self.dictionary.patterns.made() if pattern.rule == rule), None)
        return f"{pattern.entry.name}: pattern {pattern.text}, {pattern.code or 'none'}" if pattern is not None else "entry"

    def tag_rules(self, rules: str) -> str:
        """The lines of the tag rules named in the `rule` of a word."""
        return ", ".join(where for name in rules.split(", ") if (where := self._tag_rules.get(name)))

    def entries(self, lemma: str, kind: str) -> Iterator[tuple[str, str]]:
        """What the entries of a lemma do, and where they stand; `kind` is "verb" or "noun"."""
        dictionary = self.dictionary
        patterns = (dictionary.verbs if kind == "verb" else dictionary.nouns).get(lemma, ())
        for where in dict.fromkeys(str(pattern.entry.where) for pattern in patterns):
            yield ("verb" if kind == "verb" else "event noun"), where
        operator = (dictionary.operators if kind == "verb" else dictionary.operator_nouns).get(lemma)
        if operator is not None:
            yield f"operator ({operator.operator})", str(operator.where)
        light = dictionary.lights.get(lemma) if kind == "verb" else None
        if light is not None:
            yield "light verb", str(light.where)


def composition(dictionary: Dictionary, act: Act, code: str | None) -> Iterator[str]:
    """How the operators over an act made its code, from the innermost outwards; nothing for an act without operators."""
    operators = [operator for operator in (act.auxiliary, *act.operators) if operator]
    if not operators:
        return
    if act.code is None:
        yield f"{' '.join(operators)} over an act without a code: the operator's own code {code}"
        return
    whole = _cell(dictionary, " ".join(operators), act.code)
    if whole is not None:
        yield _step(" ".join(operators), act.code, whole)
        return
    inner = act.code
    for operator in reversed(operators):
        cell = _cell(dictionary, operator, inner)
        if cell is None:
            yield f"{operator} over {inner}: no cell in the table, so {f'the code is {code}' if code else 'nothing is coded'}"
            return
        yield _step(operator, inner, cell)
        inner = cell[0]


def _cell(dictionary: Dictionary, operators: str, code: str) -> tuple[str, str] | None:
    """The composed code and the line of its cell in `codes/events.yaml`, which may be that of a parent code."""
    for ancestor in dictionary.ancestors(code):
        entry = dictionary.codes[ancestor]
        if operators in entry.composed:
            at = list(entry.composed).index(operators)
            return entry.composed[operators], str(entry.cells[at] if at < len(entry.cells) else entry.where)
    return None


def _step(operators: str, code: str, cell: tuple[str, str]) -> str:
    return f"{operators} over {code} gives {cell[0]}, {cell[1]}"
