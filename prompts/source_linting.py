"""What can be wrong with a working copy: keys, inputs, template, partials, wording, length."""

import re
from collections.abc import Iterator

from prompts.bundle import Prompt
from prompts.errors import FrontMatterError, PromptError, UnfencedText
from prompts.front_matter import WORKING
from prompts.library import Library
from prompts.problem import Problem
from prompts.rendering import loads_files, names_used
from prompts.samples import CHARS_PER_TOKEN, estimated_tokens

DEFAULT_MAX_PROMPT_TOKENS = 3_000
"""The budget where the front matter has no `max_prompt_tokens`."""
OVERPROMISING = (
    "absolutely",
    "anytime",
    "as soon as possible",
    "avoid hedg",
    "be positive",
    "definitive",
    "don't worry",
    "happy to help",
    "make it right",
    "more confident",
    "no problem",
    "reassur",
    "remove hedg",
    "rest assured",
    "sound confident",
)
"""Wording that taught other rewriters to promise, by what it does to a hedge or a no."""

_SLIP = re.compile(r"<slip>[^<]{0,400}(?:<(?!/slip>)[^<]{0,400}){0,8}</slip>")
_EXPRESSION = re.compile(r"\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}")
_WORD = re.compile(r"\w+")
_INCLUDE_LEFT = "<!-- include"


def lint_working_copy(library: Library, name: str) -> Iterator[Problem]:
    """Every problem of one working copy, as far as it can be read."""
    where = f"{name}@{WORKING}"
    try:
        prompt = library.working(name)
        yield from _system(prompt, where)
        yield from _inputs(prompt, where)
    except FrontMatterError as error:
        for problem in error.problems:
            yield Problem("front_matter", where, f"the front matter {problem}")
        return
    except UnfencedText as error:
        yield Problem("unfenced_text", where, str(error))
        return
    except PromptError as error:
        yield Problem("malformed", where, str(error))
        return
    partials = library.partials(name)
    for value in prompt.values:
        if f"values/{value}.md" not in partials:
            yield Problem("unreachable_value", where, f"values/{value}.md is not included")
    if prompt.name != name:
        yield Problem("front_matter", where, f"the front matter says name: {prompt.name}")
    yield from _wording(prompt, where)


def _system(prompt: Prompt, where: str) -> Iterator[Problem]:
    """A system section is sent as it stands: what looks like a template in it is a mistake."""
    for section in prompt.sections:
        if _INCLUDE_LEFT in section.text:
            said = "an include is nested, misspelt or not alone on its line, and would be sent"
            yield Problem("stray_include", where, said)
        if section.role != "system":
            continue
        for found in _EXPRESSION.findall(section.text):
            words = {*_WORD.findall(found)}
            if found.startswith("{%") or words & {*prompt.inputs, "fence"}:
                said = f"the system section holds {found}; inputs belong in a user section"
                yield Problem("template_in_system", where, said)


def _inputs(prompt: Prompt, where: str) -> Iterator[Problem]:
    """Compare what is declared with what is used, then render with inputs given and left out."""
    used: set[str] = set()
    for section in prompt.sections:
        if section.role == "user":
            if loads_files(section.text):
                said = "the template includes, imports or extends; use <!-- include: x.md -->"
                yield Problem("stray_include", where, said)
                return
            used |= names_used(section.text)
    for name in sorted(used - prompt.inputs.keys()):
        yield Problem("undeclared_input", where, f"{name!r} is used but not declared")
    for name in sorted(prompt.inputs.keys() - used):
        yield Problem("unused_input", where, f"{name!r} is declared but not used")
    if used <= prompt.inputs.keys():
        tokens, budget = estimated_tokens(prompt), prompt.max_prompt_tokens
        if tokens > (budget or DEFAULT_MAX_PROMPT_TOKENS):
            said = (
                f"about {tokens} tokens (characters / {CHARS_PER_TOKEN}) are more than"
                f" {budget or DEFAULT_MAX_PROMPT_TOKENS}: cut words, or raise max_prompt_tokens"
            )
            yield Problem("token_budget", where, said)


def _wording(prompt: Prompt, where: str) -> Iterator[Problem]:
    """Wording that invites promises; slips are shown to be avoided, so they may hold it."""
    for section in prompt.sections:
        words = _SLIP.sub(" ", section.text).casefold()
        for wording in OVERPROMISING:
            if wording in words:
                yield Problem("overpromise", where, f"says {wording!r} outside a <slip>")
