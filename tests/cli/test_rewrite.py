"""`kindreply rewrite`."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import CommandLine
from tests.http.test_rewrites import FIELDS

COLD = "As I already told you, we can't refund the booking fee. You must send the receipt."


def test_a_draft_is_softened_and_the_writer_named(kindreply: CommandLine) -> None:
    """The reply alone on standard output; all about it beside, with one honest line."""
    result = kindreply("rewrite", COLD)
    assert result.code == 0
    assert "refund the booking fee" in result.out
    assert result.out.count("\n") == 1
    assert "What changed" in result.err
    assert "Written by the phrasebook, because no model is configured." in result.err


def test_the_draft_comes_as_argument_file_or_standard_input(
    kindreply: CommandLine, tmp_path: Path
) -> None:
    """All three give the same reply."""
    file = tmp_path / "draft.txt"
    file.write_text(COLD, encoding="utf-8")
    replies = {
        kindreply("rewrite", COLD).out,
        kindreply("rewrite", "--file", str(file)).out,
        kindreply("rewrite", "-f", "-", stdin=COLD.encode()).out,
        kindreply("rewrite", "-", stdin=COLD.encode()).out,
        kindreply("rewrite", stdin=b"\xef\xbb\xbf" + COLD.encode()).out,
    }
    assert len(replies) == 1


def test_line_endings_of_a_draft_are_kept(kindreply: CommandLine, tmp_path: Path) -> None:
    """A reply that is written to a file is the reply, byte for byte."""
    out = tmp_path / "reply.txt"
    text = b"Thank you, Sam.\r\n\r\nHave a good day.\r\n"
    assert kindreply("rewrite", "-o", str(out), stdin=text).code == 0
    assert out.read_bytes() == text


def test_json_prints_the_answer_of_the_service(kindreply: CommandLine) -> None:
    """The contract's fields, and nothing else on standard output."""
    result = kindreply("rewrite", COLD, "--json", "-c", "Why?", "--fact", "Fees are final.")
    assert list(json.loads(result.out)) == FIELDS
    assert result.err == ""


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["rewrite"], b"", "empty"),
        (["rewrite", "   "], b"", "empty"),
        (["rewrite"], b"caf\xe9", "not valid UTF-8 (at byte 3)"),
        (["rewrite", "--file", "/nowhere/draft.txt"], b"", "No such file"),
        (["rewrite", "x", "--file", "y"], b"", "not both"),
        (["rewrite", "x", "--jsonl", "-"], b"", "give no other"),
        (["rewrite", "--jsonl", "/nowhere/x.jsonl"], b"", "No such file"),
        (["rewrite", "Hello.", "-o", "/nowhere/x.txt"], b"", "No such file"),
        (["rewrite", "a\0b"], b"", "NUL"),
        (["rewrite", "\udcff"], b"", "surrogate"),
        (["rewrite", "x", "--format", "html"], b"", "html"),
        (["rewrite", "x", "--tone", "loud"], b"", "--tone"),
        (["rewrite", "x", "--max-chars", "0"], b"", "--max-chars"),
    ],
)
def test_what_cannot_be_used_is_said_and_ends_with_2(
    kindreply: CommandLine, arguments: list[str], stdin: bytes, said: str
) -> None:
    """One clear line, no traceback, nothing on standard output."""
    result = kindreply(*arguments, stdin=stdin)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


def test_settings_that_contradict_each_other_end_with_2(
    kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, as in the service."""
    monkeypatch.setenv("KINDREPLY_MODEL_NAME", "small")
    result = kindreply("rewrite", "Hello.")
    assert result.code == 2
    assert "KINDREPLY_MODEL_BASE_URL" in result.err


def test_many_drafts_are_answered_in_order_and_bad_lines_do_not_stop_the_rest(
    kindreply: CommandLine, tmp_path: Path
) -> None:
    """Each answer carries its line's id; a bad line has a problem; the exit code says so."""
    lines = [
        b'{"id": "a", "draft": "You must send the receipt."}',
        b"",
        b"{not json",
        b'{"id": 2, "draft": ""}',
        b'{"id": 3, "draft": "x", "tone": "loud"}',
        b"[1]",
        b'{"id": {"n": 4}, "draft": "Thank you."}',
        b'{"draft": "Thank you.", "prompt": "soften@1.0.0"}',
    ]
    file = tmp_path / "drafts.jsonl"
    file.write_bytes(b"\n".join(lines))
    for result in (
        kindreply("rewrite", "--jsonl", str(file)),
        kindreply("rewrite", "--jsonl", "-", stdin=file.read_bytes()),
        kindreply("rewrite", "--jsonl", stdin=file.read_bytes()),
    ):
        assert result.code == 1
        assert [answer["id"] for answer in result.lines] == ["a", None, 2, 3, None, {"n": 4}, None]
        codes = [answer.get("error", {}).get("code") for answer in result.lines]
        assert codes == [None, "bad_json", "empty", "invalid_request", "bad_json", None, None]
        assert result.err == "4 of the lines could not be rewritten.\n"


def test_options_are_defaults_for_all_lines(kindreply: CommandLine, tmp_path: Path) -> None:
    """What a line says itself wins over the command line."""
    out = tmp_path / "out.jsonl"
    drafts = b'{"id": 1, "draft": "Hi."}\n{"id": 2, "draft": "Hi.", "format": "markdown"}'
    arguments = ("rewrite", "--jsonl", "-", "--format", "html", "-o", str(out))
    assert kindreply(*arguments, stdin=drafts).code == 1
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert answers[0]["error"]["code"] == "unsupported_format"
    assert answers[1]["reply"] == "Hi."


def test_a_person_sees_a_progress_bar_and_a_program_does_not(
    kindreply: CommandLine, tmp_path: Path
) -> None:
    """On standard error, and only where the answers go elsewhere."""
    file = tmp_path / "drafts.jsonl"
    file.write_bytes(b'{"id": 1, "draft": "Hi."}\n\n{"id": 2, "draft": "Hi."}\n')
    watched = kindreply("rewrite", "--jsonl", str(file), terminals=("stderr",))
    assert "Rewriting" in watched.err
    assert len(watched.lines) == 2
    piped = kindreply("rewrite", "--jsonl", stdin=file.read_bytes(), terminals=("stderr",))
    assert "Rewriting" in piped.err
    assert kindreply("rewrite", "--jsonl", str(file)).err == ""


def test_in_a_terminal_all_is_shown_in_one_place(kindreply: CommandLine) -> None:
    """And a person who is waited for is told so."""
    everything = ("stdin", "stdout", "stderr")
    result = kindreply("rewrite", stdin=COLD.encode(), terminals=everything)
    assert "What changed" in result.out
    assert result.err == "Type or paste the draft, then press Ctrl-D on a new line.\n"


def test_a_model_that_cannot_be_reached_is_said_to_be(
    kindreply: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The phrasebook stands in; for one draft and for many."""
    monkeypatch.setenv("KINDREPLY_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("KINDREPLY_MODEL_NAME", "small")
    assert "the model could not be reached" in kindreply("rewrite", COLD).err
    (answer,) = kindreply("rewrite", "--jsonl", stdin=b'{"id": 1, "draft": "Pay."}').lines
    assert answer["reason"] == "unreachable"
    assert answer["timing_ms"]["model"] is not None


def test_all_real_drafts_are_answered(kindreply: CommandLine, bench: Path) -> None:
    """No error on any draft that real support teams wrote."""
    bodies = []
    for line in (bench / "dev_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        body = {key: case[key] for key in ("id", "draft", "customer_message") if case.get(key)}
        bodies.append(json.dumps(body))
    result = kindreply("rewrite", "--jsonl", stdin="\n".join(bodies).encode())
    assert result.code == 0
    assert len(result.lines) == len(bodies)
    assert not [
        a["id"] for a in result.lines if any(f["severity"] == "block" for f in a["findings"])
    ]
