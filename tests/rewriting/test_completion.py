"""Bodies that came with a good status, usable and not."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.reply import Usage
from api.rewriting.completion import read_completion
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    PromptRejected,
    ProviderFailed,
    RateLimited,
    Refused,
)
from tests.upstream import completion


def body(content: object, finish_reason: object = "stop", **more: object) -> bytes:
    """A body around any content."""
    return json.dumps(completion(content, finish_reason, **more)).encode()


def without(*path: object) -> bytes:
    """A good body without one of its members."""
    whole = completion("Hello.")
    inner: Any = whole
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return json.dumps(whole).encode()


def test_reads_text_model_and_usage() -> None:
    """The model is the one that answered, which may be a dated version of the one asked."""
    read = read_completion(body("Hello.\n\tYou \U0001f600"), asked="m")

    assert read.text == "Hello.\n\tYou \U0001f600"
    assert read.model == "upstream-model-2026"
    assert read.usage == Usage(11, 7)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        3,
        [],
        {},
        {"prompt_tokens": "11", "completion_tokens": 7},
        {"prompt_tokens": 11},
        {"prompt_tokens": -11, "completion_tokens": 7},
        {"prompt_tokens": 11, "completion_tokens": 10**30},
        {"prompt_tokens": True, "completion_tokens": 7},
    ],
)
def test_usage_is_a_report_and_never_a_reason_to_fail(usage: object) -> None:
    """Local servers leave it out; what is no count must not fill up a budget either."""
    assert read_completion(body("Hello.", usage=usage), asked="m").usage is None


@pytest.mark.parametrize("model", [None, "", 3, "Dear Ms Miller", "a\nb", "x" * 101, "m\u200b"])
def test_a_missing_model_is_the_one_that_was_asked(model: object) -> None:
    """Records must name one; a name that could be text is not repeated, for it is logged."""
    assert read_completion(body("Hello.", model=model), asked="m").model == "m"


def test_minimal_good_bodies_are_read() -> None:
    """Unknown members, duplicate keys and a byte order mark do no harm."""
    text = '{"choices":[{"message":{"content":"A","content":"B"},"finish_reason":"stop"}],"x":[1]}'

    assert read_completion(b"\xef\xbb\xbf" + text.encode(), asked="m").text == "B"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<html><body>Welcome</body></html>", id="html"),
        pytest.param(b'"Hello."', id="string"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="list"),
        pytest.param(b"{}", id="object"),
        pytest.param(body("Hello.")[:-9], id="cut json"),
        pytest.param(body("Hello.").replace(b"Hello", b"H\xe9llo"), id="bad utf-8"),
        pytest.param(body("Hello.").decode().encode("utf-16"), id="utf-16"),
        pytest.param(body("Hello.").replace(b"Hello", b"\\ud800"), id="lone surrogate"),
        pytest.param(b"[" * 100_000, id="deep list"),
        pytest.param(b'{"choices":' * 50_000 + b"}" * 50_000, id="deep objects"),
        pytest.param(b'{"usage":' + b"9" * 5_000 + b"}", id="long number"),
        pytest.param(without("choices"), id="no choices"),
        pytest.param(json.dumps({"choices": []}).encode(), id="empty choices"),
        pytest.param(json.dumps({"choices": None}).encode(), id="null choices"),
        pytest.param(json.dumps({"choices": [None]}).encode(), id="null choice"),
        pytest.param(without("choices", 0, "message"), id="no message"),
        pytest.param(without("choices", 0, "message", "content"), id="no content"),
        pytest.param(body(None), id="null content"),
        pytest.param(body(""), id="empty content"),
        pytest.param(body(" \n\t "), id="blank content"),
        pytest.param(body(7), id="number"),
        pytest.param(body(["Hello."]), id="list of text"),
        pytest.param(body({"text": "Hello."}), id="object as text"),
        pytest.param(body("Hel\0lo."), id="NUL"),
        pytest.param(body("Hel\x1blo."), id="escape"),
        pytest.param(body("Hel\x7flo."), id="delete"),
        pytest.param(body("Hel\x9blo."), id="C1"),
        pytest.param(body("Hello.", "tool_calls"), id="tool calls"),
        pytest.param(body("Hello.", "banana"), id="unknown finish"),
        pytest.param(body("Hello.", 3), id="finish is a number"),
    ],
)
def test_everything_else_is_a_bad_answer(sent: bytes) -> None:
    """All of these came with status 200 from somewhere."""
    with pytest.raises(BadAnswer) as caught:
        read_completion(sent, asked="m")

    assert caught.value.__context__ is None, "the parser's message quotes the body"
    assert "Hello" not in str(caught.value)


@pytest.mark.parametrize("finish_reason", ["length", None])
def test_text_that_may_be_cut_is_never_shown(finish_reason: object) -> None:
    """What is missing could be the "not"."""
    with pytest.raises(CutShort):
        read_completion(body("We will", finish_reason), asked="m")


def test_a_missing_finish_reason_is_a_cut() -> None:
    """Only "stop" says that the text is whole."""
    with pytest.raises(CutShort):
        read_completion(without("choices", 0, "finish_reason"), asked="m")


def test_a_refusal_is_a_refusal_with_or_without_text() -> None:
    """By its field, or by the provider's filter."""
    refused = completion(None)
    refused["choices"][0]["message"]["refusal"] = "I can't help with that."

    for sent in (json.dumps(refused).encode(), body("Hel", "content_filter")):
        with pytest.raises(Refused):
            read_completion(sent, asked="m")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": "down", "code": 502}, ProviderFailed),
        ({"message": "slow down", "code": 429}, RateLimited),
        ({"message": "slow down", "status": 429}, RateLimited),
        ({"message": "no", "code": "insufficient_quota"}, Misconfigured),
        ({"message": "no", "code": 400}, PromptRejected),
        ({"message": "no", "code": "9" * 9}, ProviderFailed),
        ({}, ProviderFailed),
        ("overloaded", ProviderFailed),
        (None, BadAnswer),
        ("", BadAnswer),
    ],
)
def test_an_error_object_in_a_good_status_is_that_error(
    error: object, kind: type[ModelError]
) -> None:
    """Gateways answer so when the provider behind them fails."""
    with pytest.raises(ModelError) as caught:
        read_completion(json.dumps({"error": error}).encode(), asked="m")

    assert type(caught.value) is kind


def test_a_choice_that_ended_in_error_is_the_providers_failure() -> None:
    """A gateway says so in place of a reason to finish."""
    with pytest.raises(ProviderFailed):
        read_completion(body("Hel", "error"), asked="m")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "message", "content", "finish_reason", "error", "code"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=60))
@settings(max_examples=200)
def test_no_body_raises_anything_but_a_model_error(sent: bytes) -> None:
    """The door lets nothing else through."""
    try:
        assert read_completion(sent, asked="m").text.strip()
    except ModelError as error:
        assert error.reason  # noqa: PT017 - any of ours is right here
