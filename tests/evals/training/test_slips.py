"""The file of clean rewrites and slips."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.labels import Kind
from evals.pairs import FOLDER
from evals.training.slips import SlipError, load

ROW: dict[str, Any] = {
    "id": "t1",
    "facts": ["Refunds take a week."],
    "customer_message": "Where is it?",
    "draft": "It may take a week.",
    "honest": "It could take a week. [D1] Thanks for asking. [-]",
    "natural": "It might take a week!",
    "slips": [{"category": "strengthened", "of": "honest", "find": "could", "say": "will"}],
}


def written(path: Path, **change: object) -> Path:
    """A file with one line."""
    path.write_text(json.dumps({**ROW, **change}) + "\n", encoding="utf-8")
    return path


def test_clean_rewrites_come_without_their_marks(tmp_path: Path) -> None:
    """Both with what stands beside the draft."""
    honest, natural, _ = load(written(tmp_path / "slips.jsonl"))

    assert honest.text == "It could take a week. Thanks for asking."
    assert (honest.kind, natural.kind) == (Kind.HONEST, Kind.NATURAL)
    assert natural.facts == ("Refunds take a week.",)
    assert natural.customer == "Where is it?"


def test_a_slip_stands_where_its_words_stood(tmp_path: Path) -> None:
    """In the rewrite that it is of, which it knows."""
    honest, _, slipped = load(written(tmp_path / "slips.jsonl"))

    assert slipped.text == "It will take a week. Thanks for asking."
    assert slipped.text[slipped.start : slipped.end] == "will"
    assert slipped.clean == honest.text
    assert (slipped.kind, slipped.category) == (Kind.PLANTED, "strengthened")


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param({"find": "never"}, id="not there"),
        pytest.param({"find": "a"}, id="more than once"),
        pytest.param({"say": "could"}, id="no change"),
    ],
)
def test_a_slip_that_cannot_be_placed_is_refused(tmp_path: Path, slip: dict[str, str]) -> None:
    """With the line's id and which slip it is."""
    path = written(tmp_path / "slips.jsonl", slips=[{**ROW["slips"][0], **slip}])

    with pytest.raises(SlipError, match="t1: slip 0"):
        list(load(path))


def test_every_line_of_ours_can_be_read() -> None:
    """2,217 drafts, in all categories that a language model slips into."""
    rewrites = list(load(FOLDER / "slips.jsonl"))

    assert len({rewrite.draft for rewrite in rewrites}) == 2217
    assert len({rewrite.category for rewrite in rewrites if rewrite.category}) == 14
    assert len({rewrite.id for rewrite in rewrites}) == len(rewrites)
