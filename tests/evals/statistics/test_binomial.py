"""How likely a count is."""

import pytest
from scipy.stats import binom  # type: ignore[import-untyped]

from evals.statistics.binomial import likelihood


@pytest.mark.parametrize("share", [0.0, 0.004, 0.5, 0.97, 1.0])
@pytest.mark.parametrize("n", [0, 1, 30, 100_000])
def test_a_count_is_as_likely_as_scipy_says(n: int, share: float) -> None:
    """Also at the ends, and where whole numbers would have 30,000 digits."""
    for hits in {0, n // 2, round(n * share), n}:
        assert likelihood(hits, n, share) == pytest.approx(binom.pmf(hits, n, share), rel=1e-8)
