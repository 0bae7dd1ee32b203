"""What every test of the page does first."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Answering = Callable[..., None]
"""Scripts the service: each call takes the next answer, the last one again and again."""


def soften(page: Page, draft: str) -> None:
    """Type a draft, ask, and wait for what comes of it."""
    page.fill("#draft", draft)
    page.press("#draft", "Control+Enter")
    expect(page.locator("#result:visible, #trouble:visible")).to_have_count(1)
