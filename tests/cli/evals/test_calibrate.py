"""`kindreply evals calibrate`."""

import json
from pathlib import Path

import pytest

from evals.judging.lines import append
from tests.cli.command_line import CommandLine, Result
from tests.evals.judging.making import item, labelled
from tests.upstream import Upstream, fails

pytestmark = pytest.mark.usefixtures("folder")
ITEMS = tuple(item(number, f"It is reply number {1 + number % 3}.") for number in range(30))
VALUES = ("care", "kindness", "integrity", "honesty", "clarity")


@pytest.fixture(autouse=True)
def _items(folder: Path) -> None:
    lines = (each.model_dump_json(exclude_defaults=True) + "\n" for each in ITEMS)
    (folder / "items.jsonl").write_text("".join(lines))


def label(rater: str, by: str = "person", shift: int = 0, number: int = 30) -> None:
    """A rater who sees what the judge sees, or is `shift` off it."""
    for place, each in enumerate(ITEMS[:number]):
        levels = dict.fromkeys(VALUES, 1 + (place + shift) % 3)
        append_to = Path(f"labels/{rater}.labels.jsonl")
        append_to.parent.mkdir(exist_ok=True)
        append(append_to, labelled(each, rater, by, **levels))


def calibrated(kindreply: CommandLine, endpoint: Upstream, *more: str) -> Result:
    """Run the command on the items of this test."""
    asking = ("--base-url", endpoint.url, "--model", "judge-1", "--dataset", "items.jsonl")
    return kindreply("evals", "calibrate", *asking, *more)


def test_a_judge_that_agrees_with_two_people_on_every_item_may_gate(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """Sixty labels; kappa, base rates and the constant answer stand beside it."""
    label("ana")
    label("bo")

    result = calibrated(kindreply, endpoint)

    assert result.code == 0
    assert "care (empathy): gate open\n" in result.out
    assert "people  kappa 1.00 [1.00, 1.00] on 60 labels of 30 items by 2; agrees 100" in result.out
    assert "a constant answer 33.3 % [" in result.out
    assert "they give 1: 33.3 % [" in result.out
    assert "asked once" in result.out
    assert "labels/calibration.json: for judge-1, 30 items" in result.out
    made = json.loads(Path("labels/calibration.json").read_text())
    assert made["values"]["care"]["people"]["labels"] == 60
    assert len(endpoint.calls) == 150


def test_models_that_agree_open_nothing(kindreply: CommandLine, endpoint: Upstream) -> None:
    """And it is said what is missing."""
    label("ana", number=12)
    for number in range(3):
        label(f"m{number}", "model")

    result = calibrated(kindreply, endpoint)

    assert "care (empathy): gate shut: 12 of at least 50 labels by people\n" in result.out
    assert "  models  kappa 1.00 [1.00, 1.00] on 90 labels of 30 items by 3" in result.out
    assert "gate open" not in result.out


def test_people_who_disagree_keep_the_gate_shut(kindreply: CommandLine, endpoint: Upstream) -> None:
    """Enough labels, too little kappa."""
    label("ana", shift=1)
    label("bo", shift=1)

    result = calibrated(kindreply, endpoint)

    assert "honesty (honesty): gate shut: kappa's lower bound is -0." in result.out


def test_without_labels_it_says_so(kindreply: CommandLine, endpoint: Upstream) -> None:
    """Nobody labelled; the judge's answers are kept all the same."""
    result = calibrated(kindreply, endpoint)

    assert result.code == 0
    assert "gate shut: 0 of at least 50 labels by people" in result.out
    assert result.out.count("no labels") == 10


def test_repeats_are_added_and_show_whether_the_judge_agrees_with_itself(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """Labels that come later cost no call."""
    calibrated(kindreply, endpoint)
    label("ana")

    result = calibrated(kindreply, endpoint, "--repeat", "2", "--out", "other.json")

    assert len(endpoint.calls) == 300
    assert "same level again 100.0 % [" in result.out
    assert Path("other.json").is_file()
    assert "0 calls" in calibrated(kindreply, endpoint).err


def test_labels_of_texts_that_changed_are_left_out_and_counted(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """They were given for another reply."""
    label("ana")
    text = Path("items.jsonl").read_text()
    Path("items.jsonl").write_text(text.replace("It is reply number 1", "It was reply number 1"))

    result = calibrated(kindreply, endpoint, "--labels", "labels/ana.labels.jsonl")

    assert "gate shut: 20 of at least 50 labels by people" in result.out
    assert "10 labels are for other texts than today's: left out." in result.err


def test_an_endpoint_that_fails_is_code_4(kindreply: CommandLine) -> None:
    """What is there is calibrated; the rest is asked by the same command."""
    with Upstream(lambda _: fails(401)) as closed:
        result = calibrated(kindreply, closed)

    assert result.code == 4
    assert "Not judged: 30." in result.err
