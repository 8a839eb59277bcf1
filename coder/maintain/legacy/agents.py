"""Agents of PETRARCH -> our agents: roles, their plurals, and sets of words that stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lark import Token, Tree

from coder.dictionary.store import load_lexicon
from coder.maintain.legacy.actors import code_fault
from coder.maintain.legacy.conversion import Changed, Conversion, Named, Phrase, Unconverted
from coder.maintain.legacy.lines import Line, read_lines, tokens, trees
from coder.maintain.legacy.spelling import spaced, without_article

_MORE = "agent by a set"  # all but the first of those that one line stands for
Sets = Mapping[str, Sequence[str]]


def read_agents(path: str, text: str) -> Conversion:
    """The agents of a file."""
    conversion = Conversion()
    sets: dict[str, Sequence[str]] = {}
    for line in read_lines("legacy_agents", text):
        if line.tree is not None and line.tree.data == "set":
            (marker,) = tokens(line.tree, "MARKER")
            sets[marker] = _without_plurals([word.lower() for word in tokens(line.tree, "WORD")])
            continue
        conversion.read["agent"] += 1
        fault = line.fault if line.tree is None else _add(conversion, path, line, line.tree, sets)
        if fault:
            conversion.unconverted.append(Unconverted(path, line.number, line.text, fault, "agent"))
    return conversion


def _without_plurals(words: Sequence[str]) -> list[str]:
    """The words that are not plurals of another one: ours are made by themselves."""
    lexicon = load_lexicon()
    plurals = {form for word in words for form in lexicon.noun_forms(word)[1:] if form != word}
    return [word for word in words if word not in plurals]


def _add(conversion: Conversion, path: str, line: Line, tree: Tree[Token], sets: Sets) -> str | None:
    """Add the agent of a line, or tell why it cannot be."""
    (code,) = (tokens(part, "CODE")[0].upper() for part in trees(tree, "behind", "before"))
    parts = [str(part) for part in tree.children if isinstance(part, Token)]
    unknown = next((part for part in parts if _is_marker(part) and part not in sets), None)
    fault = f"the set {unknown} is not defined above this line" if unknown else code_fault(code)
    if fault:
        return fault
    names = _expanded(parts, sets)
    if any(_inside_word(parts, at) for at in range(len(parts))):
        _change(conversion, path, line, f"the set inside a word is a slip: read as {names[0]}")
    bare = [without_article(name) for name in names]
    if bare != names:
        _change(conversion, path, line, "matches without its article too")
    phrases = [Phrase(name, line.number, _MORE if at else "agent") for at, name in enumerate(bare)]
    conversion.read[_MORE] += len(phrases) - 1
    conversion.entries.append(Named("agent", path, phrases, code, plural=_plural(tree)))
    return None


def _plural(tree: Tree[Token]) -> str | None:
    for plural in trees(tree, "plural"):
        written = tokens(plural, "PHRASE")
        return spaced(written[0]).lower() if written else "none"
    return None


def _expanded(parts: Sequence[str], sets: Sets) -> list[str]:
    """The phrases that a line stands for, one for each word of its set."""
    phrases = [""]
    for at, part in enumerate(parts):
        words: Sequence[str] = [part]
        if _inside_word(parts, at):
            words = [part.strip("!")]
        elif _is_marker(part):
            words = [f"{word} " if at == 0 else word for word in sets[part]]
        phrases = [phrase + word for phrase in phrases for word in words]
    return [spaced(phrase).lower() for phrase in phrases]


def _is_marker(part: str) -> bool:
    return part.startswith("!")


def _inside_word(parts: Sequence[str], at: int) -> bool:
    """Whether a marker stands between two letters, where somebody replaced its word everywhere in the file."""
    inside = 0 < at < len(parts) - 1
    return inside and _is_marker(parts[at]) and parts[at - 1][-1].isalpha() and parts[at + 1][0].isalpha()


def _change(conversion: Conversion, path: str, line: Line, how: str) -> None:
    conversion.changed.append(Changed(path, line.number, line.text, how, "agent"))
