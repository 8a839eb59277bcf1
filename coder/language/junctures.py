"""Groups -> the terminals of the clause grammar: what stands aside is peeled off, and every comma and "and" gets its kind.

A LALR grammar sees one terminal ahead, so what a comma does is decided here, by what follows it:

    LC list of noun groups        AO apposition          SC new clause, or a break
    VC another finite verb        IC another infinitive  GC another -ing   DC another participle   TC another "that"
    RC end of a relative clause that a comma opened
"""

from __future__ import annotations

from typing import Final

from coder.language.groups import Group
from coder.language.peeling import JOINTS, Marked, peel
from coder.language.words import Word
from coder.words.tags import SUB, VBN

FINITE: Final = ("V", "P", "C")


class Marker:
    """Marks the junctures of one sentence after another; made once with the word sets it needs."""

    def __init__(self, clause_verbs: frozenset[str], reporting: frozenset[str]) -> None:
        self.clause_verbs = clause_verbs
        self.reporting = reporting

    def mark(self, groups: list[Group], words: list[Word]) -> Marked:
        """The terminals of a sentence."""
        marked = Marked()
        kept = peel(groups, words, marked)
        _Pass(self, kept, words, marked).run()
        return marked


class _Pass:
    """One walk over the groups of a sentence.

    `finite` counts the finite verbs of the clause, `relatives` holds the counts outside the relative clauses that a comma opened,
    `verb` is the kind of the last verb group.
    """

    def __init__(self, marker: Marker, groups: list[Group], words: list[Word], marked: Marked) -> None:
        self.marker = marker
        self.groups = groups
        self.words = words
        self.marked = marked
        self.finite = 0
        self.relatives: list[int] = []
        self.verb = ""
        self.led = False  # the clause opens with something that is no noun group
        self.condition = False  # it is the condition of a "that" clause: "said that if Sudan paid, it would ..."

    def run(self) -> None:
        groups = self.groups
        at, n = 0, len(groups)
        while at < n:
            at = self.joint(at) if groups[at].kind in JOINTS else self.plain(at)

    # --- groups

    def plain(self, at: int) -> int:
        group, marked = self.groups[at], self.marked
        kind = group.kind
        if kind in FINITE:
            self.finite += 1
            self.verb = kind
            marked.add(kind, group)
            if kind == "V" and self.words[group.head].verb in self.marker.clause_verbs and self.clause_ahead(at + 1):
                marked.add("THAT", None)
                self.finite = 0
            return at + 1
        if kind in ("I", "G", "D"):
            self.verb = kind
            if kind != "D" and self.words[group.head].verb in self.marker.reporting and self.clause_ahead(at + 1):
                marked.add(kind, group)
                marked.add("THAT", None)  # "was quoted as saying he would go"
                self.finite = 0
                return at + 1
        elif kind == "B":
            kind = "I" if self.verb else "V"
            self.verb = kind
            self.finite += kind == "V"
        elif kind == "R" and self.words[group.head].mask & SUB and self.clause_ahead(at + 1):
            kind = "SUB"
        elif kind == "THAT":
            follows = self.groups[at + 1].kind if at + 1 < len(self.groups) else ""
            if marked.types and marked.types[-1] == "N" and follows in FINITE:
                kind = "W"
        elif kind == "STOP":
            kind = "SC"
        elif kind == "N" and self.finite and marked.types[-1] == "N" and self.clause_ahead(at):
            marked.add("W", None)  # "the embargo it has imposed"
        if kind in ("SC", "SUB", "THAT"):
            self.finite = 0
            self.led = kind == "SUB"
            self.condition = kind == "SUB" and bool(marked.types) and marked.types[-1] == "THAT"
        elif kind == "W" and not group.comma:
            self.relatives.append(-1)
        elif not marked.types or marked.types[-1] == "SC":
            self.led = kind in ("R", "BY", "G", "D", "I", "SUB")
        marked.add(kind, group)
        return at + 1

    # --- commas and conjunctions

    def joint(self, at: int) -> int:
        groups, words = self.groups, self.words
        conjunction = dash = False
        comma = False
        behind = at
        negated = False
        while behind < len(groups) and groups[behind].kind in JOINTS:
            key = words[groups[behind].head].key
            conjunction |= groups[behind].kind == "CONJ"
            comma |= groups[behind].kind == "COMMA"
            dash |= key in ("–", "—", "--", "-")
            negated |= key in ("nor", "neither")
            behind += 1
        if behind == len(groups) or not self.marked.types:
            return behind
        group = groups[behind]
        group.comma = comma
        group.negated |= negated
        mark = self.kind_of(behind, conjunction, comma, dash)
        if mark == "insertion":
            return self.insertion(behind)
        if mark == "SC" and self.condition and group.kind == "N":
            self.condition, self.finite, self.led, mark = False, 0, False, "TC"
        for terminal in mark.split():
            self.marked.add(terminal, None)
            if terminal == "SC":
                self.finite, self.relatives, self.led = 0, [], False
        if mark in ("VC", "RC VC") and group.kind in ("D", "B"):
            group.kind = "P" if group.kind == "D" else "V"
        return behind

    def kind_of(self, behind: int, conjunction: bool, comma: bool, dash: bool) -> str:
        """The marks for a joint before the group at `behind`; an empty string drops it."""
        group = self.groups[behind]
        kind = group.kind
        if kind == "V" and self.verb == "P" and self.is_bare_participle(behind):
            group.kind = "P"  # "was bombed, looted and abandoned"
            return "VC"
        if kind in FINITE:
            if not conjunction and self.finite and self.is_inverted_speech(behind):
                return "SC"
            return self.before_finite(conjunction)
        if kind == "N":
            return self.before_noun(behind, conjunction, dash)
        if kind == "B":
            if conjunction and self.verb == "I":
                group.kind = "I"
                return "IC"
            return "VC" if self.finite else ""
        if kind == "W":
            self.relatives.append(self.finite)
            return ""
        if kind == "D" and conjunction and self.verb == "P":
            return "VC"
        if conjunction and kind in ("I", "G", "D") and self.verb == kind:
            return kind + "C"
        if kind == "THAT":
            return "TC" if conjunction else ""
        return ""

    def before_finite(self, conjunction: bool) -> str:
        opened = next((count for count in reversed(self.relatives) if count >= 0), None)
        if opened is not None:
            while self.relatives and self.relatives.pop() < 0:
                pass
            self.finite = opened
            return "RC VC" if opened else "RC"
        return "VC" if self.finite or conjunction else ""

    def before_noun(self, behind: int, conjunction: bool, dash: bool) -> str:
        after_noun = self.marked.types[-1] in ("N", "A")
        clause = self.clause_ahead(behind)
        if conjunction:
            if clause and not (after_noun and self.subject_pending()):
                return "SC"
            return "LC" if after_noun else ""
        if clause and self.speaker_ahead(behind):
            return "insertion" if not self.finite and not self.led and after_noun else "SC"
        if clause and (self.finite or self.led):
            return "SC"
        if dash:
            return "AO" if after_noun else "SC"
        if self.list_ahead(behind):
            return "LC" if after_noun else "SC"
        return "AO" if after_noun else "SC" if self.led else ""

    def is_bare_participle(self, at: int) -> bool:
        """Whether a past form without auxiliary or object may be a participle."""
        group = self.groups[at]
        behind = self.groups[at + 1].kind if at + 1 < len(self.groups) else ""
        return not group.aux and bool(self.words[group.head].mask & VBN) and behind not in ("N", "THAT")

    def subject_pending(self) -> bool:
        """Whether the noun groups since the clause opened still wait for their verb."""
        for kind in reversed(self.marked.types):
            if kind in FINITE or kind in ("I", "G"):
                return False
            if kind in ("W", "THAT", "SUB", "SC", "VC"):
                return kind != "VC"
        return not self.led

    def is_inverted_speech(self, at: int) -> bool:
        """Whether "said the minister" stands here, behind what he said."""
        groups = self.groups
        return (
            groups[at].kind == "V"
            and self.words[groups[at].head].verb in self.marker.reporting
            and at + 1 < len(groups)
            and groups[at + 1].kind == "N"
        )

    def insertion(self, behind: int) -> int:
        """Take "officials said" out of "Egypt, officials said, attacked Sudan"."""
        end = behind
        while self.groups[end].kind not in FINITE:
            end += 1
        self.marked.insertions.append((self.groups[behind], self.groups[end]))
        return end + 1

    # --- looking ahead

    def clause_ahead(self, at: int) -> bool:
        """Whether a noun group stands at `at` whose finite verb follows before anything ends it."""
        groups, n = self.groups, len(self.groups)
        if at >= n or groups[at].kind != "N":
            return False
        at += 1
        while at < n:
            kind = groups[at].kind
            if kind in FINITE:
                return True
            if kind == "COMMA":
                if not self.list_ahead(at + 1):
                    return at + 1 < n and groups[at + 1].kind in ("N", "W", "R", "D", "G") and self._closed_then_finite(at + 1)
            elif kind == "CONJ":
                if at + 1 < n and groups[at + 1].kind != "N":
                    return False
            elif kind in ("W", "STOP", "SUB", "THAT") or (kind == "B"):
                return kind == "W" and self._relative_then_finite(at)
            at += 1
        return False

    def _closed_then_finite(self, at: int) -> bool:
        """Whether what a comma has opened is closed by another, with the finite verb right behind it."""
        for group, behind in zip(self.groups[at:], self.groups[at + 1 :], strict=False):
            if group.kind == "COMMA":
                return behind.kind in FINITE
            if group.kind in ("STOP", "THAT"):
                return False
        return False

    def _relative_then_finite(self, at: int) -> bool:
        found = 0
        for behind, group in enumerate(self.groups[at + 1 :], at + 2):
            if group.kind == "COMMA" and self.speaker_ahead(behind):
                return False
            if group.kind in FINITE:
                found += 1
                if found == 2:
                    return True
            elif group.kind in ("STOP", "SUB", "THAT", "CONJ"):
                return False
        return False

    def speaker_ahead(self, at: int) -> bool:
        """Whether "officials said" stands here and nothing else before the next comma or the end."""
        groups, n = self.groups, len(self.groups)
        while at < n and groups[at].kind not in FINITE:
            at += 1
        if at >= n or groups[at].kind != "V" or self.words[groups[at].head].verb not in self.marker.reporting:
            return False
        at += 1
        if at < n and groups[at].kind == "N":
            at += 1  # "told reporters"
        while at + 1 < n and groups[at].kind == "R" and groups[at + 1].kind == "N":
            at += 2
        return at >= n or groups[at].kind in ("COMMA", "STOP")

    def list_ahead(self, at: int) -> bool:
        """Whether the noun groups from here on end in "and" or "or" and one more."""
        groups, n = self.groups, len(self.groups)
        while at < n:
            kind = groups[at].kind
            if kind == "CONJ":
                return at + 1 < n and groups[at + 1].kind == "N"
            if kind not in ("N", "OF", "COMMA", "R", "A"):
                return False
            at += 1
        return False
