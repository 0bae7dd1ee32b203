"""How long a model is left alone because its provider asked for it."""

from api.domain.reply import Reason
from api.rewriting.calling.cool_down import CoolDown


def test_a_model_is_left_alone_for_as_long_as_its_provider_asks() -> None:
    """And no longer."""
    now = [0.0]
    cool_down = CoolDown(clock=lambda: now[0])
    assert cool_down.left_s == 0

    cool_down.start(25, Reason.PROVIDER_ERROR)

    assert (cool_down.left_s, cool_down.reason) == (25, Reason.PROVIDER_ERROR)
    now[0] = 26
    assert cool_down.left_s == 0


def test_a_shorter_word_does_not_end_a_longer_one() -> None:
    """Two requests were told different times; the provider meant both."""
    cool_down = CoolDown(clock=lambda: 0.0)
    cool_down.start(25, Reason.PROVIDER_ERROR)

    cool_down.start(1, Reason.RATE_LIMITED)

    assert (cool_down.left_s, cool_down.reason) == (25, Reason.PROVIDER_ERROR)


def test_no_provider_is_left_alone_for_more_than_five_minutes() -> None:
    """A day in a header must not switch the model off for a day."""
    cool_down = CoolDown(clock=lambda: 0.0)

    cool_down.start(86_400, Reason.RATE_LIMITED)

    assert cool_down.left_s == 300
