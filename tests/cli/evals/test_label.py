"""`kindreply evals label`."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.judging.items import digest
from evals.judging.labels import shuffled
from tests.cli.command_line import CommandLine, Result
from tests.evals.judging.making import item

pytestmark = pytest.mark.usefixtures("folder")
ITEMS = tuple(
    item(
        number,
        f"Reply {number}.\x1b[2J",
        draft=f"Draft {number}.",
        customer_message=f"Message {number}?" if number else None,
        facts=[f"Fact {number}."] if number else [],
        tags=["excellent"],
        labels=[
            {"rater": "berthold", "by": "person"}
            | dict.fromkeys(("care", "kindness", "integrity", "honesty", "clarity"), 1)
        ],
    )
    for number in range(3)
)
ORDER = shuffled(ITEMS, "ana")
FILE = Path("labels/ana.labels.jsonl")


@pytest.fixture(autouse=True)
def _items(folder: Path) -> None:
    lines = (each.model_dump_json(exclude_defaults=True) + "\n" for each in ITEMS)
    (folder / "items.jsonl").write_text("".join(lines))


def typed(kindreply: CommandLine, keys: str, *more: str, rater: str = "ana") -> Result:
    """Run the form with these keys, each on a line of its own."""
    stdin = "".join(f"{key}\n" for key in keys.split()).encode()
    named = ("--rater", rater, "--by", "person", "--dataset", "items.jsonl")
    return kindreply("evals", "label", *named, *more, stdin=stdin)


def kept(path: Path = FILE) -> list[dict[str, Any]]:
    """The lines of a label file."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def levels(line: dict[str, Any]) -> str:
    """The five levels as digits."""
    return "".join(map(str, line["levels"].values()))


def test_five_levels_of_each_reply_are_asked_and_kept(kindreply: CommandLine) -> None:
    """In the rater's own order, with the digest of what was read; the dataset stays as it is."""
    before = Path("items.jsonl").read_bytes()

    result = typed(kindreply, "3 2 1 3 2  1 1 1 1 1  3 3 3 3 3")

    assert result.code == 0
    assert "labels/ana.labels.jsonl: 3 labelled now, 0 to go." in result.out
    assert [(line["item"], levels(line)) for line in kept()] == list(
        zip([each.id for each in ORDER], ["32132", "11111", "33333"], strict=True)
    )
    for line, each in zip(kept(), ORDER, strict=True):
        assert line["sha256"] == digest(each)
        assert (line["rater"], line["by"]) == ("ana", "person")
        assert line["when"].endswith("Z")
    assert Path("items.jsonl").read_bytes() == before


def test_a_rater_sees_what_a_judge_sees_and_nothing_more(kindreply: CommandLine) -> None:
    """Texts and anchors; no tag, no id, no label of another; no control character gets through."""
    out = typed(kindreply, "s s s").out

    for number in range(3):
        assert f"Reply {number}.\N{REPLACEMENT CHARACTER}[2J" in out
        assert f"Draft {number}." in out
    assert "Message 0" not in out
    assert "The customer wrote\n  Message 1?" in out
    assert "What the business knows\n  - Fact 2." in out
    assert "Care: does the reply see this person and this moment?" in out
    assert "  3  Empathy that fits." in out
    for hidden in ("excellent", "cal-00", "berthold", "\x1b"):
        assert hidden not in out


def test_labelling_is_taken_up_where_it_was_left(kindreply: CommandLine) -> None:
    """Quit, or the end of the input in the middle of a reply: whole labels are kept."""
    typed(kindreply, "3 3 3 3 3 2 2 q")
    assert len(kept()) == 1

    again = typed(kindreply, "1 1 1 1 1 2 2")

    assert "Reply 1 of 2 " in again.out
    assert "1 labelled now, 1 to go." in again.out
    assert [line["item"] for line in kept()] == [each.id for each in ORDER[:2]]


def test_back_goes_to_the_last_value_and_then_to_the_last_reply(kindreply: CommandLine) -> None:
    """A later label of the same reply replaces the earlier one."""
    typed(kindreply, "3 b 1 2 2 2 2  b  3 3 3 3 3  s b b 1 1 1 1 1 q")

    assert [(line["item"], levels(line)) for line in kept()] == [
        (ORDER[0].id, "12222"),
        (ORDER[0].id, "33333"),
        (ORDER[0].id, "11111"),
    ]


def test_back_from_the_first_reply_stays_there(kindreply: CommandLine) -> None:
    """There is nothing before it."""
    assert typed(kindreply, "b q").out.count("Reply 1 of 3") == 2


def test_a_skipped_reply_comes_again_the_next_time(kindreply: CommandLine) -> None:
    """Not every reply can be labelled by everybody."""
    typed(kindreply, "s 2 2 2 2 2 s")

    assert [line["item"] for line in kept()] == [ORDER[1].id]
    assert "Reply 1 of 2 " in typed(kindreply, "q").out


def test_the_texts_can_be_read_again_and_a_wrong_key_is_said(kindreply: CommandLine) -> None:
    """No key is taken for another."""
    out = typed(kindreply, "3 4 yes ? 2 2 2 2 q").out

    assert out.count("Please type one of the keys, then Enter.") == 2
    assert out.count("Reply 1 of 3") == 2
    assert levels(kept()[0]) == "32222"


def test_an_item_that_was_edited_is_asked_again(kindreply: CommandLine) -> None:
    """The label was for other words."""
    typed(kindreply, " ".join("3" * 15))
    text = Path("items.jsonl").read_text()
    Path("items.jsonl").write_text(text.replace("Reply 1.", "Reply one."))

    assert "0 labelled now, 1 to go." in typed(kindreply, "q").out


def test_in_a_terminal_the_name_is_asked_and_a_person_labels(kindreply: CommandLine) -> None:
    """Nobody has to know an option."""
    result = kindreply(
        "evals",
        "label",
        "--dataset",
        "items.jsonl",
        stdin=b"ana\n3\n3\n3\n3\n3\nq\n",
        terminals=("stdin", "stdout"),
    )

    assert result.code == 0
    assert (kept()[0]["rater"], kept()[0]["by"]) == ("ana", "person")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rater", "ana"], "Labels that are piped in need --rater and --by."),
        (["--by", "person"], "Labels that are piped in need --rater and --by."),
        (["--rater", "../ana", "--by", "person"], "A rater's name has letters"),
        (["--rater", "ana", "--by", "model"], "holds labels of another rater, or not by a model"),
        (["--rater", "bo", "--by", "person", "--out", str(FILE)], "holds labels of another rater"),
    ],
)
def test_who_labels_is_never_guessed_or_mixed(
    kindreply: CommandLine, arguments: list[str], said: str
) -> None:
    """A model's labels must not pass for a person's."""
    typed(kindreply, "3 3 3 3 3 q")

    result = kindreply("evals", "label", "--dataset", "items.jsonl", *arguments, stdin=b"q\n")

    assert result.code == 2
    assert said in result.err
    assert len(kept()) == 1


def test_the_items_that_come_with_kindreply_are_labelled_by_default(kindreply: CommandLine) -> None:
    """All of them."""
    out = kindreply("evals", "label", "--rater", "ana", "--by", "person", stdin=b"q\n").out

    assert "Reply 1 of " in out
    assert "0 labelled now" in out
