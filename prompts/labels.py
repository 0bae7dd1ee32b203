"""Which release a label means: `labels.yaml`, read with the line of every mistake, and edited.

soften:
  production: 1.0.0
  trial: {version: 1.1.0, share: 0.1}    # a tenth of the requests, sticky by conversation
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prompts.errors import SourceError
from prompts.front_matter import NAME, VERSION

LABELS = "labels.yaml"
PRODUCTION = "production"
TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Target:
    """What a label means: a release, and for a trial its share of the requests, 0 to 1."""

    version: str
    share: float | None = None

    def __str__(self) -> str:
        return self.version if self.share is None else f"{self.version} ({self.share:.4g})"


Labels = Mapping[str, Mapping[str, Target]]
"""Prompt to label to target."""


@lru_cache(maxsize=8)
def parse_labels(text: str) -> Labels:
    """The labels of a file; raises SourceError that names file and line of the first mistake."""
    # Not at the top: importing the package must stay cheap for those who read no labels.
    import yaml  # noqa: PLC0415

    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise SourceError(f"{LABELS}{line}: not valid YAML") from error
    return {
        name: {label: _target(label, node) for label, node in _pairs(labels, "labels")}
        for name, labels in _pairs(root, "prompts")
    }


def _pairs(node: Any, of: str) -> list[tuple[str, Any]]:
    """The names and values of a mapping, each name once."""
    if node is None or node.tag.endswith(":null"):
        return []
    if node.id != "mapping":
        raise _mistake(node, f"a mapping of {of} belongs here")
    pairs: dict[str, Any] = {}
    for key, value in node.value:
        if key.id != "scalar" or not NAME.fullmatch(key.value) or key.value in pairs:
            raise _mistake(key, "a name in small letters belongs here, and each only once")
        pairs[key.value] = value
    return list(pairs.items())


def _target(label: str, node: Any) -> Target:
    if node.id == "scalar":
        if label == TRIAL:
            raise _mistake(node, "a trial has a version and a share: {version: 1.1.0, share: 0.1}")
        return Target(_version(node))
    fields = dict(_pairs(node, "version and share"))
    if label != TRIAL or fields.keys() != {"version", "share"}:
        raise _mistake(node, "a version belongs here; a trial has version and share")
    return Target(_version(fields["version"]), _share(fields["share"]))


def _version(node: Any) -> str:
    if node.id != "scalar" or not VERSION.fullmatch(node.value):
        raise _mistake(node, "a version is three numbers, like 1.2.3")
    return str(node.value)


def _share(node: Any) -> float:
    number = node.value if node.id == "scalar" else ""
    if not re.fullmatch(r"0(\.\d{1,6})?|1(\.0{1,6})?", number):
        raise _mistake(node, "a share is a number from 0 to 1, like 0.1")
    return float(number)


def _mistake(node: Any, message: str) -> SourceError:
    return SourceError(f"{LABELS}, line {node.start_mark.line + 1}: {message}")


def with_target(text: str, name: str, label: str, target: Target | None) -> str:
    """The file's text with one label moved, or taken away; comments stay where they are."""
    targets = {**parse_labels(text).get(name, {}), label: target}
    entry = [f"{name}:\n"]
    entry += [f"  {each}: {_as_yaml(of)}\n" for each, of in targets.items() if of is not None]
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    begins = [at for at, line in enumerate(lines) if re.match(r"[a-z]", line)]
    first = next((at for at in begins if lines[at].startswith(f"{name}:")), len(lines))
    end = next((at for at in begins if at > first), len(lines))
    while end > first and not lines[end - 1].startswith((" ", f"{name}:")):
        end -= 1  # comments and blank lines before the next prompt are that one's
    comments = [line for line in lines[first:end] if line.lstrip().startswith("#")]
    return "".join([*lines[:first], entry[0], *comments, *entry[1:], *lines[end:]])


def _as_yaml(target: Target) -> str:
    if target.share is None:
        return target.version
    share = f"{target.share:.6f}".rstrip("0").rstrip(".")
    return f"{{version: {target.version}, share: {share}}}"
