"""Where a prompt stands: its releases, its labels, and whether it is being worked on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prompts.errors import PromptError
from prompts.labels import Target
from prompts.library import Library


@dataclass(frozen=True, slots=True)
class Standing:
    """One prompt; `working` says how its working copy compares with the newest release."""

    name: str
    releases: tuple[str, ...]
    labels: Mapping[str, Target]
    working: str

    def as_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "name": self.name,
            "releases": list(self.releases),
            "labels": {
                label: {"version": target.version, "share": target.share}
                for label, target in self.labels.items()
            },
            "working": self.working,
        }


def standing(library: Library, name: str) -> Standing:
    """Where a prompt stands; raises PromptError where the labels cannot be read."""
    releases = library.versions(name)
    return Standing(
        name, releases, library.targets().get(name, {}), _working(library, name, releases)
    )


def _working(library: Library, name: str, releases: tuple[str, ...]) -> str:
    if not releases:
        return "not released yet"
    newest = releases[-1]
    try:
        same = library.working(name).sends_the_same_as(library.released(name, newest))
    except PromptError:
        return "cannot be compared: see lint"
    return f"as {newest}" if same else f"differs from {newest}"
