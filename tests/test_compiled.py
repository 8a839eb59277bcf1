"""The compiled program gives the same events as the Python that it was compiled from, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import orjson
import pytest

import coder
from coder.dictionary.load import load_entries

TOGETHER = 8  # examples that make a story: some of its sentences point back to others
LEVEL = ("--actors", "any", "--include", "negated,hypothetical,historical", "--workers", "1")


def stories(path: Path) -> Path:
    """The sentences of all examples of the shipped dictionaries, some on a day; and their words in disorder."""
    loaded = load_entries()
    entries = (*loaded.verbs, *loaded.operators, *loaded.lights, *loaded.actors, *loaded.agents)
    examples = [example for entry in entries for example in entry.examples]
    lines: list[dict[str, str | None]] = []
    chance = Random(1)
    for at in range(0, len(examples), TOGETHER):
        told = examples[at : at + TOGETHER]
        text = " ".join(example.sentence for example in told)
        words = text.split()
        chance.shuffle(words)
        lines += [{"id": f"{at}:{n}", "text": one, "date": told[0].date} for n, one in enumerate((text, " ".join(words)))]
    path.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    return path


def coded(corpus: Path, plain: str) -> bytes:
    program = "from coder.cli import main; main()"
    environment = {**os.environ, coder.VARIABLE: plain}
    return subprocess.run(
        [sys.executable, "-c", program, "code", str(corpus), *LEVEL], stdout=subprocess.PIPE, env=environment, check=True
    ).stdout


def told(plain: str) -> str:
    program = "import coder, coder.pipeline; print(coder.is_compiled(), coder.pipeline.__file__.endswith('.py'))"
    environment = {**os.environ, coder.VARIABLE: plain}
    return subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True, text=True).stdout


@pytest.mark.skipif(not coder.is_compiled(), reason="nothing is compiled here")
def test_compiled_and_plain_give_the_same_bytes(tmp_path: Path) -> None:
    corpus = stories(tmp_path / "stories.jsonl")
    compiled, plain = coded(corpus, plain=""), coded(corpus, plain="1")
    assert compiled.count(b"\n") > 3000
    assert compiled == plain


def test_plain_python_is_used_where_it_is_asked_for() -> None:
    assert told(plain="1") == "False True\n"


def test_what_is_used_is_told() -> None:
    assert told(plain="") in ("True False\n", "False True\n")
