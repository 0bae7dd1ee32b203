"""`POST /v1/widget-tokens`: a server gets a token for its page, so that the page needs no key."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Security
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from api.access.origin import MAX_ORIGIN_CHARS, exact_origin
from api.access.scope import Scope
from api.access.widget_tokens import (
    DEFAULT_TTL_S,
    LENDABLE,
    MAX_TTL_S,
    MIN_TTL_S,
    NotYours,
    OriginNotListed,
    WidgetTokens,
)
from api.http.contract import WHOLE, Asked, example
from api.http.errors import Forbidden, OriginNotAllowed
from api.http.routes import BEARER, ExchangeDep, problem_answers

ORIGIN_PATTERN = (
    r"^(?:https://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,20}(?::(?!443$)[1-9][0-9]{0,4})?"
    r"|http://localhost(?::(?!80$)[1-9][0-9]{0,4})?)$"
)
"""For readers and tools: the usual origins. api.access.origin decides."""


def _origin(text: str) -> str:
    try:
        return exact_origin(text)
    except ValueError:
        raise PydanticCustomError("not_an_origin", "is no exact origin") from None


class WidgetTokenRequest(Asked):
    """For which page, for what, and for how long.

    Without `scopes`, all of these that the key itself has.
    """

    model_config = ConfigDict(json_schema_extra=example({"origin": "https://desk.example"}))

    origin: Annotated[
        str, StringConstraints(max_length=MAX_ORIGIN_CHARS), AfterValidator(_origin)
    ] = Field(json_schema_extra={"pattern": ORIGIN_PATTERN})
    scopes: list[Literal["rewrite", "check", "feedback"]] | None = Field(
        None, min_length=1, max_length=len(LENDABLE)
    )
    ttl_s: Annotated[int, Field(ge=MIN_TTL_S, le=MAX_TTL_S), WHOLE] = DEFAULT_TTL_S


class WidgetTokenResponse(BaseModel):
    """A bearer token that works from `origin` alone, until `expires_at`."""

    token: str
    origin: str
    scopes: list[Scope]
    expires_at: datetime


def widget_token_routes(tokens: WidgetTokens) -> APIRouter:
    """The one route; the gate has seen to it that the caller has the scope `keys`."""
    router = APIRouter(
        responses=problem_answers(), dependencies=[Security(BEARER)], tags=["widget"]
    )

    @router.post("/v1/widget-tokens")
    async def mint(
        body: Annotated[WidgetTokenRequest, Body()], exchange: ExchangeDep
    ) -> WidgetTokenResponse:
        """Mint a short-lived token for a page; ask from your server, never from the page.

        It lends scopes that the key has, to an origin that is in KINDREPLY_ALLOWED_ORIGINS. It
        ends early with the key that it was minted with.
        """
        caller = exchange.caller
        assert caller is not None  # noqa: S101 - the gate's rule for this route
        asked = LENDABLE & caller.scopes if body.scopes is None else map(Scope, body.scopes)
        try:
            made = tokens.mint(
                caller, origin=body.origin, scopes=frozenset(asked), ttl_s=body.ttl_s
            )
        except NotYours as error:
            lacking = ", ".join(f"`{scope}`" for scope in sorted(error.scopes))
            raise Forbidden(f"This key has no scope {lacking}, so it cannot lend it.") from None
        except OriginNotListed:
            raise OriginNotAllowed(
                "This origin is not in KINDREPLY_ALLOWED_ORIGINS: whoever runs the service adds it."
            ) from None
        return WidgetTokenResponse(
            token=made.token,
            origin=made.origin,
            scopes=sorted(made.scopes),
            expires_at=datetime.fromtimestamp(made.expires_at_s, UTC),
        )

    return router
