"""What `coder explain` tells of a few sentences, with small dictionaries: each step, its words and the lines behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from coder.maintain.explain import explain

WIDTH = 100
FILES = {
    "actors/actors.yaml": """\
Arnor:
  code: ARN
  kind: country
Denethor:
  code: GONELI
  dated:
    2001-01-01/2010-12-31: GONGOV
Gondor:
  code: GON
  kind: country
""",
    "agents.yaml": """\
rebel: REB
""",
    "verbs/verbs.yaml": """\
attack:
  code: "190"
  patterns:
    VERB TARGET with missile: "194"
send:
  patterns:
    VERB <aid> to TARGET: "070"
""",
    "verbs/operators.yaml": """\
accuse:
  operator: allege
  control: object
  addressee: of
promise:
  operator: intend
  code: "030"
""",
    "verbs/17_coerce.yaml": """\
arrest: "173"
""",
    "synsets.yaml": """\
aid:
  - grain
""",
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    folder = tmp_path_factory.mktemp("dictionaries")
    for name, text in FILES.items():
        path: Path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [str(folder)]


def branches(text: str, folders: Sequence[str], day: date | None = None) -> dict[str, list[str]]:
    """The lines of each branch of the tree, without the lines of the drawing."""
    console = Console(width=WIDTH, no_color=True)
    with console.capture() as captured:
        console.print(explain(text, day, folders))
    drawn = captured.get().splitlines()
    assert all(len(line.rstrip()) <= WIDTH for line in drawn)
    found: dict[str, list[str]] = {"": []}
    at = ""
    for line in drawn:
        bare = line.lstrip("│├└─ \xa0").rstrip()
        if line.startswith(("├── ", "└── ")):
            at = bare
            found[at] = []
        else:
            found[at].append(bare)
    return found


def test_promised_aid(folders: Sequence[str]) -> None:
    """An operator over an act: the composition and every dictionary line behind the event."""
    steps = branches("Denethor promised to send grain to Arnor.", folders, date(2005, 3, 1))
    assert "promised: VF or VBN -> VF, by past-after-subject" in " ".join(steps["Words"])
    assert "Denethor: actor GONGOV  actors/actors.yaml:4" in steps["In the dictionaries"]
    assert "promised: operator (intend) promise  verbs/operators.yaml:5" in steps["In the dictionaries"]
    assert steps["Clauses"] == ["[N Denethor] [V promised] [I to send] [N grain] [R to] [N Arnor] [SC .]"]
    assert steps["Propositions"] == [
        "promise(subject=Denethor)",
        "infinitive: send(subject=Denethor; object=grain; to: Arnor)",
    ]
    acts = steps["Acts"]
    assert acts[0] == '"promised to send": 033 Express intent to provide aid, other'
    assert "send: pattern VERB <aid> to TARGET, 070  verbs/verbs.yaml:7" in acts
    assert any(line.startswith("intend over 070 gives 033, codes/events.yaml:") for line in acts)
    assert "source: Denethor; target: Arnor" in acts
    assert steps["Events"] == [
        "GONGOV 033 ARN  Express intent to provide aid, other",
        'source GONGOV: "Denethor"',
        'GONGOV: "Denethor", actors/actors.yaml:4',
        'target ARN: "Arnor"',
        'ARN: "Arnor", actors/actors.yaml:1',
    ]
    assert steps["Left out"] == ["nothing"]


def test_negated_attack(folders: Sequence[str]) -> None:
    """What is negated is left out and says so; the pattern that nearly fitted tells where it stopped."""
    steps = branches("Gondor did not attack Arnor.", folders)
    assert steps["Propositions"] == ["attack(subject=Gondor; object=Arnor) negated"]
    assert "status: negated" in steps["Acts"]
    assert steps["Events"] == ["nothing"]
    assert steps["Left out"] == ["GON 190 ARN: negated; --include negated writes it"]
    assert steps["Patterns that nearly fitted"] == [
        "attack",
        "VERB TARGET with missile: 194, stopped: nothing behind with is its words",
        "verbs/verbs.yaml:4",
    ]


def test_allegation_and_actor_on_itself(folders: Sequence[str]) -> None:
    """What somebody is accused of has not happened, nobody acts on himself, and a role alone is no country."""
    steps = branches("Rebels accused Gondor of attacking Arnor, Arnor attacked Arnor and Gondor attacked rebels.", folders)
    assert "claim of Rebels" in steps["Acts"]
    assert steps["Events"] == ["nothing"]
    left_out = " ".join(steps["Left out"])
    assert '"attacked" (190): the actor would act on itself' in left_out
    assert "GON 190 ARN: hypothetical; --include hypothetical writes it" in left_out
    assert 'GON 190 ---REB: names no country or organisation: target "rebels"' in left_out


def test_skipped_sentence_is_read_all_the_same(folders: Sequence[str]) -> None:
    steps = branches("The snow melted in Gondor.", folders)
    assert steps[""] == ["The snow melted in Gondor."]
    assert "Skipped: no word of it makes an event. What follows is how it would have been read." in steps
    assert steps["Propositions"] == ["melt(subject=The snow; in: Gondor)"]
    assert steps["Left out"] == ['"melted": no entry has the verb melt']


def test_dates_and_counts_are_told(folders: Sequence[str]) -> None:
    steps = branches("Gondor arrested at least 12 rebels from Arnor on Monday.", folders, date(2016, 3, 16))
    assert 'arrested: at least 12, from "at least 12"' in steps["Events"]
    assert 'date: 2016-03-14 (day), from "Monday"' in steps["Events"]
    steps = branches("Gondor will attack Arnor.", folders, date(2016, 3, 16))
    assert not any(line.startswith("date") for line in steps["Events"])
