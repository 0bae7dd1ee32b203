"""What can be wrong with the prompts on disk, found before anyone sends them.

`lint(library)` reports problems by code:

    malformed          a file cannot be read, or a template is no template
    front_matter       a key that is missing, unknown or of a wrong form
    undeclared_input   a template uses an input that the front matter does not declare
    unused_input       the front matter declares an input that no template uses
    template_in_system an input or a tag in a system section, which is sent as it stands
    unfenced_text      a user's text is printed outside a fence
    stray_include      an include that is dynamic, nested or misspelt: it would not be in the id
    unreachable_value  a value the prompt names has no partial in the working copy
    overpromise        the wording itself invites promises, outside <slip> blocks
    token_budget       the rendered prompt is estimated over `max_prompt_tokens`
    no_changelog       a release without an entry in the changelog
    edited_release     a release differs from the lock
    unpinned_release   a release without a line in the lock, or the other way round
    dangling_label     a label that leads to no release
    unlogged_move      a label that does not mean what the history of moves says last
"""

from collections.abc import Iterator

from prompts.errors import PromptError
from prompts.labels import LABELS
from prompts.library import LOCK, Library
from prompts.moving import HISTORY, history
from prompts.problem import Problem
from prompts.source_linting import lint_working_copy

__all__ = ["CODES", "Problem", "lint"]

CODES = tuple(line.split()[0] for line in (__doc__ or "").splitlines() if line.startswith("    "))


def lint(library: Library) -> tuple[Problem, ...]:
    """Every problem of every prompt, in the order of names and versions, then of the labels."""
    problems: list[Problem] = []
    try:
        pinned = library.lock()
    except PromptError as error:
        pinned = None
        problems.append(Problem("malformed", LOCK, str(error)))
    for name in library.names():
        problems += lint_working_copy(library, name)
        if pinned is not None:
            problems += _releases(library, name, {v for of, v in pinned if of == name})
    problems += _labels(library)
    return tuple(problems)


def _releases(library: Library, name: str, pinned: set[str]) -> Iterator[Problem]:
    """What is wrong with the releases: edited, not pinned, without a changelog."""
    versions = library.versions(name)
    for version in versions:
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
    for version in sorted(pinned - {*versions}):
        yield Problem("unpinned_release", f"{name}@{version}", f"is in {LOCK} but has no file")


def _labels(library: Library) -> Iterator[Problem]:
    """Labels that cannot be read, that lead nowhere, or that were moved past the history."""
    try:
        targets = library.targets()
    except PromptError as error:
        yield Problem("malformed", LABELS, str(error))
        return
    for name, labels in targets.items():
        for label, target in labels.items():
            if target.version not in library.versions(name):
                said = f"{name}@{label} means {target.version}, which is not there"
                yield Problem("dangling_label", LABELS, said)
    try:
        last = {(move.prompt, move.label): move.after for move in history(library)}
    except PromptError as error:
        yield Problem("malformed", HISTORY, str(error))
        return
    for (name, label), after in last.items():
        now = targets.get(name, {}).get(label)
        if now != after:
            said = f"{name}@{label} means {now or 'nothing'}, the history says {after or 'nothing'}"
            yield Problem("unlogged_move", LABELS, f"{said}: move it with kindreply prompts label")
