"""Which code of a dated entry holds: on the story's day, or, in a story without a day, by the title that stands with a name."""

from __future__ import annotations

from coder.dictionary.compiled import Dictionary, Meaning, holds
from coder.dictionary.entries import ActorEntry, AgentEntry
from coder.language.words import Word


def is_current(meaning: Meaning, day: int | None) -> bool:
    """Whether a phrase stands for its entry on a day (an ordinal; None: not known)."""
    if day is None or (meaning.first is None and meaning.last is None):
        return True
    return (meaning.first is None or meaning.first <= day) and (meaning.last is None or day <= meaning.last)


def code_on(entry: ActorEntry, day: int | None, title: str = "") -> str | None:
    """The code of an entry on the story's day: a dated one that holds, else the undated one, else the latest.

    Without a day `title`, a role, tells that somebody is in office ("President Mursi").
    """
    if day is not None:
        for dated in entry.dated:
            if holds(dated, day):
                return dated.code
    elif title:
        offices = [dated.code for dated in entry.dated if title[:3] in dated.code[3:]]
        if offices:
            return offices[-1]
    if entry.code is not None:
        return entry.code
    if day is None and entry.dated:
        return max(entry.dated, key=lambda dated: (dated.last is None, dated.last or 0)).code
    return None


def title_role(words: list[Word], dictionary: Dictionary) -> str:
    """The role of the title among some words, GOV in "Foreign Secretary Ann Lee"; empty where there is none.

    The title may be a part of the name in the dictionary ("President Clinton").
    """
    known = dictionary.lexicon.sets["titles"]
    for word in words:
        if word.key.isalpha() and word.key not in known:
            continue
        titles = known.intersection(word.key.replace("-", " ").split())
        inner = [meaning for title in sorted(titles) for meaning in dictionary.meanings_at(dictionary.opened(title))]
        for meaning in (*word.meanings, *inner) if titles else ():
            if isinstance(meaning.entry, AgentEntry):
                return meaning.entry.code
    return ""
