"""Small edits: read, checked and counted by what they do."""

import json
from pathlib import Path

from click.testing import CliRunner

from evals.edited import EDITS, load, main

ROWS = (
    ("xa1", True, "The headphones are wired.", "The headphones are wireless."),
    ("xa2", True, "Ask your own doctor first.", "Tell your own doctor first."),
    ("xa3", False, "Send the parcel.", "Please send the parcel."),
    ("xb1", False, "Nobody told us.", "No one told us."),
)


def test_every_edit_differs_from_its_draft_and_has_an_id_of_its_own() -> None:
    """And each set holds as many that change what is said as others."""
    edits = tuple(load(EDITS))

    assert len({edited.id for edited in edits}) == len(edits)
    assert all(edited.draft != edited.rewrite for edited in edits)
    assert sum(edited.changes for edited in edits) * 2 == len(edits)


def test_each_set_is_counted_by_itself(tmp_path: Path) -> None:
    """What blocks, what is at least noticed, and what is accused wrongly."""
    names = ("id", "changes", "draft", "rewrite")
    file = tmp_path / "edits.jsonl"
    file.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in ROWS))

    printed = CliRunner().invoke(main, [str(file)]).output

    first, second = printed.split("xb:")
    assert "xa: changes caught 50.0 %" in first
    assert "(1/2)" in first
    assert "(2/2)" in first
    assert "harmless edits accused 0.0 %" in first
    assert "(0/1)" in first
    assert "(0/1)" in second
