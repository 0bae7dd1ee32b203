"""A no stays a no."""

import pytest

from api.domain.guardrails.refusals import lost_refusals
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param("We cannot refund the fee.", "We will refund the fee.", True, id="turned"),
        pytest.param(
            "We cannot refund the fee.", "We're unable to refund the fee.", False, id="said"
        ),
        pytest.param(
            "We cannot refund the fee.", "Unfortunately the fee stands.", False, id="kindly"
        ),
        pytest.param(
            "We cannot refund the fee.", "We cannot refund the fee just yet.", True, id="yet"
        ),
        pytest.param(
            "We cannot refund the fee.", "We usually cannot refund the fee.", True, id="usually"
        ),
        pytest.param(
            "We cannot refund the fee yet.",
            "We cannot refund the fee just yet.",
            False,
            id="was-yet",
        ),
        pytest.param("We cannot refund the fee.", "Hello there.", True, id="gone"),
        pytest.param("Sorry, thanks, we cannot.", "Sorry.", False, id="courtesy"),
        pytest.param("Please do not hesitate to call.", "Please call.", False, id="idiom"),
    ],
)
def test_a_no_must_still_be_said_plainly(draft: str, rewrite: str, found: bool) -> None:
    """In any words; not as a "not yet" and not as a "usually not"."""
    assert bool(list(lost_refusals(held(draft, rewrite)))) is found


def test_another_sentence_may_say_the_no() -> None:
    """About the same thing."""
    draft = "We cannot refund the umbrella fee."
    rewrite = "About the umbrella fee we looked. The umbrella fee is non-refundable."

    assert not list(lost_refusals(held(draft, rewrite, ids=(("D1",), ()))))


def test_a_negative_idiom_denies_nothing() -> None:
    """ "not only" is a yes."""
    (found,) = lost_refusals(held("We do not refund the fee.", "We refund not only the fee."))

    assert found.draft
    assert found.draft.quote == "We do not refund the fee"
