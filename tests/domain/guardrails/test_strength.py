"""A hedge stays a hedge, and nothing becomes a guarantee."""

import pytest

from api.domain.guardrails.strength import strengthened
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param("We may refund the fee.", "We will refund the fee.", True, id="may-will"),
        pytest.param("We may refund the fee.", "We might refund the fee.", False, id="may-might"),
        pytest.param("We may refund the fee.", "The fee comes back.", True, id="may-does"),
        pytest.param("We may refund the fee.", "We hope to refund the fee.", False, id="hope"),
        pytest.param("We may refund the fee.", "We do not refund the fee.", False, id="denied"),
        pytest.param("We may refund the fee.", "Can we refund the fee?", False, id="asked"),
        pytest.param("We will try to refund the fee.", "We will refund the fee.", True, id="try"),
        pytest.param("We may refund it.", "We will see it, perhaps.", False, id="nothing-shared"),
        pytest.param("Might we refund the fee?", "The fee comes back.", False, id="question"),
        pytest.param("If we may refund the fee", "The fee comes back.", False, id="condition"),
        pytest.param(
            "You may write to the fee team.", "Write to the fee team.", False, id="permission"
        ),
        pytest.param("You may receive the fee.", "You receive the fee.", True, id="receive"),
        pytest.param("I hope you may enjoy the fee.", "Enjoy the fee.", False, id="courtesy"),
        pytest.param(
            "We refund the fee.", "A refund of the fee is guaranteed.", True, id="guaranteed"
        ),
        pytest.param(
            "A refund of the fee is guaranteed.",
            "Your refund of the fee is guaranteed.",
            False,
            id="was-sure",
        ),
        pytest.param(
            "We refund the fee.", "We cannot guarantee the fee.", False, id="no-guarantee"
        ),
    ],
)
def test_a_hedge_is_kept_and_no_guarantee_is_new(draft: str, rewrite: str, found: bool) -> None:
    """In whatever words; a permission is no hedge."""
    assert bool(list(strengthened(held(draft, rewrite)))) is found
