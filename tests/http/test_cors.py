"""Which other pages may read our answers."""

from typing import Any

import pytest

from tests.http.fakes import Served, assert_problem
from tests.http.pages import DESK, Guarded

CORS_HEADERS = "access-control-"


def _preflight(served: Served, origin: str, path: str = "/v1/rewrites") -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    return served.client.options(path, headers=headers)


def _about_cors(response: Any) -> dict[str, str]:
    return {n: v for n, v in response.headers.items() if n.startswith(CORS_HEADERS)}


def test_a_preflight_of_a_listed_origin_is_answered_without_a_key() -> None:
    """A browser asks before it sends the token."""
    answered = _preflight(Guarded(), DESK)

    assert answered.status_code == 204
    assert answered.content == b""
    assert _about_cors(answered) == {
        "access-control-allow-origin": DESK,
        "access-control-allow-methods": "GET, POST, PUT",
        "access-control-allow-headers": (
            "Accept, Authorization, Content-Type, Prefer, X-Request-Id"
        ),
        "access-control-max-age": "600",
    }
    assert answered.headers["vary"] == "Origin"
    assert answered.headers["x-request-id"]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "*", "", "https://desk.example.evil.example",
     "http://desk.example", "https://desk.example:8443", "https://DESK.example",
     "https://sub.desk.example", "https://desk.example/"],
)  # fmt: skip
def test_another_origin_gets_no_header_and_learns_nothing(origin: str) -> None:
    """Neither what would be allowed nor who is: its browser keeps all answers from it."""
    served = Guarded()
    refused = _preflight(served, origin)
    asked = served.ask("wrong", origin)

    assert_problem(refused, 403, "origin_not_allowed")
    assert refused.json()["detail"] == "Pages of this origin may not use the service."
    for answer in (refused, asked):
        assert _about_cors(answer) == {}
        assert answer.headers["vary"] == "Origin"
        assert "desk" not in answer.text


def test_a_listed_origin_can_read_errors_too() -> None:
    """Whichever layer answers: otherwise a widget could tell nobody what is wrong."""
    served = Guarded()

    for refused in (
        served.ask("wrong"),
        served.post(b"no json", Origin=DESK, Authorization="Bearer correct-horse-battery"),
        served.post(b"x" * 70_000, Origin=DESK, Authorization="Bearer correct-horse-battery"),
        served.client.get("/v1/nothing", headers={"Origin": DESK}),
    ):
        assert refused.status_code >= 400
        assert _about_cors(refused) == {
            "access-control-allow-origin": DESK,
            "access-control-expose-headers": (
                "X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Preference-Applied"
            ),
        }


def test_no_page_is_ever_allowed_to_send_cookies() -> None:
    """Sessions are for our own page."""
    served = Guarded()

    for answer in (_preflight(served, DESK), served.ask("wrong")):
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/session", "/v1/widget-tokens", "/", "/healthz"])
def test_what_no_other_page_needs_is_shared_with_none(path: str) -> None:
    """Logging in is for our page, minting for servers."""
    served = Guarded()

    assert _about_cors(_preflight(served, DESK, path)) == {}
    assert _about_cors(served.client.get(path, headers={"Origin": DESK})) == {}


def test_without_a_list_there_is_nothing_to_vary() -> None:
    """The service is as it was before anybody thought of other pages."""
    answer = Guarded(origins=frozenset()).ask("wrong")

    assert "vary" not in answer.headers
    assert _about_cors(answer) == {}


def test_an_options_request_that_is_no_preflight_goes_on() -> None:
    """It is up to the routes, and needs a key like anything else."""
    refused = Guarded().client.options("/v1/rewrites", headers={"Origin": DESK})

    assert_problem(refused, 401, "unauthorized")
