"""Exact origins, as browsers send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access.origin import exact_origin, exact_origins


@pytest.mark.parametrize(
    "origin",
    [
        "https://desk.example",
        "https://desk.example:8443",
        "https://xn--bcher-kva.example",
        "https://intranet",
        "https://192.168.1.5:444",
        "https://[2001:db8::1]",
        "http://localhost:3000",
        "http://app.localhost",
        "http://127.0.0.1:8000",
        "http://[::1]:1",
        "https://desk.example:80",
    ],
)
def test_an_exact_origin_is_taken_as_it_is(origin: str) -> None:
    """What a browser puts into `Origin`, letter by letter."""
    assert exact_origin(origin) == origin


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("null", "null"),
        ("*", "wildcard"),
        ("https://*.example", "wildcard"),
        ("https://desk.example/", "slash at the end"),
        ("https://desk.example/path", "no path"),
        ("https://desk.example?x", "no path"),
        ("https://desk.example#x", "no path"),
        ("https://Desk.example", "small letters"),
        ("HTTPS://desk.example", "small letters"),
        ("https://user@desk.example", "as browsers send it"),
        ("desk.example", "as browsers send it"),
        ("//desk.example", "as browsers send it"),
        ("", "as browsers send it"),
        ("https://", "as browsers send it"),
        ("https://bücher.example", "as browsers send it"),
        ("https://desk.example:0443", "as browsers send it"),
        ("https://desk.example:", "as browsers send it"),
        ("https://desk.example\n", "as browsers send it"),
        ("https://desk..example", "as browsers send it"),
        ("ftp://desk.example", "as browsers send it"),
        ("file://", "as browsers send it"),
        ("https://" + "a." * 200 + "example", "as browsers send it"),
        ("https://desk.example:443", "default port"),
        ("http://localhost:80", "default port"),
        ("http://desk.example", "must be https"),
        ("http://localhost.desk.example", "must be https"),
        ("http://127.0.0.1.desk.example", "must be https"),
        ("http://192.168.1.5", "must be https"),
    ],
)
def test_what_no_browser_sends_is_refused_with_its_reason(text: str, why: str) -> None:
    """It would never match, or match more than one place."""
    with pytest.raises(ValueError, match=why):
        exact_origin(text)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    """A request may hold anything where an origin belongs."""
    try:
        assert exact_origin(text) == text
    except ValueError as refusal:
        assert "must " in str(refusal)  # noqa: PT017 - nearly every text is refused


def test_a_list_is_separated_by_commas_and_may_be_empty() -> None:
    """Blank space around an entry is for the reader."""
    assert exact_origins(" ") == frozenset()
    listed = "https://a.example, http://localhost:3000 ,https://a.example"

    assert exact_origins(listed) == {"https://a.example", "http://localhost:3000"}


@pytest.mark.parametrize(
    "listed", ["https://a.example,https://secret.example/x", "https://a.example,"]
)
def test_the_entry_at_fault_is_named_by_its_place(listed: str) -> None:
    """Not by its text: an error message repeats no value."""
    with pytest.raises(ValueError, match="entry 2 must be") as refused:
        exact_origins(listed)

    assert "secret" not in str(refused.value)
