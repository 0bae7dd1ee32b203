"""A run's log: begun once, taken up where it was cut, found by id, path or as the last."""

import os
from pathlib import Path

import pytest

from evals.running.execution import ExecutionError, begin, digests, find, resume
from evals.suite.log import read
from evals.suite.run import Header, Sample, Selection
from tests.evals.suite.making import PROMPT, run

HEADER = run(Sample(case="x-001"), Sample(case="x-002"), source="live").header


def test_a_run_begins_with_its_header_and_all_its_tasks(tmp_path: Path) -> None:
    """The log says what was asked for even if nothing is answered."""
    begun = begin(HEADER, tmp_path / "runs")

    assert read(begun.path).header == HEADER
    assert [task.case.id for task in begun.left] == ["x-001", "x-002"]


def test_a_log_is_never_overwritten(tmp_path: Path) -> None:
    """It may have been paid for."""
    begin(HEADER, tmp_path)

    with pytest.raises(ExecutionError, match="exists already"):
        begin(HEADER, tmp_path)


def test_each_sample_is_in_the_log_before_anybody_sees_it(tmp_path: Path) -> None:
    """A crash after it costs nothing."""
    begun = begin(HEADER, tmp_path)
    kept = begun.keep(iter([Sample(case="x-001"), Sample(case="x-002")]))

    assert next(kept).case == "x-001"
    assert [sample.case for sample in read(begun.path).samples] == ["x-001"]


def test_a_run_that_was_cut_off_goes_on_where_it_was(tmp_path: Path) -> None:
    """What is done is not done again; a line that was cut is."""
    begun = begin(HEADER, tmp_path)
    list(begun.keep(iter([Sample(case="x-001", reply="Yes.")])))
    with begun.path.open("a") as log:
        log.write('{"case": "x-0')

    taken_up = resume(begun.path, HEADER.model_copy(update={"id": "now", "cases": ()}))

    assert [task.case.id for task in taken_up.left] == ["x-002"]
    assert [sample.reply for sample in taken_up.done] == ["Yes."]
    list(taken_up.keep(iter([Sample(case="x-002")])))
    assert [sample.case for sample in read(begun.path).samples] == ["x-001", "x-002"]


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ({"source": "mock"}, r"source \(live then, mock now\)"),
        ({"prompt": PROMPT.model_copy(update={"id": "sha256:bb"})}, "prompt id"),
        ({"model": "other"}, "model"),
        ({"guardrails": "3"}, "guardrails"),
    ],
)
def test_a_run_is_not_taken_up_when_something_that_decides_has_changed(
    tmp_path: Path, now: dict[str, object], why: str
) -> None:
    """Two halves of different prompts are no run."""
    begun = begin(HEADER, tmp_path)

    with pytest.raises(ExecutionError, match=f"cannot be resumed: .*{why}"):
        resume(begun.path, Header.model_copy(HEADER, update=now))


def test_a_scripted_run_takes_up_its_own_selection(tmp_path: Path) -> None:
    """Whatever the options of the second command say."""
    chosen = Selection(kinds=("core",), behaviours=("faithful", "http_500"))
    header = HEADER.model_copy(update={"source": "mock", "selection": chosen})
    begun = begin(header, tmp_path)
    list(begun.keep(iter([Sample(case="x-001", behaviour="faithful")])))

    left = resume(begun.path, header.model_copy(update={"selection": HEADER.selection})).left

    assert {task.key for task in left} == {("x-002", "faithful", 0), ("x-001", "http_500", 0)}


def test_a_run_is_found_by_path_by_id_and_as_the_last(tmp_path: Path) -> None:
    """People copy what a command printed."""
    first = begin(HEADER, tmp_path).path
    second = begin(HEADER.model_copy(update={"id": "r2"}), tmp_path).path
    os.utime(first, (1, 1))

    assert find(str(first)) == first
    assert find("r1", tmp_path) == first
    assert find("last", tmp_path) == second


def test_a_run_that_is_not_there_is_answered_with_the_newest_that_are(tmp_path: Path) -> None:
    """Or with the word that there is none yet."""
    with pytest.raises(ExecutionError, match="no run last; the newest are none yet"):
        find("last", tmp_path)
    begin(HEADER, tmp_path)
    with pytest.raises(ExecutionError, match="there is no run r9; the newest are r1"):
        find("r9", tmp_path)


def test_a_log_names_its_datasets_by_digest() -> None:
    """A case that was edited is another case."""
    assert digests().keys() == {
        "core.jsonl",
        "hard_negatives.jsonl",
        "injections.jsonl",
        "calibration.jsonl",
    }
