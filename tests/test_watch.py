"""`coder watch`: an edit of a dictionary file is seen, and what it changed is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import IO

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.corpus.batch import Tally
from coder.dictionary.store import DictionaryError
from coder.maintain.watch import Watch

ACTORS = """\
Arnor:
  code: ARN
  kind: country
Gondor:
  code: GON
  kind: country
"""
VERBS = 'attack: "190"\ngreet: "050"\n'
CORPUS = ["Arnor attacked Gondor.", "Gondor greeted Arnor. Gondor hailed Arnor.", "Arnor greeted Gondor."]
PATIENCE = 60  # seconds


@pytest.fixture
def verbs(tmp_path: Path) -> Path:
    """The file of verbs in a folder of dictionaries."""
    for name, text in (("actors.yaml", ACTORS), ("verbs.yaml", VERBS)):
        folder = tmp_path / "mine" / name.removesuffix(".yaml")
        folder.mkdir(parents=True)
        (folder / name).write_text(text, "utf-8")
    return tmp_path / "mine" / "verbs" / "verbs.yaml"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in CORPUS), "utf-8")
    return file


def watching(verbs: Path, corpus: Path, most: int = 500) -> Watch:
    return Watch([str(verbs.parent.parent)], [str(corpus)], most, Tally())


def told(watch: Watch) -> list[tuple[str, str, str | None, str | None]]:
    """What a save changed: kind, entries, code before, code now."""
    comparison = watch.update().comparison
    assert comparison is not None
    return [
        (
            one.kind,
            " ".join(change.name for change in one.causes),
            one.before.action if one.before else None,
            one.after.action if one.after else None,
        )
        for one in comparison.differences
    ]


def test_each_save_is_told_against_the_last_one(verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    verbs.write_text(VERBS.replace("190", "193"))
    assert told(watch) == [("changed", "attack", "190", "193")]
    verbs.write_text(VERBS.replace("190", "193") + 'hail: "051"\n')
    assert told(watch) == [("gained", "hail", None, "051")]
    assert told(watch) == []
    verbs.write_text(VERBS)
    assert told(watch) == [("changed", "attack", "193", "190"), ("lost", "hail", "051", None)]


@pytest.mark.parametrize(
    ("added", "coded"),
    [
        ('hail: "051"\n', 2),  # the story that has the word, with both its sentences
        ('greet:\n  code: "050"\n  patterns:\n    VERB TARGET: "051"\n', 3),
        ('vanish: "190"\n', 0),
        ('give up: "050"\n', 0),
    ],
)
def test_only_stories_with_words_of_an_edited_entry_are_coded_again(added: str, coded: int, verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    verbs.write_text(VERBS.replace('greet: "050"\n', "") + added if added.startswith("greet") else VERBS + added)
    assert watch.update().comparison is not None
    assert watch.version.coder.sentences == coded


def test_all_stories_are_coded_again_where_a_change_may_show_anywhere(verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    (verbs.parent / "operators.yaml").write_text("vanish:\n  operator: intend\n")
    watch.update()
    assert watch.version.coder.sentences == 4
    verbs.write_text('greet: "050"\nattack: "190"\n')  # of two entries that say the same the first wins
    watch.update()
    assert watch.version.coder.sentences == 4


def test_events_that_were_not_coded_again_name_the_lines_of_today(verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    verbs.write_text('appear: "050"\n' + VERBS)
    watch.update()
    assert watch.version.coder.sentences == 0
    assert [trace.events[0].rules[0] for trace in watch.traces[0]] == ["verbs/verbs.yaml:2"]
    verbs.write_text('appear: "050"\n' + VERBS.replace("190", "193"))
    assert told(watch) == [("changed", "attack", "190", "193")]


def test_what_changed_since_the_start(verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    verbs.write_text(VERBS.replace("190", "193"))
    watch.update()
    verbs.write_text(VERBS.replace("190", "194") + 'hail: "051"\n')
    assert dict(watch.update().since_start) == {"changed": 1, "gained": 1}


def test_a_mistake_leaves_the_last_good_state(verbs: Path, corpus: Path) -> None:
    watch = watching(verbs, corpus)
    verbs.write_text(VERBS + "hail: [\n")
    update = watch.update()
    assert update.comparison is None
    assert [problem.check for problem in update.problems] == ["bad-yaml"]
    verbs.write_text(VERBS + 'hail: "051"\n')
    assert told(watch) == [("gained", "hail", None, "051")]


def test_the_sample_ends_with_the_story_that_fills_it(verbs: Path, corpus: Path) -> None:
    assert watching(verbs, corpus, most=1).sentences == 1
    assert watching(verbs, corpus, most=2).sentences == 3


def test_problems_are_those_of_the_file(verbs: Path, corpus: Path) -> None:
    verbs.write_text(VERBS + 'greet: "051"\n')
    with pytest.raises(DictionaryError):
        watching(verbs, corpus)
    verbs.write_text('greet: "050"\nattack: "190"\n')
    watch = watching(verbs, corpus)
    assert [problem.check for problem in watch.problems(verbs)] == ["unsorted"]
    assert [problem.check for problem in watch.problems(verbs.parent)] == ["unsorted"]
    assert watch.problems(verbs.parent.parent / "actors") == []


def test_a_file_that_no_dictionary_uses(verbs: Path, corpus: Path) -> None:
    result = CliRunner().invoke(main, ["watch", str(verbs), "--on", str(corpus)])
    assert result.exit_code == 2
    assert "--dictionaries" in result.stderr


def test_a_corpus_without_a_sentence(verbs: Path) -> None:
    folder = verbs.parent.parent
    result = CliRunner().invoke(main, ["watch", str(verbs), "--on", str(folder / "none.txt"), "--dictionaries", str(folder)])
    assert result.exit_code == 2
    assert "no sentence to code" in result.stderr


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], Queue[str]]]:
    """The command while it runs, and the lines that it prints."""
    heard = "from signal import *; signal(SIGINT, default_int_handler)"  # which a script's background ignores, and its children
    program = [sys.executable, "-u", "-c", f"{heard}; from coder.cli import main; main()", *arguments]
    lines: Queue[str] = Queue()
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        threading.Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()
        try:
            yield process, lines
        finally:
            process.kill()


def _pass_on(stream: IO[str], lines: Queue[str]) -> None:
    for line in stream:
        lines.put(line)


def seen(lines: Queue[str], wanted: str) -> bool:
    """Whether a line comes that has some words in it."""
    try:
        while wanted not in lines.get(timeout=PATIENCE):
            pass
    except Empty:
        return False
    return True


@pytest.mark.parametrize("in_place", [True, False], ids=["written", "renamed"])
def test_the_command_sees_an_edit_and_ends_quietly(in_place: bool, verbs: Path, corpus: Path) -> None:
    """Some editors write the file, others write another one and give it the name."""
    pytest.importorskip("watchfiles")
    with running("watch", str(verbs), "--on", str(corpus), "--dictionaries", str(verbs.parent.parent)) as (process, lines):
        assert seen(lines, "4 sentences are coded; watching")
        saved = verbs if in_place else verbs.with_name(".verbs.part")
        edits = threading.Thread(target=_save_until_seen, args=(saved, verbs, lines), daemon=True)
        edits.start()
        assert seen(lines, "attack (changed, verbs/verbs.yaml:1)  1 changed")
        assert seen(lines, "~ ARN 190 GON -> ARN 193 GON")
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read().strip() == ""


def _save_until_seen(saved: Path, verbs: Path, lines: Queue[str]) -> None:
    """Save an edit; the watch may begin a little after the line that tells of it."""
    for _ in range(20):
        saved.write_text(VERBS.replace("190", "193"))
        if saved != verbs:
            saved.replace(verbs)
        if not lines.empty():
            return
        threading.Event().wait(1)
