"""`kindreply evals report`: one run, in every form."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.suite.log import write
from tests.cli.command_line import CommandLine
from tests.evals.reports.runs import many, scripted


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder of two logs; `mock` is the newer."""
    write(tmp_path / "r1.run.jsonl", many(bad=1))
    write(tmp_path / "mock.run.jsonl", scripted())
    os.utime(tmp_path / "r1.run.jsonl", (1, 1))
    return tmp_path


def test_a_run_is_reported_by_id_by_path_or_as_the_last(kindreply: CommandLine, runs: Path) -> None:
    """In words, without a colour, since nobody looks."""
    for reference, cases in (("r1", 12), (str(runs / "r1.run.jsonl"), 12), ("last", 2)):
        result = kindreply("evals", "report", reference, "--runs", str(runs))

        assert result.code == 0
        assert f"{cases}, " in result.out
        assert "\x1b" not in result.out


def test_every_form_can_be_asked_for(kindreply: CommandLine, runs: Path) -> None:
    """On standard output, ready for a pipe."""

    def said(form: str) -> str:
        result = kindreply("evals", "report", "r1", "--runs", str(runs), "--format", form)
        assert (result.code, result.err) == (0, "")
        return result.out

    assert json.loads(said("json"))["format"] == "kindreply.report/1"
    assert ElementTree.fromstring(said("junit")).tag == "testsuites"  # noqa: S314 - ours
    assert said("markdown").startswith("### 1 of 12 cases")
    assert said("html").startswith("<!doctype html>")
    assert said("terminal").startswith("r1\n")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.json", "{"), ("r.xml", "<?xml"), ("r.md", "###"), ("r.html", "<!doctype"), ("r", "r1\n")],
)
def test_a_file_says_by_its_ending_what_it_wants(
    kindreply: CommandLine, runs: Path, name: str, begins: str
) -> None:
    """Nothing goes to the screen."""
    file = runs / name
    result = kindreply("evals", "report", "r1", "--runs", str(runs), "--output", str(file))

    assert (result.code, result.out) == (0, "")
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_a_page_is_not_poured_over_a_terminal(kindreply: CommandLine, runs: Path) -> None:
    """Usage, and how to do it."""
    arguments = ("evals", "report", "r1", "--runs", str(runs), "--format", "html")
    result = kindreply(*arguments, terminals=("stdout",))

    assert result.code == 2
    assert "--output FILE" in result.err


def test_a_run_that_is_not_there_is_named_with_those_that_are(
    kindreply: CommandLine, runs: Path
) -> None:
    """Data is wrong: code 2, no traceback."""
    result = kindreply("evals", "report", "r9", "--runs", str(runs))

    assert result.code == 2
    assert "there is no run r9; the newest are mock, r1" in result.err


def test_the_schema_of_the_json_can_be_asked_for(kindreply: CommandLine) -> None:
    """Without a run."""
    result = kindreply("evals", "report", "--schema")

    assert result.code == 0
    assert set(json.loads(result.out)["properties"]) == {"format", "header", "summary", "samples"}
