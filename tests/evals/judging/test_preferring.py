"""The log of preferences is taken up where it was cut off."""

from pathlib import Path

import pytest

from api.rewriting.model import RateLimited
from evals.judging.judged import JudgingError
from evals.judging.preferring import begun, said
from evals.judging.scoring import Session
from tests.evals.judging.making import better, judge, replied
from tests.evals.suite.making import run

A = run(replied("x-001", "We lost it."), replied("x-002", "We lost it."), id="a")
B = run(replied("x-001", "It is lost."), replied("x-002", "We lost it."), id="b")


def session() -> Session:
    """A judge that prefers the reply which owns the loss."""

    def script(_: str, question: str) -> str:
        first = question.partition("<first>")[2].partition("</first>")[0]
        return better("first" if "We lost it" in first else "second", "We lost it")

    return Session(judge(script))


def test_every_pair_has_a_line_for_each_value_and_is_asked_once(tmp_path: Path) -> None:
    """Ten questions for replies that differ, none for those that do not."""
    path = tmp_path / "a-or-b.pairs.jsonl"
    first = session()

    assert len(list(begun(path, A, B, first).keep(first))) == 2
    assert first.judge.spent.calls == 10
    lines = said(path)
    assert {(line.case, line.better) for line in lines} == {("x-001", "a"), ("x-002", "same")}
    assert len(lines) == 10
    assert begun(path, A, B, session()).left == ()


def test_a_pair_that_was_cut_off_is_asked_again_and_counted_once(tmp_path: Path) -> None:
    """Three of five values were in the log."""
    path = tmp_path / "a-or-b.pairs.jsonl"
    first = session()
    list(begun(path, A, B, first).keep(first))
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:3]) + lines[3][:20])

    again = session()
    work = begun(path, A, B, again)
    assert len(work.left) == 2
    list(work.keep(again))

    assert len(said(path)) == 10
    assert again.judge.spent.calls == 10


def test_a_pair_without_an_answer_is_left_for_the_next_time(tmp_path: Path) -> None:
    """An endpoint that fails prefers nothing."""
    path = tmp_path / "a-or-b.pairs.jsonl"
    failing = Session(judge(lambda *_: RateLimited("busy")))

    list(begun(path, A, B, failing).keep(failing))

    assert failing.failed.total() == 1
    assert [pair[0].case for pair in begun(path, A, B, session()).left] == ["x-001"]


def test_a_log_of_other_runs_or_another_judge_is_not_mixed(tmp_path: Path) -> None:
    """The other way round is another comparison."""
    path = tmp_path / "a-or-b.pairs.jsonl"
    first = session()
    list(begun(path, A, B, first).keep(first))

    with pytest.raises(JudgingError, match=r"a-or-b\.pairs\.jsonl is of other runs or another"):
        begun(path, B, A, first)
    with pytest.raises(JudgingError, match="give this one a --name"):
        begun(path, A, B, Session(judge(name="judge-2")))
