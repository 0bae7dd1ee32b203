"""`GET /metrics`: what an operator can watch. Who may read it is said in `rules`."""

from fastapi import APIRouter, Security
from fastapi.security import HTTPBearer
from starlette.responses import PlainTextResponse, Response

from api.http.routes import problem_answers
from api.metrics import CONTENT_TYPE, Metrics

DOCUMENTED = (400, 401, 403, 429, 500, 503)


def metrics_routes(metrics: Metrics) -> APIRouter:
    """The one route."""
    bearer = HTTPBearer(auto_error=False, description="Only where a key is configured.")
    router = APIRouter(
        tags=["health"], responses=problem_answers(DOCUMENTED), dependencies=[Security(bearer)]
    )

    @router.get("/metrics", response_class=PlainTextResponse)
    async def read_metrics() -> Response:
        """Counts and durations in the text format of Prometheus: no text, key, id or path."""
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)

    return router
