"""Reports to read in a terminal and in a pipe."""

import io
import re

import pytest

from evals.reports.terminal import show_comparison, show_run
from evals.suite.comparison import Comparison, compare
from evals.suite.run import PromptUsed, Run, Sample, Score
from evals.suite.summary import summary
from tests.evals.reports.runs import OTHER, hostile, many, regressed, sample, scripted
from tests.evals.suite.making import run

JUDGE = PromptUsed(name="judge", version="1.0.0", id="sha256:cc")


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def _shown(of: Run | Comparison, file: io.StringIO | None = None) -> str:
    file = file or io.StringIO()
    if isinstance(of, Run):
        show_run(of, summary(of), file)
    else:
        show_comparison(of, file)
    return file.getvalue()


def test_a_run_says_what_was_run_and_what_came_of_it() -> None:
    """Source, prompt, model and cases first; then figures with counts; then the worst case."""
    shown = _shown(scripted())

    assert re.search(r"source +mock, mock", shown)
    assert re.search(r"prompt +soften@1\.0\.0 \(aa\)", shown)
    assert re.search(r"cases +2, 4 samples", shown)
    assert re.search(r"keeps_facts +100\.0 % \[20\.7, 100\.0\] \(1/1\)", shown)
    assert re.search(r"new_commitment +1 +1 +· +· +· +2\n", shown)
    assert re.search(r"http_500 +· +· +· +· +1 +1\n", shown)
    assert re.search(r"new_commitment +50\.0 % \[9\.5, 90\.5\] \(1/2\)", shown)
    assert re.search(r"hard negatives +none counted \(0/0\)", shown)
    assert re.search(r"time of a reply +p50 120 ms, p95 120 ms", shown)
    assert "1 cases failed; all of them\n  x-001  2 of 3 samples" in shown
    assert "    leak: the agent receives We will refund it\n" in shown


def test_what_nobody_counted_is_unknown() -> None:
    """Tokens, cost and the model's time."""
    shown = _shown(run(Sample(case="x-001", reply="Yes.", engine="model", outcome="rewritten")))

    assert re.search(r"tokens +unknown", shown)
    assert re.search(r"cost +unknown", shown)
    assert "No case failed" in shown


def test_only_the_worst_cases_are_named() -> None:
    """Ten of them, and of a case three failures."""
    names = ("one", "two", "three", "four", "five")
    checks = [{"name": name, "passed": False, "why": "so"} for name in names]
    shown = _shown(run(*(sample(f"x-{n:03}", checks=checks) for n in range(12))))

    assert "12 cases failed; the worst 10" in shown
    assert "x-009" in shown
    assert "x-010" not in shown
    assert shown.count("and 2 more") == 10


def test_the_judge_has_a_part_where_it_was_asked() -> None:
    """A level with its interval and count; what was unusable is unknown."""
    scores = (
        Score(value="care", level=2, judge=JUDGE, model="j"),
        Score(value="honesty", level=None, judge=JUDGE, model="j"),
    )
    shown = _shown(run(sample("x-001", scores=scores)))

    assert re.search(r"care +2\.00 \[2\.00, 2\.00\] \(n = 1\)", shown)
    assert re.search(r"honesty +unknown \(n = 0\)", shown)


def test_a_comparison_says_the_verdict_first_and_names_what_broke() -> None:
    """Then each check with both figures, the difference, p after Holm and the cases."""
    comparison, _, _ = regressed()
    shown = _shown(comparison)

    assert shown.startswith("Regressed: ")
    assert (
        "keeps_facts  regressed\n  100.0 % [75.8, 100.0]  ->  8.3 % [1.5, 35.4]  (n = 12)" in shown
    )
    assert re.search(r"difference -91\.7 pp \[-100\.0, -75\.0\], p 0\.00\d+ after Holm", shown)
    assert "broken 11: x-000, x-001," in shown
    assert re.search(r"differs +prompt", shown)
    assert re.search(r"cost +0\.0012 +0\.0012 +0 \[0, 0\] +12", shown)


def test_a_comparison_says_what_evidence_would_take_and_which_cases_are_no_pairs() -> None:
    """One case fixed of thirteen leans, and proves nothing."""
    b = many(bad=0, id="r2", prompt=OTHER)
    more = run(*many().samples, sample("x-100"))
    lacking = Run(b.header, (*b.samples[:-1], Sample(case="x-011", error="ReadTimeout")))
    leaning = _shown(compare(many(bad=1), b))

    assert re.search(r"evidence would take\s+[\d,]+\s+cases", leaning)
    assert "fixed 1: x-000" in leaning
    shown = _shown(compare(_with_cases(more), lacking))
    assert re.search(r"12 in both; 1 only in a; 1 left out, without a reply", shown)


def _with_cases(of: Run) -> Run:
    """The run with the cases of `many`, where it has the same."""
    known = many().cases
    cases = tuple(known.get(case.id, case) for case in of.header.cases)
    return Run(of.header.model_copy(update={"cases": cases}), of.samples)


def test_what_differs_by_chance_alone_is_said_to_be_so() -> None:
    """The same run twice."""
    shown = _shown(compare(many(), many(id="r2")))

    assert re.search(r"differs +nothing but chance", shown)


def test_a_comparison_without_amounts_has_no_table_of_them() -> None:
    """Such as that of two logs whose samples were never timed."""
    bare = regressed()[0].model_copy(update={"changes": ()})

    assert "What a reply takes" not in _shown(bare)


@pytest.mark.parametrize("of", [scripted(), hostile(), regressed()[0]])
def test_a_pipe_gets_no_colour_no_control_and_80_columns(of: Run | Comparison) -> None:
    """Whatever stands in the texts."""
    shown = _shown(of)

    assert not re.search(r"[^\n\x20-\x7e\xa0-\uffff]|\u202e", shown)
    assert max(map(len, shown.splitlines())) <= 80
    assert not re.search(r"[ \t]\n", shown)


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict stands out; the words are the same."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    comparison, _, _ = regressed()
    coloured = _shown(comparison, Terminal())

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).startswith("Regressed: ")
