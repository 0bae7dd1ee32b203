"""A copy of the shipped prompts in a folder of its own, for commands that change files."""

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from prompts import Library
from prompts.files import HERE
from tests.cli.command_line import CommandLine, Result

ENTRY = "changelog:\n  - version: 1.1.0\n    changes: Warmer.\n"


@dataclass(frozen=True, slots=True)
class PromptLibrary:
    """The library of a test, and the command line pointed at it."""

    root: Path
    kindreply: CommandLine

    @classmethod
    def copied(cls, root: Path, kindreply: CommandLine) -> "PromptLibrary":
        """The shipped prompts, copied below `root`."""
        copytree(HERE, root, dirs_exist_ok=True)
        return cls(root, kindreply)

    @property
    def library(self) -> Library:
        """The prompts on disk."""
        return Library(self.root)

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Result:
        """Run `kindreply prompts` here."""
        return self.kindreply("prompts", "--root", str(self.root), *arguments, stdin=stdin)

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words of a file; they must be there."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def edit_soften(self) -> None:
        """One changed word and its entry in the changelog: ready to be released as 1.1.0."""
        self.edit("soften/working.prompt.md", "changelog:\n", ENTRY)
        self.edit("soften/working.prompt.md", "The agent will sign it", "The agent signs it")

    def release_soften(self) -> None:
        """soften 1.1.0 beside 1.0.0."""
        self.edit_soften()
        self.library.release("soften", "1.1.0")

    def comparison(self, version: str = "1.1.0", **changes: object) -> Path:
        """A comparison of the evals that speaks for a release of soften."""
        prompt = self.library.load(f"soften@{version}")
        path = self.root / "comparison.json"
        b = {"prompt": {"name": "soften", "version": version, "id": prompt.id}}
        found = {"format": "kindreply.comparison/1", "verdict": "improved", "b": b, **changes}
        path.write_text(json.dumps(found), encoding="utf-8")
        return path
