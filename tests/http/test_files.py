"""The page and the reference."""

from tests.http.fakes import Served, assert_problem


def test_the_page_and_its_parts_are_served_with_their_types() -> None:
    """index.html at the root, the rest under /web, nothing of another kind."""
    client = Served().client
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    script = client.get("/web/app.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cache-control"] == "no-cache"
    for path in ("/web/notes.txt", "/web/../fakes.py", "/web/%2e%2e/fakes.py", "/web/"):
        assert_problem(client.get(path), 404)


def test_a_file_the_browser_has_is_not_sent_again() -> None:
    """It asks with the validator it got, weak or among others, and gets 304."""
    client = Served().client
    etag = client.get("/").headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        response = client.get("/", headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
    assert client.get("/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_answers_like_get_without_the_body() -> None:
    """Link checkers and monitors ask like this."""
    response = Served().client.head("/")
    assert (response.status_code, response.content) == (200, b"")


def test_the_reference_needs_nothing_from_outside() -> None:
    """No address of another host, no inline script, no inline style."""
    client = Served().client
    pages = [client.get(path).text for path in ("/docs", "/docs/docs.js", "/docs/docs.css")]
    text = "".join(pages)
    assert "https://" not in text
    assert "innerHTML" not in text
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text


def test_openapi_shows_examples_and_problems() -> None:
    """Both routes have an example that validates, and each documents what can go wrong."""
    served = Served()
    schema = served.client.get("/openapi.json").json()
    for path in ("/v1/rewrites", "/v1/checks"):
        operation = schema["paths"][path]["post"]
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        (example,) = schema["components"]["schemas"][reference.rpartition("/")[2]]["examples"]
        assert served.post(example, path=path).status_code == 200
        for status in ("400", "401", "408", "413", "415", "422", "500"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
        assert operation["security"]
    assert {row["code"] for row in schema["x-problem-codes"]} >= {"bad_json", "too_long"}


def test_every_operation_documents_that_a_foreign_host_name_is_refused() -> None:
    """Without a key only this machine's own names are served, whatever the path."""
    schema = Served().client.get("/openapi.json").json()

    operations = [one for path in schema["paths"].values() for one in path.values()]

    assert operations
    for operation in operations:
        assert "unknown_host" in operation["responses"]["400"]["description"]
        assert list(operation["responses"]["400"]["content"]) == ["application/problem+json"]


def test_readiness_says_what_is_missing_and_is_ready_all_the_same() -> None:
    """Without a model the phrasebook writes, so nothing stands still."""
    client = Served().client
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["version"]) == ("ready", "1.2.3")
    assert ready["degraded"] == []
