"""What two runs have in common."""

from evals.suite.pairing import Pairs, Values
from evals.suite.run import Sample
from tests.evals.suite.making import run


def _timed(case: str, ms: float, behaviour: str | None = None, repeat: int = 0) -> Sample:
    return Sample(case=case, behaviour=behaviour, repeat=repeat, latency_ms=ms)


def _latency(sample: Sample) -> float | None:
    return sample.latency_ms or None


def test_a_case_is_averaged_over_its_repeats_then_over_its_scripts() -> None:
    """So that a script that was asked more often weighs no more."""
    once = run(_timed("x-1", 4, "faithful"), _timed("x-1", 1, "repeats"))
    often = run(
        _timed("x-1", 2, "faithful"),
        _timed("x-1", 6, "faithful", 1),
        _timed("x-1", 4, "faithful", 2),
        _timed("x-1", 1, "repeats"),
    )

    found = Pairs.of(once, often).values(_latency)

    assert found == Values(("x-1",), (2.5,), (2.5,))
    assert found.fixed == found.broken == ()


def test_what_only_one_run_has_is_left_away() -> None:
    """Cases, scripts of a case, and cases without the number."""
    a = run(_timed("x-1", 1), _timed("x-2", 1), _timed("x-3", 1, "drips"), _timed("x-4", 0))
    b = run(_timed("x-1", 2), _timed("x-9", 1), _timed("x-3", 1, "empty"), _timed("x-4", 3))

    pairs = Pairs.of(a, b)

    assert pairs.values(_latency) == Values(("x-1",), (1.0,), (2.0,))
    assert pairs.left_out == ()


def test_a_case_without_a_reply_in_one_run_is_left_out_and_named() -> None:
    """A network that fails says nothing about a prompt; one reply of several is enough."""
    failed = Sample(case="x-1", error="503")
    a = run(failed, _timed("x-2", 1), _timed("x-3", 1))
    b = run(_timed("x-1", 1), failed.model_copy(update={"case": "x-2"}), _timed("x-3", 1))
    repeated = run(failed, _timed("x-1", 1, repeat=1))

    assert Pairs.of(a, b).left_out == ("x-1", "x-2")
    assert Pairs.of(a, b).values(_latency).cases == ("x-3",)
    assert Pairs.of(repeated, b).left_out == ()


def test_fixed_is_more_in_the_second_run_and_broken_less() -> None:
    """A difference of rounding is neither."""
    values = Values(("x-1", "x-2", "x-3"), (0.0, 1.0, 0.3), (1.0, 0.5, 0.1 + 0.2))

    assert (values.fixed, values.broken) == (("x-1",), ("x-2",))
