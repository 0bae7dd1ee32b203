"""What became of the answers of each model."""

from evals.reports.outcomes import groups, tally
from evals.suite.summary import summary
from tests.evals.reports.runs import many, scripted


def test_scripted_models_stand_in_the_order_of_the_suite() -> None:
    """Not in that in which their answers came in."""
    assert list(groups(summary(scripted()))) == ["faithful", "new_commitment", "http_500"]


def test_a_model_that_nobody_asked_for_comes_last() -> None:
    """A log may hold more than its header says; nothing of it is left out."""
    figures = summary(scripted())
    selection = figures.measured.selection.model_copy(update={"behaviours": ("http_500",)})
    measured = figures.measured.model_copy(update={"selection": selection})

    found = groups(figures.model_copy(update={"measured": measured}))

    assert list(found) == ["http_500", "new_commitment", "faithful"]


def test_a_real_model_is_one_group_under_its_name() -> None:
    """With every outcome counted, also those that never came."""
    found = groups(summary(many(bad=2, model="m-1")))

    assert list(found) == ["m-1"]
    assert tally(found["m-1"]) == {
        "rewritten": 10,
        "mended": 2,
        "fallback": 0,
        "unchanged": 0,
        "no reply": 0,
    }


def test_a_sample_without_a_reply_is_counted_as_such() -> None:
    """It has no outcome."""
    assert tally(groups(summary(scripted()))["http_500"])["no reply"] == 1
