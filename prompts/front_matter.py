"""The front matter of a prompt: what it must say, and everything that is wrong with it at once."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from prompts.errors import FrontMatterError
from prompts.parts import Input

WORKING = "working"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
KINDS = ("text", "texts", "turns", "findings", "choice", "number")

_INPUT_KEYS = frozenset({"kind", "required", "choices", "about"})


def read_front_matter(front: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The typed fields; raises FrontMatterError that names every key at fault in `where`."""
    problems = [f"lacks {key!r}" for key in _READERS if key not in front and key not in _OPTIONAL]
    problems += [f"has an unknown key {key!r}" for key in front if key not in _READERS]
    fields: dict[str, Any] = dict(_OPTIONAL)
    for key, read in _READERS.items():
        if key not in front:
            continue
        try:
            fields[key] = read(front[key])
        except ValueError as error:
            problems.append(f"{key}: {error}")
    if problems:
        raise FrontMatterError(where, tuple(problems))
    return fields


def _name(given: Any) -> str:
    if not isinstance(given, str) or not NAME.fullmatch(given):
        raise ValueError("small letters, digits, - and _")
    return given


def _version(given: Any) -> str:
    if given != WORKING and not (isinstance(given, str) and VERSION.fullmatch(given)):
        raise ValueError(f"1.2.3 or {WORKING}")
    return str(given)


def _words(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise ValueError("some words")
    return given


def _names(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(
        isinstance(name, str) and NAME.fullmatch(name) for name in given
    ):
        raise ValueError("a list of names in small letters")
    return tuple(given)


def _parameters(given: Any) -> Mapping[str, float | int]:
    if not isinstance(given, dict) or not all(type(v) in (int, float) for v in given.values()):
        raise ValueError("names of the OpenAI protocol with numbers only")
    return MappingProxyType(given)


def _budget(given: Any) -> int:
    if type(given) is not int or given <= 0:
        raise ValueError("a whole number over 0")
    return given


def _inputs(given: Any) -> Mapping[str, Input]:
    if not isinstance(given, dict):
        raise ValueError("a mapping of names to what they are")
    return MappingProxyType({str(name): _input(str(name), of) for name, of in given.items()})


def _input(name: str, declared: Any) -> Input:
    if not isinstance(declared, dict) or declared.get("kind") not in KINDS:
        raise ValueError(f"{name} is of none of the kinds {', '.join(KINDS)}")
    unknown = declared.keys() - _INPUT_KEYS
    if unknown:
        raise ValueError(f"{name} has an unknown key {min(unknown, key=str)!r}")
    choices = declared.get("choices", [])
    if not isinstance(choices, list) or bool(choices) != (declared["kind"] == "choice"):
        raise ValueError(f"{name} has choices if, and only if, it is a choice")
    required = declared.get("required", False)
    if type(required) is not bool:
        raise ValueError(f"{name} is required: true or false")
    return Input(
        declared["kind"], required, tuple(map(str, choices)), str(declared.get("about", ""))
    )


def _changelog(given: Any) -> Mapping[str, str]:
    entries: dict[str, str] = {}
    for entry in given if isinstance(given, list) else [given]:
        if not isinstance(entry, dict) or entry.keys() != {"version", "changes"}:
            raise ValueError("each entry says version and changes, and nothing else")
        version = str(entry["version"])
        if not VERSION.fullmatch(version) or version in entries:
            raise ValueError(f"{version!r} is no version, or is there twice")
        entries[version] = str(entry["changes"])
    return MappingProxyType(entries)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "version": _version,
    "summary": _words,
    "values": _names,
    "parameters": _parameters,
    "max_prompt_tokens": _budget,
    "form": _words,
    "inputs": _inputs,
    "fences": _names,
    "changelog": _changelog,
}
_OPTIONAL: Mapping[str, Any] = {"max_prompt_tokens": None}
