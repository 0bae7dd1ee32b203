"""Lines that only grow."""

from pathlib import Path

import pytest

from evals.judging.labels import Labelled
from evals.judging.lines import LinesError, append, read, taken_up
from tests.evals.judging.making import item, labelled

ONE, TWO = labelled(item(1)), labelled(item(2))


def test_what_is_appended_is_read(tmp_path: Path) -> None:
    """In its order; a file that is not there is empty."""
    path = tmp_path / "new" / "ana.labels.jsonl"

    assert taken_up(path, Labelled) == ()
    append(path, ONE)
    append(path, TWO)
    assert read(path, Labelled) == (ONE, TWO)


def test_a_line_that_was_cut_does_not_count_and_is_taken_off_before_more_come(
    tmp_path: Path,
) -> None:
    """Power fails while somebody labels."""
    path = tmp_path / "ana.labels.jsonl"
    path.write_text(ONE.model_dump_json() + "\n" + TWO.model_dump_json()[:30])

    assert read(path, Labelled) == (ONE,)
    assert taken_up(path, Labelled) == (ONE,)
    append(path, TWO)
    assert read(path, Labelled) == (ONE, TWO)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}\n", r"^a\.jsonl:1: item: Field required$"),
        ("\nno\n", r"^a\.jsonl:2: Invalid JSON"),
        (ONE.model_dump_json().replace('"care":3', '"care":4') + "\n", r"1: levels\.care: "),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    """File, line and field."""
    path = tmp_path / "a.jsonl"
    path.write_text(text)

    with pytest.raises(LinesError, match=said):
        read(path, Labelled)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Whether it is no text or no file."""
    (tmp_path / "a.jsonl").write_bytes(b"\xff\n")

    with pytest.raises(LinesError, match=r"a\.jsonl: cannot be read \(UnicodeDecodeError\)"):
        read(tmp_path / "a.jsonl", Labelled)
    with pytest.raises(LinesError, match="cannot be read"):
        read(tmp_path, Labelled)
