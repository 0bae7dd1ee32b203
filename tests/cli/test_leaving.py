"""Callers who leave `kindreply serve` while their model is asked: ten here, 100 by a command."""

import asyncio

from tests.benchmarks.departures import depart


def test_callers_who_leave_end_their_model_calls_and_open_no_breaker() -> None:
    """The provider sees its connection closed at once; a second is for a machine that is busy."""
    departures, engine = asyncio.run(depart(10))
    assert sum(departure.asked for departure in departures) >= 5
    for departure in departures:
        if departure.asked:
            assert departure.closed_after_s is not None
            assert departure.closed_after_s < 1
    assert engine == "model"
