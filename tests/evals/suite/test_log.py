"""The log of a run: what was written is read again, and a cut line loses only itself."""

from pathlib import Path

import pytest

from evals.suite.log import LogError, line, read, repaired, schema, write
from evals.suite.run import Check, Sample
from tests.evals.suite.making import run

PASSED = Sample(case="x-001", reply="Yes.", checks=(Check(name="usable", passed=True),))
FAILED = Sample(case="x-002", checks=(Check(name="usable", passed=False, why="no reply"),))


def test_a_log_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Everything that decided the result is in the one file, the cases too."""
    path = tmp_path / "r1.run.jsonl"
    written = run(PASSED, FAILED)
    write(path, written)

    assert read(path) == written
    assert read(path).cases["x-002"].draft
    assert read(path).id == "r1"


def test_a_line_separator_inside_a_text_does_not_end_a_line(tmp_path: Path) -> None:
    """Models write U+2028; JSON allows it unescaped."""
    path = tmp_path / "r1.run.jsonl"
    write(path, run(Sample(case="x-001", reply="one\u2028two")))

    assert read(path).samples[0].reply == "one\u2028two"


def test_a_last_line_that_was_cut_is_left_out_and_can_be_taken_off(tmp_path: Path) -> None:
    """A crash in the middle of a write must not cost the run."""
    path = tmp_path / "r1.run.jsonl"
    write(path, run(PASSED, FAILED))
    path.write_text(path.read_text()[:-9])

    assert read(path).samples == (PASSED,)

    repaired(path)
    with path.open("a") as log:
        log.write(line(FAILED))
    repaired(path)
    assert read(path).samples == (PASSED, FAILED)


def test_a_broken_line_in_the_middle_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Only the last line can have been cut."""
    path = tmp_path / "r1.run.jsonl"
    write(path, run(PASSED))
    path.write_text(path.read_text() + "{}\n" + line(FAILED))

    with pytest.raises(LogError, match=r"r1.run.jsonl:3: is no sample \(case: Field required"):
        read(path)


@pytest.mark.parametrize(("text", "why"), [("", "is empty"), ("{}\n", ":1: is no log of a run")])
def test_a_file_that_is_no_log_is_said_to_be_none(tmp_path: Path, text: str, why: str) -> None:
    """Commands take file names from people."""
    path = tmp_path / "notes.txt"
    path.write_text(text)

    with pytest.raises(LogError, match=why):
        read(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """Without a traceback."""
    with pytest.raises(LogError, match="FileNotFoundError"):
        read(tmp_path / "none")


def test_a_sample_has_failed_without_a_reply_or_with_a_failed_check() -> None:
    """`--only-failing` takes these."""
    assert FAILED.failed
    assert Sample(case="x", error="503").failed
    assert not PASSED.failed
    assert PASSED.key == ("x-001", None, 0)


def test_the_schema_describes_header_and_samples() -> None:
    """Other tools read our logs by it."""
    assert '"header"' in schema()
    assert '"leaked"' in schema()
