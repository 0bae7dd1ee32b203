"""Once stays once."""

import pytest

from api.domain.guardrails.repeats import unlimited_repeats
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("You may appeal once.", "You may appeal as often as you need.", id="as-often"),
        pytest.param(
            "Heaters: one per flat.", "Heaters: as many as each flat needs.", id="as-many"
        ),
        pytest.param(
            "The fee falls to 48 this year.",
            "The fee falls to 48 this and all later years.",
            id="all-later",
        ),
        pytest.param(
            "We review the guides once.", "We review the guides each time.", id="each-time"
        ),
        pytest.param(
            "You may send one lamp.",
            "You may send us as much as you like of the lamp.",
            id="as-much",
        ),
    ],
)
def test_what_was_limited_and_is_not_is_found(draft: str, rewrite: str) -> None:
    """A number of times that the draft sets is no longer the last."""
    found = told(unlimited_repeats(held(draft, rewrite)))
    assert [row[:2] for row in found] == [("widened_scope", BLOCK)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("It takes up to ten days.", "It takes as many as ten days.", id="figure"),
        pytest.param("It takes up to $20.", "It is as much of a pain.", id="no-comparison"),
        pytest.param(
            "You may appeal as often as you like.", "Appeal every time you like.", id="said-so"
        ),
        pytest.param("You may appeal once.", "You can appeal one time.", id="once"),
        pytest.param("Pay the fee.", "Every time it rains, umbrellas sell out.", id="no-source"),
    ],
)
def test_what_stays_limited_is_left_alone(draft: str, rewrite: str) -> None:
    """A figure behind "as many as" is a limit."""
    assert told(unlimited_repeats(held(draft, rewrite))) == []
