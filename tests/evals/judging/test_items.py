"""The calibration items, and what makes them others."""

from pathlib import Path

import pytest

from evals.judging.items import Items, digest
from evals.suite.dataset import DatasetError
from tests.evals.judging.making import item
from tests.evals.suite.making import case


def test_the_items_that_come_with_kindreply_all_have_a_reply() -> None:
    """There is something to label."""
    items = Items.load()

    assert len(items.cases) >= 30
    assert all(each.reply for each in items.cases)
    assert items.dataset == ""
    assert Items.load("") == items


def test_what_readers_do_not_see_does_not_make_an_item_another() -> None:
    """Tags, kind of business, expectations."""
    same = item(1, tags=["long"], mood="calm", must_keep=[["receipt"]])
    one, two = item(1), item(2)

    assert digest(same) == digest(one)
    assert Items((same, two)).digest == Items((two, one), "own.jsonl").digest
    assert Items((one,)).digest != Items((one, two)).digest


@pytest.mark.parametrize(
    "edited",
    [
        {"reply": "Another reply."},
        {"draft": "Another draft."},
        {"customer_message": "Where is it?"},
        {"facts": ["It is lost."]},
    ],
)
def test_what_readers_see_does(edited: dict[str, object]) -> None:
    """Labels and answers of a judge were for the other text."""
    assert digest(item(1, **edited)) != digest(item(1))  # type: ignore[arg-type]


def test_a_file_of_ones_own_must_hold_something_to_judge(tmp_path: Path) -> None:
    """Ordinary cases have no reply of their own."""
    path = tmp_path / "own.jsonl"
    path.write_text(case().model_dump_json(exclude_defaults=True) + "\n")
    with pytest.raises(DatasetError, match=r"own\.jsonl: no case has a `reply` to judge"):
        Items.load(path)

    path.write_text(item(1).model_dump_json(exclude_defaults=True) + "\n")
    assert Items.load(path) == Items((item(1),), str(path))
