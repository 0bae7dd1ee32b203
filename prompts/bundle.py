"""A prompt as it is stored: front matter, and sections whose roles are split before rendering.

    ---
    name: soften            front matter, YAML
    ---
    ## system               sent as it stands: never a template, so it can hold no user's text
    ...
    ## user                 a Jinja2 template over the declared inputs
    ...

The id covers everything that decides what is sent. It does not cover the changelog or the
descriptions, so a typo there can be mended without a new release.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from prompts.errors import InputError, SourceError
from prompts.files import parse_yaml
from prompts.front_matter import read_front_matter
from prompts.parts import Input, Message, Section

_ROLE = re.compile(r"^## (system|user)[ \t]{0,8}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of a prompt, self-contained."""

    name: str
    version: str
    summary: str
    values: tuple[str, ...]
    parameters: Mapping[str, float | int]
    """What the model is called with, in the names of the OpenAI protocol."""
    form: str
    inputs: Mapping[str, Input]
    fences: tuple[str, ...]
    changelog: Mapping[str, str]
    sections: tuple[Section, ...]
    id: str
    max_prompt_tokens: int | None = None
    """What the lint holds an estimate of the rendered prompt against; not part of the id."""

    def sends_the_same_as(self, other: "Prompt") -> bool:
        """True where only what is not sent differs: version, summary, changelog, budget."""
        return _sent(self) == _sent(other)

    def render(self, **inputs: object) -> tuple[Message, ...]:
        """The messages for these inputs; None, "" and [] mean that an input is not given.

        Raises InputError that names the input which is missing, unknown or of the wrong form.
        """
        # Jinja2 costs 60 ms: commands that never ask a model do not pay for it.
        from prompts.rendering import render  # noqa: PLC0415

        unknown = inputs.keys() - self.inputs.keys()
        if unknown:
            raise InputError(
                f"{self.name} has no input {min(unknown)!r}; it takes {', '.join(self.inputs)}"
            )
        for name, declared in self.inputs.items():
            if declared.required and inputs.get(name) in (None, "", []):
                raise InputError(f"{self.name} needs the input {name!r}")
        try:
            return render(self.sections, self.fences, self.inputs, inputs)
        except InputError as error:
            raise InputError(f"{self.name}: {error}") from error


@lru_cache(maxsize=64)
def parse(text: str, where: str) -> Prompt:
    """Read a bundle, or a working copy whose partials are expanded; `where` names the file.

    Raises SourceError that says what is wrong in which file.
    """
    head, separator, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not separator:
        raise SourceError(f"{where}: the front matter must stand between two lines of ---")
    # The line taken off comes back as an empty one: an error then names the file's own line.
    front = parse_yaml("\n" + head, where)
    fields = read_front_matter(front, where)
    sections = _sections(body, where)
    prompt = Prompt(**fields, sections=sections, id="")
    return replace(prompt, id=_digest(prompt))


def _sections(body: str, where: str) -> tuple[Section, ...]:
    """Split the body at its role lines; nothing but blank lines may come before the first."""
    before, *rest = _ROLE.split(body)
    if before.strip():
        raise SourceError(f"{where}: words before the first '## system' or '## user'")
    sections = tuple(
        Section(role, text.strip()) for role, text in zip(rest[::2], rest[1::2], strict=True)
    )
    if not any(section.role == "user" for section in sections):
        raise SourceError(f"{where}: no '## user' section")
    return sections


def _sent(of: Prompt) -> dict[str, Any]:
    """What decides the messages, without the version."""
    return {
        "name": of.name,
        "parameters": dict(of.parameters),
        "inputs": {
            name: [declared.kind, declared.required, list(declared.choices)]
            for name, declared in of.inputs.items()
        },
        "fences": sorted(of.fences),
        "sections": [[section.role, section.text] for section in of.sections],
    }


def _digest(prompt: Prompt) -> str:
    """The sha256 over what decides the messages and over the version, in one canonical form."""
    sent = {**_sent(prompt), "version": prompt.version}
    canonical = json.dumps(sent, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
