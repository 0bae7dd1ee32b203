"""The whole service with models behind real sockets: the second one, pauses, hurries."""

import asyncio

import pytest

from api.app import build_model
from api.settings import load_settings
from prompts import Message
from tests.rewriting.calling.models import Heard
from tests.rewriting.provider import asked
from tests.scraping import series
from tests.upstream import Answer, Upstream, fails, says
from tests.whole import DRAFT, Service


def test_a_configured_model_is_opened_and_closed_with_the_service() -> None:
    """The one client of the process; /readyz lacks nothing then."""
    service = Service(
        model_base_url="http://127.0.0.1:9/v1",
        model_name="small",
        model_api_key="model-key-canary",
    )
    with service.client as client:
        assert client.get("/readyz").json()["degraded"] == []
        answer = service.rewrite(DRAFT).json()
    assert (answer["engine"], answer["reason"]) == ("phrasebook", "unreachable")
    assert b"canary" not in service.written.getvalue()
    assert build_model(load_settings()) is None


def test_a_second_model_answers_where_the_first_fails() -> None:
    """The answer names who wrote it; the page and the log need nothing else."""
    with (
        Upstream(lambda _: fails(503)) as first,
        Upstream(
            lambda _: says("<reply>Sorry, we can't refund the booking fee. [D1]</reply>")
        ) as second,
    ):
        service = Service(
            model_base_url=first.url,
            model_name="small",
            second_model_base_url=second.url,
            second_model_name="large",
            second_model_api_key="second-key",
        )
        with service.client:
            answer = service.rewrite(DRAFT).json()

    assert answer["engine"] == "model"
    assert (len(first.calls), len(second.calls)) == (2, 1)
    assert [call.body["model"] for call in (first.calls[0], second.calls[0])] == ["small", "large"]
    assert "authorization" not in first.calls[0].headers
    assert second.calls[0].headers["authorization"] == "Bearer second-key"


def test_a_model_that_keeps_failing_is_paused() -> None:
    """The reason says so, and nobody is asked."""
    with Upstream(lambda _: fails(503)) as upstream:
        service = Service(model_base_url=upstream.url, model_name="small")
        with service.client:
            reasons = [service.rewrite(DRAFT).json()["reason"] for _ in range(4)]
            watched = service.client.get("/metrics").text

    assert reasons == ["provider_error", "provider_error", "paused", "paused"]
    assert len(upstream.calls) == 5
    assert series(watched, "kindreply_model_calls_total") == {("small", "provider_error"): 5}
    assert series(watched, "kindreply_model_retries_total") == {("small",): 3}
    assert series(watched, "kindreply_model_breaker")["small", "open"] == 1
    assert series(watched, "kindreply_model_calls_running") == {(): 0}


def test_a_caller_in_a_hurry_has_an_answer_in_time() -> None:
    """Of a model that does not answer at all; the wait is the caller's, the breaker ours."""
    with Upstream(lambda _: Answer(delay_s=9)) as upstream:
        service = Service(model_base_url=upstream.url, model_name="small")
        with service.client as client:
            client.post("/v1/rewrites", json={"draft": "Hi.", "engine": "phrasebook"})
            answers = [
                client.post("/v1/rewrites", json={"draft": DRAFT}, headers={"Prefer": "wait=1"})
                for _ in range(2)
            ]

    for answer in answers:
        assert answer.headers["preference-applied"] == "wait=1"
        assert (answer.json()["engine"], answer.json()["reason"]) == ("phrasebook", "timeout")
        assert answer.json()["timing_ms"]["total"] < 1_250


@pytest.mark.anyio
@pytest.mark.parametrize(("other_provider", "at_once"), [(False, 1), (True, 2)])
async def test_models_at_one_provider_share_its_places(other_provider: bool, at_once: int) -> None:
    """Two models behind one address are one provider; the watcher hears of all places together."""
    heard = Heard()
    with Upstream(lambda _: says("Hi.")) as one, Upstream(lambda _: says("Hi.")) as other:
        settings = load_settings(
            model_base_url=one.url,
            model_name="small",
            second_model_base_url=(other if other_provider else one).url,
            second_model_name="large",
            model_concurrency=1,
        )
        model = build_model(settings, watcher=heard)
        assert model is not None
        first, second = model.targets
        await asyncio.gather(
            *(
                target.ask((Message("user", "Hi."),), parameters={}, deadline_s=5)
                for target in (first, second)
            )
        )
        assert await asked(model) == "Hi."
        await model.aclose()

    assert max(running for running, _ in heard.queues) == at_once
    assert heard.queues[-1] == (0, 0)
    assert heard.calls[-1] == ("small", None)
