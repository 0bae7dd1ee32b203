"""Whatever is sent, the answer is one of a few, and never the input."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.http.fakes import Served, assert_problem

FIELDS = [
    "draft", "customer_message", "thread", "facts", "tone", "format", "channel", "max_chars",
    "prompt", "engine", "metadata", "rewrite", "sentences", "other",
]  # fmt: skip

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(st.characters(exclude_categories=()), max_size=30)
    | st.sampled_from(["warm", "markdown", "html", "auto", "soften@production", "email", "agent"])
)
names = st.sampled_from(["author", "text", "from"])
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["author", "text", "from"]) | st.text(), inner, max_size=3
        )
    ),
    max_leaves=8,
)
bodies = st.dictionaries(st.sampled_from(FIELDS), values, max_size=6) | values
served = Served()


@given(bodies, st.sampled_from(["/v1/rewrites", "/v1/checks"]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_gets_an_answer_or_a_problem(body: object, path: str) -> None:
    """Never a 5xx, and a refusal always has the one shape."""
    response = served.post(json.dumps(body).encode(), path=path)
    assert response.status_code in {200, 400, 422}
    if response.status_code != 200:
        assert_problem(response, response.status_code)


@given(st.binary(max_size=300), st.sampled_from(["application/json", "text/plain", ""]))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_get_an_answer_or_a_problem(body: bytes, content_type: str) -> None:
    """Bytes that are no JSON, no UTF-8, nothing at all."""
    response = served.post(body, **{"Content-Type": content_type})
    assert response.status_code in {400, 415, 422}
    assert_problem(response, response.status_code)


canary = st.text("zqxj", min_size=8, max_size=12)


@given(canary, st.sampled_from(FIELDS), st.sampled_from(["value", "name", "inside", "twice"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_refusal_never_repeats_what_was_sent(word: str, field: str, place: str) -> None:
    """Neither values nor names, in the answer or in the log."""
    wrong = {
        "value": json.dumps({"draft": "x", field: {"x": word}}),
        "name": json.dumps({"draft": "x", word: 1}),
        "inside": json.dumps({"draft": "x", field: [{word: word}]}),
        "twice": f'{{"{word}": 1, "{word}": 2}}',
    }[place]
    response = served.post(wrong.encode())
    if response.status_code != 200:
        assert word not in response.text
    assert word.encode() not in served.written.getvalue()
