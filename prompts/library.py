"""The prompts on disk: references to files, labels, the lock, and how a release is made."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prompts.bundle import Prompt, parse
from prompts.errors import ReleaseError, SourceError, UnknownPrompt
from prompts.files import read_text
from prompts.front_matter import NAME, VERSION, WORKING
from prompts.labels import LABELS, TRIAL, Labels, Target, parse_labels

LOCK = "prompts.lock"
SUFFIX = ".prompt.md"

_INCLUDE = re.compile(r"^<!-- include: ([a-z0-9_/-]{1,80}\.md) -->$", re.MULTILINE)
_VERSION_LINE = re.compile(r"^version: working$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Library:
    """The prompts below one folder. Files are read at each call, so edits count at once."""

    root: Path

    def load(self, reference: str) -> Prompt:
        """`soften@production` (a label), `soften@1.0.0` (a release) or `soften@working`.

        Raises UnknownPrompt that says what exists, ReleaseError where a release was edited.
        """
        name, at, wanted = reference.partition("@")
        if not at or not NAME.fullmatch(name) or not self._has(name, WORKING):
            raise UnknownPrompt(
                f"no such prompt; there is {', '.join(self.names())}, written like soften@1.0.0"
            )
        if wanted == WORKING:
            return self.working(name)
        labels = self.targets().get(name, {})
        version = labels[wanted].version if wanted in labels else wanted
        if not VERSION.fullmatch(version) or not self._has(name, version):
            exists = [*labels, *self.versions(name), WORKING]
            raise UnknownPrompt(f"{name} has no such version or label; it has {', '.join(exists)}")
        return self.released(name, version)

    def names(self) -> tuple[str, ...]:
        """Every prompt that has a working copy."""
        return tuple(sorted(path.parent.name for path in self.root.glob(f"*/{WORKING}{SUFFIX}")))

    def versions(self, name: str) -> tuple[str, ...]:
        """The releases of a prompt, oldest first."""
        found = (path.name.removesuffix(SUFFIX) for path in self.root.glob(f"{name}/*{SUFFIX}"))
        return tuple(sorted(filter(VERSION.fullmatch, found), key=_order))

    def targets(self) -> Labels:
        """What each label means, for each prompt: where names start before a database knows.

        Raises SourceError that names file and line.
        """
        return parse_labels(read_text(self.root, LABELS))

    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Label to version, for each prompt."""
        return {
            name: {label: target.version for label, target in labels.items()}
            for name, labels in self.targets().items()
        }

    def trial(self, name: str) -> Target | None:
        """The release on trial and its share of the requests, if there is one."""
        return self.targets().get(name, {}).get(TRIAL)

    def lock(self) -> Mapping[tuple[str, str], str]:
        """The id of every release, as it was when it was released."""
        pinned: dict[tuple[str, str], str] = {}
        for line in read_text(self.root, LOCK).splitlines():
            if line.strip() and not line.startswith("#"):
                try:
                    name, version, id_ = line.split()
                except ValueError as error:
                    raise SourceError(f"{LOCK}: a line is name, version, id") from error
                if (name, version) in pinned:
                    raise SourceError(f"{LOCK}: {name} {version} is pinned twice")
                pinned[name, version] = id_
        return pinned

    def source(self, name: str, version: str = WORKING) -> str:
        """The text of one version, its partials expanded."""
        text = read_text(self.root, f"{name}/{version}{SUFFIX}")
        return _INCLUDE.sub(lambda found: read_text(self.root, found[1]).strip(), text)

    def partials(self, name: str) -> tuple[str, ...]:
        """The files that the working copy includes."""
        return tuple(_INCLUDE.findall(read_text(self.root, f"{name}/{WORKING}{SUFFIX}")))

    def working(self, name: str) -> Prompt:
        """The working copy, with the partials as they are now."""
        return parse(self.source(name), f"{name}/{WORKING}{SUFFIX}")

    def released(self, name: str, version: str) -> Prompt:
        """A release, refused if it is not what was released."""
        prompt = parse(self.source(name, version), f"{name}/{version}{SUFFIX}")
        if self.lock().get((name, version)) != prompt.id:
            raise ReleaseError(
                f"{name} {version} is not what {LOCK} says was released: put the file back, "
                "or release the change as a new version"
            )
        return prompt

    def _has(self, name: str, version: str) -> bool:
        """True where the file is there; asked for every request, so without a look around."""
        return (self.root / name / f"{version}{SUFFIX}").is_file()

    def release(self, name: str, version: str) -> Prompt:
        """Freeze the working copy as `version`: write the bundle and pin its id.

        Raises ReleaseError where the version exists, in the folder or in the lock, is no
        version, or has no entry in the changelog.
        """
        path = self.root / name / f"{version}{SUFFIX}"
        if not VERSION.fullmatch(version):
            raise ReleaseError("a version is three numbers, like 1.2.3")
        if path.exists() or (name, version) in self.lock():
            raise ReleaseError(f"{name} {version} is released already; releases never change")
        if version not in self.working(name).changelog:
            raise ReleaseError(f"the changelog of {name} has no entry for {version}")
        text = _VERSION_LINE.sub(f"version: {version}", self.source(name), count=1)
        prompt = parse(text, path.name)
        if prompt.version != version:
            raise ReleaseError(f"the front matter of {name} must say 'version: {WORKING}'")
        path.write_text(text, encoding="utf-8", newline="\n")
        with (self.root / LOCK).open("a", encoding="utf-8", newline="\n") as lock:
            lock.write(f"{name} {version} {prompt.id}\n")
        return prompt


def _order(version: str) -> tuple[int, ...]:
    """1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))
