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
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from prompts.errors import InputError, SourceError
from prompts.files import parse_yaml
from prompts.parts import Input, Message, Section

WORKING = "working"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
KINDS = ("text", "texts", "turns", "choice", "number")

_ROLE = re.compile(r"^## (system|user)[ \t]{0,8}$", re.MULTILINE)
_REQUIRED_KEYS = frozenset(
    {"name", "version", "summary", "values", "parameters", "form", "inputs", "fences", "changelog"}
)


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
    missing, unknown = _REQUIRED_KEYS - front.keys(), front.keys() - _REQUIRED_KEYS
    if missing or unknown:
        wrong = f"lacks {min(missing)!r}" if missing else f"has an unknown key {min(unknown)!r}"
        raise SourceError(f"{where}: the front matter {wrong}")
    sections = _sections(body, where)
    try:
        fields = _fields(front)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise SourceError(f"{where}: the front matter is malformed ({error})") from error
    return Prompt(**fields, sections=sections, id=_digest(fields, sections))


def _fields(front: Mapping[str, Any]) -> dict[str, Any]:
    """The typed fields of the front matter; what does not fit raises ValueError or TypeError."""
    name, version = front["name"], front["version"]
    if not NAME.fullmatch(name):
        raise ValueError("name: small letters, digits, - and _")
    if version != WORKING and not VERSION.fullmatch(version):
        raise ValueError(f"version: 1.2.3 or {WORKING}")
    parameters = dict(front["parameters"])
    if not all(type(value) in (int, float) for value in parameters.values()):
        raise ValueError("parameters: numbers only")
    return {
        "name": name,
        "version": version,
        "summary": str(front["summary"]),
        "values": tuple(front["values"]),
        "parameters": MappingProxyType(parameters),
        "form": str(front["form"]),
        "inputs": MappingProxyType({key: _input(key, of) for key, of in front["inputs"].items()}),
        "fences": tuple(front["fences"]),
        "changelog": MappingProxyType(
            {str(entry["version"]): str(entry["changes"]) for entry in front["changelog"]}
        ),
    }


def _input(name: str, declared: Mapping[str, Any]) -> Input:
    """One input of the front matter."""
    fields = dict(declared)
    if fields.get("kind") not in KINDS:
        raise ValueError(f"inputs: {name} is of none of the kinds {', '.join(KINDS)}")
    fields["choices"] = tuple(fields.get("choices", ()))
    if bool(fields["choices"]) != (fields["kind"] == "choice"):
        raise ValueError(f"inputs: {name} has choices if, and only if, it is a choice")
    return Input(**fields)


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


def _digest(fields: Mapping[str, Any], sections: tuple[Section, ...]) -> str:
    """The sha256 over what decides the messages, in one canonical form."""
    sent = {
        "name": fields["name"],
        "version": fields["version"],
        "parameters": dict(fields["parameters"]),
        "inputs": {
            name: [declared.kind, declared.required, list(declared.choices)]
            for name, declared in fields["inputs"].items()
        },
        "fences": sorted(fields["fences"]),
        "sections": [[section.role, section.text] for section in sections],
    }
    canonical = json.dumps(sent, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
