"""The page of a service that wants a key: one login, and a draft that survives everything."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from tests.chromium import FAINT
from tests.web.answers import answer
from tests.web.conftest import serving
from tests.web.softening import soften

pytestmark = pytest.mark.browser

KEY = "open-sesame-and-more"
HELD = "(key) => JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage},"
HELD += " document.documentElement.outerHTML]).includes(key)"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A service with a key."""
    with serving(api_key=KEY) as address:
        yield address


@pytest.fixture(autouse=True)
def _nobody_is_logged_in(window: BrowserContext) -> None:
    window.clear_cookies()


def _log_in(page: Page, key: str = KEY) -> None:
    page.fill("#key", key)
    page.keyboard.press("Enter")
    expect(page.locator("#logout")).to_be_visible()


def _sent(page: Page) -> list[dict[str, Any]]:
    """What goes to the service from now on: method, path, headers, body."""
    seen: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        _, _, path = request.url.removeprefix("http://").partition("/")
        seen.append(
            {
                "what": f"{request.method} /{path}",
                "headers": request.headers,
                "body": request.post_data,
            }
        )

    page.on("request", note)
    return seen


def test_the_login_is_the_first_thing_with_its_name_and_the_cursor(page: Page) -> None:
    """A field with a label, a plain sentence, and nothing to look for."""
    expect(page.locator("#login")).to_be_visible()
    expect(page.get_by_label("Your key")).to_be_focused()
    expect(page.get_by_role("form", name="Log in to begin")).to_be_visible()
    expect(page.locator("#key")).to_have_attribute("type", "password")
    expect(page.locator("#logout")).to_be_hidden()


def test_one_login_is_enough_and_the_key_is_gone(page: Page) -> None:
    """The key goes over once; after that a cookie speaks that no script can read."""
    sent = _sent(page)
    _log_in(page)
    expect(page.locator("#login")).to_be_hidden()
    expect(page.locator("#draft")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("You are logged in.")
    soften(page, "You must send the receipt.")
    expect(page.locator("#reply")).to_contain_text("receipt")

    assert [one["what"] for one in sent] == ["POST /v1/session", "POST /v1/rewrites"]
    assert json.loads(sent[0]["body"]) == {"key": KEY}
    assert "authorization" not in sent[1]["headers"]
    assert sent[1]["headers"]["x-csrf-token"]
    assert not page.evaluate(HELD, KEY)
    assert page.input_value("#key") == ""
    assert page.evaluate("() => document.cookie") == ""


def test_the_login_survives_a_reload(page: Page) -> None:
    """And the page can still make changes: it asks for the CSRF token again."""
    _log_in(page)
    page.reload()
    expect(page.locator("#logout")).to_be_visible()
    expect(page.locator("#login")).to_be_hidden()

    soften(page, "You must send the receipt.")
    expect(page.locator("#reply")).to_contain_text("receipt")


def test_a_wrong_key_can_be_mended_in_place(page: Page) -> None:
    """What is wrong is said next to the field, the cursor is there, and the next try counts."""
    page.fill("#key", "wrong")
    page.click("#login button")
    expect(page.locator("#login-note")).to_contain_text("That key was not accepted")
    expect(page.locator("#login-note")).to_have_attribute("role", "alert")
    expect(page.locator("#key")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#key")).to_be_focused()

    page.keyboard.type(KEY)
    expect(page.locator("#login-note")).to_have_text("")
    page.keyboard.press("Enter")
    expect(page.locator("#logout")).to_be_visible()


def test_no_key_is_no_try(page: Page) -> None:
    """Nothing is sent for an empty field, and the field says so."""
    sent = _sent(page)
    page.fill("#key", "  ")
    page.keyboard.press("Enter")

    expect(page.locator("#login-note")).to_have_text("Type or paste your key first.")
    assert sent == []


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (429, {"Retry-After": "42"}, "Try again in 42 s."),
        (503, {}, "That did not work."),
        (0, {}, "cannot be reached"),
    ],
)
def test_a_login_that_does_not_work_says_why(
    page: Page, status: int, headers: dict[str, str], said: str
) -> None:
    """Too many tries, a busy service, no network: next to the field, with the key still in it."""

    def fail(route: Route) -> None:
        if status:
            route.fulfill(status=status, headers=headers, json={"status": status})
        else:
            route.abort()

    page.route("**/v1/session", fail)
    page.fill("#key", KEY)
    page.keyboard.press("Enter")

    expect(page.locator("#login-note")).to_contain_text(said)
    assert page.input_value("#key") == KEY
    page.unroute("**/v1/session")
    page.keyboard.press("Enter")
    expect(page.locator("#logout")).to_be_visible()
    assert page.input_value("#key") == ""


def test_a_draft_written_before_the_login_goes_on_after_it(page: Page) -> None:
    """Whoever presses the button first is asked for the key, not for the draft again."""
    sent = _sent(page)
    page.fill("#draft", "You must send the receipt.")
    page.press("#draft", "Control+Enter")
    expect(page.locator("#key")).to_be_focused()
    assert sent == []

    _log_in(page)
    expect(page.locator("#reply")).to_contain_text("receipt")
    expect(page.locator("#draft")).to_have_value("You must send the receipt.")


def test_an_ended_session_asks_again_and_loses_nothing(page: Page, window: BrowserContext) -> None:
    """The draft stays, the last reply stays, and what was asked goes on after the login."""
    _log_in(page)
    soften(page, "You must send the receipt.")
    window.clear_cookies()
    page.fill("#draft", "You must send the second receipt.")
    page.press("#draft", "Control+Enter")

    expect(page.locator("#login-title")).to_have_text("Please log in again")
    expect(page.locator("#announce")).to_contain_text("Your draft is still here")
    expect(page.locator("#key")).to_be_focused()
    expect(page.locator("#draft")).to_have_value("You must send the second receipt.")
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#logout")).to_be_hidden()
    _log_in(page)
    expect(page.locator("#reply")).to_contain_text("second receipt")


def test_logging_out_ends_the_session_and_clears_the_page(page: Page) -> None:
    """The next person at this screen finds nothing."""
    _log_in(page)
    soften(page, "You must send the receipt.")
    page.click("#logout")

    expect(page.locator("#login")).to_be_visible()
    expect(page.locator("#draft")).to_have_value("")
    expect(page.locator("#result")).to_be_hidden()
    assert page.context.cookies() == []


def test_logging_out_without_a_network_is_not_pretended(page: Page) -> None:
    """Somebody who thinks to be logged out and is not would leave the door open."""
    _log_in(page)
    page.route("**/v1/session", lambda route: route.abort())
    page.click("#logout")

    expect(page.locator("#trouble-title")).to_have_text("kindreply cannot be reached")
    expect(page.locator("#logout")).to_be_visible()


def test_a_login_on_another_tab_counts_on_this_one(page: Page, window: BrowserContext) -> None:
    """Its session is this one's: the form goes when the tab is looked at, and changes go on."""
    other = window.new_page()
    other.goto(page.url)
    _log_in(other)
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#login")).to_be_hidden()

    window.clear_cookies()
    other.reload()
    _log_in(other)
    soften(page, "You must send the receipt.")
    expect(page.locator("#reply")).to_contain_text("receipt")
    other.close()


def test_the_keyboard_is_enough_from_login_to_logout(page: Page) -> None:
    """Focus goes where the work is, and Log out is reached by Tab."""
    page.keyboard.type(KEY)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#draft")).to_be_focused()
    page.evaluate("() => document.querySelector('.skip').focus()")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#logout")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#login")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_login_can_be_read_and_fits(page: Page, size: Any, scheme: Any) -> None:
    """Contrast of at least 4.5 in both schemes, no sideways scrolling, a field wide enough."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.fill("#key", "wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#login-note")).to_be_visible()

    assert page.evaluate(FAINT) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    field = page.locator("#key").bounding_box()
    assert field is not None
    assert field["width"] >= 200
    assert field["height"] >= 40


def test_a_service_that_cannot_say_who_is_there_locks_nobody_out(page: Page) -> None:
    """An answer in no known form: the page works, and asks for a key only once it is refused."""
    page.route("**/v1/session", lambda route: route.fulfill(json={"odd": True}))
    page.route("**/v1/rewrites", lambda route: route.fulfill(json=answer("Dear all.")))
    page.reload()
    expect(page.locator(".example")).to_have_count(3)
    expect(page.locator("#login")).to_be_hidden()
    soften(page, "Hello.")

    expect(page.locator("#reply")).to_have_text("Dear all.")
