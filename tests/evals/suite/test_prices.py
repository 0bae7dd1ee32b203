"""Prices: what is unknown is unknown, and a wrong file says where."""

from pathlib import Path

import pytest

from evals.suite.prices import PriceError, Prices, load
from evals.suite.run import Tokens

FILE = "currency: EUR\nmodels:\n  m: {in: 1, out: 4}\n"


def test_a_request_costs_its_tokens(tmp_path: Path) -> None:
    """Prices are for a million tokens."""
    path = tmp_path / "prices.yaml"
    path.write_text(FILE)
    prices = load(path)

    assert prices.currency == "EUR"
    assert prices.cost("m", Tokens(prompt=1_000_000, completion=500_000)) == 3.0


@pytest.mark.parametrize(
    ("model", "tokens"), [("other", Tokens(prompt=1, completion=1)), ("m", None), (None, None)]
)
def test_an_unknown_model_or_count_costs_an_unknown_sum(
    model: str | None, tokens: Tokens | None
) -> None:
    """0 would look like a saving."""
    assert Prices("EUR", {"m": (1.0, 1.0)}).cost(model, tokens) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[]", "needs `currency` and `models`"),
        ("models: {m: 3}", "m needs `in` and `out`"),
        ("models: {m: {in: -1, out: 1}}", "m needs `in` and `out`"),
        ("models: {m: {in: a, out: 1}}", "m needs `in` and `out`"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_wrong_price_file_is_refused(tmp_path: Path, text: str, why: str) -> None:
    """Before anything is asked, and so paid."""
    path = tmp_path / "prices.yaml"
    path.write_text(text)

    with pytest.raises(PriceError, match=why):
        load(path)
    with pytest.raises(PriceError, match="cannot be read"):
        load(tmp_path / "none.yaml")
