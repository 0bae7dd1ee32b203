"""Weights: a linear model that is nothing but data."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.weighing.weights import Weights, WeightsError

DATA: dict[str, Any] = {
    "keep": 0,
    "own": 0,
    "block": 1.25,
    "signs": {"new": {"tomorrow": 2.0, "sorry": -1.5}, "found": {"block": 1.0}},
    "names": {
        "new_deadline": {"new": {"tomorrow": 1.0}},
        "new_commitment": {"new": {"refund": 1.0}},
    },
}


def test_a_score_is_the_sum_of_what_the_signs_weigh() -> None:
    """What the weights do not know weighs nothing."""
    weights = Weights.from_data(DATA)

    assert weights.score([("new", "tomorrow"), ("found", "block"), ("lost", "only")]) == 3.0
    assert weights.score([("new", "sorry")]) == -1.5
    assert weights.score([]) == 0.0


@given(st.permutations([("new", "tomorrow"), ("new", "sorry"), ("found", "block")] * 3))
def test_a_score_does_not_depend_on_the_order_of_the_signs(signs: list[tuple[str, str]]) -> None:
    """Signs come out of sets; a verdict must be the same in every process."""
    weights = Weights.from_data({**DATA, "signs": {"new": {"tomorrow": 0.1, "sorry": 0.7}}})

    assert weights.score(signs) == weights.score(sorted(signs))


def test_a_clause_is_named_after_the_guardrail_that_its_signs_speak_for() -> None:
    """Though none of them found it."""
    weights = Weights.from_data(DATA)

    assert weights.likely([("new", "refund")])[0] == "new_commitment"
    assert weights.likely([("new", "tomorrow")])[0] == "new_deadline"


@pytest.mark.parametrize(
    ("odds", "expected"),
    [
        pytest.param(1.0, ("new_deadline", "new_commitment"), id="near"),
        pytest.param(2.0, ("new_deadline",), id="not quite"),
        pytest.param(3.0, ("new_deadline",), id="far"),
        pytest.param(900.0, ("new_deadline",), id="beyond all bounds"),
    ],
)
def test_a_clause_has_every_name_that_is_likely(odds: float, expected: tuple[str, ...]) -> None:
    """The other one from 15 % on: exp(-1) of both is 27 %, exp(-2) is 12 %, exp(-3) is 5 %."""
    names = {"new_deadline": {"new": {"soon": odds}}, "new_commitment": {"new": {"fee": 1.0}}}
    weights = Weights.from_data({**DATA, "names": names})

    assert weights.likely([("new", "soon")]) == expected


def test_the_likeliest_name_comes_first() -> None:
    """The others follow by how likely they are, whatever they are called."""
    odds = {"b": 1.0, "d": 1.2, "a": 1.4, "c": 1.3}
    names = {name: {"new": {"soon": value}} for name, value in odds.items()}

    assert Weights.from_data({**DATA, "names": names}).likely([("new", "soon")]) == tuple("acdb")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"keep": None}, id="no number"),
        pytest.param({"block": "high"}, id="a word"),
    ],
)
def test_weights_of_a_wrong_form_are_refused(change: dict[str, object]) -> None:
    """By name, when the service starts."""
    with pytest.raises(WeightsError, match="weights: "):
        Weights.from_data({**DATA, **change})


def test_weights_that_lack_a_part_are_refused_with_its_name() -> None:
    """So that whoever edits the file knows where to look."""
    with pytest.raises(WeightsError, match="signs"):
        Weights.from_data({key: value for key, value in DATA.items() if key != "signs"})


def test_other_weights_have_another_digest() -> None:
    """A verdict says by which weights it was reached."""
    assert Weights.from_data(DATA).digest == Weights.from_data(dict(DATA)).digest
    assert Weights.from_data(DATA).digest != Weights.from_data({**DATA, "block": 2}).digest
