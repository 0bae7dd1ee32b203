"""The page in a browser, as fixtures: each test gets a fresh one."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page, Route, ViewportSize, expect

from api.app import create_app
from api.settings import Settings
from tests.chromium import chromium
from tests.web.softening import Answering


@contextmanager
def serving(**settings: Any) -> Iterator[str]:
    """The address of the real service on loopback, with the phrasebook and no model."""
    app = create_app(Settings.model_validate({"log_level": "error", **settings}))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A service that wants no key; a module that tests another has a fixture of this name."""
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def window() -> Iterator[BrowserContext]:
    """Debian's Chromium; the module's own, since a running Playwright blocks other event loops."""
    with chromium() as browser:
        size: ViewportSize = {"width": 1280, "height": 900}
        window = browser.new_context(viewport=size, reduced_motion="reduce")
        window.grant_permissions(["clipboard-read", "clipboard-write"])
        window.set_default_timeout(5_000)
        yield window


@pytest.fixture
def page(window: BrowserContext, address: str) -> Iterator[Page]:
    """The page, fresh. Fails the test on a script error, a CSP violation or an outside request."""
    page = window.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    page.on(
        "console",
        lambda said: (
            wrong.append(said.text)
            if said.type in ("error", "warning") and "Failed to load resource" not in said.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith(address) else None,
    )
    page.goto(address)
    expect(page.locator(".example")).to_have_count(3)
    yield page
    assert wrong == []
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("() => document.querySelectorAll('[style]').length") == 0
    page.close()


@pytest.fixture
def answering(page: Page) -> Answering:
    """Script the service: each call takes the next answer, the last one again and again."""

    def script(*answers: dict[str, Any], status: int = 200, **headers: str) -> None:
        left = list(answers)

        def fulfil(route: Route) -> None:
            body = left.pop(0) if len(left) > 1 else left[0]
            route.fulfill(
                status=status,
                headers=headers,
                content_type="application/json",
                body=json.dumps(body),
            )

        page.unroute("**/v1/rewrites")
        page.route("**/v1/rewrites", fulfil)

    return script
