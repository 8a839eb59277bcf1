"""Coding on a Ray cluster that is really begun here: the same bytes as on this machine alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.model import Event, Story

SENTENCES = ("Egypt condemned Israel.", "Germany promised to send food aid to Jordan.", "The harbour was quiet on Monday.")
PROGRAM = [sys.executable, "-c", "from coder.cli import main; main()", "code"]
ray = pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A file of stories, with a faulty line, an id that comes twice, and a table beside it."""
    lines = [json.dumps({"id": str(n), "date": "2016-03-02", "text": SENTENCES[n % 3]}) for n in range(500)]
    lines[7] = "{"
    lines[20] = lines[3]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "in.csv").write_text(f"id,text\na,{SENTENCES[0]}\n", "utf-8")
    return tmp_path


def coded(story: dict[str, str]) -> list[Event]:
    from coder.corpus.arrow import coder_of

    return coder_of(()).code(Story(story["id"], story["text"], date.fromisoformat(story["date"])))


def run(folder: Path, *arguments: str, program: list[str] = PROGRAM) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run([*program, *arguments], cwd=folder, capture_output=True, text=True, timeout=300)
    assert "Traceback" not in ran.stderr
    return ran


@ray
def test_events_and_rejects_are_those_of_this_machine(corpus: Path) -> None:
    options = ("in.jsonl", "in.csv", "--workers", "2", "--one-a-day", "--actors", "any")
    local = run(corpus, *options, "-o", "local.jsonl")
    spread = run(corpus, *options, "-o", "ray.jsonl", "--engine", "ray")
    assert (local.returncode, spread.returncode) == (1, 1), spread.stderr
    for name in ("", ".rejects.tsv", ".same_day.tsv"):
        assert (corpus / f"ray.jsonl{name}").read_bytes() == (corpus / f"local.jsonl{name}").read_bytes()
    told = {path: json.loads((corpus / f"{path}.jsonl.manifest.json").read_text("utf-8")) for path in ("local", "ray")}
    assert told["ray"]["sentences"] == told["local"]["sentences"] == 499
    assert not (corpus / "ray.jsonl.parts").exists()


@ray
def test_a_story_that_kills_the_processes_of_the_cluster_ends_the_batch_which_then_goes_on_here(corpus: Path) -> None:
    deadly = [json.dumps({"id": f"late {n}", "text": SENTENCES[0] if n != 700 else "Deadly."}) for n in range(800)]
    (corpus / "in.jsonl").write_text("\n".join(deadly), "utf-8")
    die = (
        "import os; from coder.pipeline import Coder; from coder.corpus import workers; code = Coder.code\n"
        "def deadly(self, story, *rest): return os._exit(9) if story.text == 'Deadly.' else code(self, story, *rest)\n"
        "Coder.code = deadly\n"
    )
    (corpus / "sitecustomize.py").write_text(die, "utf-8")
    path = os.pathsep.join(filter(None, (str(corpus), os.environ.get("PYTHONPATH"))))
    program = ["env", f"PYTHONPATH={path}", *PROGRAM]
    failed = run(corpus, "in.jsonl", "-o", "out.jsonl", "--workers", "1", "--engine", "ray", program=program)
    assert failed.returncode == 2
    assert "the cluster failed" in failed.stderr
    here = run(corpus, "in.jsonl", "-o", "out.jsonl", "--workers", "2", program=program)
    assert here.returncode == 1
    assert "late 700: the process that coded this story was killed" in here.stderr
    assert len((corpus / "out.jsonl").read_bytes().splitlines()) == 799


@pytest.mark.parametrize("library", ["ray", "pyspark"])
def test_the_recipe_of_the_readme_runs(library: str, tmp_path: Path) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    if find_spec(library) is None or (library == "pyspark" and shutil.which("java") is None):
        pytest.skip(f"{library} or what it needs is not installed")
    readme = Path(__file__).resolve().parent.parent.joinpath("README.md").read_text("utf-8")
    (recipe,) = (block for block in re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S) if f"{library}." in block)
    stories = [{"id": str(n), "text": SENTENCES[n % 3], "date": "2016-03-02"} for n in range(60)]
    parquet.write_table(pa.Table.from_pylist(stories), tmp_path / "stories.parquet")
    settings = {"PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"}
    ran = subprocess.run(
        [sys.executable, "-c", recipe], cwd=tmp_path, env=os.environ | settings, capture_output=True, text=True, timeout=300
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    events = parquet.read_table(tmp_path / "events").to_pylist()
    expected = [(event.id, event.action) for story in stories for event in coded(story)]
    assert sorted((event["id"], event["action"]) for event in events) == sorted(expected)
    assert len(expected) == 40


@pytest.mark.parametrize("arguments", [["in.jsonl"], ["in.jsonl", "-o", "/dev/null"], ["-", "-o", "out.jsonl"]])
def test_without_files_at_both_ends_it_is_refused(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, ["code", *arguments, "--engine", "ray"])
    assert result.exit_code == 2
    assert "needs a file as --output, and files to read" in result.stderr


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.cli.coding.find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["code", "in.jsonl", "-o", "out.jsonl", "--engine", "ray"])
    assert result.exit_code == 2
    assert "cameo-coder[ray]" in result.stderr
