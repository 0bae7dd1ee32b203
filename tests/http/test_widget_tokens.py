"""`POST /v1/widget-tokens`: minutes, one origin, and no more than the key itself has."""

import pytest

from api.access.scope import Scope
from tests.http.fakes import Served, assert_problem
from tests.http.pages import DESK, KEY, Guarded, KeysAtHand

OTHER = "https://other.example"


def test_a_token_works_from_its_origin() -> None:
    """What the widget does, with the answer readable there."""
    served = Guarded()
    made = served.mint().json()

    assert made["origin"] == DESK
    assert made["scopes"] == ["check", "feedback", "rewrite"]
    assert made["expires_at"] == "2027-01-15T08:05:00Z"
    for path in ("/v1/rewrites", "/v1/checks"):
        answered = served.ask(made["token"], path=path)
        assert answered.status_code == 200
        assert answered.headers["access-control-allow-origin"] == DESK


@pytest.mark.parametrize("origin", [None, "", "null", OTHER, DESK + "/", "http://desk.example"])
def test_a_token_works_from_nowhere_else(origin: str | None) -> None:
    """Not without an origin either: a browser sends one from every other page."""
    served = Guarded(origins=frozenset({DESK, OTHER}))
    token = served.mint().json()["token"]

    assert_problem(served.ask(token, origin), 403, "origin_not_allowed")


def test_two_origins_are_none() -> None:
    """Which one counts would be a matter of taste."""
    served = Guarded()
    token = served.mint().json()["token"]
    sent = [("Origin", DESK), ("Origin", DESK), ("Authorization", f"Bearer {token}")]

    refused = served.client.post("/v1/rewrites", headers=sent, json={"draft": "x"})
    assert_problem(refused, 403, "origin_not_allowed")
    assert "access-control-allow-origin" not in refused.headers


def test_an_origin_off_the_list_ends_its_tokens() -> None:
    """The operator's list is asked at each use, not only when a token is made."""
    before, after = Guarded(), Guarded(origins=frozenset({OTHER}))
    token = before.mint().json()["token"]

    assert before.ask(token).status_code == 200
    assert_problem(after.ask(token), 403, "origin_not_allowed")


def test_a_token_ends_after_its_time() -> None:
    """To the second; then it is any wrong key."""
    served = Guarded()
    token = served.mint(ttl_s=60).json()["token"]

    served.clock.now_s += 59
    assert served.ask(token).status_code == 200
    served.clock.now_s += 1
    assert_problem(served.ask(token), 401, "unauthorized")


def test_revoking_the_key_ends_its_tokens() -> None:
    """The key ring is asked with every request."""
    keys = KeysAtHand(desk=[Scope.KEYS, Scope.REWRITE])
    served = Guarded(keys)
    token = served.mint(key="desk").json()["token"]
    assert served.ask(token).status_code == 200

    keys.holders.clear()

    assert_problem(served.ask(token), 401, "unauthorized")


def test_a_key_lends_only_what_it_has() -> None:
    """All of it without being asked, a part where that is asked for, never more."""
    keys = KeysAtHand(
        desk=[Scope.KEYS, Scope.REWRITE, Scope.CHECK, Scope.STATS], minter=[Scope.KEYS]
    )
    served = Guarded(keys)

    assert served.mint(key="desk").json()["scopes"] == ["check", "rewrite"]
    narrow = served.mint(key="desk", scopes=["check"]).json()
    assert narrow["scopes"] == ["check"]
    assert_problem(served.ask(narrow["token"]), 403, "forbidden")
    assert served.ask(narrow["token"], path="/v1/checks").status_code == 200
    refused = served.mint(key="desk", scopes=["check", "feedback"])
    assert "`feedback`" in assert_problem(refused, 403, "forbidden")["detail"]
    assert_problem(served.mint(key="minter"), 403, "forbidden")


def test_minting_needs_the_scope_for_it() -> None:
    """A key that may rewrite may not hand that on; a token, least of all."""
    served = Guarded(KeysAtHand(anna=[Scope.REWRITE]))
    token = served.mint().json()["token"]
    headers = {"Authorization": f"Bearer {token}", "Origin": DESK}

    assert_problem(served.mint(key="anna"), 403, "forbidden")
    assert_problem(served.mint(key="nobody"), 401, "unauthorized")
    assert_problem(served.post({"origin": DESK}, "/v1/widget-tokens", **headers), 403, "forbidden")


def test_only_origins_of_the_operator_get_tokens() -> None:
    """The answer says who adds one."""
    refused = assert_problem(Guarded().mint(OTHER), 403, "origin_not_allowed")

    assert "KINDREPLY_ALLOWED_ORIGINS" in refused["detail"]
    assert OTHER not in refused["detail"]


@pytest.mark.parametrize(
    "fields",
    [
        {"origin": "null"},
        {"origin": "*"},
        {"origin": DESK + "/"},
        {"origin": "http://desk.example"},
        {"origin": "https://" + "a" * 400},
        {"origin": None},
        {"ttl_s": 59},
        {"ttl_s": 901},
        {"ttl_s": 300.5},
        {"ttl_s": True},
        {"ttl_s": "300"},
        {"scopes": []},
        {"scopes": ["keys"]},
        {"scopes": ["stats"]},
        {"scopes": ["rewrite"] * 4},
        {"more": 1},
    ],
)
def test_minting_is_held_to_its_contract(fields: dict[str, object]) -> None:
    """Limits, exact origins and the three scopes of a widget; nothing is repeated."""
    body = {"origin": DESK, **fields}
    refused = Guarded().post(body, "/v1/widget-tokens", Authorization=f"Bearer {KEY}")

    assert_problem(refused, 422, "invalid_request")
    assert "desk.example/" not in refused.text
    assert "a" * 40 not in refused.text  # an id of the answer may hold a few


def test_without_a_key_the_way_can_be_tried_on_ones_own_machine() -> None:
    """Whoever builds a widget needs no key for it: everything is allowed there anyway."""
    origin = "http://localhost:3000"
    served = Served(allowed_origins=frozenset({origin}))
    made = served.post({"origin": origin}, "/v1/widget-tokens").json()

    headers = {"Authorization": f"Bearer {made['token']}", "Origin": origin}
    answered = served.post({"draft": "x"}, **headers)
    assert answered.headers["access-control-allow-origin"] == origin
