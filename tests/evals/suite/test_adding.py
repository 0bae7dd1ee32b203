"""One more case in a file of one's own."""

from pathlib import Path

import pytest

from evals.suite.adding import add, checked
from evals.suite.case import Kind
from evals.suite.dataset import FILES, DatasetError, load
from tests.evals.suite.making import case


def test_a_case_is_appended_to_a_new_file_and_to_one_without_a_last_line_ending(
    tmp_path: Path,
) -> None:
    """Folders are made; what was there stays byte for byte."""
    path = tmp_path / "new" / "own.jsonl"

    add(path, case("x-001"))
    path.write_text(path.read_text().rstrip("\n"))
    add(path, case("x-002"))
    add(path, case("x-003"))

    assert load(path) == (case("x-001"), case("x-002"), case("x-003"))
    assert path.read_text().count("\n") == 3


def test_an_id_is_given_once(tmp_path: Path) -> None:
    """Two cases of one id could not be told apart in a run."""
    path = tmp_path / "own.jsonl"
    add(path, case("x-001"))

    with pytest.raises(DatasetError, match=r"own\.jsonl: there is a case 'x-001' already"):
        add(path, case("x-001", draft="Another."))
    assert load(path) == (case("x-001"),)


def test_the_datasets_that_come_with_kindreply_are_not_written_to() -> None:
    """What they measure is pinned by their digests."""
    with pytest.raises(DatasetError, match=r"core\.jsonl comes with kindreply"):
        add(FILES[Kind.CORE], case("x-001"))


def test_every_wrong_field_of_a_case_is_named() -> None:
    """And what is wrong with the whole, in its own words."""
    good = case().model_dump(mode="json", exclude_defaults=True)

    with pytest.raises(DatasetError, match=r"^this is no case yet: id: .*; mood: "):
        checked({**good, "id": "X", "mood": "wild"})
    with pytest.raises(DatasetError, match=r"^this is no case yet: `rewrite` is missing$"):
        checked({**good, "rewrite": None})
    assert checked(good) == case()
