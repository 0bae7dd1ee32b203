"""The datasets: a wrong line is an error with its file and line."""

from pathlib import Path

import pytest

from evals.suite.dataset import SCHEMA, DatasetError, load, schema
from tests.evals.suite.making import case

LINE = case().model_dump_json(exclude_none=True)


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "core.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_cases_come_in_the_order_of_their_files(tmp_path: Path) -> None:
    """Blank lines do not count."""
    other = case("x-002").model_dump_json(exclude_none=True)

    assert [each.id for each in load(_file(tmp_path, LINE, "", other))] == ["x-001", "x-002"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (LINE.replace('"mood"', '"moods"'), "core.jsonl:2: mood: Field required; moods: Extra"),
        (LINE.replace("angry", "cross"), "core.jsonl:2: mood: Input should be"),
        ("{", "core.jsonl:2: Invalid JSON"),
        (LINE, "core.jsonl:2: the id 'x-001' is that of core.jsonl:1"),
        (LINE.replace('"core"', '"calibration"'), "core.jsonl:2: a calibration case"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, line: str, wrong: str) -> None:
    """Whoever adds a case sees at once where to look."""
    with pytest.raises(DatasetError) as error:
        load(_file(tmp_path, LINE, line))

    assert wrong in str(error.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, or not UTF-8."""
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b"\xff")

    with pytest.raises(DatasetError, match=r"none.jsonl: cannot be read"):
        load(tmp_path / "none.jsonl")
    with pytest.raises(DatasetError, match=r"latin.jsonl: is not UTF-8"):
        load(latin)


def test_the_schema_on_disk_is_the_one_of_the_code() -> None:
    """Editors complete by it: `python -m evals.suite.dataset` writes it anew."""
    assert SCHEMA.read_text(encoding="utf-8") == schema()
