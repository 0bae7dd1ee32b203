"""The log of a judged run stands beside the run, and is taken up where it was cut off."""

from pathlib import Path

import pytest

from api.rewriting.model import RateLimited
from evals.judging.judged import JudgingError, begun, slug
from evals.judging.scoring import Session
from evals.suite.log import read, write
from tests.evals.judging.making import judge, level, replied
from tests.evals.suite.making import run

SAMPLES = (replied("x-001"), replied("x-002"), replied("x-002", behaviour="new_commitment"))


def kept(folder: Path) -> Path:
    """A log of a run with three samples."""
    path = folder / "r1.run.jsonl"
    write(path, run(*SAMPLES))
    return path


def test_scores_go_into_a_new_log_and_the_run_stays_as_it_was(tmp_path: Path) -> None:
    """What was not judged is in it too, so that it is a whole run."""
    path = kept(tmp_path)
    before = path.read_bytes()
    session = Session(judge(name="org/judge:1"))

    work = begun(path, session)
    assert len(list(work.keep(session))) == 3

    scored = read(work.path)
    assert work.path.name == "r1-judged-org-judge-1.run.jsonl"
    assert path.read_bytes() == before
    assert scored.id == "r1-judged-org-judge-1"
    assert [len(sample.scores) for sample in scored.samples] == [5, 5, 0]
    assert [s.model_copy(update={"scores": ()}) for s in scored.samples] == list(SAMPLES)


def test_what_is_judged_is_not_asked_again(tmp_path: Path) -> None:
    """A log that was cut in the middle of a line is mended first."""
    path = kept(tmp_path)
    first = Session(judge())
    work = begun(path, first)
    list(work.keep(first))
    whole = work.path.read_text()
    work.path.write_text(whole[: whole.rindex("\n", 0, -1) - 40])

    second = Session(judge())
    again = begun(path, second)
    assert [sample.key for sample in again.left] == [sample.key for sample in SAMPLES[1:]]
    list(again.keep(second))

    assert second.judge.spent.calls == 5
    assert read(work.path).samples == read(path.with_name(work.path.name)).samples
    assert work.path.read_text() == whole
    assert begun(path, second).left == ()


def test_what_the_judge_does_not_answer_is_asked_the_next_time(tmp_path: Path) -> None:
    """It is not in the log, so that nobody takes it for judged."""
    path = kept(tmp_path)
    answers = iter([level(3)] * 5)
    failing = Session(judge(lambda *_: next(answers, RateLimited("busy"))))
    list(begun(path, failing).keep(failing))

    session = Session(judge())
    work = begun(path, session)

    assert [sample.key for sample in work.left] == [SAMPLES[1].key]
    list(work.keep(session))
    assert sum(len(sample.scores) for sample in read(work.path).samples) == 10


def test_scores_that_a_run_has_already_are_kept(tmp_path: Path) -> None:
    """`run --judge` may have been cut off: only the rest is asked."""
    path = kept(tmp_path)
    first = Session(judge())
    scored = tuple(first.scored(SAMPLES[:1], run(*SAMPLES).cases))
    write(path, run(*scored, *SAMPLES[1:]))

    session = Session(judge())
    list(begun(path, session).keep(session))

    assert session.judge.spent.calls == 5


def test_a_log_of_another_judge_or_run_is_not_mixed(tmp_path: Path) -> None:
    """Two measures in one column would look like one."""
    path = kept(tmp_path)
    first = Session(judge())
    list(begun(path, first, "scores").keep(first))

    with pytest.raises(JudgingError, match=r"scores\.run\.jsonl is of another run or another"):
        begun(path, Session(judge(name="judge-2")), "scores")
    write(path, run(*SAMPLES, kindreply="0.2.0"))
    with pytest.raises(JudgingError, match="give this one a --name"):
        begun(path, first, "scores")


@pytest.mark.parametrize(
    ("name", "slugged"), [("org/m:7b", "org-m-7b"), ("gpt-4.1", "gpt-4.1"), ("//", "model")]
)
def test_a_models_name_becomes_a_part_of_a_files_name(name: str, slugged: str) -> None:
    """Wherever the log is, no name leads out of its folder."""
    assert slug(name) == slugged
