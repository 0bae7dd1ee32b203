"""Who may come in."""

import pytest

from tests.http.fakes import Served, assert_problem

KEY = "correct-horse-battery"


def test_with_a_key_v1_needs_it() -> None:
    """The right key passes, in either case of the scheme."""
    served = Served(api_key=KEY)
    for authorization in (f"Bearer {KEY}", f"bearer {KEY}"):
        assert served.post({"draft": "x"}, Authorization=authorization).status_code == 200


def test_every_refusal_is_the_same() -> None:
    """No key, a wrong one, a prefix, another scheme: one answer, so that nothing can be learnt."""
    served = Served(api_key=KEY)
    refused = [
        served.post(b"not even json", Authorization=value, **{"X-Request-Id": "aaaaaaaa"})
        for value in ("", "Bearer", "Bearer wrong", f"Bearer {KEY[:-1]}", f"Basic {KEY}", KEY,
                      f"Bearer {KEY}x", "Bearer ~")
    ]  # fmt: skip
    refused.append(served.post({"draft": "x"}, **{"X-Request-Id": "aaaaaaaa"}))
    for response in refused:
        assert_problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert len({response.text for response in refused}) == 1


def test_a_key_that_is_no_ascii_is_refused() -> None:
    """Comparing in constant time must not fail on what a header may hold."""
    headers = {b"Authorization": b"Bearer \xfc\xff"}
    response = Served(api_key=KEY).client.post("/v1/rewrites", headers=headers, json={"draft": ""})
    assert_problem(response, 401, "unauthorized")


def test_two_authorization_headers_are_refused() -> None:
    """Which one counts would be a matter of taste."""
    served = Served(api_key=KEY)
    headers = [("Authorization", f"Bearer {KEY}"), ("Authorization", "Bearer other")]
    response = served.client.post("/v1/rewrites", headers=headers, json={"draft": "x"})
    assert_problem(response, 401)


def test_the_page_and_health_need_no_key() -> None:
    """A load balancer has none, and the page asks for it itself."""
    served = Served(api_key=KEY, host="kind.example")
    for path in ("/", "/docs", "/healthz", "/readyz", "/openapi.json"):
        assert served.client.get(path).status_code == 200


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]", "LOCALHOST"]
)
def test_without_a_key_this_machine_is_served(host: str) -> None:
    """By each of its names."""
    assert Served().client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]",
     "evil.example:8080", "localhost:8080:1", "192.168.1.5"],
)  # fmt: skip
def test_without_a_key_no_foreign_name_is_served(host: str) -> None:
    """A page must not reach the service through a name that it points to 127.0.0.1."""
    response = Served().client.get("/", headers={"Host": host})
    assert_problem(response, 400, "unknown_host")
    assert "evil" not in response.text
