"""What tokens cost, from a file of the operator's: an unknown price is unknown, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from evals.errors import SuiteError
from evals.suite.run import Tokens

PER = 1_000_000


class PriceError(SuiteError):
    """A price file is wrong; the message names the model and what is wrong."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Model -> price of a million tokens, in and out, in one currency."""

    currency: str = ""
    models: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def cost(self, model: str | None, tokens: Tokens | None) -> float | None:
        """The price of one request; None where the model or its tokens are unknown."""
        price = self.models.get(model or "")
        if price is None or tokens is None:
            return None
        return (price[0] * tokens.prompt + price[1] * tokens.completion) / PER


def load(path: Path) -> Prices:
    """Read a price file. Raises PriceError.

    currency: EUR
    models:
      my-model: {in: 0.15, out: 0.60}   # for a million tokens
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PriceError(f"{path.name}: cannot be read ({type(error).__name__})") from None
    if not isinstance(data, dict) or not isinstance(data.get("models"), dict):
        raise PriceError(f"{path.name}: needs `currency` and `models`")
    models = {str(name): _price(path, name, of) for name, of in data["models"].items()}
    return Prices(str(data.get("currency", "")), models)


def _price(path: Path, name: object, of: Any) -> tuple[float, float]:
    try:
        price = float(of["in"]), float(of["out"])
    except (KeyError, TypeError, ValueError):
        price = (-1.0, -1.0)
    if min(price) < 0:
        raise PriceError(f"{path.name}: {name} needs `in` and `out`, numbers from 0")
    return price
