"""`kindreply evals add-case`."""

from pathlib import Path

import pytest

from evals.suite.case import Kind
from evals.suite.dataset import FILES, load
from evals.suite.log import write
from tests.cli.command_line import CommandLine
from tests.evals.judging.making import replied
from tests.evals.suite.making import case, run

pytestmark = pytest.mark.usefixtures("folder")
OWN = Path("own.jsonl")
ABOUT = (
    *("--situation", "refusal", "--mood", "angry", "--domain", "retail", "--channel", "email"),
    *("--value", "honesty", "--value", "care"),
)


@pytest.fixture(autouse=True)
def _texts(folder: Path) -> None:
    (folder / "draft.txt").write_text("We cannot refund you.\nSend the receipt.\n\n")
    (folder / "sent.txt").write_text("I'm sorry, we can't refund you. Please send the receipt.\n")
    (folder / "runs").mkdir()
    slip = {"category": "lost_refusal", "find": "we can't refund you", "say": "we'll see"}
    about = case("x-001", customer_message="Why?", facts=["Sale."], slips=[slip], acknowledge=True)
    write(folder / "runs/r1.run.jsonl", run(replied("x-001"), cases=(about,)))


def test_a_case_is_made_of_files_and_options(kindreply: CommandLine) -> None:
    """One line, which the suite reads; texts come without the last line endings of their files."""
    texts = ("--draft", "draft.txt", "--rewrite", "sent.txt", "--customer-message", "-")
    expected = (
        *("--must-keep", "receipt|proof of purchase", "--must-refuse", "can't refund"),
        *("--must-not-promise", "will refund", "--fact", "Sale items.", "--tag", "ours"),
        "--acknowledge",
    )

    result = kindreply(
        "evals",
        "add-case",
        "own.jsonl",
        "--id",
        "own-1",
        *texts,
        *ABOUT,
        *expected,
        stdin=b"Why?\n",
    )

    assert (result.code, result.out) == (0, "own.jsonl: own-1 added\n")
    (added,) = load(OWN)
    assert added == case(
        "own-1",
        draft="We cannot refund you.\nSend the receipt.",
        rewrite="I'm sorry, we can't refund you. Please send the receipt.",
        customer_message="Why?",
        values=["honesty", "care"],
        facts=["Sale items."],
        must_keep=[["receipt", "proof of purchase"]],
        must_refuse=[["can't refund"]],
        must_not_promise=["will refund"],
        acknowledge=True,
        tags=["ours"],
    )


def test_a_case_of_a_run_is_taken_over_with_all_that_is_expected(kindreply: CommandLine) -> None:
    """It gets an id of its own."""
    from_run = ("--from-run", "r1", "x-001")

    result = kindreply("evals", "add-case", "own.jsonl", *from_run, "--id", "own-1")

    assert result.code == 0
    (added,) = load(OWN)
    slip = {"category": "lost_refusal", "find": "we can't refund you", "say": "we'll see"}
    assert added == case(
        "own-1", customer_message="Why?", facts=["Sale."], slips=[slip], acknowledge=True
    )


def test_what_the_agent_sent_takes_the_place_of_the_good_reply(kindreply: CommandLine) -> None:
    """Slips were written for the words of the other one, so they go."""
    arguments = ("--from-run", "last", "x-001", "--id", "own-1", "--rewrite", "sent.txt")

    assert kindreply("evals", "add-case", "own.jsonl", *arguments).code == 0

    (added,) = load(OWN)
    assert added.rewrite == "I'm sorry, we can't refund you. Please send the receipt."
    assert added.slips == ()
    assert added.customer_message == "Why?"


def test_cases_are_appended_and_nothing_is_ever_changed(kindreply: CommandLine) -> None:
    """Also where the last line has no ending; an id that is there is refused."""
    first = case("own-1").model_dump_json(exclude_defaults=True)
    OWN.write_text(first)
    more = ("evals", "add-case", "own.jsonl", "--from-run", "r1", "x-001", "--id")

    assert kindreply(*more, "own-2").code == 0
    twice = kindreply(*more, "own-1")

    assert twice.code == 2
    assert "own.jsonl: there is a case 'own-1' already; choose another id" in twice.err
    assert OWN.read_text().startswith(first + "\n")
    assert [each.id for each in load(OWN)] == ["own-1", "own-2"]


def test_in_a_terminal_what_is_missing_is_asked(kindreply: CommandLine) -> None:
    """Words of a few are offered; a wrong one is asked again."""
    typed = ["own-1", "draft.txt", "sent.txt", "anger", "refusal", "angry", "retail", "email"]
    stdin = "\n".join([*typed, "honesty, care"]) + "\n"

    result = kindreply(
        "evals", "add-case", "own.jsonl", stdin=stdin.encode(), terminals=("stdin", "stdout")
    )

    assert result.code == 0
    assert "bereavement" in result.out
    (added,) = load(OWN)
    assert (added.id, added.situation, added.values) == ("own-1", "refusal", ("honesty", "care"))


def test_a_reply_to_label_needs_no_good_reply(kindreply: CommandLine) -> None:
    """A calibration item of a run stays one, without its labels."""
    label = {"rater": "bo", "by": "person", "care": 3, "kindness": 3} | {
        "integrity": 3,
        "honesty": 3,
        "clarity": 3,
    }
    item = case("x-002", kind="calibration", reply="No.", rewrite=None, labels=[label])
    write(Path("runs/r2.run.jsonl"), run(replied("x-002"), cases=(item,)))

    result = kindreply(
        "evals", "add-case", "own.jsonl", "--from-run", "r2", "x-002", "--id", "own-2"
    )

    assert result.code == 0
    (added,) = load(OWN)
    assert (added.reply, added.labels) == ("No.", ())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["own.jsonl"], "Missing: --id, --draft, --rewrite, --situation, --mood, --domain, --ch"),
        (["own.jsonl", "--from-run", "r1", "x-009"], "there is no case x-009"),
        (["own.jsonl", "--from-run", "r9", "x-001"], "there is no run r9"),
        (
            ["own.jsonl", "--from-run", "r1", "x-001", "--id", "X"],
            "this is no case yet: id: String should match",
        ),
        (
            ["own.jsonl", "--from-run", "r1", "x-001", "--id", "own-1", "--mood", "wild"],
            "mood: Input should be 'calm'",
        ),
        (
            ["own.jsonl", "--id", "own-1", "--draft", "none.txt", *ABOUT],
            "none.txt: No such file",
        ),
        (
            [str(FILES[Kind.CORE]), "--from-run", "r1", "x-001", "--id", "own-1"],
            "comes with kindrep",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    kindreply: CommandLine, arguments: list[str], said: str
) -> None:
    """Names the field, and what it may be."""
    result = kindreply("evals", "add-case", *arguments)

    assert result.code == 2
    assert said in result.err
    assert not OWN.exists()
