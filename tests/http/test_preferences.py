"""`Prefer: wait=N` of RFC 7240: how it is read, and what it does to a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.preferences import wait_s
from tests.http.fakes import FakeRewriter, Served, assert_problem


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        (["wait=8"], 8),
        (["Wait = 8"], 8),
        (['wait="8"'], 8),
        (["respond-async, wait=8"], 8),
        (["respond-async", "wait=8"], 8),
        (["wait=8; strict, return=minimal"], 8),
        (["wait=8, wait=2"], 8),
        (["wait=0"], 1),
        (["wait=0007"], 7),
        (["wait=soon, wait=8"], 8),
        ([], None),
        ([""], None),
        (["wait"], None),
        (["wait="], None),
        (["wait=-1"], None),
        (["wait=1.5"], None),
        (['wait="8'], None),
        (["wait=8 s"], None),
        (["await=8"], None),
        (["wait=1e3"], None),
        (["wait=12345678"], None),
        (["wait=٨"], None),
        (["x=" + "y" * 2_000 + ", wait=8"], None),
    ],
)
def test_a_wait_is_read_as_the_rfc_says(prefer: list[str], seconds: int | None) -> None:
    """Whole seconds, in any of several headers; the first readable one; one second at least."""
    assert wait_s(prefer) == seconds


@given(st.lists(st.text(max_size=60), max_size=3))
def test_no_header_is_an_error(prefer: list[str]) -> None:
    """What is not readable is ignored, as a preference is."""
    seconds = wait_s(prefer)
    assert seconds is None or seconds >= 1


def test_a_caller_can_ask_for_an_earlier_answer() -> None:
    """The request carries the wait, and the answer says that it was heard."""
    served = Served(FakeRewriter())

    answer = served.post({"draft": "Hi."}, prefer="respond-async, wait=8")

    assert served.rewriter.asked[0].deadline_s == 8
    assert answer.headers["preference-applied"] == "wait=8"


@pytest.mark.parametrize("headers", [{}, {"prefer": "wait=soon"}, {"prefer": "return=minimal"}])
def test_without_a_readable_wait_nothing_is_applied(headers: dict[str, str]) -> None:
    """The configured deadline holds."""
    served = Served(FakeRewriter())

    answer = served.post({"draft": "Hi."}, **headers)

    assert served.rewriter.asked[0].deadline_s is None
    assert "preference-applied" not in answer.headers


def test_a_preference_does_not_hide_a_problem() -> None:
    """A request that is refused had no use for it."""
    refused = Served(FakeRewriter()).post({"draft": 7}, prefer="wait=8")

    assert_problem(refused, 422, "invalid_request")
    assert "preference-applied" not in refused.headers
