"""`GET /metrics`: what an operator can watch. Who may read it is said in `rules`."""

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from api.http.problems import problem_answers
from api.metrics import CONTENT_TYPE, Metrics


def metrics_routes(metrics: Metrics) -> APIRouter:
    """The one route."""
    router = APIRouter(tags=["health"], responses=problem_answers(400, 401, 403, 429))

    @router.get("/metrics", response_class=PlainTextResponse)
    async def read_metrics() -> Response:
        """Counts and durations in the text format of Prometheus; no text, no key, no path."""
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)

    return router
