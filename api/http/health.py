"""`/healthz`: the process answers. `/readyz`: it can do its work, and what it does without."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel

from api.http.contract import ProblemAnswer
from api.http.errors import MEDIA_TYPE, TITLES, Draining, NotReady
from api.http.readiness import Readiness


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"]


class LackAnswer(BaseModel):
    """Something that is not there, and what happens instead."""

    part: str
    reason: str
    instead: str


class ReadinessAnswer(BaseModel):
    """Requests can be answered; `degraded` is still ready."""

    status: Literal["ready"]
    degraded: list[LackAnswer]
    version: str
    guardrails: str


NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {
        "description": "; ".join(f"`{c}`: {TITLES[c][1]}" for c in ("draining", "not_ready")),
        "model": ProblemAnswer,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}},
    }
}


def health_routes(*, readiness: Readiness, version: str, guardrails_version: str) -> APIRouter:
    """The two routes; neither asks for a key, neither calls the model."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    async def healthz() -> Health:
        """Answer whenever the event loop does."""
        return Health(status="ok")

    @router.get("/readyz", responses=NOT_READY)
    async def readyz() -> ReadinessAnswer:
        """Say what is missing. Without a model the service is ready: the phrasebook writes."""
        if readiness.draining:
            raise Draining("This process was told to stop. It still answers; send new work away.")
        lacks = await readiness.lacks()
        serious = [lack for lack in lacks if lack.serious]
        if serious:
            parts = "; ".join(f"{lack.part}: {lack.reason}, {lack.instead}" for lack in serious)
            raise NotReady(f"{parts}.")
        return ReadinessAnswer(
            status="ready",
            degraded=[
                LackAnswer(part=lack.part, reason=lack.reason, instead=lack.instead)
                for lack in lacks
            ],
            version=version,
            guardrails=guardrails_version,
        )

    return router
