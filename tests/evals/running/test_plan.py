"""The plan of a run: which cases, by whom, how often."""

import pytest

from evals.answers.behaviours import BY_NAME
from evals.running.plan import PlanError, all_behaviours, failing, selected, tasks
from evals.suite.run import Check, Sample, Selection
from tests.evals.suite.making import case, run

SLIP = {"category": "lost_refusal", "find": "I'm sorry, we can't refund you.", "say": "Soon."}
CASES = tuple(
    case(f"x-{n:03}", tags=["odd"] if n % 2 else [], slips=[SLIP] if n == 7 else [])
    for n in range(1, 25)
)


def _planned(**fields: object) -> list[tuple[str, str | None, int]]:
    selection = Selection.model_validate({"kinds": ("core",), **fields})
    return [task.key for task in tasks(CASES, selection)]


def test_a_live_run_asks_each_case_once_for_each_repeat() -> None:
    """No scripted model is in it."""
    assert len(_planned()) == 24
    assert _planned(repeats=2)[24:] == [(c.id, None, 1) for c in CASES]


def test_a_scripted_failure_is_tried_on_every_tenth_case_and_a_faithful_model_on_all() -> None:
    """Unless every pair of both is asked for."""
    assert len(_planned(behaviours=("faithful",))) == 24
    assert [key[0] for key in _planned(behaviours=("http_500",))] == ["x-001", "x-011", "x-021"]
    assert len(_planned(behaviours=("http_500",), whole=True)) == 24


def test_a_slip_is_planted_where_somebody_wrote_one() -> None:
    """Mechanical edits stand in only where all is asked for."""
    assert [key[0] for key in _planned(behaviours=("lost_refusal",))] == ["x-007"]
    assert len(_planned(behaviours=("lost_refusal",), whole=True)) > 1


def test_all_behaviours_are_named_in_the_order_of_reports() -> None:
    """The default of a mock run."""
    assert list(all_behaviours()) == list(BY_NAME)


def test_an_unknown_behaviour_is_named_with_those_that_there_are() -> None:
    """A typing mistake must not select nothing."""
    with pytest.raises(PlanError, match="no behaviour nice; there is faithful, new_commitment"):
        _planned(behaviours=("nice",))


def test_cases_are_selected_by_every_tag_and_by_id() -> None:
    """Tags hold together, ids are alternatives."""
    assert len(selected(CASES, tags=("odd", "retail"))) == 12
    assert [c.id for c in selected(CASES, only=("x-004", "x-002"))] == ["x-002", "x-004"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"tags": ("even", "refusal")}, "no case has even and refusal"),
        ({"only": ("x-999",)}, "there is no case x-999"),
    ],
)
def test_a_selection_that_selects_nothing_is_an_error(
    given: dict[str, tuple[str, ...]], why: str
) -> None:
    """A run of nothing would pass every gate."""
    with pytest.raises(PlanError, match=why):
        selected(CASES, **given)
    with pytest.raises(PlanError, match="there is no case"):
        selected(())


def test_failing_cases_are_those_with_a_failed_check_an_error_or_a_leak() -> None:
    """`--only-failing` asks these again."""
    samples = (
        Sample(case="x-001", checks=(Check(name="usable", passed=True),)),
        Sample(case="x-002", checks=(Check(name="usable", passed=False),)),
        Sample(case="x-003", leaked=True),
        Sample(case="x-004", error="500"),
    )

    assert failing(run(*samples)) == {"x-002", "x-003", "x-004"}
