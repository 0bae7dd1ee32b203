"""`/v1/session`: one login, a cookie that no script reads, and changes only from our own page."""

import pytest

from api.access.scope import ALL_SCOPES, Scope
from api.access.sessions import SESSION_S
from tests.http.fakes import Served, assert_problem
from tests.http.pages import DESK, KEY, OWN, Guarded, KeysAtHand

EVERYTHING = sorted(ALL_SCOPES)


def _rewrite(served: Guarded, **headers: str) -> int:
    status: int = served.post({"draft": "x"}, **headers).status_code
    return status


def test_a_login_gives_a_cookie_and_then_no_key_is_needed() -> None:
    """Once is enough: the cookie opens what the key opens."""
    served = Guarded()
    told = served.log_in().json()

    assert told["authenticated"] is True
    assert told["scopes"] == EVERYTHING
    assert _rewrite(served, **{"X-CSRF-Token": told["csrf_token"]}) == 200
    assert _rewrite(served, **{"X-CSRF-Token": told["csrf_token"], "Origin": OWN}) == 200


def test_the_answer_holds_neither_key_nor_session() -> None:
    """What scripts can read is worth nothing without the cookie."""
    served = Guarded()
    answer = served.log_in()

    assert KEY not in answer.text
    assert served.client.cookies["kindreply"] not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    """Over plain http without Secure, or the browser would throw it away."""
    kept, ended = Guarded().log_in().headers.get_list("set-cookie")

    assert kept.startswith("kindreply=kr_session_1.")
    assert kept.endswith(f"; Max-Age={SESSION_S}; Path=/; HttpOnly; SameSite=Strict")
    assert ended.startswith("__Host-kindreply=; Max-Age=0;")


def test_over_https_the_cookie_is_bound_to_the_host() -> None:
    """Also behind a proxy that ends the encryption: the page's own origin says how it was asked."""
    served = Guarded()
    answer = served.log_in(Origin="https://kind.example")
    kept, ended = answer.headers.get_list("set-cookie")

    assert kept.startswith("__Host-kindreply=kr_session_1.")
    assert kept.endswith("; Path=/; HttpOnly; SameSite=Strict; Secure")
    assert ended.startswith("kindreply=; Max-Age=0;")


@pytest.mark.parametrize("key", ["wrong", KEY + "x", "kr_session_1.e30.x", "ÿ", " "])
def test_a_wrong_key_is_the_same_401_as_everywhere(key: str) -> None:
    """And no cookie."""
    served = Guarded()
    refused = served.log_in(key)
    elsewhere = served.ask("wrong")

    assert_problem(refused, 401, "unauthorized")
    assert "set-cookie" not in refused.headers
    same = ("title", "detail", "code", "errors")
    assert [refused.json()[name] for name in same] == [elsewhere.json()[name] for name in same]


def test_guessing_at_the_login_counts_as_guessing() -> None:
    """Together with wrong bearer keys; then the answer says when to come again."""
    served = Guarded()
    for _ in range(5):
        assert_problem(served.log_in("wrong"), 401)
        assert_problem(served.ask("wrong"), 401)
    refused = served.log_in("wrong")

    assert_problem(refused, 429, "rate_limited")
    assert int(refused.headers["retry-after"]) <= 60


def test_a_token_cannot_log_in() -> None:
    """It would live on for half a day."""
    served = Guarded()
    token = served.mint().json()["token"]
    cookie = served.log_in() and served.client.cookies["kindreply"]

    for not_a_key in (token, cookie):
        assert_problem(served.log_in(not_a_key), 401, "unauthorized")


@pytest.mark.parametrize(
    "body", [{}, {"key": ""}, {"key": 7}, {"key": "k" * 513}, {"key": KEY, "x": 1}]
)
def test_a_login_is_held_to_its_contract(body: dict[str, object]) -> None:
    """Like any other request; the key is not repeated."""
    refused = Guarded().post(body, "/v1/session", Origin=OWN)

    assert_problem(refused, 422, "invalid_request")
    assert "kkkk" not in refused.text


def test_who_is_asked_is_never_refused() -> None:
    """Nobody yet, or a cookie that is noise: an answer, not an error."""
    served = Guarded()
    nobody = {
        "authenticated": False,
        "login_needed": True,
        "scopes": [],
        "expires_at": None,
        "csrf_token": None,
    }

    assert served.who().json() == nobody
    assert served.who(Cookie="kindreply=noise; ; x=y").json() == nobody
    assert served.who(Cookie="kindreply=a; kindreply=b").json() == nobody


def test_a_session_survives_a_reload() -> None:
    """The page asks who it is, and gets the same CSRF token again."""
    served = Guarded()
    told = served.log_in().json()

    assert served.who(**{"Sec-Fetch-Site": "same-origin"}).json() == told
    assert told["expires_at"] == "2027-01-15T20:00:00Z"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense", "Origin": OWN},
        {"Origin": DESK},
        {"Origin": "null"},
        {"Origin": "https://[kind"},
        {"Origin": "https://kind.example:8443"},
        {"Origin": "https://sub.kind.example"},
    ],
)
def test_pages_of_others_learn_and_change_nothing(headers: dict[str, str]) -> None:
    """Even where the browser sends the cookie along, and whatever token they have."""
    served = Guarded()
    csrf_token = served.log_in().json()["csrf_token"]

    told = served.who(**headers).json()
    assert told["authenticated"] is False
    assert told["csrf_token"] is None
    changed = served.post({"draft": "x"}, **headers, **{"X-CSRF-Token": csrf_token})
    assert_problem(changed, 403, "csrf")
    ended = served.client.delete("/v1/session", headers={**headers, "X-CSRF-Token": csrf_token})
    assert_problem(ended, 403, "csrf")
    assert "set-cookie" not in ended.headers
    assert_problem(served.log_in(**headers), 403, "csrf")


def test_two_origins_are_those_of_another() -> None:
    """Which one counts would be a matter of taste."""
    served = Guarded()
    csrf_token = served.log_in().json()["csrf_token"]
    sent = [("Origin", OWN), ("Origin", OWN), ("X-CSRF-Token", csrf_token)]

    refused = served.client.post("/v1/rewrites", headers=sent, json={"draft": "x"})
    assert_problem(refused, 403, "csrf")


def test_a_browser_that_says_so_is_believed_behind_a_proxy_that_renames_us() -> None:
    """Sec-Fetch-Site is what the browser itself compared."""
    served = Guarded()
    headers = {"Origin": "https://front.example", "Sec-Fetch-Site": "same-origin"}
    csrf_token = served.log_in(**headers).json()["csrf_token"]
    cookie = f"__Host-kindreply={served.log_in(**headers).headers['set-cookie'].split('=')[1]}"

    assert csrf_token
    told = served.who(Cookie=cookie.partition(";")[0]).json()
    assert told["authenticated"] is True


def test_a_change_needs_the_sessions_own_csrf_token() -> None:
    """Not none, not another's, not two."""
    served, other = Guarded(), Guarded()
    csrf_token = served.log_in().json()["csrf_token"]

    for wrong in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": other.log_in().json()["csrf_token"]},
                  {"X-CSRF-Token": csrf_token[:-1]}):  # fmt: skip
        assert_problem(served.post({"draft": "x"}, **wrong), 403, "csrf")
    twice = [("X-CSRF-Token", csrf_token)] * 2
    assert_problem(served.client.post("/v1/rewrites", headers=twice, json={"draft": "x"}), 403)
    odd = {b"X-CSRF-Token": b"\xfc\xff"}
    assert_problem(served.client.post("/v1/rewrites", headers=odd, json={"draft": "x"}), 403)


def test_looking_needs_no_csrf_token() -> None:
    """GET changes nothing: what is not there is not found, rather than refused."""
    served = Guarded()
    served.log_in()

    assert_problem(served.client.get("/v1/nothing"), 404, "not_found")


def test_a_bearer_key_wins_over_the_cookie() -> None:
    """A wrong one is refused though the cookie is good; a right one needs no CSRF token."""
    served = Guarded()
    csrf_token = served.log_in().json()["csrf_token"]

    assert _rewrite(served, Authorization=f"Bearer {KEY}") == 200
    for wrong in ("Bearer wrong", "Basic x", ""):
        assert _rewrite(served, Authorization=wrong, **{"X-CSRF-Token": csrf_token}) == 401


def test_logging_out_takes_the_cookie_away() -> None:
    """Under both of its names, and as often as one likes."""
    served = Guarded()
    csrf_token = served.log_in().json()["csrf_token"]
    assert_problem(served.client.delete("/v1/session"), 403, "csrf")

    for _ in range(2):
        left = served.client.delete("/v1/session", headers={"X-CSRF-Token": csrf_token})
        assert left.status_code == 204
        assert all("Max-Age=0" in cookie for cookie in left.headers.get_list("set-cookie"))
    assert "kindreply" not in served.client.cookies
    assert served.who().json()["authenticated"] is False


def test_a_session_lasts_half_a_day() -> None:
    """Counted from the login; then the page asks for the key again."""
    served = Guarded()
    csrf_token = served.log_in().json()["csrf_token"]
    cookie = f"kindreply={served.client.cookies['kindreply']}"
    served.client.cookies.clear()

    served.clock.now_s += SESSION_S - 1
    assert _rewrite(served, Cookie=cookie, **{"X-CSRF-Token": csrf_token}) == 200
    served.clock.now_s += 1
    refused = served.post({"draft": "x"}, Cookie=cookie, **{"X-CSRF-Token": csrf_token})
    assert_problem(refused, 401, "unauthorized")
    assert served.who(Cookie=cookie).json()["authenticated"] is False


def test_revoking_the_key_ends_its_sessions() -> None:
    """The key ring is asked with every request."""
    keys = KeysAtHand(anna=[Scope.REWRITE])
    served = Guarded(keys)
    csrf_token = served.log_in("anna").json()["csrf_token"]
    assert _rewrite(served, **{"X-CSRF-Token": csrf_token}) == 200

    keys.holders.clear()

    assert _rewrite(served, **{"X-CSRF-Token": csrf_token}) == 401
    assert served.who().json()["authenticated"] is False


def test_a_session_has_the_scopes_of_its_key() -> None:
    """No more, and fewer once the key has fewer."""
    keys = KeysAtHand(anna=[Scope.REWRITE, Scope.CHECK])
    served = Guarded(keys)
    told = served.log_in("anna").json()
    csrf = {"X-CSRF-Token": told["csrf_token"]}

    assert told["scopes"] == ["check", "rewrite"]
    assert_problem(served.post({"origin": DESK}, "/v1/widget-tokens", **csrf), 403, "forbidden")
    keys.holders["anna"[::-1]] = KeysAtHand(anna=[Scope.CHECK, Scope.KEYS]).holders["anna"[::-1]]
    assert served.who().json()["scopes"] == ["check"]
    assert_problem(served.post({"draft": "x"}, **csrf), 403, "forbidden")


def test_a_planted_plain_cookie_does_not_displace_the_secure_one() -> None:
    """Another host of the domain can set the plain name, never the other."""
    served = Guarded()
    secure = served.log_in(Origin="https://kind.example").headers["set-cookie"].partition(";")[0]
    planted = served.log_in().headers["set-cookie"].partition(";")[0]
    served.client.cookies.clear()

    both = served.who(Cookie=f"{planted}; {secure}").json()
    assert both == served.who(Cookie=secure).json() != served.who(Cookie=planted).json()
    noise = served.who(Cookie=f"{planted}; __Host-kindreply=noise").json()
    assert noise["authenticated"] is False


def test_the_methods_of_the_route_are_all_named() -> None:
    """Three routes share one path."""
    refused = Guarded().client.put("/v1/session", json={})

    assert_problem(refused, 405, "method_not_allowed")
    assert refused.headers.get_list("allow") == ["DELETE, GET, POST"]


def test_without_a_key_no_login_is_needed() -> None:
    """On a machine of one's own: the page is told so, and nothing is kept."""
    served = Served()
    told = served.client.get("/v1/session").json()

    assert told == {
        "authenticated": False,
        "login_needed": False,
        "scopes": EVERYTHING,
        "expires_at": None,
        "csrf_token": None,
    }
    logged_in = served.post({"key": "whatever"}, "/v1/session")
    assert logged_in.json() == told
    assert "set-cookie" not in logged_in.headers
    assert served.client.delete("/v1/session").status_code == 204
