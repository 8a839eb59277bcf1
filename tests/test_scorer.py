"""`coder evaluate` against the scorer that may stand beside the repository: two programs, the same figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coder.cli import main

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
GOLDS = [gold for gold in sorted((SHARED / "gold").glob("*.jsonl")) if '"events"' in gold.read_text("utf-8")]
NAMES = {
    "detect": "event",
    "root": "root",
    "quad": "quad",
    "full": "triple",
    "src_text": "source",
    "tgt_text": "target",
    "pair_text": "pair",
    "pair_text+quad": "pair and quad",
    "pair_text+root": "pair and root",
}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.mark.skipif(not SCORER.exists(), reason="there is no other scorer here")
@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.stem)
def test_the_figures_are_those_of_the_other_scorer(gold: Path, tmp_path: Path) -> None:
    coded = tmp_path / "coded.jsonl"
    assert run("code", gold, "--actors", "any", "-o", coded).exit_code == 0
    for options in ((), ("--strict",)):
        ran = subprocess.run(
            [sys.executable, SCORER, gold, coded, "--json", *options], capture_output=True, check=True, text=True
        )
        theirs = json.loads(ran.stdout)
        (ours,) = json.loads(run("evaluate", gold, "--format", "json", *options).stdout)["golds"]
        if "events_per_1000" in theirs:
            assert (ours["events"], ours["named_dyads"]) == (theirs["events"], theirs["full_dyads"])
            continue
        expected = {
            NAMES[name]: (score["tp"], score["pred"], score["gold"])
            for name, score in theirs["metrics"].items()
            if NAMES.get(name) in ours["metrics"]
        }
        assert {
            name: (score["right"], score["coded"], score["gold"]) for name, score in ours["metrics"].items() if name != "code"
        } == expected
