"""What a maintainer is told while editing: the edits are in `edits/edits.txt`, which says how to add one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.batch import Tally
from coder.maintain.compare import Comparer, Comparison, Difference
from coder.maintain.examples import run_examples
from coder.maintain.readings import stories
from coder.maintain.versions import load_version
from coder.maintain.watch import Watch
from coder.model import Event
from coder.pipeline import Trace

EDITS = Path(__file__).parent / "edits"


class Step(NamedTuple):
    name: str
    body: str


class Edit(NamedTuple):
    title: str
    steps: list[Step]


def read_edits() -> list[Edit]:
    _, *texts = re.split(r"^=== ", (EDITS / "edits.txt").read_text("utf-8"), flags=re.MULTILINE)
    edits = []
    for text in texts:
        title, *steps = re.split(r"^--- (?=\S)", text.rstrip() + "\n", flags=re.MULTILINE)
        edits.append(
            Edit(title.strip(), [Step(name.strip(), body) for name, _, body in (step.partition("\n") for step in steps)])
        )
    return edits


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two copies of the dictionary: `mine`, to be edited, and `fresh`."""
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "fresh"):
        shutil.copytree(EDITS / "dictionary", name)
    return tmp_path


def run(*arguments: str) -> str:
    return CliRunner().invoke(main, [*arguments, "--dictionaries", "mine"]).stdout


def changed_events() -> Iterator[str]:
    comparer = Comparer(load_version("fresh", ["fresh"]), load_version("mine", ["mine"]), "any", Tally())
    for story in stories([str(EDITS / "corpus.jsonl")], Tally()):
        comparer.add(story)
    for difference in comparer.comparison.differences:
        causes = ", ".join(f"{change.name} {change.kind}" for change in difference.causes)
        yield f"{difference.kind}  {codes(difference)}  {difference.sentence.text}  ({causes})"


def codes(difference: Difference) -> str:
    events = (event for event in (difference.before, difference.after) if event is not None)
    return " -> ".join(" ".join((event.source or "_", event.action, event.target or "_")) for event in events)


def take(step: Step, marked: str) -> str | None:
    """What a step prints, where it prints something; `marked` are the words that an edit replaces."""
    kind, _, name = step.name.partition(" ")
    if step.name == "becomes":
        place, _, old = marked.partition("\n")
        path = Path("mine", place)
        text = path.read_text("utf-8")
        old, new = (words.removesuffix("\n") for words in (old, step.body)) if step.body else (old, "")
        assert text.count(old) == 1, f"{old!r} must stand once in {place}"
        path.write_text(text.replace(old, new), "utf-8")
    elif kind == "new":
        Path("mine", name.removeprefix("file ")).write_text(step.body, "utf-8")
    elif step.name == "check":
        return run("check")
    elif step.name == "check for examples":
        return run("check", "--base", "fresh")
    elif step.name == "fmt":
        run("fmt")
    elif step.name == "test":
        outcomes = (outcome for outcome in run_examples(["mine"]) if outcome.is_problem)
        return "".join(f"{outcome.kind}  {outcome.sentence}\n" for outcome in outcomes)
    elif step.name == "events":
        return "".join(f"{line}\n" for line in changed_events())
    else:
        assert kind == "in", f"there is no step {step.name!r}"
    return None


@pytest.mark.parametrize("edit", read_edits(), ids=lambda edit: edit.title)
def test_an_edit_and_what_the_tools_say(edit: Edit, folder: Path) -> None:
    marked = ""
    for step in edit.steps:
        printed = take(step, marked)
        if printed is not None:
            assert printed == step.body, step.name
        marked = f"{step.name.removeprefix('in ').removesuffix(', this')}\n{step.body}"


@pytest.mark.parametrize("edit", read_edits(), ids=lambda edit: edit.title)
def test_a_watch_tells_the_same_as_coding_everything_again(edit: Edit, folder: Path) -> None:
    watch = Watch(["mine"], [str(EDITS / "corpus.jsonl")], 500, Tally())
    marked = ""
    for step in edit.steps:
        if step.name == "becomes" or step.name.startswith("new "):
            take(step, marked)
            assert_same_as_everything(watch)
        marked = f"{step.name.removeprefix('in ').removesuffix(', this')}\n{step.body}"


def test_a_watch_tells_the_same_whatever_line_is_taken_out(folder: Path) -> None:
    watch = Watch(["mine"], [str(EDITS / "corpus.jsonl")], 500, Tally())
    for path in sorted(Path("mine").rglob("*.yaml")):
        text = path.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        for at in range(len(lines)):
            path.write_text("".join(lines[:at] + lines[at + 1 :]), "utf-8")
            assert_same_as_everything(watch)
        path.write_text(text, "utf-8")
        assert_same_as_everything(watch)


def assert_same_as_everything(watch: Watch) -> None:
    """Let a watch see what was saved, and hold what it tells and keeps against all stories coded with both versions."""
    before = watch.version
    update = watch.update()
    if update.comparison is None:
        assert watch.version is before
        return
    comparer = Comparer(before, watch.version, "any", Tally())
    coded = [comparer.add(story) for story in stories([str(EDITS / "corpus.jsonl")], Tally())]
    assert told(update.comparison) == told(comparer.comparison)
    assert [said(traces) for traces in watch.traces] == [said(traces) for traces in coded]


def said(traces: list[Trace]) -> list[list[Event]]:
    """All that is said of events, but for the dictionaries with which they were last coded."""
    return [[replace(event, dictionary="") for event in trace.events] for trace in traces]


def told(comparison: Comparison) -> object:
    return (
        comparison.stories,
        comparison.sentences,
        comparison.events,
        [
            (one.story, one.sentence, codes(one), [(change.name, change.place) for change in one.causes])
            for one in comparison.differences
        ],
    )


def test_there_are_ten_edits_and_more() -> None:
    assert len(read_edits()) >= 10
