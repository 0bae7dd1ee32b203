"""A slope and its interval, held against statsmodels."""

from random import Random

import numpy as np
import pytest
import statsmodels.api as sm  # type: ignore[import-untyped]

from tests.chaos.trend import settled, trend


def test_a_slope_and_its_interval_are_those_of_statsmodels() -> None:
    """Thirty noisy points."""
    dice = Random(3)  # noqa: S311
    xs = [float(x) for x in range(30)]
    ys = [7 + 2.5 * x + dice.gauss(0, 4) for x in xs]
    theirs = sm.OLS(np.array(ys), sm.add_constant(np.array(xs))).fit()
    low, high = theirs.conf_int()[1]

    ours = trend(xs, ys)

    assert ours.slope == pytest.approx(theirs.params[1])
    assert (ours.low, ours.high) == pytest.approx((low, high), rel=1e-3)


def test_a_leak_of_a_kilobyte_a_request_stands_out_of_noise() -> None:
    """Some hundred KB of noise on each sample: 1,024 KB for each 1,000 requests are seen."""
    dice = Random(4)  # noqa: S311
    thousands = [0.2 * number for number in range(60)]
    steady = [90_000 + dice.gauss(0, 100) for _ in thousands]
    leaking = [y + 1_024 * x for x, y in zip(thousands, steady, strict=True)]

    assert trend(thousands, steady).high < 32
    assert trend(thousands, leaking).low > 32


def test_too_few_points_are_refused() -> None:
    """Through two points there is always a line."""
    with pytest.raises(ValueError, match="4 points, not 2"):
        trend([1.0, 2.0], [1.0, 2.0])


def test_the_first_quarter_is_dropped() -> None:
    """Caches and pools fill there."""
    assert settled(range(8)) == range(2, 8)
