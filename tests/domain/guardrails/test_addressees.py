"""A reply greets whom the draft greets."""

import pytest

from api.domain.guardrails.addressees import changed_addressees
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

LATE = "your parcel is late."


@pytest.mark.parametrize(
    ("draft", "rewrite", "greeted"),
    [
        pytest.param("Hello Ana,", "Hello Eva,", "Eva", id="another-name"),
        pytest.param("Dear Ms Okafor,", "Dear Ms. Adams,", "Adams", id="another-family-name"),
        pytest.param("Good news:", "Hi Eva,", "Eva", id="a-name-where-there-was-none"),
        pytest.param("Hello Ana,", "Dear Ana,", None, id="the-same-name"),
        pytest.param("Mr Vance,", "Good morning, Mr. Vance,", None, id="a-title-with-a-stop"),
        pytest.param("Hi Ana.", "Hi Ana. As a member,", None, id="the-next-sentence"),
        pytest.param("Hello,", "Hi there,", None, id="nobody-named"),
        pytest.param("Hi team,", "Dear All,", None, id="everybody"),
        pytest.param("Sorry,", "Sorry,", None, id="no-greeting"),
    ],
)
def test_a_greeting_names_nobody_new(draft: str, rewrite: str, greeted: str | None) -> None:
    """A reply with somebody else's name is worse than none."""
    found = changed_addressees(held(f"{draft} {LATE}", f"{rewrite} {LATE}"))

    expected = [("invented_fact", BLOCK, None, greeted)] if greeted else []
    assert told(found) == expected


def test_a_name_that_the_customer_signed_with_may_be_greeted() -> None:
    """It is theirs."""
    comparison = held(LATE, f"Hi Ana, {LATE}", customer="Where is it? Ana")

    assert not list(changed_addressees(comparison))
