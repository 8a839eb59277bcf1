"""What `coder compare` tells of an edit, with dictionaries of a few lines: each kind of cause, and each way to show it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.maintain.compare import event_differences
from coder.model import Event, Story
from coder.pipeline import Coder

FILES = {
    "actors/realms.yaml": """\
Arnor:
  code: ARN
  kind: country
Denethor:
  code: GONGOV
Gondor:
  code: GON
  kind: country
Rohan:
  code: ROH
  kind: country
""",
    "verbs/verbs.yaml": """\
attack:
  code: "190"
  patterns:
    VERB TARGET with <weapon>: "194"
greet: "050"
""",
    "synsets.yaml": """\
weapon:
  - bow
""",
    "discards.yaml": """\
chess: sentence
""",
}
STORIES = {
    "a": "Arnor attacked Gondor. Denethor greeted Rohan.",
    "b": "Rohan attacked Arnor with swords. Gondor hailed Rohan.",
    "<c>": "Rohan attacked Gondor at dawn with bows|slings.",
}

# The edit: file, what stands there, what shall; then the differences, each with its sentence and the entries behind it.
EDITS: dict[str, tuple[str, str, str, list[tuple[str, str, str]]]] = {
    "another code": (
        "verbs/verbs.yaml",
        'greet: "050"',
        'greet: "057"',
        [("changed", "GONGOV 050 ROH -> GONGOV 057 ROH", "greet changed")],
    ),
    "an entry is added": (
        "verbs/verbs.yaml",
        'greet: "050"',
        'greet: "050"\nhail: "051"',
        [("gained", "GON 051 ROH", "hail added")],
    ),
    "an entry is removed": ("verbs/verbs.yaml", 'greet: "050"\n', "", [("lost", "GONGOV 050 ROH", "greet removed")]),
    "an entry is silenced": (
        "verbs/verbs.yaml",
        'greet: "050"',
        "greet: none",
        [("lost", "GONGOV 050 ROH", "greet changed")],
    ),
    "a pattern is removed": (
        "verbs/verbs.yaml",
        '  patterns:\n    VERB TARGET with <weapon>: "194"\n',
        "",
        [("changed", "ROH 194 GON -> ROH 190 GON", "attack changed")],
    ),
    "a member of a synset": (
        "synsets.yaml",
        "  - bow",
        "  - bow\n  - sword",
        [("changed", "ROH 190 ARN -> ROH 194 ARN", "weapon changed")],
    ),
    "an actor": (
        "actors/realms.yaml",
        "GONGOV",
        "GONELI",
        [("changed", "GONGOV 050 ROH -> GONELI 050 ROH", "Denethor changed")],
    ),
    "a discard": ("discards.yaml", "chess", "at dawn: sentence\nchess", [("lost", "ROH 194 GON", "at dawn added")]),
    "lines that move": ("verbs/verbs.yaml", "attack:", "# the entries\n\nattack:", []),
    "an example": ("verbs/verbs.yaml", '"194"\n', '"194"\n  examples:\n    "Arnor attacked Gondor.": ARN 190 GON\n', []),
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path / "base")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in STORIES.items()), "utf-8")
    return file


def edited(base: Path, edit: str) -> Path:
    """A copy of the dictionaries with an edit."""
    file, old, new, _ = EDITS[edit]
    copy = base.parent / "mine"
    shutil.copytree(base, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new), "utf-8")
    return copy


def run(*arguments: str | int | Path) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def values(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def triple(event: dict[str, Any]) -> str:
    return f"{event['source']} {event['action']} {event['target']}"


def told(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each difference: its kind, its triples, the entries behind it."""
    return [
        (
            one["kind"],
            " -> ".join(triple(event) for event in (one["before"], one["now"]) if event is not None),
            ", ".join(f"{entry['name']} {entry['kind']}" for entry in cause["entries"]),
        )
        for cause in found["causes"]
        for one in cause["differences"]
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit(edit: str, base: Path, corpus: Path) -> None:
    found = values(corpus, "--base", base, "--dictionaries", edited(base, edit))
    assert told(found) == EDITS[edit][3]
    assert (found["stories"], found["sentences"]) == (3, 5)


def test_a_longer_verb_makes_no_other_event(base: Path, corpus: Path) -> None:
    """The action is told with other words, and so the id is another; the codes are what they were."""
    mine = shutil.copytree(base, base.parent / "mine")
    corpus.write_text(json.dumps({"text": "Arnor took on Gondor."}) + "\n", "utf-8")
    (base / "verbs" / "verbs.yaml").write_text('take: "190"\n')
    (mine / "verbs" / "verbs.yaml").write_text('take: "190"\ntake on: "190"\n')
    assert told(values(corpus, "--base", base, "--dictionaries", mine)) == []
    (mine / "verbs" / "verbs.yaml").write_text('take: "190"\ntake on: "193"\n')
    assert told(values(corpus, "--base", base, "--dictionaries", mine)) == [
        ("changed", "ARN 190 GON -> ARN 193 GON", "take on added")
    ]


def test_a_cell_of_the_composition_table(base: Path, corpus: Path) -> None:
    corpus.write_text(json.dumps({"text": "Arnor vowed to attack Gondor."}) + "\n", "utf-8")
    write(base, {"verbs/operators.yaml": "vow: intend\n"})
    code = '"{}":\n  name: n\n  goldstein: 0\n  plover: FIGHT\n'
    codes = "".join(code.format(name) for name in ("13", "130", "138", "19")) + code.format("190") + "  composed:\n    intend: "
    write(base, {"codes/events.yaml": codes + '"138"\n'})
    mine = shutil.copytree(base, base.parent / "mine")
    write(mine, {"codes/events.yaml": codes + '"130"\n'})
    assert told(values(corpus, "--base", base, "--dictionaries", mine)) == [
        ("changed", "ARN 138 GON -> ARN 130 GON", "190 changed")
    ]


def test_the_terminal_shows_samples_and_counts(base: Path, corpus: Path) -> None:
    mine = shutil.copytree(base, base.parent / "mine")
    (mine / "verbs" / "verbs.yaml").write_text('attack: "193"\ngreet: "050"\n')
    shown = run(corpus, "--base", base, "--dictionaries", mine, "--samples", 2).stdout
    assert "attack (changed, verbs/verbs.yaml:1)  3 changed" in shown
    assert "~ ARN 190 GON -> ARN 193 GON  a:1\n    Arnor attacked Gondor.\n" in shown
    assert "and 1 more" in shown
    assert "events: 4 before, 4 now; gained: 0, lost: 0, changed: 3; entries that differ: 1" in shown


def test_markdown(base: Path, corpus: Path) -> None:
    shown = run(corpus, "--base", base, "--dictionaries", edited(base, "a discard"), "--format", "github").stdout
    assert "| 3 | 5 | 4 | 3 | 0 | 1 | 0 |" in shown
    assert r"| - | `ROH 194 GON` | `nothing` | Rohan attacked Gondor at dawn with bows\|slings. |" in shown


def test_a_page_stands_alone_and_escapes_what_it_shows(base: Path, corpus: Path, tmp_path: Path) -> None:
    page = tmp_path / "changes.html"
    result = run(corpus, "--base", base, "--dictionaries", edited(base, "a pattern is removed"), "--html", page)
    assert result.exit_code == 0, result.output
    text = page.read_text("utf-8")
    assert "&lt;c&gt;, sentence 1" in text
    assert "<c>" not in text
    assert '<mark class="action" title="action">attacked</mark>' in text
    assert "http" not in text
    assert "ROH 194 GON</code> → <code>ROH 190 GON" in text


def test_a_page_that_cannot_be_written(base: Path, corpus: Path, tmp_path: Path) -> None:
    result = run(corpus, "--base", base, "--dictionaries", base, "--html", tmp_path / "none" / "changes.html")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_story_on_which_the_program_fails_is_told(base: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traces, calls = Coder.traces, iter(range(100))

    def failing(*arguments: Any, **options: Any) -> Any:
        if next(calls) == 0:  # the first story, with the dictionaries of the base
            raise ZeroDivisionError
        return traces(*arguments, **options)

    monkeypatch.setattr(Coder, "traces", failing)
    result = run(corpus, "--base", base, "--dictionaries", edited(base, "another code"), "--format", "json")
    assert result.exit_code == 1
    assert "a: the program failed on this story with the dictionaries of the base" in result.stderr
    assert told(json.loads(result.stdout)) == []


# --- which event is which


@pytest.fixture(scope="module")
def event() -> Event:
    (event,) = Coder().code(Story("a", "Egypt condemned Sudan."))
    return event


def test_events_are_paired_by_id_then_by_words_then_by_codes(event: Event) -> None:
    other_words: list[dict[str, Any]] = [
        {},
        {"id": "other"},
        {"id": "other", "source": "ETH", "target": "KEN"},
        {"id": "other", "source_text": "Cairo", "target_text": "Khartoum"},
    ]
    for same in other_words:
        other = replace(event, action="112", **same)
        assert event_differences([event], [other]) == [(event, other)], same
    other = replace(event, id="other", action="112", target="KEN", target_text="Kenya")
    assert event_differences([event], [other]) == [(event, None), (None, other)]


def test_an_event_with_the_same_codes_is_no_difference(event: Event) -> None:
    assert event_differences([event], [replace(event, rules=[], act=2)]) == []
    assert event_differences([event], [replace(event, id="other", action_text="did condemn")]) == []
    assert event_differences([event], [replace(event, status="negated")]) != []


def test_events_are_paired_one_to_one(event: Event) -> None:
    second = replace(event, action="112")
    assert event_differences([event, second], [second]) == [(event, None)]
    assert event_differences([event], [second, event]) == [(None, second)]


# --- the base


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with dictionaries in a folder of it; only their first state is committed."""
    folder = write(tmp_path / "repository" / "dictionaries")
    identity = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "first"], ["tag", "v1"]):
        subprocess.run(["git", "-C", str(folder.parent), *command], check=True)
    file, old, new, _ = EDITS["another code"]
    (folder / file).write_text((folder / file).read_text("utf-8").replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize("revision", ["HEAD", "v1"])
def test_a_git_revision(revision: str, repository: Path, corpus: Path) -> None:
    found = values(corpus, "--base", revision, "--dictionaries", repository)
    assert told(found) == EDITS["another code"][3]


def test_layers(base: Path, corpus: Path, tmp_path: Path) -> None:
    """What a layer of one's own changes: the base is what lies below it."""
    mine = write(tmp_path / "mine", {"verbs/mine.yaml": 'greet: "057"\n'})
    found = values(corpus, "--base", base, "--dictionaries", base, "--dictionaries", mine)
    assert told(found) == EDITS["another code"][3]


@pytest.mark.parametrize(
    ("bases", "complaint"),
    [
        (["no-such-revision"], "neither a folder nor a revision"),
        (["HEAD", "v1"], "a git revision must stand alone"),
        (["--help"], "neither a folder nor a revision"),
    ],
)
def test_a_base_that_is_not_there(bases: list[str], complaint: str, repository: Path, corpus: Path) -> None:
    result = run(corpus, *(f"--base={base}" for base in bases), "--dictionaries", repository)
    assert result.exit_code == 2
    assert complaint in result.stderr


def test_a_corpus_without_a_sentence(base: Path, corpus: Path) -> None:
    result = run(corpus.with_name("none.txt"), "--base", base, "--dictionaries", base)
    assert result.exit_code == 2
    assert "no sentence to code" in result.stderr


def test_a_folder_outside_git(base: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(base.parent))
    result = run(corpus, "--base", "HEAD", "--dictionaries", base)
    assert result.exit_code == 2
    assert "in no git repository" in result.stderr


def test_a_mistake_in_the_base_is_told(base: Path, corpus: Path) -> None:
    good = shutil.copytree(base, base.parent / "mine")
    (base / "verbs" / "verbs.yaml").write_text("attack: [\n")
    result = run(corpus, "--base", base, "--dictionaries", good)
    assert result.exit_code == 2
    assert "verbs.yaml:" in result.stderr
