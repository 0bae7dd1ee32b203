"""What else is the case while a fault strikes, how it is brought about, and what is expected."""

from dataclasses import dataclass
from enum import Enum

from tests.chaos.fault import MODEL, WAITED, Calls, Fault, Stage
from tests.chaos.faults import FAULTS
from tests.chaos.texts import MODEL_KEY, SECOND_MODEL_KEY

PAUSED = "paused"
MOST_CALLS = 3
"""Of one rewrite, over all models."""
ELSEWHERE = frozenset(
    {"unreachable", "misconfigured", "rate_limited", "provider_error", "bad_answer"}
)
"""Reasons after which a second model that is well must have written the reply."""


class Situation(Enum):
    """The state of the service in which a fault is met."""

    ONE_MODEL = "one model"
    TWO_MODELS = "two models"
    BREAKER_OPEN = "breaker open"
    BUDGET_EMPTY = "budget empty"

    @property
    def primed_by(self) -> Fault | None:
        """What the provider answers until the situation is there."""
        match self:
            case Situation.BREAKER_OPEN:
                return FAULTS["status_500"]
            case Situation.BUDGET_EMPTY:
                # A conflict is retried and says nothing of the provider's health.
                return FAULTS["status_409"]
        return None


@dataclass(frozen=True)
class Expectation:
    """What one rewrite may end in: reasons (MODEL for none) and calls over all models."""

    reasons: frozenset[str]
    calls: Calls


def expected(fault: Fault, situation: Situation) -> Expectation:
    """The catalogue's rule for a fault, as the situation changes it."""
    alone = Expectation(fault.reasons, fault.calls)
    match situation:
        case Situation.ONE_MODEL:
            return alone
        case Situation.TWO_MODELS:
            return alone if fault.harmless else _beside_a_good_model(fault)
    if fault.stage in {Stage.PORT, Stage.ACCEPT}:
        # An address that cannot be primed primes itself: each failure is one more of its kind.
        return Expectation(fault.reasons | {PAUSED}, (0, fault.calls[1]))
    if situation is Situation.BREAKER_OPEN:
        return Expectation(frozenset({PAUSED}), (0, 0))
    retried = {"unreachable"} if fault.warm_ups else set()
    return Expectation(fault.reasons | retried | _without_retries(fault), (1, 1))


def _beside_a_good_model(fault: Fault) -> Expectation:
    if fault.reasons <= ELSEWHERE and not fault.in_text and fault.calls != WAITED:
        return Expectation(frozenset({MODEL}), (1, MOST_CALLS))
    return Expectation(fault.reasons | {MODEL}, (min(fault.calls[0], 1), MOST_CALLS))


def _without_retries(fault: Fault) -> set[str]:
    """What a fault ends in that only another try could mend."""
    return {"prompt_rejected"} if fault.name == "refuses_temperature" else set()


def settings(
    base_url: str, second_url: str | None, *, deadline_s: float, **more: str
) -> dict[str, str]:
    """The environment of a service in front of one model, or of two."""
    environment = {
        "KINDREPLY_MODEL_BASE_URL": base_url,
        "KINDREPLY_MODEL_NAME": "chaos",
        "KINDREPLY_MODEL_API_KEY": MODEL_KEY,
        "KINDREPLY_DEADLINE_S": str(deadline_s),
        "KINDREPLY_LOG_LEVEL": "debug",
        **more,
    }
    if second_url is not None:
        environment |= {
            "KINDREPLY_SECOND_MODEL_BASE_URL": second_url,
            "KINDREPLY_SECOND_MODEL_NAME": "chaos-2",
            "KINDREPLY_SECOND_MODEL_API_KEY": SECOND_MODEL_KEY,
        }
    return environment
