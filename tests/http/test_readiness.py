"""`/readyz`: what is missing, and whether that matters."""

import asyncio
from collections.abc import Iterable

import pytest

from api.http.readiness import Check, Lack
from tests.http.fakes import Served, assert_problem

NO_MODEL = Lack("model", "no_model", "the phrasebook writes every reply")
NO_DATABASE = Lack("database", "not_writable", "the operator must mount it", serious=True)


def says(*lacks: Lack) -> Check:
    """A part that answers."""

    async def check() -> Iterable[Lack]:
        return lacks

    return check


def test_what_is_missing_is_named_and_harms_nothing() -> None:
    """Without a model the phrasebook writes, so nothing stands still."""
    served = Served()
    served.readiness.checks |= {"model": says(NO_MODEL), "other": says()}
    answer = served.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ready"
    assert answer.json()["degraded"] == [
        {"part": "model", "reason": "no_model", "instead": "the phrasebook writes every reply"}
    ]


def test_a_process_that_cannot_answer_says_what_is_missing() -> None:
    """503, so that no request is sent here, and the words say who must act."""
    served = Served()
    served.readiness.checks |= {"model": says(NO_MODEL), "database": says(NO_DATABASE)}
    problem = assert_problem(served.client.get("/readyz"), 503, "not_ready")
    assert problem["detail"] == "database: not_writable, the operator must mount it."


async def _breaks() -> Iterable[Lack]:
    raise RuntimeError("zebra")


async def _hangs() -> Iterable[Lack]:
    await asyncio.Event().wait()
    return ()


@pytest.mark.parametrize(("check", "reason"), [(_breaks, "check_failed"), (_hangs, "no_answer")])
def test_a_part_that_cannot_say_how_it_is_is_not_well(check: Check, reason: str) -> None:
    """It neither hangs the probe nor shows what it broke with."""
    served = Served()
    served.readiness.check_s = 0.05
    served.readiness.checks["database"] = check
    answer = served.client.get("/readyz")
    assert reason in assert_problem(answer, 503, "not_ready")["detail"]
    assert "zebra" not in answer.text


def test_an_answer_holds_for_a_moment() -> None:
    """Whoever asks all the time keeps no part busy."""
    served = Served()
    asked = []

    async def check() -> Iterable[Lack]:
        asked.append(1)
        return ()

    served.readiness.checks["database"] = check
    served.readiness.fresh_s = 1_000
    for _ in range(3):
        assert served.client.get("/readyz").status_code == 200
    assert len(asked) == 1


def test_a_process_that_stops_is_not_ready_and_still_answers() -> None:
    """Whoever balances the load sends new requests elsewhere; those that come are served."""
    served = Served()
    served.readiness.draining = True
    assert_problem(served.client.get("/readyz"), 503, "draining")
    assert served.client.get("/healthz").status_code == 200
    assert served.post({"draft": "x"}).status_code == 200
