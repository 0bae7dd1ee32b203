"""What can be wrong with the prompts on disk, found before anyone sends them.

`lint(library)` reports problems by code:

    malformed          the source cannot be read, or its template is no template
    undeclared_input   a template uses an input that the front matter does not declare
    unused_input       the front matter declares an input that no template uses
    unfenced_text      a user's text is printed outside a fence
    unreachable_value  a value the prompt names has no partial in the working copy
    overpromise        the wording itself invites promises, outside <slip> blocks
    no_changelog       a release without an entry in the changelog
    edited_release     a release differs from the lock
    unpinned_release   a release without a line in the lock, or the other way round
    dangling_label     a label that leads to no release
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prompts.bundle import Prompt
from prompts.errors import PromptError, UnfencedText
from prompts.front_matter import WORKING
from prompts.labels import LABELS
from prompts.library import LOCK, Library
from prompts.rendering import names_used
from prompts.samples import samples

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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `where` names the file or the release."""

    code: str
    where: str
    message: str


def lint(library: Library) -> tuple[Problem, ...]:
    """Every problem of every prompt, in the order of names and versions."""
    problems: list[Problem] = []
    for name in library.names():
        problems += _working(library, name)
        problems += _releases(library, name)
    problems += _labels(library)
    return tuple(problems)


def _working(library: Library, name: str) -> Iterator[Problem]:
    """What is wrong with the working copy: its wording, its inputs, its partials."""
    where = f"{name}@{WORKING}"
    try:
        prompt = library.working(name)
        yield from _inputs(prompt, where)
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
    yield from _wording(prompt, where)


def _inputs(prompt: Prompt, where: str) -> Iterator[Problem]:
    """Compare what is declared with what is used, then render with every input given."""
    used: set[str] = set()
    for section in prompt.sections:
        if section.role == "user":
            used |= names_used(section.text)
    for name in sorted(used - prompt.inputs.keys()):
        yield Problem("undeclared_input", where, f"{name!r} is used but not declared")
    for name in sorted(prompt.inputs.keys() - used):
        yield Problem("unused_input", where, f"{name!r} is declared but not used")
    if used <= prompt.inputs.keys():
        for given in samples(prompt):
            prompt.render(**given)


def _wording(prompt: Prompt, where: str) -> Iterator[Problem]:
    """Wording that invites promises; slips are shown to be avoided, so they may hold it."""
    for section in prompt.sections:
        words = _SLIP.sub(" ", section.text).casefold()
        for wording in OVERPROMISING:
            if wording in words:
                yield Problem("overpromise", where, f"says {wording!r} outside a <slip>")


def _releases(library: Library, name: str) -> Iterator[Problem]:
    """What is wrong with the releases: edited, not pinned, without a changelog."""
    pinned = {version for of, version in library.lock() if of == name}
    for version in library.versions(name):
        where = f"{name}@{version}"
        if version not in pinned:
            yield Problem("unpinned_release", where, f"has no line in {LOCK}")
            continue
        try:
            prompt = library.released(name, version)
        except PromptError as error:
            yield Problem("edited_release", where, str(error))
            continue
        if version not in prompt.changelog:
            yield Problem("no_changelog", where, "its changelog does not name this version")
    for version in sorted(pinned - set(library.versions(name))):
        yield Problem("unpinned_release", f"{name}@{version}", f"is in {LOCK} but has no file")


def _labels(library: Library) -> Iterator[Problem]:
    """Labels that lead nowhere."""
    for name, labels in library.labels().items():
        for label, version in labels.items():
            if version not in library.versions(name):
                yield Problem("dangling_label", LABELS, f"{name}@{label} means {version}")
