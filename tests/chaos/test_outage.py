"""A short outage over the real stack, and the model that rewords whatever it is sent."""

import pytest

from api.app import build_checker
from api.rewriting.checking import CheckRequest
from tests.chaos.driver import drive
from tests.chaos.fault import Stage
from tests.chaos.faults import FAULTS
from tests.chaos.outage import ASKED, GOALS, outage, probes, stage
from tests.chaos.provider import passing, reworded
from tests.chaos.texts import DRAFT

pytestmark = pytest.mark.anyio


async def test_a_provider_that_is_down_is_left_alone() -> None:
    """At most half a call for each request, and each request gets its text; then it is back."""
    found = await outage(FAULTS["status_503"], seconds=2, rate=30)
    assert found.texts == found.requests == 60
    assert found.calls_per_request <= GOALS["status_503"]
    assert found.recovery_s < 12


async def test_one_probe_finds_out_while_fifty_wait() -> None:
    """The breaker's time is over, the provider is still dead."""
    assert await probes(50, rounds=1) == [1]


async def test_a_share_of_calls_fails_and_every_request_gets_its_text() -> None:
    """Half of the calls of the soak's provider, so that a few seconds show it."""
    async with stage(share=0.5) as (provider, url):
        load = await drive([url], rate=30, seconds=2, asked=[ASKED])
    assert load.answered == load.sent == 60
    assert load.ended["model"] > 0
    assert load.ended["phrasebook"] > 0
    assert provider.calls > 0


def test_the_rewording_is_an_honest_one() -> None:
    """Its marks in place, and nothing that a guardrail would block."""
    said = reworded(f"<draft>an example</draft> ... <draft>{DRAFT}</draft>")
    assert said.startswith("<reply>Hello")
    assert said.endswith("</reply>")
    assert "can't refund" in said
    reply = said.removeprefix("<reply>").removesuffix("</reply>")
    checked = build_checker()(CheckRequest(draft=DRAFT, rewrite=reply))
    assert checked.verdict in {"pass", "review"}


def test_faults_of_a_soak_leave_no_trace() -> None:
    """None that latches the model for a minute, and none that needs a port of its own."""
    assert len(passing()) >= 60
    for fault in passing():
        assert "misconfigured" not in fault.reasons
        assert fault.stage not in {Stage.PORT, Stage.ACCEPT}
