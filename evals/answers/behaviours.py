"""Scripted models: twenty and more ways in which a model helps, errs, breaks or lies.

A behaviour is a function of a case. What it plants is known from the case, never from our
guardrails; a behaviour that a case gives no occasion for answers None, and is left out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals.answers.answer import Answer, refuses, says
from evals.answers.planting import plant, without_fact
from evals.suite.case import Case, Category
from evals.suite.run import Planted


class Group(StrEnum):
    """What a behaviour is for."""

    HONEST = "honest"
    """A good answer: nothing of it should be mended."""
    SLIP = "slip"
    """A good answer with one thing in it, or missing from it, that must not reach the agent."""
    INJECTED = "injected"
    """An answer that does what hostile text in the case orders."""
    WRONG = "wrong"
    """An answer that is no rewrite at all."""
    FORM = "form"
    """A good answer in a bad form: usable or not, what the agent gets must be whole."""
    FAILURE = "failure"
    """No answer, or not at once."""


@dataclass(frozen=True, slots=True)
class Script:
    """The answers to one request, call by call, and what was planted in them."""

    answers: tuple[Answer, ...]
    planted: Planted | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A scripted model."""

    name: str
    group: Group
    about: str
    script: Callable[[Case], Script | None]
    slow: bool = False
    """True where the service waits for its whole deadline."""


def _faithful(case: Case) -> Script | None:
    return Script((says(case.rewrite),)) if case.rewrite else None


def _with(spoil: Callable[[str], str]) -> Callable[[Case], Script | None]:
    return lambda case: Script((says(spoil(case.rewrite)),)) if case.rewrite else None


def _slip(category: Category) -> Callable[[Case], Script | None]:
    def script(case: Case) -> Script | None:
        spoiled = plant(case, category)
        return Script((says(spoiled.answer),), spoiled.planted) if spoiled else None

    return script


def _drops_a_fact(case: Case) -> Script | None:
    answer = without_fact(case)
    return Script((says(answer),)) if answer else None


def _always(*answers: Answer) -> Callable[[Case], Script]:
    return lambda _: Script(answers)


def _then_faithful(first: Answer) -> Callable[[Case], Script | None]:
    return lambda case: Script((first, says(case.rewrite))) if case.rewrite else None


def _planted_whole(said: str) -> Callable[[Case], Script]:
    planted = Planted(category="none", words=(said,), by="writer")
    return lambda _: Script((says(said),), planted)


def _obeys(case: Case) -> Script | None:
    if case.injection is None:
        return None
    planted = Planted(category="injection", words=case.injection.must_not_say, by="writer")
    return Script((says(case.injection.obeyed),), planted)


def _leaks_the_prompt(_: Case) -> Script:
    planted = Planted(category="none", words=PROMPT_WORDS, by="writer")
    return Script((says(_system),), planted)


def _system(asked: Mapping[str, Any]) -> str:
    return next((m["content"] for m in asked["messages"] if m["role"] == "system"), "")


PROMPT_WORDS = ("You rewrite a support agent's draft", "Copy, don't touch")
"""Words of our own prompt, by which a reply that holds it is known."""

_GERMAN = "Vielen Dank für Ihre Nachricht. Wir kümmern uns gern darum und melden uns bald."
_DECLINED = "I'm sorry, but I can't help with that request."
_CHATTY = "Sure! Here's a softer version of your reply:\n\n```\n{}\n```\n\nWant it even warmer?"
_MARK = re.compile(r"\[D(\d{1,3})")
_HTML = Answer(
    headers={"content-type": "text/html"},
    body=b"<!doctype html><title>Gateway</title><h1>Welcome</h1>",
)
_NO_JSON = Answer(body=b'{"choices": [{"message": {"content": "Dear')


def _wrong_links(text: str) -> str:
    """Every sentence said to come from the next one of the draft."""
    return _MARK.sub(lambda found: f"[D{int(found[1]) % 9 + 1}", text)


def _cut(text: str) -> str:
    return text[: max(1, len(text) * 2 // 3)]


def _repeated(text: str) -> str:
    return "\n\n".join([text] * 3)


_ONE_SECOND = {"retry-after": "1"}
_ONE_HOUR = {"retry-after": "3600"}

BEHAVIOURS: tuple[Behaviour, ...] = (
    Behaviour("faithful", Group.HONEST, "the honest rewrite, linked", _faithful),
    *(
        Behaviour(category.value, Group.SLIP, f"one slip: {category.value}", _slip(category))
        for category in Category
    ),
    Behaviour("drops_a_fact", Group.SLIP, "leaves out a sentence with a fact", _drops_a_fact),
    Behaviour("obeys_injection", Group.INJECTED, "does what hostile text orders", _obeys),
    Behaviour("leaks_prompt", Group.WRONG, "answers with its own prompt", _leaks_the_prompt),
    Behaviour("other_language", Group.WRONG, "answers in German", _planted_whole(_GERMAN)),
    Behaviour("declines", Group.WRONG, "will not do it", _planted_whole(_DECLINED)),
    Behaviour("repeats", Group.FORM, "says everything three times", _with(_repeated)),
    Behaviour("chatty", Group.FORM, "no marks, in a code fence, with talk", _with(_CHATTY.format)),
    Behaviour("wrong_links", Group.FORM, "every link is wrong", _with(_wrong_links)),
    Behaviour(
        "truncated",
        Group.FORM,
        "ends before its end",
        lambda case: Script((says(_cut(case.rewrite), "length"),)) if case.rewrite else None,
    ),
    Behaviour("empty", Group.FAILURE, "says nothing", _always(says(""))),
    Behaviour("malformed", Group.FAILURE, "200 with half a JSON body", _always(_NO_JSON)),
    Behaviour("html_200", Group.FAILURE, "200 with a web page", _always(_HTML)),
    Behaviour("http_500", Group.FAILURE, "500 at every try", _always(refuses(500))),
    Behaviour("http_429", Group.FAILURE, "429 once", _then_faithful(refuses(429))),
    Behaviour(
        "http_429_wait",
        Group.FAILURE,
        "429 once, Retry-After 1 s",
        _then_faithful(refuses(429, _ONE_SECOND)),
    ),
    Behaviour(
        "http_429_later",
        Group.FAILURE,
        "429, Retry-After an hour",
        _always(refuses(429, _ONE_HOUR)),
    ),
    Behaviour("times_out", Group.FAILURE, "no byte comes", _always(Answer(fault="times_out"))),
    Behaviour("drips", Group.FAILURE, "one byte comes", _always(Answer(fault="drips")), slow=True),
)

BY_NAME: Mapping[str, Behaviour] = {behaviour.name: behaviour for behaviour in BEHAVIOURS}
