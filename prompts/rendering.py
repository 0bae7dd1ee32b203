"""Templates to messages: Jinja2 without a loader, users' texts in fences or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prompts.errors import InputError, PromptError, SourceError, UnfencedText
from prompts.fences import Fences
from prompts.parts import Input, Message, Section

AUTHORS = ("agent", "customer")
GUARDRAIL = re.compile(r"[a-z][a-z_]{0,40}")


class UserText:
    """What a user wrote, on its way through a template: only a fence can print it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        raise UnfencedText("the template prints a user's text outside a fence")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation, as a template sees it."""

    author: str
    text: UserText


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a guardrail, as a template sees it; only its guardrail is no user's text."""

    guardrail: str
    message: UserText
    draft: UserText | None
    reply: UserText | None


def render(
    sections: Sequence[Section],
    fence_names: Sequence[str],
    declared: Mapping[str, Input],
    inputs: Mapping[str, object],
) -> tuple[Message, ...]:
    """One message for each section; only the user sections are templates.

    Raises InputError for an input that is not of its declared kind.
    """
    values, texts = _values(declared, inputs)
    fences = Fences.around(texts, fence_names)
    return tuple(
        Message(section.role, _fill(section.text, values, fences))
        if section.role == "user"
        else Message(section.role, section.text)
        for section in sections
    )


def compiled(source: str) -> Template:
    """The compiled template; raises SourceError where it is no valid template."""
    try:
        return _compile(source)
    except TemplateError as error:
        raise SourceError(f"the user section is no valid template ({error})") from error


def names_used(source: str) -> frozenset[str]:
    """The inputs that a user section reads; raises SourceError where it is no valid template."""
    compiled(source)
    return frozenset(meta.find_undeclared_variables(environment().parse(source)) - {"fence"})


def loads_files(source: str) -> bool:
    """True where a user section includes, imports or extends: what it gets is in no id."""
    compiled(source)
    foreign = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    return next(environment().parse(source).find_all(foreign), None) is not None


@lru_cache(maxsize=64)
def _compile(source: str) -> Template:
    """Compiled once for each text, which is all a template depends on."""
    return environment().from_string(source)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """No loader: nothing is read from disk while rendering."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        # A chat message is not HTML: escaping would change the text the model has to copy.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _fill(source: str, values: Mapping[str, object], fences: Fences) -> str:
    """The words of one user section."""

    def fence(name: str, text: UserText) -> str:
        if not isinstance(text, UserText):
            raise SourceError(f"the fence {name!r} holds something that is no user's text")
        return fences.put(name, text._text)

    try:
        return compiled(source).render(**values, fence=fence).strip()
    except PromptError:
        raise
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise SourceError(f"the template failed ({type(error).__name__}: {error})") from error


def _values(
    inputs_declared: Mapping[str, Input], inputs: Mapping[str, object]
) -> tuple[dict[str, object], list[str]]:
    """What the template sees, and every text of a user among it."""
    values: dict[str, object] = {}
    texts: list[str] = []
    for name, declared in inputs_declared.items():
        given = inputs.get(name)
        if given in (None, "", [], ()):
            values[name] = None
            continue
        try:
            values[name] = _value(declared, given, texts)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            wanted = " or ".join(declared.choices) or f"of the kind {declared.kind}"
            raise InputError(f"the input {name!r} must be {wanted}") from error
    return values, texts


def _value(declared: Input, given: Any, texts: list[str]) -> object:
    """One input in the form its kind asks for; anything else raises ValueError or TypeError."""
    if declared.kind == "number":
        if type(given) is not int:
            raise TypeError
        return given
    if declared.kind == "choice":
        if given not in declared.choices:
            raise ValueError
        return str(given)
    if declared.kind == "turns":
        return [_turn(turn, texts) for turn in given]
    if declared.kind == "findings":
        return [_finding(finding, texts) for finding in given]
    return _text([given] if declared.kind == "text" else given, texts)


def _turn(turn: Mapping[str, str], texts: list[str]) -> Turn:
    """One earlier message: the author is one of two words, the text is anything."""
    if turn["author"] not in AUTHORS:
        raise ValueError
    return Turn(str(turn["author"]), _text([turn["text"]], texts))


def _finding(finding: Mapping[str, str | None], texts: list[str]) -> Found:
    """One finding: the guardrail is a name, the rest quotes what users wrote."""
    if not GUARDRAIL.fullmatch(str(finding["guardrail"])):
        raise ValueError
    quotes = [finding.get(side) for side in ("draft", "reply")]
    draft, reply = (_text([quote], texts) if quote else None for quote in quotes)
    return Found(str(finding["guardrail"]), _text([finding["message"]], texts), draft, reply)


def _text(lines: Any, texts: list[str]) -> UserText:
    """Texts of users as one, a line each, noted in `texts` for the choice of the fence."""
    if isinstance(lines, str) or not all(isinstance(line, str) for line in lines):
        raise TypeError
    joined = "\n".join(lines)
    texts.append(joined)
    return UserText(joined)
