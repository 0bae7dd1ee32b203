"""The part of the matrix that runs with every commit: every fault once, some of them twice."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from api.settings import Settings
from tests.chaos.driver import Client
from tests.chaos.faults import FAULTS
from tests.chaos.matrix import Case, Matrix, Result, all_cases, table
from tests.chaos.nursery import NotStarted, Nursery
from tests.chaos.situation import Situation, settings
from tests.chaos.texts import MODEL_KEY, REQUEST
from tests.chaos.upstream import ChaosUpstream

pytestmark = pytest.mark.anyio

SEED = 1
EVERY = {Situation.TWO_MODELS: 6, Situation.BUDGET_EMPTY: 6, Situation.BREAKER_OPEN: 12}
"""One fault in so many; the long command meets all of them in each situation."""


@pytest.fixture
async def matrix(nursery: Nursery) -> AsyncIterator[Matrix]:
    """The matrix with a deadline of two seconds."""
    async with ChaosUpstream() as upstream:
        yield Matrix(upstream, nursery)


def some_cases() -> list[Case]:
    """The part of the other situations that a commit can wait for, other faults in each."""
    names = sorted(FAULTS)
    return [
        Case(FAULTS[name], situation, SEED)
        for offset, (situation, every) in enumerate(EVERY.items())
        for name in names[2 * offset :: every]
    ]


@pytest.mark.parametrize("part", range(2))
async def test_every_fault_is_answered_with_safe_text_in_time(matrix: Matrix, part: int) -> None:
    """One model: a 200, a text that may be sent, its reason, no call too many, nothing leaked."""
    cases = all_cases([SEED], [Situation.ONE_MODEL])[part::2]
    results = await matrix.run(cases)
    assert [result for result in results if result.problems] == [], table(results)


@pytest.mark.parametrize("part", range(2))
async def test_a_second_model_a_breaker_and_a_budget_do_their_part(
    matrix: Matrix, part: int
) -> None:
    """Some faults beside a good second model, with no retries left, or with the breaker open."""
    results = await matrix.run(some_cases()[part::2])
    assert [result for result in results if result.problems] == [], table(results)


async def test_a_case_says_what_is_wrong(matrix: Matrix) -> None:
    """The matrix can fail: a fault under a wrong expectation is named, with its reason."""
    good = FAULTS["good"]
    wrong = Case(
        type(good)(**{**vars(good), "reasons": frozenset({"refused"}), "calls": (2, 3)}),
        Situation.ONE_MODEL,
        SEED,
    )
    result = await matrix.ask(wrong)
    assert result.problems == ["1 calls, not 2 to 3", "reason model, not refused"]
    assert "good, one model, seed 1: 1 calls" in table([result])


async def test_the_environment_of_the_process_is_not_obeyed(nursery: Nursery) -> None:
    """Proxies and `OPENAI_*` are for other programs: they would send drafts to a stranger."""
    async with ChaosUpstream() as upstream:
        stranger = await upstream.url("good", seed=2)
        environment = settings(await upstream.url("good"), None, deadline_s=2.0)
        environment |= dict.fromkeys(
            ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_BASE_URL"), stranger
        )
        environment |= {
            "OPENAI_API_KEY": "sk-lemming",
            "OPENAI_ORG_ID": "lemming",
            "OPENAI_PROJECT_ID": "lemming",
            "OPENAI_CUSTOM_HEADERS": "X-Lemming: lemming",
        }
        service = await asyncio.to_thread(nursery.start, environment)
        client = Client(service.url)
        assert await client.ask(json.dumps(REQUEST).encode()) == "model"
        client.close()
        await asyncio.to_thread(nursery.stop, service)

        assert upstream.scenario("good", 2).calls == 0
        head = upstream.scenario("good").head.lower()
        assert b"lemming" not in head
        assert f"authorization: bearer {MODEL_KEY}".lower().encode() in head


def test_only_lateness_is_measured_again() -> None:
    """A wrong text stays wrong, however busy the machine is."""
    case = Case(FAULTS["good"], Situation.ONE_MODEL, SEED)
    assert Result(case, problems=["late: 2.30 s of 2.25 s"]).late
    assert not Result(case, problems=["late: 2.30 s of 2.25 s", "status 500"]).late
    assert not Result(case).late


def test_a_service_that_does_not_start_says_why(nursery: Nursery) -> None:
    """Its own words, not a timeout."""
    with pytest.raises(NotStarted, match="KINDREPLY_DEADLINE_S"):
        nursery.start({"KINDREPLY_DEADLINE_S": "0"})


def test_the_settings_of_a_second_model_exist() -> None:
    """Misspelt, they would be ignored, and two models would be one."""
    assert {"second_model_base_url", "second_model_name", "second_model_api_key"} <= set(
        Settings.model_fields
    )
