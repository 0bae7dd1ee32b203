"""No text and no key of a request is in logs, metrics, errors or any output, whatever fails."""

import http.client
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.logging import build_log
from api.settings import load_settings
from tests.hostile.sending import CANARY
from tests.hostile.serving import Server, serving
from tests.upstream import Answer, Upstream, completion, fails, says

KEY = f"key-{CANARY}-of-twenty-and-more"
TEXT = f"We cannot refund {CANARY} before Friday."
_ECHO = json.dumps({"error": {"message": TEXT, "type": CANARY, "code": CANARY}}).encode()
FAULTS: Mapping[str, Answer] = {
    "a good answer": says(f"<reply>\n{TEXT} [D1]\n</reply>"),
    "an invented one": says(f"<reply>\nWe refund {CANARY} today. [D1]\n</reply>"),
    "no text": says(None),
    "cut": says(TEXT, "length"),
    "refused": Answer(body=json.dumps(completion(None, refusal=TEXT)).encode()),
    "500 that repeats the text": Answer(500, _ECHO),
    "400 that repeats the text": Answer(400, _ECHO),
    "401 that repeats the key": Answer(401, _ECHO),
    "429": fails(429, retry_after="3600"),
    "no JSON": Answer(body=f'{{"choices": "{TEXT}'.encode()),
    "a page": Answer(body=f"<h1>{TEXT}</h1>".encode(), headers={"Content-Type": "text/html"}),
    "a redirect": Answer(302, headers={"Location": f"http://127.0.0.1:1/{CANARY}"}),
    "a header that is none": Answer(body=_ECHO, headers={"X": f"{CANARY}\x00\xff"}),
    "a shorter body": Answer(body=_ECHO, length=9_999, reset=True),
    "a reset": Answer(reset=True),
}


class Talk:
    """Requests to a running service, and everything that came back from them as errors."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.errors: list[bytes] = []

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> int:
        """Send, and keep what is said back unless it is a success; its status."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = body if isinstance(body, bytes) else None if body is None else json.dumps(body)
        connection.request(method, path, sent, {"Content-Type": "application/json", **named})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 400 or path == "/metrics":
            self.errors.append(said + repr(answer.getheaders()).encode())
        connection.close()
        return answer.status


def _bodies() -> Iterator[Any]:
    """Requests that hold the canary in every place, good ones and bad ones."""
    whole = {
        "draft": f"{TEXT} Please wait.",
        "customer_message": f"Where is {CANARY}?",
        "facts": [f"Fact {CANARY}."],
        "thread": [{"author": "customer", "text": CANARY}],
        "metadata": {"conversation": CANARY, f"{CANARY}_name": CANARY},
        "channel": CANARY,
    }
    yield whole
    yield {**whole, "prompt": f"{CANARY}@production"}
    yield {**whole, "tone": CANARY, CANARY: CANARY}
    yield {**whole, "draft": CANARY * 99}
    yield {**whole, "draft": f"{CANARY}\0"}
    yield f'{{"draft": "{CANARY}'.encode()
    yield f'{{"draft": "{CANARY}", "draft": "{CANARY}"}}'.encode()


def test_no_canary_leaves_the_service_but_in_its_reply() -> None:
    """In drafts, facts, messages, metadata, keys, headers, paths and queries; at every fault."""
    now = {"answer": says("")}
    settings = {
        "API_KEY": KEY,
        "MODEL_NAME": "m",
        "MODEL_API_KEY": f"model-{CANARY}",
        "LOG_LEVEL": "debug",
        "DEADLINE_S": "2",
        "REQUESTS_PER_MINUTE": "0",
    }
    with (
        Upstream(lambda _: now["answer"]) as upstream,
        serving(**settings, MODEL_BASE_URL=upstream.url) as server,
    ):
        talk = Talk(server)
        key = {"Authorization": f"Bearer {KEY}"}
        for now["answer"] in FAULTS.values():
            assert talk.ask("POST", "/v1/rewrites", next(_bodies()), **key) == 200
        assert upstream.calls
        for body in _bodies():
            talk.ask("POST", "/v1/rewrites", body, **key)
            talk.ask("POST", "/v1/checks", body, **key)
        place = quote(CANARY)
        for path in (f"/{place}", f"/v1/{place}", f"/v1/rewrites?{place}={place}", f"/web/{place}"):
            talk.ask("GET", path, **key, X_Request_Id=f"{CANARY}!", Cookie=f"a={CANARY}")
            talk.ask("POST", path, b"{", **key, Origin=f"http://{CANARY}", Referer=CANARY)
        for wrong in (
            f"Bearer {CANARY}",
            f"Bearer {KEY}x",
            f"Basic {CANARY}",
            f"Bearer kr_{CANARY}",
        ):
            assert talk.ask("POST", "/v1/rewrites", {"draft": TEXT}, Authorization=wrong) == 401
        assert talk.ask("GET", "/metrics", **key) in {200, 401, 403, 404}
        server.stop()

        assert len(talk.errors) > 15
        assert not [said for said in talk.errors if CANARY.encode() in said]
        assert server.output().count(b"\n") > len(FAULTS)
        assert CANARY.encode() not in server.output()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_canary_is_logged_or_printed_at_any_fault(
    fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each fault meets a service of its own, so that no earlier one keeps it from being seen."""
    written = io.BytesIO()
    with Upstream(lambda _: FAULTS[fault]) as upstream:
        settings = load_settings(
            model_base_url=upstream.url, model_name="m", model_api_key=f"k-{CANARY}", deadline_s=2
        )
        app = create_app(settings, log=build_log("debug", written))
        with TestClient(app, base_url="http://localhost") as client:
            answer = client.post("/v1/rewrites", json=next(_bodies()))
            metrics = client.get("/metrics")
        assert upstream.calls

    assert answer.status_code == 200
    assert CANARY in answer.json()["reply"]
    printed = "".join(capfd.readouterr())
    assert CANARY not in written.getvalue().decode() + printed + metrics.text + str(metrics.headers)
