"""The figures of a run."""

from pathlib import Path

import pytest

from evals.statistics.shares import Share
from evals.suite.run import Check, Found, Planted, PromptUsed, Sample, Score, Tokens, Written
from evals.suite.summary import SummaryError, load, save, summary
from tests.evals.suite.making import PROMPT, case, run


def _checked(case_id: str, *, repeat: int = 0, **passed: bool | None) -> Sample:
    checks = tuple(Check(name=name, passed=value) for name, value in passed.items())
    return Sample(case=case_id, repeat=repeat, outcome="rewritten", engine="model", checks=checks)


def _planted(case_id: str, category: str, *, by: str = "writer", leaked: bool | None) -> Sample:
    planted = Planted.model_validate({"category": category, "words": ("x",), "by": by})
    return Sample(
        case=case_id, behaviour=category, planted=planted, leaked=leaked, outcome="mended"
    )


def _faithful(case_id: str, outcome: str = "rewritten", **fields: object) -> Sample:
    given = {"case": case_id, "behaviour": "faithful", "outcome": outcome, "engine": "model"}
    return Sample.model_validate({**given, **fields})


def _scored(case_id: str, level: int | None, repeat: int = 0) -> Sample:
    judge = PromptUsed(name="judge", version="1.0.0", id="sha256:bb")
    score = Score(value="care", level=level, judge=judge, model="m")
    return Sample(case=case_id, repeat=repeat, scores=(score,))


def test_a_check_is_counted_over_the_samples_it_applies_to() -> None:
    """Where it does not apply, nobody passes and nobody fails."""
    found = summary(
        run(
            _checked("x-1", keeps_facts=True, acknowledges=None),
            _checked("x-2", keeps_facts=False, acknowledges=None),
            _checked("x-3", keeps_facts=None, acknowledges=None),
        )
    )

    assert found.answers.checks == {"keeps_facts": Share(1, 2), "acknowledges": Share(0, 0)}
    assert (found.samples, found.cases) == (3, 3)


def test_repeats_of_a_case_do_not_narrow_an_interval() -> None:
    """Three answers to each of two cases are two trials."""
    samples = [
        _checked(case_id, repeat=repeat, usable=True)
        for case_id in ("x-1", "x-2")
        for repeat in range(3)
    ]

    found = summary(run(*samples))

    assert found.answers.checks["usable"] == Share(6, 6, units=2)
    assert (found.samples, found.cases) == (6, 2)


def test_a_sample_without_a_reply_fails_to_be_usable_and_is_asked_nothing_else() -> None:
    """It is counted as an error, with its reason."""
    broken = _checked("x-1", usable=False, keeps_facts=False).model_copy(
        update={"error": "503 overloaded", "outcome": "", "engine": "", "latency_ms": 9_000.0}
    )

    found = summary(run(broken, _checked("x-2", usable=True, keeps_facts=True)))

    assert found.errors == Share(1, 2)
    assert found.error_reasons == {"503 overloaded": 1}
    assert found.answers.checks == {"usable": Share(1, 2), "keeps_facts": Share(1, 1)}
    assert found.answers.outcomes == {"rewritten": 1}
    assert found.answers.latency_ms is not None
    assert found.answers.latency_ms.n == 1


def test_scripted_models_are_counted_each_and_only_the_honest_one_answers() -> None:
    """What the others make of a reply says nothing of its wording."""
    found = summary(
        run(
            _faithful("x-1"),
            _faithful("x-2", "mended"),
            Sample(case="x-1", behaviour="http_500", outcome="fallback", engine="phrasebook"),
            source="mock",
        )
    )

    assert found.answers.outcomes == {"mended": 1, "rewritten": 1}
    assert found.every.samples == 3
    assert list(found.behaviours) == ["faithful", "http_500"]
    assert found.behaviours["http_500"].outcomes == {"fallback": 1}
    assert found.behaviours["http_500"].engines == {"phrasebook": 1}
    assert found.fallbacks == Share(0, 2)


def test_a_real_model_has_answers_and_no_behaviours() -> None:
    """Nobody knows whether its rewrites are honest, so none is falsely accused."""
    found = summary(run(Sample(case="x-1", outcome="fallback"), _checked("x-2", usable=True)))

    assert found.behaviours == {}
    assert found.fallbacks == Share(1, 2)
    assert found.false_alarms == Share(0, 0)
    assert found.leaks.overall == Share(0, 0)


def test_leaks_are_counted_by_what_was_planted_and_by_who_wrote_it() -> None:
    """A slip that could not be told apart from the draft is not counted."""
    found = summary(
        run(
            _planted("x-1", "new_deadline", leaked=True),
            _planted("x-2", "new_deadline", leaked=False, by="edit"),
            _planted("x-3", "injection", leaked=False),
            _planted("x-4", "none", leaked=None),
            _faithful("x-1"),
            source="mock",
        )
    )

    assert found.leaks.overall == Share(1, 3)
    assert found.leaks.by_category == {"injection": Share(0, 1), "new_deadline": Share(1, 2)}
    assert found.leaks.by_author == {"edit": Share(0, 1), "writer": Share(1, 2)}


def test_an_honest_rewrite_that_is_blocked_mended_or_refused_is_a_false_alarm() -> None:
    """A review is none: nothing of the reply changes. Hard negatives are counted apart too."""
    blocked = Found(guardrail="new_deadline", severity="block", message="m")
    review = Found(guardrail="new_deadline", severity="review", message="m")
    hard = case("x-5", kind="hard_negative")
    samples = (
        _faithful("x-1"),
        _faithful("x-2", "mended"),
        _faithful("x-3", findings=(blocked,)),
        _faithful("x-4", findings=(review,)),
        _faithful("x-5", "fallback"),
    )

    found = summary(run(*samples, cases=(*map(case, ("x-1", "x-2", "x-3", "x-4")), hard)))

    assert found.false_alarms == Share(3, 5)
    assert found.hard_negatives == Share(1, 1)


def test_sentences_stay_softened_unless_they_are_put_back() -> None:
    """Courtesies and sentences that were never touched do not count, nor does the phrasebook's."""
    kinds = ("reworded", "reworded", "restored", "courtesy", "kept")
    sentences = tuple(Written(text="t", sources=(), kind=kind) for kind in kinds)
    by_book = Sample(case="x-2", engine="phrasebook", sentences=sentences)

    found = summary(run(Sample(case="x-1", engine="model", sentences=sentences), by_book))

    assert found.softened == Share(2, 3)


def test_times_are_given_by_quantiles_of_the_replies() -> None:
    """The model's own only where one was asked."""
    samples = [
        Sample(case=f"x-{n}", latency_ms=float(n), model_ms=n / 2 if n <= 50 else None)
        for n in range(1, 102)
    ]

    found = summary(run(*samples)).answers

    assert found.latency_ms is not None
    assert found.latency_ms.model_dump() == {"n": 101, "p50": 51, "p95": 96, "p99": 100}
    assert found.model_ms is not None
    assert found.model_ms.n == 50


def test_nothing_timed_has_no_times() -> None:
    """None, not zero milliseconds."""
    found = summary(run(_checked("x-1", usable=True)))

    assert found.answers.model_ms is None


def test_cost_is_the_sum_and_unknown_where_one_price_is() -> None:
    """A request in which no model was asked costs nothing; one without a price is not free."""
    dear = Sample(case="x-1", model_ms=1.0, tokens=Tokens(prompt=100, completion=20), cost=0.25)
    free = Sample(case="x-2", engine="draft")
    unknown = Sample(case="x-3", model_ms=1.0)

    known = summary(run(dear, dear.model_copy(update={"case": "x-4"}), free)).spent
    partly = summary(run(dear, unknown)).spent
    nothing = summary(run(free)).spent

    assert (known.samples, known.prompt_tokens, known.completion_tokens) == (2, 200, 40)
    assert (known.cost, known.cost_unknown, known.cost_per_sample) == (0.5, 0, 0.25)
    assert (partly.cost, partly.cost_unknown, partly.cost_per_sample) == (None, 1, None)
    assert partly.tokens_unknown == 1
    assert (nothing.cost, nothing.cost_per_sample) == (0, None)


def test_a_judge_rates_cases_and_what_it_could_not_rate_is_counted() -> None:
    """Repeats of a case are averaged before the mean of the cases is taken."""
    found = summary(
        run(_scored("x-1", 3), _scored("x-1", 1, repeat=1), _scored("x-2", 3), _scored("x-3", None))
    ).scores["care"]

    assert found.cases == 2
    assert found.level is not None
    assert found.level.value == 2.5
    assert 2 <= found.level.low <= 2.5 <= found.level.high <= 3
    assert found.unusable == Share(1, 4, units=3)


def test_a_judge_that_rated_nothing_has_no_level() -> None:
    """None, not the lowest."""
    found = summary(run(_scored("x-1", None))).scores["care"]

    assert found.level is None
    assert found.unusable == Share(1, 1)


def test_a_summary_is_written_and_read_as_a_baseline(tmp_path: Path) -> None:
    """Nothing is lost, and the same log gives the same bytes."""
    found = summary(
        run(_scored("x-1", 3), _checked("x-2", usable=True), _faithful("x-3", "mended"))
    )

    save(tmp_path / "a.json", found)
    save(tmp_path / "b.json", found.model_copy())

    assert load(tmp_path / "a.json") == found
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert found.measured.prompt == PROMPT
    assert found.measured.run == "r1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, r"b\.json: cannot be read \(FileNotFoundError\)", id="no file"),
        pytest.param("{}", r"b\.json: is no summary \(measured: Field required", id="too little"),
        pytest.param('{"format": "x"}', r"b\.json: is no summary \(format", id="another format"),
    ],
)
def test_what_is_no_summary_is_an_error_with_its_field(
    tmp_path: Path, text: str | None, message: str
) -> None:
    """The file is named, and what is wrong in it."""
    path = tmp_path / "b.json"
    if text is not None:
        path.write_text(text)

    with pytest.raises(SummaryError, match=message):
        load(path)
