"""Who may come in."""

import httpx2
import pytest

from api.access.caller import Caller
from api.access.scope import Scope
from api.http.rules import RULES, RouteWithoutRule
from api.storage.errors import DatabaseDown
from tests.http.fakes import FakeRewriter, Served, assert_problem

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


class Tokens:
    """Knows one token, which may check and no more; `trouble` is raised at any other."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble = trouble
        self.asked: list[str] = []

    async def caller(self, credential: str) -> Caller | None:
        """The holder of the token."""
        self.asked.append(credential)
        if credential == "token":
            return Caller("key_1", frozenset({Scope.CHECK}))
        if self.trouble is not None:
            raise self.trouble
        return None

    async def holder(self, key_id: str) -> Caller | None:
        """Nobody: nothing is made from this one."""


def test_each_kind_of_credential_is_tried_until_one_is_known() -> None:
    """The configured key first; what is known is not asked about again."""
    tokens = Tokens()
    served = Served(api_key=KEY, authenticators=[tokens])
    body = {"draft": "x", "rewrite": "x"}

    assert served.post(body, "/v1/checks", Authorization=f"Bearer {KEY}").status_code == 200
    assert tokens.asked == []
    assert served.post(body, "/v1/checks", Authorization="Bearer token").status_code == 200
    assert [event["key_id"] for event in served.events] == ["env", "key_1"]


def test_a_missing_scope_is_named_and_nothing_is_read() -> None:
    """The holder of a key may know what it is not for."""
    rewriter = FakeRewriter()
    served = Served(rewriter, authenticators=[Tokens()])
    response = served.post(b"not even json", Authorization="Bearer token")

    problem = assert_problem(response, 403, "forbidden")
    assert "`rewrite`" in problem["detail"]
    assert rewriter.asked == []


def test_guessing_is_slowed_down_and_holds_nobody_else_up() -> None:
    """Ten wrong keys a minute get their 401, the next a 429; a valid key always comes in."""
    served = Served(api_key=KEY)
    wrong = [served.post({"draft": "x"}, Authorization="Bearer wrong") for _ in range(12)]

    assert [response.status_code for response in wrong] == [401] * 10 + [429] * 2
    assert_problem(wrong[-1], 429, "rate_limited")
    assert 1 <= int(wrong[-1].headers["retry-after"]) <= 60
    assert served.post({"draft": "x"}, Authorization=f"Bearer {KEY}").status_code == 200
    assert served.post({"draft": "x"}).status_code == 401


@pytest.mark.anyio
async def test_guesses_are_counted_by_address_or_together_where_there_is_none() -> None:
    """A Unix socket has no address."""
    app = Served(api_key=KEY).app
    for address in (("192.0.2.1", 1), ("192.0.2.2", 1), None):
        transport = httpx2.ASGITransport(app=app, client=address)  # type: ignore[arg-type]
        client = httpx2.AsyncClient(transport=transport, base_url="http://localhost")
        headers = {"Authorization": "Bearer wrong"}
        answers = [await client.post("/v1/rewrites", headers=headers) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [401] * 10 + [429]


def test_a_database_that_is_down_is_our_trouble_and_not_the_callers() -> None:
    """503 with a time to wait, an error in the log, and nobody is let in."""
    served = Served(authenticators=[Tokens(DatabaseDown("/var/lib/kind.db: locked"))])
    response = served.post({"draft": "x"}, Authorization="Bearer other")

    assert_problem(response, 503, "storage_unavailable")
    assert response.headers["retry-after"] == "5"
    assert "kind.db" not in response.text
    assert (served.events[0]["level"], served.events[0]["error"]) == ("error", "DatabaseDown")


def test_a_service_with_a_route_outside_the_table_is_not_built() -> None:
    """Nobody has said who may call it."""
    table = {path: rule for path, rule in RULES.items() if path != "/v1/checks"}
    with pytest.raises(RouteWithoutRule, match="/v1/checks"):
        Served(rules=table)
