"""`kindreply keys`: what a person who looks after keys sees."""

import json
import re
from pathlib import Path

import pytest

from api.access.key_format import is_key, new_key
from tests.access.stored import OTHER_PEPPER, PEPPER
from tests.cli.command_line import CommandLine, Result


class Desk:
    """The command line with a database and a pepper."""

    def __init__(self, kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.kindreply = kindreply
        self.monkeypatch = monkeypatch
        self.set("KINDREPLY_DATABASE", str(path))
        self.set("KINDREPLY_KEY_PEPPER", PEPPER)

    def set(self, name: str, value: str) -> None:
        """Change the environment."""
        self.monkeypatch.setenv(name, value)

    def __call__(self, *arguments: str) -> Result:
        """`kindreply keys ...`."""
        return self.kindreply("keys", *arguments)

    def create(self, name: str = "web", *arguments: str) -> str:
        """A key for rewrites."""
        result = self("create", name, "--scope", "rewrite", *arguments)
        assert result.code == 0, result.err
        return result.out.strip()


@pytest.fixture
def desk(kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """An empty database that is not there yet."""
    return Desk(kindreply, monkeypatch, tmp_path / "kind.db")


def test_a_new_key_is_all_that_standard_output_holds(desk: Desk) -> None:
    """So that it can be piped to where it is kept; what it is for stands beside it."""
    result = desk("create", "Team blue", "--scope", "rewrite", "--scope", "check")

    assert result.code == 0
    assert is_key(result.out.removesuffix("\n"))
    assert re.search(r"Team blue \(key_\w+\) for check,rewrite; it ends on 20\d\d-", result.err)
    assert "never shown again" in result.err
    assert result.out.strip() not in result.err


def test_a_new_key_can_be_read_by_a_program(desk: Desk) -> None:
    """With its limits and its end; nothing is left for people to read."""
    result = desk(
        "create", "web", "--scope", "all", "--expires-in-days", "1", "--requests-per-minute", "5",
        "--tokens-per-day", "0", "--json",
    )  # fmt: skip
    document = json.loads(result.out)

    assert is_key(document["key"])
    assert document["scopes"] == ["check", "feedback", "keys", "prompts", "rewrite", "stats"]
    assert (document["requests_per_minute"], document["tokens_per_day"]) == (5, 0)
    assert (document["state"], document["made_by"]) == ("live", "command line")
    assert result.err == ""


def test_no_list_shows_a_key(desk: Desk) -> None:
    """Its beginning, so that it can be recognised, and everything else about it."""
    key = desk.create("Team blue")
    for shown in (desk("list"), desk("list", "--json")):
        assert shown.code == 0
        assert key not in shown.out
        assert key[:12] in shown.out
        assert "Team blue" in shown.out
    assert "never" in desk("list").out


def test_a_list_shows_what_lives_and_on_demand_what_has_ended(desk: Desk) -> None:
    """An empty one says so, and not on standard output."""
    assert desk("list").err == "There is no key.\n"
    desk.create()
    desk("revoke", "web")

    nothing = desk("list")
    assert (nothing.code, nothing.out) == (0, "")
    assert "--all" in nothing.err
    assert desk("list", "--json").out == "[]\n"
    assert "revoked" in desk("list", "--all").out


def test_a_rotated_key_has_a_successor_and_an_end(desk: Desk) -> None:
    """The new key is printed as a created one is."""
    old = desk.create()
    result = desk("rotate", "web", "--grace-hours", "2")

    assert is_key(result.out.strip())
    assert result.out.strip() != old
    assert re.search(r"key_\w+ ends in 2 hours\.", result.err)
    assert desk("list").out.count("web") == 2
    assert '"replaces": "key_' in desk("list", "--json").out


def test_a_rotated_key_can_be_read_by_a_program(desk: Desk) -> None:
    """One document, and nothing beside it."""
    desk.create()
    result = desk("rotate", "web", "--json")

    assert '"key": "kr_live_' in result.out
    assert result.err == ""


def test_a_key_is_revoked_once(desk: Desk) -> None:
    """The second time somebody is told when it happened."""
    desk.create()
    first, second = desk("revoke", "web"), desk("revoke", "web")

    assert (first.code, first.out) == (0, "")
    assert re.fullmatch(r"key_\w+ \(web\) is revoked\.\n", first.err)
    assert second.code == 2
    assert "was revoked on 20" in second.err


def test_an_erased_key_leaves_no_trace(desk: Desk) -> None:
    """Not even its name, which may be a person's."""
    key = desk.create("Sam Person")
    result = desk("revoke", key, "--erase", "--json")

    assert '"state": "erased"' in result.out
    assert desk("list", "--all", "--json").out == "[]\n"


def test_an_unknown_key_is_an_error_that_repeats_no_key(desk: Desk) -> None:
    """Whoever mistypes learns where to look."""
    stranger = new_key()
    for reference in ("nobody", "key_nobody", stranger):
        for command in ("revoke", "rotate"):
            result = desk(command, reference)
            assert result.code == 2
            assert "kindreply keys list --all" in result.err
            assert stranger not in result.err


def test_a_third_key_of_a_name_is_refused(desk: Desk) -> None:
    """The message says which two live."""
    desk.create()
    desk.create()
    result = desk("create", "web", "--scope", "check")

    assert result.code == 2
    assert result.out == ""
    assert len(re.findall(r"key_\w+", result.err)) == 2


@pytest.mark.parametrize(
    "name", ["", " x", "key_x", "kr_live_x", "x" * 81, "a\nb", "<script>", "a\u202eb"]
)
def test_a_name_can_be_told_from_an_id_and_shown_in_a_table(desk: Desk, name: str) -> None:
    """Letters, digits and a few marks."""
    result = desk("create", name, "--scope", "rewrite")

    assert result.code == 2
    assert "NAME" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["create", "web"],
        ["create", "web", "--scope", "everything"],
        ["create", "web", "--scope", "rewrite", "--expires-in-days", "366"],
        ["create", "web", "--scope", "rewrite", "--expires-in-days", "0"],
        ["create", "web", "--scope", "rewrite", "--tokens-per-day", "-1"],
        ["rotate", "web", "--grace-hours", "721"],
        ["revoke"],
    ],
)
def test_what_no_key_may_be_is_wrong_usage(desk: Desk, arguments: list[str]) -> None:
    """A key has a purpose and an end within a year."""
    result = desk(*arguments)

    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"KINDREPLY_DATABASE": "", "KINDREPLY_KEY_PEPPER": ""}, ["set KINDREPLY_DATABASE"]),
        ({"KINDREPLY_KEY_PEPPER": ""}, ["KINDREPLY_KEY_PEPPER", "openssl rand"]),
        ({"KINDREPLY_KEY_PEPPER": OTHER_PEPPER}, ["KINDREPLY_KEY_PEPPER is not the one"]),
        ({"KINDREPLY_DATABASE": "/nonexistent/kind.db"}, ["KINDREPLY_DATABASE: /nonexistent/"]),
    ],
)
def test_what_the_operator_must_mend_is_said_in_a_line(
    desk: Desk, changes: dict[str, str], words: list[str]
) -> None:
    """No traceback, no secret."""
    desk.create()
    for name, value in changes.items():
        desk.set(name, value)
    result = desk("list")

    assert (result.code, result.out) == (2, "")
    for word in words:
        assert word in result.err
    assert PEPPER not in result.err
    assert OTHER_PEPPER not in result.err
