"""What the matrix takes for an unfit text and for a leak."""

import pytest

from tests.chaos.safety import leaks, unfit
from tests.chaos.texts import DRAFT, DRAFT_CANARY, GOOD_REPLY, MODEL_KEY, QUOTED, UPSTREAM_CANARY


@pytest.mark.parametrize("reply", [DRAFT, GOOD_REPLY])
def test_the_draft_and_the_good_reply_are_fit(reply: str) -> None:
    """Both may be sent as they are."""
    assert list(unfit(reply)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("can't refund", "can refund", "the refusal is not in the reply"),
        ("$4.90", "$14.90", "the amount is not in the reply"),
        ("$4.90", "$4.9", "the amount is not in the reply"),
        ("before 4 December", "soon", "the day is not in the reply"),
        ("Once we have the receipt, we", "We", "the condition is not in the reply"),
        (QUOTED, "⟦1⟧", "the quoted line is not there once"),
        (QUOTED, f"{QUOTED}\n\n{QUOTED}", "the quoted line is not there once"),
        ("trouble.", "trouble. [D5]", "marks are left in the reply"),
        ("refund", "re\u200bfund", "the reply holds hidden characters"),
        (DRAFT_CANARY, UPSTREAM_CANARY, "the reply holds text of an answer"),
    ],
)
def test_what_is_unfit_is_named(old: str, new: str, said: str) -> None:
    """One change to the good reply, one thing that is wrong with it."""
    assert any(wrong.startswith(said) for wrong in unfit(GOOD_REPLY.replace(old, new)))


def test_every_canary_is_found_in_a_log() -> None:
    """Whatever its case, and inside other words."""
    assert list(leaks('{"event": "request", "chars": 212}')) == []
    assert list(leaks(f"key={MODEL_KEY.upper()} x{DRAFT_CANARY.lower()}x")) == [
        "Zebrafinch is written",
        "Pangolin is written",
    ]
