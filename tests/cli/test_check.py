"""`kindreply check`."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine

DRAFT = "You may be eligible for a refund of $25. It can take 5 working days."
PROMISE = "Good news: you will receive a refund of $25 within 5 working days."


def test_a_rewrite_that_promises_more_ends_with_1(kindreply: CommandLine) -> None:
    """The finding is shown, and the mended text."""
    result = kindreply("check", "-d", DRAFT, "-r", PROMISE)
    assert result.code == 1
    assert "must not be sent" in result.out
    assert "Mended" in result.out


def test_a_draft_checked_against_itself_ends_with_0(kindreply: CommandLine) -> None:
    """Nothing to say but that."""
    result = kindreply("check", "--draft", DRAFT, "--rewrite", DRAFT)
    assert result.code == 0
    assert "pass" in result.out
    assert "Mended" not in result.out


def test_two_files_and_json(kindreply: CommandLine, tmp_path: Path) -> None:
    """One of them may be standard input."""
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    result = kindreply("check", str(draft), "-", "--json", stdin=PROMISE.encode())
    assert result.code == 1
    answer = json.loads(result.out)
    assert list(answer) == ["verdict", "findings", "commitments", "mended"]
    assert answer["verdict"] == "block"


def test_many_pairs_are_checked_in_order(kindreply: CommandLine) -> None:
    """With or without links; ids come back; one that blocks makes the exit code 1."""
    pairs = [
        {"id": 1, "draft": DRAFT, "rewrite": DRAFT, "facts": [], "customer_message": None},
        {"id": 2, "draft": DRAFT, "rewrite": PROMISE},
        {
            "id": 3,
            "draft": "Yes.",
            "rewrite": "Yes.",
            "sentences": [{"text": "Yes.", "from": ["D1"]}],
        },
    ]
    stdin = "\n".join(map(json.dumps, pairs)).encode()
    result = kindreply("check", "--jsonl", stdin=stdin)
    assert result.code == 1
    assert [(a["id"], a["verdict"]) for a in result.lines] == [
        (1, "pass"),
        (2, "block"),
        (3, "pass"),
    ]
    assert kindreply("check", "--jsonl", stdin=stdin.splitlines()[0]).code == 0


def test_a_bad_pair_is_a_problem_and_the_exit_code_1(kindreply: CommandLine) -> None:
    """The others are checked all the same."""
    result = kindreply("check", "--jsonl", stdin=b'{"id": 1}\n{"id":2,"draft":"a","rewrite":"a"}')
    assert result.code == 1
    assert result.lines[0]["error"]["code"] == "invalid_request"
    assert result.lines[1]["verdict"] == "pass"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "--draft and --rewrite"),
        (["check", "-d", "x"], "--draft and --rewrite"),
        (["check", "one.txt"], "--draft and --rewrite"),
        (["check", "a", "b", "-d", "x", "-r", "y"], "--draft and --rewrite"),
        (["check", "-", "-"], "one of the two"),
        (["check", "-d", "x", "-r", "y", "--jsonl", "-"], "give no other"),
        (["check", "-d", "", "-r", "y"], "empty"),
        (["check", "/nowhere/a", "/nowhere/b"], "No such file"),
    ],
)
def test_wrong_usage_ends_with_2(kindreply: CommandLine, arguments: list[str], said: str) -> None:
    """And is never mistaken for a rewrite that blocks."""
    result = kindreply(*arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
