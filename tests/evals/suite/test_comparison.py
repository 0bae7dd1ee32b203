"""Two runs of the same cases."""

import json
from collections.abc import Sequence

import pytest

from evals.suite.comparison import Comparison, ComparisonError, compare, exit_code
from evals.suite.run import Check, Planted, PromptUsed, Run, Sample, Score, Selection, Tokens
from tests.evals.suite.making import PROMPT, case, run

OTHER = PromptUsed(name="soften", version="1.1.0", id="sha256:bb")
JUDGE = PromptUsed(name="judge", version="1.0.0", id="sha256:cc")
CASES = 40


def _sample(number: int, *, passed: bool | None, repeat: int = 0, **fields: object) -> Sample:
    checks = (Check(name="keeps_facts", passed=passed), Check(name="usable", passed=True))
    given = {"case": f"x-{number:03}", "repeat": repeat, "checks": checks, "latency_ms": 100.0}
    return Sample.model_validate({**given, **fields})


def _run(failing: Sequence[int] = (), **fields: object) -> Run:
    """40 cases, of which these fail a check."""
    return run(*(_sample(n, passed=n not in failing) for n in range(CASES)), **fields)


def _check(comparison: Comparison, name: str = "keeps_facts") -> dict[str, object]:
    (found,) = (check for check in comparison.checks if check.name == name)
    return found.model_dump()


def test_a_check_that_gets_better_beyond_chance_is_an_improvement() -> None:
    """Nine of nine cases fixed; the reason counts them."""
    found = compare(_run(range(9)), _run(prompt=OTHER))

    assert found.verdict == "improved"
    assert found.reason.startswith("keeps_facts: fixed 9 and broken 0 of 40 cases (p = 0.012")
    assert exit_code(found) == exit_code(found, require_evidence=True) == 0
    check = _check(found)
    assert check["fixed"] == tuple(f"x-{n:03}" for n in range(9))
    assert check["broken"] == ()
    assert (check["n"], check["verdict"], check["cases_needed"]) == (40, "improved", None)
    assert check["p"] == pytest.approx(2 / 2**9)
    assert check["p_holm"] == pytest.approx(3 * 2 / 2**9)


def test_a_check_that_gets_worse_decides_whatever_else_got_better() -> None:
    """Kind words do not make up for lost facts."""
    a = run(
        *(_sample(n, passed=True).model_copy(update=_also(n, kind=False)) for n in range(CASES))
    )
    b = run(
        *(_sample(n, passed=n > 9).model_copy(update=_also(n, kind=True)) for n in range(CASES)),
        prompt=OTHER,
    )

    found = compare(a, b)

    assert _check(found, "acknowledges")["verdict"] == "improved"
    assert _check(found)["verdict"] == "regressed"
    assert found.verdict == "regressed"
    assert "keeps_facts: fixed 0 and broken 10 of 40 cases" in found.reason
    assert "acknowledges" not in found.reason
    assert exit_code(found) == exit_code(found, require_evidence=True) == 1


def _also(number: int, *, kind: bool) -> dict[str, object]:
    checks = _sample(number, passed=number > 9 or not kind).checks
    return {"checks": (*checks, Check(name="acknowledges", passed=kind))}


def test_a_difference_that_chance_could_have_made_is_no_evidence() -> None:
    """It says how many cases it would take; asking for evidence makes it inconclusive."""
    found = compare(_run(range(4)), _run([20], prompt=OTHER))

    assert found.verdict == "no evidence"
    check = _check(found)
    assert check["verdict"] == "no evidence"
    needed = check["cases_needed"]
    assert isinstance(needed, int)
    assert needed > CASES
    assert found.reason.startswith("no difference is beyond chance; the nearest is keeps_facts: ")
    assert f"{needed:,} cases would show" in found.reason
    assert exit_code(found) == 0
    assert exit_code(found, require_evidence=True) == 3


@pytest.mark.parametrize(
    ("failing", "reason"), [((), "no check differs"), ([7], "no check leans one way")]
)
def test_without_a_difference_no_number_of_cases_is_named(
    failing: Sequence[int], reason: str
) -> None:
    """As many fixed as broken, or none of either."""
    found = compare(_run(failing), _run([n + 1 for n in failing], prompt=OTHER))

    assert (found.verdict, found.reason) == ("no evidence", reason)
    assert all(check.cases_needed is None for check in found.checks)


def test_a_difference_too_small_for_anybody_to_show_needs_that_many_or_more() -> None:
    """The number has a ceiling, and says so."""
    a = run(*(_sample(n, passed=n % 100 != 1) for n in range(2_000)))
    b = run(*(_sample(n, passed=n % 100 != 2 or n == 2) for n in range(2_000)), prompt=OTHER)

    found = compare(a, b)

    assert _check(found)["cases_needed"] == 100_000
    assert "100,000 cases or more would show" in found.reason


def test_scripted_answers_say_nothing_about_two_prompts() -> None:
    """Even where something else made them differ; the figures stand there all the same."""
    found = compare(_run(range(9), source="mock"), _run(source="mock", prompt=OTHER))

    assert found.verdict == "inconclusive"
    assert "scripted answers do not depend on the prompt" in found.reason
    assert "soften@1.0.0 and soften@1.1.0" in found.reason
    assert exit_code(found) == 3
    assert _check(found)["verdict"] == "improved"


def test_cases_chosen_for_having_failed_are_no_evidence_of_a_gain() -> None:
    """Asked again, some would pass by chance alone, and none can get worse."""
    again = Selection(kinds=("core",), only_failing="r1")

    found = compare(_run(range(9)), _run(prompt=OTHER, id="r2", selection=again))

    assert (found.verdict, exit_code(found)) == ("inconclusive", 3)
    assert "the cases of r2 were chosen for having failed" in found.reason


def test_scripted_answers_measure_the_service_with_one_prompt() -> None:
    """Other guardrails, same prompt: what is planted leaks less."""

    def planted(number: int, *, leaked: bool) -> Sample:
        what = Planted(category="new_deadline", words=("by noon",), by="writer")
        return Sample(case=f"x-{number:03}", behaviour="new_deadline", planted=what, leaked=leaked)

    a = run(*(planted(n, leaked=n < 10) for n in range(20)), source="mock")
    b = run(*(planted(n, leaked=False) for n in range(20)), source="mock", guardrails="2.1.0")

    found = compare(a, b)

    assert found.verdict == "improved"
    assert found.differs == ("guardrails",)
    check = _check(found, "nothing_leaks")
    assert check["a"] == pytest.approx({"value": 0.5, "low": 0.299, "high": 0.701}, abs=1e-3)
    assert len(found.checks) == 1


def test_what_a_scripted_model_breaks_is_not_a_check_of_its_wording() -> None:
    """Only answers in good faith are asked."""
    slips = [_sample(n, passed=False, behaviour="repeats") for n in range(CASES)]

    found = compare(
        run(*slips, _sample(0, passed=True, behaviour="faithful"), source="mock"),
        run(*slips, _sample(0, passed=True, behaviour="faithful"), source="mock"),
    )

    assert {check.name: check.n for check in found.checks} == {
        "keeps_facts": 1,
        "usable": 1,
        "all": 1,
    }


def test_all_is_passed_where_every_check_that_applies_is() -> None:
    """A check that does not apply neither helps nor harms."""
    found = compare(_run([1, 2]), run(*(_sample(n, passed=None) for n in range(CASES))))

    check = _check(found, "all")
    assert (check["n"], check["fixed"]) == (CASES, ("x-001", "x-002"))
    assert [check.name for check in found.checks] == ["usable", "all"]


def test_repeats_make_a_case_no_stronger() -> None:
    """A case that is fixed in each of its three repeats, or in one of them, is one case."""

    def thrice(failing: int) -> list[Sample]:
        return [
            _sample(n, passed=not (n < 9 and repeat < failing), repeat=repeat)
            for n in range(CASES)
            for repeat in range(3)
        ]

    surely = compare(run(*thrice(3)), run(*thrice(0)))
    mostly = compare(run(*thrice(1)), run(*thrice(0)))

    for found in (surely, mostly):
        assert _check(found)["p"] == pytest.approx(2 / 2**9)
        assert _check(found)["n"] == CASES
    assert _check(surely)["difference"]["value"] == pytest.approx(9 / 40)  # type: ignore[index]
    assert _check(mostly)["difference"]["value"] == pytest.approx(3 / 40)  # type: ignore[index]


def test_a_judges_levels_are_compared_case_by_case() -> None:
    """As means from 1 to 3, with the sign test."""

    def scored(level: int) -> list[Sample]:
        score = Score(value="care", level=level, judge=JUDGE, model="m")
        none = Score(value="honesty", level=None, judge=JUDGE, model="m")
        return [Sample(case=f"x-{n:03}", scores=(score, none)) for n in range(10)]

    found = compare(run(*scored(2)), run(*scored(3), prompt=OTHER))

    (check,) = found.checks
    assert (check.name, check.of, check.verdict) == ("care", "score", "improved")
    assert (check.a.value, check.b.value, check.difference.value) == (2, 3, 1)


def test_what_a_reply_takes_is_compared_where_both_runs_know_it() -> None:
    """A price that one of them lacks is left away."""
    tokens = Tokens(prompt=100, completion=10)
    a = run(_sample(1, passed=True, tokens=tokens, cost=0.1), _sample(2, passed=True))
    b = run(
        _sample(1, passed=True, tokens=tokens, latency_ms=130.0),
        _sample(2, passed=True, latency_ms=110.0),
    )

    found = {change.name: change for change in compare(a, b).changes}

    assert list(found) == ["latency_ms", "prompt_tokens", "completion_tokens"]
    assert (found["latency_ms"].n, found["latency_ms"].difference.value) == (2, 20)
    assert (found["prompt_tokens"].n, found["prompt_tokens"].a) == (1, 100)
    assert found["latency_ms"].difference.low >= 10


def test_cases_of_one_run_only_and_cases_without_a_reply_are_named() -> None:
    """They are in no figure."""
    a = run(_sample(1, passed=True), _sample(2, passed=True), _sample(3, passed=True))
    b = run(_sample(2, passed=True), _sample(3, passed=True, error="503"), _sample(4, passed=True))

    found = compare(a, b)

    assert (found.cases, found.only_a, found.only_b) == (2, ("x-001",), ("x-004",))
    assert found.left_out == ("x-003",)
    assert _check(found)["n"] == 1
    assert found.b.errors.hits == 1


def test_without_a_reply_in_both_runs_nothing_can_be_said() -> None:
    """That is inconclusive, not equal."""
    found = compare(run(_sample(1, passed=True, error="503")), run(_sample(1, passed=True)))

    assert (found.verdict, found.checks) == ("inconclusive", ())
    assert found.reason == "no case has a reply in both runs"


def test_a_case_whose_text_has_changed_is_an_error_that_names_it() -> None:
    """A label or a tag more is no change of the text."""
    a = run(_sample(1, passed=True), cases=(case("x-001"),))
    tagged = run(_sample(1, passed=True), cases=(case("x-001", tags=["new"]),))
    changed = run(_sample(1, passed=True), cases=(case("x-001", draft="No refund."),))

    assert compare(a, tagged).cases == 1
    with pytest.raises(ComparisonError, match="different texts of the same case: x-001; run one"):
        compare(a, changed)


def test_of_many_changed_cases_the_first_ten_are_named() -> None:
    """And the rest are counted."""
    ids = [f"x-{n:03}" for n in range(12)]
    a = run(cases=tuple(case(each) for each in ids))
    b = run(cases=tuple(case(each, facts=["Paid."]) for each in ids))

    with pytest.raises(ComparisonError, match="x-009 and 2 more; run one"):
        compare(a, b)


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        pytest.param(
            run(_sample(1, passed=True), source="mock"),
            run(_sample(1, passed=True), source="live"),
            "r1 is of source mock and r1 of live",
            id="scripted and real",
        ),
        pytest.param(
            run(_sample(1, passed=True)),
            run(_sample(2, passed=True)),
            "no case in common",
            id="other cases",
        ),
    ],
)
def test_runs_that_have_nothing_in_common_are_an_error(a: Run, b: Run, message: str) -> None:
    """Scripted answers and a model's, or two sets of cases."""
    with pytest.raises(ComparisonError, match=message):
        compare(a, b)


def test_as_json_it_names_its_format_the_verdict_and_both_prompts() -> None:
    """What the release of a prompt reads as evidence; it comes back as it was."""
    found = compare(_run(range(9)), _run(prompt=OTHER, id="r2", model="other"))

    read = json.loads(found.model_dump_json())

    assert (read["format"], read["verdict"]) == ("kindreply.comparison/1", "improved")
    assert read["a"]["prompt"] == PROMPT.model_dump()
    assert read["b"]["prompt"] == {"name": "soften", "version": "1.1.0", "id": "sha256:bb"}
    assert read["differs"] == ["prompt", "model"]
    assert Comparison.model_validate_json(found.model_dump_json()) == found
