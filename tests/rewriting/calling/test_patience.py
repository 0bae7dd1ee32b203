"""When a request is tried again, and after how long."""

import pytest

from api.rewriting.calling.patience import Patience
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    RateLimited,
    Refused,
    TimedOut,
    Unreachable,
)


def patience(*, after_s: float = 0.0, chance: float = 0.5) -> Patience:
    """The patience of a request with 10 s, `after_s` seconds into it."""
    times = iter([0.0, *[after_s] * 9])
    return Patience(10, clock=lambda: next(times), chance=lambda: chance)


@pytest.mark.parametrize("error", [Unreachable(""), RateLimited(""), BadAnswer("")])
def test_tries_again_after_an_early_failure_that_may_pass(error: ModelError) -> None:
    """A refused connection, a busy moment, a malformed answer."""
    assert patience(after_s=1).allows(error)


@pytest.mark.parametrize(
    "error",
    [Misconfigured(""), PromptRejected(""), TimedOut(""), CutShort(""), Refused("")],
)
def test_does_not_repeat_what_would_fail_again(error: ModelError) -> None:
    """The same request would get the same answer, and be billed for it."""
    assert not patience().allows(error)


def test_does_not_try_again_late() -> None:
    """With less than a quarter of the deadline left a try would only be cut off."""
    assert patience(after_s=7.3).allows(Unreachable(""))
    assert not patience(after_s=7.5).allows(Unreachable(""))


def test_jitter_takes_any_part_of_a_growing_wait() -> None:
    """Full jitter: callers that failed together do not come back together."""
    waiting = patience(chance=0.5)

    assert waiting.allows(Unreachable(""))
    assert waiting.wait_s == pytest.approx(0.1)
    assert waiting.allows(Unreachable(""))
    assert waiting.wait_s == pytest.approx(0.2)
    assert waiting.allows(RateLimited(""))
    assert waiting.wait_s == pytest.approx(2.0)
    assert waiting.allows(RateLimited(""))
    assert waiting.wait_s == pytest.approx(2.0), "capped"


def test_waits_as_long_as_the_provider_asks() -> None:
    """With a tenth of a second of spread on top."""
    waiting = patience(chance=0.5)

    assert waiting.allows(RateLimited("", retry_after_s=3))
    assert waiting.wait_s == pytest.approx(3.05)
    assert waiting.allows(PromptRejected("", retriable=True, retry_after_s=0.0))
    assert waiting.wait_s == 0


def test_never_waits_for_what_does_not_fit() -> None:
    """The error goes up with the provider's word on when, at once."""
    assert not patience().allows(RateLimited("", retry_after_s=8))
    assert not patience().allows(RateLimited("", retry_after_s=1e300))
