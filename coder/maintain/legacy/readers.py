"""All formats that can be read, and how a file of each is known: by what stands in it, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Callable

from coder.maintain.legacy.actors import read_actors
from coder.maintain.legacy.agents import read_agents
from coder.maintain.legacy.conversion import Reader
from coder.maintain.legacy.discards import read_discards
from coder.maintain.legacy.issues import read_issues
from coder.maintain.legacy.lines import without_comments
from coder.maintain.legacy.verbs import read_verbs, read_verbs_2

_COMMENT_TO_END = re.compile(r"[#;](?!#*\]).*")


def _having(pattern: str) -> Callable[[str, str], bool]:
    """Whether a line of the text, without its comments, has something in it that fits a pattern."""
    wanted = re.compile(pattern, re.IGNORECASE)

    def recognise(name: str, text: str) -> bool:
        lines = without_comments(text).split("\n")
        return any(wanted.search(_COMMENT_TO_END.sub("", line)) for line in lines)

    return recognise


def _is_discards(name: str, text: str) -> bool:
    """Bare phrases, and nothing that any other format has: since any text looks so, the name must say it too."""
    return "discard" in name.lower() and not _having(r"[\[\]{}=]|^---")(name, text)


def _is_actors(name: str, text: str) -> bool:
    """Codes in brackets, but no blocks of verbs."""
    return _having(r"\[\s*[\w#+-]+[^\]:]*\]")(name, text) and not _having(r"^\s*(?:---|- .*\*)")(name, text)


_has_patterns = _having(r"^\s*-[^-\[]*\*.*\[")
_has_phrases = _having(r"^\s*-[^-\[]*[({]")


def _is_verbs(name: str, text: str) -> bool:
    """Patterns of bare words, with a star for the verb."""
    return _has_patterns(name, text)


def _is_verbs_2(name: str, text: str) -> bool:
    """Patterns with phrases in brackets or braces."""
    return _has_patterns(name, text) and _has_phrases(name, text)


READERS: tuple[Reader, ...] = (
    Reader(_is_verbs_2, read_verbs_2),
    Reader(_is_verbs, read_verbs),
    Reader(_having(r"^\s*<ISSUE\b"), read_issues),
    Reader(_having(r"\[\s*(?:~\s*\w|\w+\s*~)"), read_agents),
    Reader(_is_actors, read_actors),
    Reader(_is_discards, read_discards),
)


def reader_of(name: str, text: str) -> Reader | None:
    """The first reader that knows the format of a file, or None."""
    return next((reader for reader in READERS if reader.recognise(name, text)), None)
