"""Inputs to messages."""

from pathlib import Path
from typing import Any

import pytest

import prompts
from tests.prompts.libraries import SOURCE, make_library


def render(**inputs: Any) -> str:
    """The user's message of the working copy of soften."""
    return prompts.load("soften@working").render(**inputs)[1].content


def test_a_missing_input_is_named() -> None:
    """The caller learns which input to give."""
    with pytest.raises(prompts.InputError, match="needs the input 'draft'"):
        render(tone="warm")


def test_an_unknown_input_is_named_with_what_there_is() -> None:
    """A typing error in an input's name is not silently dropped."""
    with pytest.raises(prompts.InputError, match="no input 'costumer'; it takes draft, customer"):
        render(draft="Hi.", tone="warm", costumer="Hello?")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"tone": "sugary"}, "'tone' must be warm or formal"),
        ({"max_chars": "280"}, "'max_chars' must be of the kind number"),
        ({"max_chars": True}, "'max_chars' must be"),
        ({"facts": "one string"}, "'facts' must be of the kind texts"),
        ({"facts": [1]}, "'facts' must be of the kind texts"),
        ({"thread": [{"author": "boss", "text": "x"}]}, "'thread' must be of the kind turns"),
        ({"thread": [{"text": "x"}]}, "'thread' must be of the kind turns"),
        ({"customer": 7}, "'customer' must be of the kind text"),
    ],
)
def test_an_input_of_the_wrong_form_is_named(inputs: dict[str, Any], said: str) -> None:
    """A wrong form never reaches the template."""
    with pytest.raises(prompts.InputError, match=said):
        render(**{"draft": "Hi.", "tone": "warm", **inputs})


def test_inputs_that_are_not_given_leave_nothing_behind() -> None:
    """No empty fence, no word about a customer who said nothing."""
    assert render(draft="Hi. [D1]", tone="warm", customer=None, facts=[], thread=[]) == (
        "<draft>\nHi. [D1]\n</draft>\n\n"
        "Tone: warm. As one person to another, natural contractions, no gush.\n"
        "Rewrite the draft. Answer with <reply> and its marks only."
    )


def test_template_syntax_in_a_text_stays_text() -> None:
    """Placeholders are what a rewriter meets all day; none of them is evaluated."""
    draft = "Hi {{ name }}, {% raw %} ${x} {# note #} [D1]"

    assert draft in render(draft=draft, tone="warm")


def test_the_system_message_is_the_same_for_every_request() -> None:
    """It holds no user's text, and providers can cache it."""
    prompt = prompts.load("soften@working")

    assert prompt.render(draft="a", tone="warm")[0] == prompt.render(draft="b", tone="plain")[0]
    assert "{{name}}" in prompt.render(draft="a", tone="warm")[0].content


@pytest.mark.parametrize(
    "line", ["{{ draft }}", '{{ draft ~ "!" }}', "{{ draft | string }}", '{{ "%s" % draft }}']
)
def test_a_users_text_outside_a_fence_stops_the_rendering(tmp_path: Path, line: str) -> None:
    """However a template tries to print it."""
    library = make_library(tmp_path, SOURCE + line)

    with pytest.raises(prompts.UnfencedText):
        library.load("greet@working").render(draft="Hi.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ weather }}", "'weather' is undefined"),
        ("{% if %}", "no valid template"),
        ('{{ fence("draft", "words") }}', "no user's text"),
        ('{{ fence("reply", draft) }}', "'reply', which is not declared"),
        ("{{ draft._text }}", "template failed"),
        ('{% include "/etc/passwd" %}', "template failed"),
    ],
)
def test_a_template_that_does_what_it_may_not_is_an_error(
    tmp_path: Path, line: str, said: str
) -> None:
    """The prompt engineer is told; nothing is sent."""
    library = make_library(tmp_path, SOURCE + line)

    with pytest.raises(prompts.SourceError, match=said):
        library.load("greet@working").render(draft="Hi.")
