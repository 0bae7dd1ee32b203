"""Learning what a model refuses."""

import pytest

from api.rewriting.parameters import Parameters

WANTED = {"temperature": 0.2, "max_tokens": 900}


def refusal(
    param: str | None, code: str | None = "unsupported_parameter", said: str = ""
) -> object:
    """An error body as OpenAI sends it."""
    return {"error": {"message": said, "param": param, "code": code}}


def test_nothing_is_left_out_before_it_was_refused() -> None:
    """Most models take all."""
    assert Parameters().fit(WANTED) == WANTED


def test_a_limit_goes_by_its_other_name_once_refused() -> None:
    """Reasoning models say max_completion_tokens, older servers max_tokens."""
    parameters = Parameters()

    assert parameters.learn(WANTED, refusal("max_tokens"))
    assert parameters.fit(WANTED) == {"temperature": 0.2, "max_completion_tokens": 900}
    assert parameters.fit({"max_completion_tokens": 9}) == {"max_completion_tokens": 9}
    assert parameters.learn(parameters.fit(WANTED), refusal("max_completion_tokens"))
    assert parameters.fit(WANTED) == {"temperature": 0.2}


@pytest.mark.parametrize(
    "body",
    [
        refusal("temperature"),
        refusal("temperature", "unsupported_value"),
        refusal(None, "unsupported_value", "'temperature' does not support 0.2"),
        refusal(None, None, "Unrecognized request argument supplied: temperature"),
        refusal(None, "unknown_parameter", "Unknown parameter: 'temperature'."),
        {"message": "`temperature` is not supported by this model"},
        {"detail": [{"type": "extra_forbidden", "loc": ["body", "temperature"]}]},
    ],
)
def test_a_refusal_is_read_in_the_forms_that_servers_use(body: object) -> None:
    """By code and field, else by the message."""
    parameters = Parameters()

    assert parameters.learn(WANTED, body)
    assert parameters.fit(WANTED) == {"max_tokens": 900}


def test_the_refused_name_is_the_first_in_a_message() -> None:
    """The one that is proposed comes after it."""
    parameters = Parameters()
    said = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."

    assert parameters.learn({"max_tokens": 9}, refusal(None, None, said))
    assert parameters.fit({"max_tokens": 9}) == {"max_completion_tokens": 9}


@pytest.mark.parametrize(
    "body",
    [
        None,
        "Bad Request",
        [],
        {"error": None},
        {"detail": []},
        {"detail": ["temperature"]},
        {"detail": [{"type": "extra_forbidden"}]},
        {"detail": [{"type": "extra_forbidden", "loc": []}]},
        refusal("messages"),
        refusal("temperature", "context_length_exceeded"),
        refusal("seed"),
        refusal(None, None, "Your draft says temperature 40"),
    ],
)
def test_nothing_is_learnt_from_other_errors(body: object) -> None:
    """The same request would only be refused again."""
    parameters = Parameters()

    assert not parameters.learn(WANTED, body)
    assert parameters.fit(WANTED) == WANTED


def test_a_refusal_of_what_another_request_has_learnt_counts_again() -> None:
    """Two requests under way at once are both refused, and both ask again."""
    parameters = Parameters()

    assert parameters.learn(WANTED, refusal("temperature"))
    assert parameters.learn(WANTED, refusal("temperature"))
    assert not parameters.learn(parameters.fit(WANTED), refusal("temperature"))
