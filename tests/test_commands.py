"""Each command as a user runs it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coder.cli import main
from coder.model import Event
from coder.pipeline import Coder

ARTICLE = Path(__file__).parent / "articles" / "harbour_dispute.txt"
CONDEMNS = "Egypt condemned Israel."
EVERYTHING = "negated,hypothetical,historical"
PROGRAM = [sys.executable, "-c", "from coder.cli import main; main()"]


def run(*arguments: str | Path, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def triples(result: Result) -> list[tuple[str, str, str]]:
    return [(record["source"], record["action"], record["target"]) for record in records(result)]


def lines(path: Path, *stories: object) -> Path:
    """A .jsonl file; a story that is a string is written as it is."""
    written = [story if isinstance(story, str) else json.dumps(story) for story in stories]
    path.write_text("\n".join(written) + "\n", "utf-8")
    return path


# --- code: what comes out


def test_an_article_gives_events() -> None:
    result = run("code", ARTICLE)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert ("ECUGOV", "112", "PER") in triples(result)


def test_every_record_has_all_keys_in_their_order() -> None:
    for record in records(run("code", ARTICLE, "--actors", "any", "--include", EVERYTHING)):
        assert list(record) == [field.name for field in fields(Event)]


def test_spans_point_into_the_raw_text() -> None:
    text = ARTICLE.read_text("utf-8")
    for record in records(run("code", ARTICLE)):
        for part in ("source", "action", "target"):
            if record[f"{part}_span"] is None:
                assert record[f"{part}_text"] is None
                continue
            start, end = record[f"{part}_span"]
            assert text[start:end].split()[0] == record[f"{part}_text"].split()[0]


def test_the_same_input_gives_the_same_output() -> None:
    assert run("code", ARTICLE, "--actors", "any").stdout_bytes == run("code", ARTICLE, "--actors", "any").stdout_bytes


def test_the_same_output_in_another_process_with_other_hashes() -> None:
    ran = [
        subprocess.run(
            [*PROGRAM, "code", str(ARTICLE)], capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True
        )
        for seed in ("1", "2")
    ]
    assert ran[0].stdout == ran[1].stdout != b""


def test_output_to_a_file(tmp_path: Path) -> None:
    result = run("code", ARTICLE, "-o", tmp_path / "events.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "events.jsonl").read_bytes() == run("code", ARTICLE).stdout_bytes


def test_standard_input() -> None:
    assert triples(run("code", "-", given=CONDEMNS)) == [("EGY", "111", "ISR")]
    assert triples(run("code", "-", given=json.dumps({"text": CONDEMNS}))) == [("EGY", "111", "ISR")]


def test_a_story_brings_its_own_particulars(tmp_path: Path) -> None:
    story = {"id": "a", "text": CONDEMNS, "date": "2016-03-01", "title": "t", "url": "u", "publisher": "p"}
    (record,) = records(run("code", lines(tmp_path / "a.jsonl", story)))
    assert [record[key] for key in ("story", "story_date", "title", "url", "publisher")] == ["a", "2016-03-01", "t", "u", "p"]


ACTORS = [
    "Egypt condemned Israel.",
    "Police arrested a doctor.",
    "Police arrested an Egyptian.",
]


@pytest.mark.parametrize(("level", "count"), [("both", 1), ("coded", 3), ("one", 2), ("any", 3)])
def test_actors(level: str, count: int, tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", *({"id": str(number), "text": text} for number, text in enumerate(ACTORS)))
    assert len(records(run("code", file, "--actors", level))) == count


def test_negated_events_come_only_when_asked_for() -> None:
    sentence = "Egypt did not condemn Israel."
    assert run("code", "-", given=sentence).stdout == ""
    (record,) = records(run("code", "-", "--include", "negated", given=sentence))
    assert (record["source"], record["action"], record["target"], record["status"]) == ("EGY", "111", "ISR", "negated")


# --- code: what goes wrong


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("[1, 2]", "a.jsonl:2: not an object"),
        ('{"id": "x"}', "a.jsonl:2: no text"),
        ('{"text": 7}', "a.jsonl:2: the text is a number"),
        ('{"text": "  "}', "a.jsonl:2: the text is empty"),
        ('{"text": ', "a.jsonl:2: not JSON"),
        ('{"id": "first", "text": "Egypt condemned Israel."}', "a.jsonl:2: the id 'first' was read before"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_coded(bad: str, complaint: str, tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", {"id": "first", "text": CONDEMNS}, bad, {"id": "last", "text": CONDEMNS})
    result = run("code", file)
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert [record["story"] for record in records(result)] == ["first", "last"]


def test_a_bad_date_is_told_and_the_story_coded_without_one(tmp_path: Path) -> None:
    result = run("code", lines(tmp_path / "a.jsonl", {"text": CONDEMNS, "date": "03/01/2016"}))
    assert result.exit_code == 1
    assert "a.jsonl:1: not a date: '03/01/2016'" in result.stderr
    (record,) = records(result)
    assert record["story_date"] is None


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", b"", "empty.txt: the file is empty"),
        ("empty.jsonl", b"", "empty.jsonl: the file is empty"),
        ("latin.txt", b"Egypt condemned\nIsrael caf\xe9.", "latin.txt:2: not UTF-8"),
        ("latin.jsonl", b'{"text": "caf\xe9"}\n', "latin.jsonl:1: not UTF-8"),
        ("story.pdf", b"%PDF", "story.pdf: unknown kind of file '.pdf'"),
    ],
)
def test_a_bad_file_is_told_and_the_others_are_coded(name: str, content: bytes, complaint: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("code", tmp_path / name, ARTICLE)
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert records(result)


def test_a_missing_file_is_told_and_the_others_are_coded(tmp_path: Path) -> None:
    result = run("code", tmp_path / "none.txt", ARTICLE)
    assert result.exit_code == 1
    assert "none.txt: no such file or folder" in result.stderr
    assert records(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(CONDEMNS)
    (tmp_path / "locked.txt").chmod(0)
    result = run("code", tmp_path / "locked.txt", ARTICLE)
    assert result.exit_code == 1
    assert "locked.txt: cannot be read: Permission denied" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("code", ARTICLE, "--actors", "some"),
        ("code", ARTICLE, "--include", "imagined"),
        ("code", ARTICLE, "--format", "xml"),
        ("code", ARTICLE, "-o", "no/such/folder/events.jsonl"),
        ("code", ARTICLE, "--dictionaries", "no/such/folder"),
        ("explain", CONDEMNS, "--date", "yesterday"),
        ("check", "no/such/file.yaml"),
        ("test", "no such entry"),
        ("no-such-command",),
    ],
    ids=lambda arguments: " ".join(Path(argument).name for argument in arguments),
)
def test_what_cannot_run(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error" in result.stderr or "error" in result.stderr


@pytest.mark.parametrize("command", [("code", ARTICLE), ("explain", CONDEMNS), ("test",)], ids=lambda command: command[0])
def test_a_dictionary_error_is_shown_where_it_stands(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    (tmp_path / "verbs" / "mine.yaml").write_text('condemn:\n  code: "111"\n  targt: on\n')
    result = run(*command, "--dictionaries", tmp_path)
    assert result.exit_code == 2
    assert "mine.yaml:3:3: error: " in result.stderr
    assert "\n   3 |   targt: on\n     |   ^\n" in result.stderr


# --- explain, check, test


def test_explain_names_the_codes_and_the_lines_behind_them() -> None:
    result = run("explain", CONDEMNS)
    assert result.exit_code == 0
    assert "EGY 111 ISR" in result.stdout
    assert "actors/EGY.yaml:" in result.stdout


def test_explain_on_a_day() -> None:
    assert "EGYGOV 111 ISR" in run("explain", "Morsi condemned Israel.", "--date", "2013-01-01").stdout
    assert "EGYOPP 111 ISR" in run("explain", "Morsi condemned Israel.", "--date", "2013-09-01").stdout


@pytest.fixture
def agents(tmp_path: Path) -> Path:
    """Dictionaries of one file of agents."""
    (tmp_path / "agents.yaml").write_text("farmer: AGR\nminister: GOV\n")
    return tmp_path


def test_check_of_dictionaries_without_fault(agents: Path) -> None:
    result = run("check", "--dictionaries", agents)
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_shows_a_mistake_where_it_stands(agents: Path) -> None:
    (agents / "agents.yaml").write_text("farmer: AGR\nminister: NOSUCHCODE\n")
    result = run("check", "--dictionaries", agents)
    assert result.exit_code == 1
    assert "agents.yaml:2:11: error: " in result.stdout
    assert "\n   2 | minister: NOSUCHCODE\n     |           ^\n" in result.stdout


def test_check_fails_on_warnings_only_if_it_is_strict(agents: Path) -> None:
    assert run("check", "--strict", "--dictionaries", agents).exit_code == 0
    (agents / "agents.yaml").write_text("minister: GOV\nfarmer: AGR\n")
    for options, exit_code in (([], 0), (["--strict"], 1)):
        result = run("check", *options, "--dictionaries", agents)
        assert (result.exit_code, result.stderr) == (exit_code, "errors: 0, warnings: 1\n")


def test_check_of_some_files(agents: Path) -> None:
    (agents / "verbs").mkdir()
    (agents / "verbs" / "mine.yaml").write_text('condemn: "999"\n')
    assert run("check", agents / "agents.yaml", "--dictionaries", agents).exit_code == 0
    assert run("check", agents / "verbs" / "mine.yaml", "--dictionaries", agents).exit_code == 1


def test_test_runs_the_examples_of_an_entry(tmp_path: Path) -> None:
    (tmp_path / "verbs").mkdir()
    entry = 'condemn:\n  code: "111"\n  examples:\n    "{} condemned Israel.":\n      - EGY 111 ISR\n'
    for country, exit_code in (("Egypt", 0), ("Sudan", 1)):
        (tmp_path / "verbs" / "mine.yaml").write_text(entry.format(country))
        result = run("test", "condemn", "--dictionaries", "shipped", "--dictionaries", tmp_path)
        assert result.exit_code == exit_code
    assert "mine.yaml:4: wrong: " in result.stdout


# --- terminals and pipes


def on_a_terminal(*arguments: str) -> str:
    """What a command draws on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([*PROGRAM, *arguments], stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = os.read(ours, 4096)
            except OSError:  # the way Linux tells that the other side has closed
                break
            if not read:
                break
            shown += read
        assert process.wait() == 0
    os.close(ours)
    return shown.decode()


def test_a_table_and_a_summary_on_a_terminal() -> None:
    shown = on_a_terminal("code", str(ARTICLE))
    assert "Ecuador's" in shown
    assert '{"id"' not in shown
    assert "1 story, 16 sentences, " in shown


def test_json_lines_on_a_terminal_when_asked_for() -> None:
    assert '{"id"' in on_a_terminal("code", str(ARTICLE), "--format", "jsonl")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    file = lines(tmp_path / "a.jsonl", *({"text": CONDEMNS} for _ in range(2000)))
    with subprocess.Popen([*PROGRAM, "code", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Coder, "code", interrupted)
    result = run("code", ARTICLE)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("coder ") and result.stdout.endswith(("(compiled)\n", "(plain Python)\n"))
