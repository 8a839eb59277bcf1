"""What `coder explain` tells of a few sentences, with small dictionaries: each step, its words and the lines behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from coder.cli import main
from coder.maintain.explain import explain
from coder.maintain.why_not import why_not

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
seize:
  patterns:
    SOURCE:GOV VERB TARGET: "171"
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
        'VERB TARGET with missile: 194, stopped at "with": nothing in the clause stands behind',
        "such a word  verbs/verbs.yaml:4",
    ]


STOPPED = [
    ("Gondor attacked Arnor with stones.", 'stopped at "missile": behind "with" stands "stones"'),
    ("Gondor attacked Arnor.", 'stopped at "with": nothing in the clause stands behind such a word'),
    ("Gondor attacked with a missile.", 'stopped at "TARGET": the object is missing'),
    ("Rebels seized Arnor.", 'stopped at "SOURCE:GOV": the subject is "Rebels" (---REB)'),
    ("Gondor sent letters to Arnor.", 'stopped at "<aid>": the object is "letters"'),
]


@pytest.mark.parametrize(("sentence", "reason"), STOPPED)
def test_a_pattern_tells_the_word_at_which_it_stopped(sentence: str, reason: str, folders: Sequence[str]) -> None:
    misses = " ".join(branches(sentence, folders)["Patterns that nearly fitted"])
    assert reason in misses


WHY_NOT = [
    ("verbs/verbs.yaml:1", "Gondor attacked Arnor.", "It fired: GON 190 ARN"),
    (
        "verbs/verbs.yaml:2",
        "Gondor did not attack Arnor.",
        "It fired: GON 190 ARN, which is left out: negated; --include negated",
    ),
    ("verbs/verbs.yaml:4", "Gondor attacked Arnor.", "VERB (190): fits, and was taken verbs/verbs.yaml:1"),
    ("verbs/verbs.yaml:4", "Gondor attacked Arnor.", 'VERB TARGET with missile (194): stopped at "with"'),
    ("verbs/verbs.yaml:7", "Gondor attacked Arnor.", "none of its words stands in the sentence: send"),
    ("verbs/verbs.yaml:1", "The attack surprised Arnor.", '"attack" is read as NOUN'),
    (
        "verbs/17_coerce.yaml:1",
        "Gondor accused Arnor of arresting a rebel.",
        "It fired: ARN 173 ---REB, which is left out: hypothetical",
    ),
    ("verbs/operators.yaml:5", "Gondor promised a song to Arnor.", "it works on an infinitive, a clause or an event noun"),
    ("actors/actors.yaml:4", "Gondor attacked Arnor.", "none of its phrases stands in the sentence: Denethor"),
    (
        "actors/actors.yaml:4",
        "Denethor slept in Gondor.",
        '"Denethor" is known by this entry (GONELI), but is neither',
    ),
    ("agents.yaml:1", "Rebel attacks hurt Arnor.", "known by this entry (REB), but is neither source nor target"),
]


@pytest.mark.parametrize(("place", "sentence", "reason"), WHY_NOT)
def test_an_entry_tells_why_it_did_not_fire(place: str, sentence: str, reason: str, folders: Sequence[str]) -> None:
    console = Console(width=400, no_color=True)
    with console.capture() as captured:
        console.print(why_not(place, sentence, None, folders))
    assert reason in re.sub(r"\s+", " ", captured.get())


def test_a_place_without_an_entry(folders: Sequence[str]) -> None:
    arguments = ["explain", "Gondor slept.", "--dictionaries", folders[0], "--entry"]
    for place, complaint in (
        ("verbs", "verbs is no line: write FILE:LINE"),
        ("synsets.yaml:1", "no entry that can fire stands in"),
    ):
        result = CliRunner().invoke(main, [*arguments, place])
        assert result.exit_code == 2
        assert complaint in result.stderr


def test_no_sentence(folders: Sequence[str]) -> None:
    result = CliRunner().invoke(main, ["explain", " ", "--dictionaries", folders[0]])
    assert result.exit_code == 2
    assert "no sentence to explain" in result.stderr


def test_an_explanation_for_machines(folders: Sequence[str]) -> None:
    result = CliRunner().invoke(main, ["explain", "Gondor attacked Arnor.", "--dictionaries", folders[0], "--format", "json"])
    (sentence,) = json.loads(result.stdout)
    assert sentence["text"] == "Gondor attacked Arnor."
    steps = {step["text"]: step["inner"] for step in sentence["inner"]}
    assert steps["Events"][0]["text"] == "GON 190 ARN  Use conventional military force, other"
    assert steps["Left out"] == ["nothing"]


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
