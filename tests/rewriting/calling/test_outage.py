"""A provider that is down for twenty seconds at a hundred requests a second, in virtual time."""

import pytest

from tests.benchmarks.outage import (
    ALL,
    BUDGET,
    DEADLINE_S,
    DOWN_TO_S,
    NOTHING,
    OUTAGES,
    Outage,
    simulate,
)

REFUSES, FAILS, HANGS = OUTAGES


def test_without_a_budget_an_outage_is_made_three_times_as_bad() -> None:
    """What the protections are measured against."""
    assert simulate(REFUSES, NOTHING, ends_s=DOWN_TO_S).calls_per_request > 2.5


@pytest.mark.parametrize("outage", [REFUSES, FAILS], ids=["refuses", "fails"])
def test_the_budget_alone_keeps_an_outage_as_small_as_it_is(outage: Outage) -> None:
    """At most 1.1 calls for each request."""
    assert simulate(outage, BUDGET, ends_s=DOWN_TO_S).calls_per_request <= 1.1


@pytest.mark.parametrize("outage", [REFUSES, FAILS, HANGS], ids=["refuses", "fails", "hangs"])
def test_the_service_lets_a_provider_that_is_down_recover(outage: Outage) -> None:
    """At most half a call for each request; asked again soon after the outage, always in time."""
    seen = simulate(outage, ALL, ends_s=DOWN_TO_S + 16)

    assert seen.calls_per_request <= 0.5
    assert seen.most_running <= 64
    assert seen.slowest_s <= DEADLINE_S + 1e-6
    assert seen.well_after_s < 16, "asked again before the run ended"
