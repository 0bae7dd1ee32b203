"""`/healthz`: the process answers. `/readyz`: it can do its work, and what it does without."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"]


class Lack(BaseModel):
    """Something that is not there, and what happens instead."""

    part: str
    reason: str
    instead: str


class Readiness(BaseModel):
    """Whether requests can be answered; `degraded` is still ready."""

    status: Literal["ready"]
    degraded: list[Lack]
    version: str
    guardrails: str


NO_MODEL = Lack(part="model", reason="no_model", instead="the phrasebook writes every reply")


def health_routes(*, model_configured: bool, version: str, guardrails_version: str) -> APIRouter:
    """The two routes; neither asks for a key, neither calls the model."""
    router = APIRouter(tags=["health"])
    readiness = Readiness(
        status="ready",
        degraded=[] if model_configured else [NO_MODEL],
        version=version,
        guardrails=guardrails_version,
    )

    @router.get("/healthz")
    async def healthz() -> Health:
        """Answer whenever the event loop does."""
        return Health(status="ok")

    @router.get("/readyz")
    async def readyz() -> Readiness:
        """Say what is missing. Without a model the service is ready: the phrasebook writes."""
        return readiness

    return router
