"""Wordings: how a reply may say a thing, and whether it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.suite.wording import says, says_one


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("We can’t give you a refund.", "can't * refund"),
        ("We CAN'T  refund it.", "can't * refund"),
        ("It takes 5–7 working\ndays.", "5-7 working days"),
        ("Order #A-17 left.", "#A-17"),
        ("Basic fares aren't refundable.", "are not refundable"),
        ("We cannot refund it, and you'll wait.", "can't refund it, and you will wait"),
    ],
)
def test_a_wording_is_found_in_any_case_spacing_and_typography(text: str, wording: str) -> None:
    """Writers name what must be said; models choose their own quotes and dashes."""
    assert says(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("We can't. A refund is due.", "can't * refund"),
        ("refunded", "refund"),
        ("can't one two three four five six seven eight nine refund", "can't * refund"),
    ],
)
def test_a_gap_ends_with_its_sentence_and_words_end_with_themselves(
    text: str, wording: str
) -> None:
    """Else a refusal would be found in two sentences that say something else together."""
    assert not says(text, wording)


def test_any_of_several_wordings_will_do() -> None:
    """A fact can be put in figures or in words."""
    assert says_one("within seven days", ("7 days", "seven days"))


@given(st.text(max_size=60))
def test_looking_for_a_wording_never_fails_whatever_the_text(text: str) -> None:
    """Texts come from models."""
    assert says(text, "no such wording 4711") is False
