"""Labels hold for the texts that were read, and people and models are never mixed."""

from pathlib import Path

import pytest

from evals.judging.labels import LabelError, Labels, Read, collected, shuffled
from evals.judging.lines import append
from evals.suite.case import Case
from tests.evals.judging.making import item, labelled

ITEMS = (item(1), item(2))
THREES = dict.fromkeys(("care", "kindness", "integrity", "honesty", "clarity"), 3)


def written(path: Path, *labels: tuple[Case, str, str, int]) -> Path:
    """A file of labels: item, rater, by, level of care."""
    for of, rater, by, care in labels:
        append(path, labelled(of, rater, by, care=care))
    return path


def test_labels_of_files_and_of_items_are_read_together(tmp_path: Path) -> None:
    """A later line of the same rater replaces an earlier one: somebody went back."""
    within = {"rater": "bo", "by": "person", **THREES}
    items = (item(1, labels=[within]), item(2))
    ana = written(tmp_path / "ana", (items[0], "ana", "person", 1), (items[0], "ana", "person", 2))
    model = written(tmp_path / "m", (items[1], "m", "model", 3))

    labels = collected(items, [ana, model])

    assert set(map(repr, labels.given)) == {
        repr(Read("cal-001", "bo", "person", THREES)),
        repr(Read("cal-001", "ana", "person", {**THREES, "care": 2})),
        repr(Read("cal-002", "m", "model", THREES)),
    }
    assert labels.outdated == 0


@pytest.mark.parametrize(
    "edited",
    [
        {"reply": "Another reply."},
        {"draft": "Another draft."},
        {"customer_message": "Where is it?"},
        {"facts": ["It is lost."]},
    ],
)
def test_a_label_for_a_text_that_was_edited_since_does_not_count(
    tmp_path: Path, edited: dict[str, object]
) -> None:
    """Nor does one for an item that is gone."""
    path = written(tmp_path / "a", *((each, "ana", "person", 3) for each in ITEMS))

    assert collected([item(1, **edited)], [path]) == Labels((), 2)  # type: ignore[arg-type]


def test_a_rater_is_a_person_or_a_model(tmp_path: Path) -> None:
    """Else a model's labels could pass for a person's."""
    same = written(tmp_path / "a", (ITEMS[0], "ana", "model", 3), (ITEMS[0], "ana", "person", 3))
    apart = written(tmp_path / "b", (ITEMS[0], "bo", "model", 3), (ITEMS[1], "bo", "person", 3))

    for path in (same, apart):
        with pytest.raises(LabelError, match="is a person in some labels and a model in others"):
            collected(ITEMS, [path])


def test_each_rater_has_an_order_of_their_own_that_stays() -> None:
    """Whatever order the file has."""
    items = [item(number) for number in range(20)]
    orders = {rater: shuffled(items, rater) for rater in ("ana", "bo", "cy")}

    assert len(set(map(str, orders.values()))) == 3
    assert all(sorted(order, key=lambda c: c.id) == items for order in orders.values())
    assert shuffled(reversed(items), "ana") == orders["ana"]
