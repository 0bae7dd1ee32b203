"""Whatever a client sends: no 5xx, no echo, no answer that the contract does not name."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.hostile import raw
from tests.hostile.client_inputs import broken, requests
from tests.hostile.raw_requests import REQUESTS
from tests.hostile.sending import CANARY, Answer, Service, broken_promises
from tests.hostile.serving import Server, serving

EACH_STRING = 4
"""Of the naughty strings, which are half of all requests, every fourth is sent here."""


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """The application, without a model."""
    with Service() as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """`kindreply serve` on a socket, its log at debug."""
    with serving(LOG_LEVEL="debug") as running:
        yield running


def test_no_bad_request_is_answered_5xx_or_repeated_or_outside_the_contract(
    service: Service,
) -> None:
    """More than two thousand of them, over every field of every body in the OpenAPI."""
    tried: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    faults: list[str] = []

    for asked in requests(service.contract):
        seen[asked.family] += 1
        if asked.family == "string" and seen["string"] % EACH_STRING:
            continue
        tried[asked.family] += 1
        faults += broken(service, asked)

    assert not faults
    assert tried.total() >= 2_000
    assert len(tried) >= 25


def test_every_field_of_a_request_is_tried(service: Service) -> None:
    """The walk over the schema misses no field, or this test would quietly test less and less."""
    named = " ".join(asked.name for asked in requests(service.contract) if asked.family == "type")

    for schema in ("RewriteRequest", "CheckBody", "ThreadMessage", "SentenceToCheck"):
        for field in service.contract["components"]["schemas"][schema]["properties"]:
            assert field in named


def test_broken_http_on_a_socket_is_refused_or_closed_and_hides_no_second_request(
    server: Server,
) -> None:
    """Two lengths, bare line feeds, folded headers, lying chunks: no second answer to be stolen."""
    assert len(REQUESTS) >= 150

    assert not raw.all_broken(server.port)

    assert CANARY.encode() not in server.output()
    assert server.process.poll() is None


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer(503, {"content-type": "text/html"}, b""), "status 503"),
        (Answer(422, {"content-type": "application/problem+json"}, CANARY.encode()), "repeats"),
        (Answer(404, {"content-type": "text/plain"}, b"Not Found"), "of type text/plain"),
        (Answer(404, {"content-type": "application/problem+json"}, b"{"), "no JSON"),
        (Answer(404, {"content-type": "application/problem+json"}, b"{}"), "another shape"),
        (
            Answer(
                404,
                {"content-type": "application/problem+json", "x-request-id": "b"},
                b'{"type":"","title":"","status":404,"detail":"","code":"","request_id":"a",'
                b'"errors":[]}',
            ),
            "without the id",
        ),
    ],
)
def test_each_broken_promise_is_seen(answer: Answer, fault: str) -> None:
    """A judge that finds nothing must be able to find something."""
    assert any(fault in found for found in broken_promises(answer))
