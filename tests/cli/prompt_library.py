"""A copy of the shipped prompts in a folder of its own, for commands that change files."""

import json
import re
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
        """The shipped prompts below `root`, as they were before soften had a second release."""
        copytree(HERE, root, dirs_exist_ok=True)
        (root / "label_moves.jsonl").unlink(missing_ok=True)
        for later in Library(root).versions("soften")[1:]:
            (root / "soften" / f"{later}.prompt.md").unlink()
        for name, old, new in (
            ("prompts.lock", r"^soften (?!1\.0\.0 ).*\n", ""),
            ("labels.yaml", r"^soften:\n(?:  .*\n)+", "soften:\n  production: 1.0.0\n"),
        ):
            text = (root / name).read_text(encoding="utf-8")
            (root / name).write_text(re.sub(old, new, text, flags=re.MULTILINE), encoding="utf-8")
        _undo_edits(root)
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


def _undo_edits(root: Path) -> None:
    """Working copy and shared parts of soften as its first release has them."""
    working = (root / "soften" / "1.0.0.prompt.md").read_text(encoding="utf-8")
    for name in Library(root).partials("soften"):
        heading = (root / name).read_text(encoding="utf-8").partition("\n")[0]
        released = re.search(rf"^{re.escape(heading)}\n(?:.+\n)+", working, re.MULTILINE)
        assert released, heading
        (root / name).write_text(released[0], encoding="utf-8")
        working = working.replace(released[0], f"<!-- include: {name} -->\n")
    text = working.replace("version: 1.0.0", "version: working", 1)
    (root / "soften" / "working.prompt.md").write_text(text, encoding="utf-8")
