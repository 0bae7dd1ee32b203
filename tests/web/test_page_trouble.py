"""The page when something is wrong, or takes long: problems, waiting, nothing to soften."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.answers import answer
from tests.web.softening import Answering, soften

pytestmark = pytest.mark.browser


def test_a_problem_is_told_kindly_with_its_request_id(page: Page, answering: Answering) -> None:
    """What went wrong, that the draft is safe, and what to quote to whoever runs the service."""
    problem = {
        "status": 422,
        "title": "The text is too long",
        "detail": "A text may have at most 40000 characters.",
        "request_id": "req-77",
        "errors": [{"location": "draft", "code": "too_long", "message": "draft is too long."}],
    }
    answering(problem, status=422)
    soften(page, "Long, long.")

    expect(page.locator("#trouble-title")).to_be_focused()
    expect(page.locator("#trouble-text")).to_contain_text("at most 40000 characters")
    expect(page.locator("#trouble-text")).to_contain_text("Your draft is still here.")
    expect(page.locator("#trouble-list")).to_contain_text("draft is too long.")
    expect(page.locator("#trouble-id code")).to_have_text("req-77")
    expect(page.locator("#draft")).to_have_value("Long, long.")


def test_too_many_requests_are_told_with_the_time_to_wait(page: Page) -> None:
    """In plain words: how many are allowed, and when there is more."""
    problem = {"status": 429, "detail": "This key may make 60 requests a minute.", "errors": []}
    page.route(
        "**/v1/rewrites",
        lambda route: route.fulfill(status=429, json=problem, headers={"Retry-After": "12"}),
    )
    soften(page, "Hello.")

    expect(page.locator("#trouble-title")).to_have_text("A moment, please")
    expect(page.locator("#trouble-text")).to_have_text(
        "This key may make 60 requests a minute. Try again in 12 s. Your draft is still here."
    )


def test_no_answer_breaks_the_page(page: Page) -> None:
    """A proxy's page, half an answer, another form: told, never shown as a reply."""
    answers = [
        (200, ""),
        (200, "null"),
        (200, '{"reply": 7}'),
        (200, '{"reply": "No verdict."}'),
        (502, "<html>502</html>"),
        (500, "[]"),
    ]
    left = list(answers)

    def fulfil(route: Route) -> None:
        status, body = left.pop(0)
        route.fulfill(status=status, body=body)

    page.route("**/v1/rewrites", fulfil)
    for _ in answers:
        soften(page, "Hello.")
        expect(page.locator("#trouble")).to_be_visible()
        expect(page.locator("#result")).to_be_hidden()


def test_says_when_the_service_cannot_be_reached(page: Page, answering: Answering) -> None:
    """Network down: a plain sentence, and one key to try again."""
    page.route("**/v1/rewrites", lambda route: route.abort())
    soften(page, "Hello.")
    expect(page.locator("#trouble-title")).to_have_text("kindreply cannot be reached")
    answering(answer("Back again."))
    page.click("#again")

    expect(page.locator("#reply")).to_have_text("Back again.")


def test_a_new_request_ends_the_earlier_one(page: Page) -> None:
    """The last draft wins, and the service need not finish what nobody waits for."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.method))

    def slow_then_quick(route: Route) -> None:
        if "Second" in (route.request.post_data or ""):
            route.fulfill(json=answer("The second."))

    page.route("**/v1/rewrites", slow_then_quick)
    page.fill("#draft", "First.")
    page.click("#soften")
    expect(page.locator("#busy")).to_be_visible()
    soften(page, "Second.")

    expect(page.locator("#reply")).to_have_text("The second.")
    assert failed == ["POST"]


def test_waiting_can_be_ended(page: Page) -> None:
    """Escape gives up, keeps the draft and the place of work."""
    page.route("**/v1/rewrites", lambda _: None)
    page.fill("#draft", "First.")
    page.press("#draft", "Control+Enter")
    expect(page.locator("#busy")).to_be_visible()
    expect(page.locator("#outcome")).to_have_attribute("aria-busy", "true")
    page.keyboard.press("Escape")

    expect(page.locator("#empty")).to_be_visible()
    expect(page.locator("#draft")).to_be_focused()


def test_writing_on_while_waiting_keeps_the_cursor(page: Page) -> None:
    """The reply does not pull an agent out of a sentence; it says that the draft has changed."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/v1/rewrites", hold)
    page.fill("#draft", "First.")
    page.press("#draft", "Control+Enter")
    expect(page.locator("#busy")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.type(" More.")
    waiting[0].fulfill(json=answer("Answer."))

    expect(page.locator("#reply")).to_have_text("Answer.")
    expect(page.locator("#draft")).to_be_focused()
    expect(page.locator("#stale")).to_be_visible()


def test_sends_only_what_was_given(page: Page) -> None:
    """An empty field is no field: the contract refuses what it does not know."""
    sent: list[Any] = []

    def note(route: Route) -> None:
        sent.append(route.request.post_data_json)
        route.fulfill(json=answer())

    page.route("**/v1/rewrites", note)
    soften(page, "Hello.")
    page.click("#more summary")
    page.fill("#facts", " The link works once. \n\n It is blue.\n")
    page.fill("#customer", "Help!")
    page.select_option("#channel", "chat")
    page.click("#soften")
    expect(page.locator("#result")).to_be_visible()

    assert sent == [
        {"draft": "Hello.", "tone": "warm", "format": "text"},
        {
            "draft": "Hello.",
            "tone": "warm",
            "format": "text",
            "customer_message": "Help!",
            "facts": ["The link works once.", "It is blue."],
            "channel": "chat",
        },
    ]


def test_an_empty_draft_is_asked_for(page: Page) -> None:
    """No request for nothing; the note belongs to the field, and the cursor is there."""
    page.click("#soften")

    expect(page.locator("#draft-note")).to_contain_text("Write a draft first")
    expect(page.locator("#draft")).to_be_focused()
    expect(page.locator("#draft")).to_have_attribute("aria-invalid", "true")
