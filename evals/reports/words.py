"""Figures in words: percent with interval and count, milliseconds, money that may be unknown."""

import re

from evals.statistics.estimates import Estimate
from evals.statistics.power import MOST_CASES
from evals.suite.comparison import Change, Check
from evals.suite.run import PromptUsed
from evals.suite.summary import Spent, Times

UNKNOWN = "unknown"
AMOUNTS = {
    "latency_ms": "time of a reply, ms",
    "model_ms": "of it, the model, ms",
    "prompt_tokens": "tokens sent",
    "completion_tokens": "tokens received",
    "cost": "cost",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text without controls that could steer a terminal or turn its direction."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str, most: int | None = None) -> str:
    """The visible text on one line, cut at so many characters."""
    line = " ".join(visible(text).split())
    return line if most is None or len(line) <= most else f"{line[: most - 1]}…"


def named(prompt: PromptUsed) -> str:
    """soften@1.0.0 (37613e6c2362)"""
    return f"{prompt} ({prompt.id.removeprefix('sha256:')[:12]})"


def estimate(check: Check, value: Estimate) -> str:
    """A share in percent, or a level as it is, with its interval."""
    if check.of == "score":
        return str(value)
    low, middle, high = (f"{100 * each:.1f}" for each in (value.low, value.value, value.high))
    return f"{middle} % [{low}, {high}]"


def difference(check: Check) -> str:
    """In percentage points, or in levels, with its sign and interval."""
    factor, digits, unit = (1, 2, "") if check.of == "score" else (100, 1, " pp")
    low, middle, high = (
        _signed(factor * each, digits)
        for each in (check.difference.low, check.difference.value, check.difference.high)
    )
    return f"{middle}{unit} [{low}, {high}]"


def probability(p: float) -> str:
    """Two digits; what is smaller than 0.001 is said to be so."""
    return "< 0.001" if p < 0.001 else f"{p:.2g}"  # noqa: PLR2004


def needed(check: Check) -> str:
    """How many cases evidence would take; "" where nothing leans, or evidence is there."""
    if check.cases_needed is None:
        return ""
    more = " or more" if check.cases_needed == MOST_CASES else ""
    return f"{check.cases_needed:,}{more}"


def amount(number: float) -> str:
    """Three or more digits that count: 0.00123, 12.3, 1,234."""
    if abs(number) >= 100:  # noqa: PLR2004
        return f"{number:,.0f}"
    return f"{number:.3g}"


def change(each: Change) -> str:
    """By how much the second run takes more, with its interval."""
    low, middle, high = (
        f"{'+' if number > 0 else ''}{amount(number)}"
        for number in (each.difference.low, each.difference.value, each.difference.high)
    )
    return f"{middle} [{low}, {high}]"


def times(known: Times | None) -> str:
    """p50, p95 and p99 in milliseconds, with what they were counted on."""
    if known is None:
        return UNKNOWN
    p50, p95, p99 = map(amount, (known.p50, known.p95, known.p99))
    return f"p50 {p50} ms, p95 {p95} ms, p99 {p99} ms (n = {known.n})"


def tokens(spent: Spent) -> str:
    """Sent and received, and of how many samples nobody counted them."""
    counted = spent.samples - spent.tokens_unknown
    if not counted:
        return UNKNOWN
    lacking = f"; unknown for {spent.tokens_unknown}" if spent.tokens_unknown else ""
    return (
        f"{spent.prompt_tokens:,} sent, {spent.completion_tokens:,} received"
        f" (n = {counted}{lacking})"
    )


def cost(spent: Spent) -> str:
    """In the currency of the price file; never 0 for what nobody knows."""
    if spent.cost is None or not spent.samples:
        return UNKNOWN
    return f"{spent.cost:.4f}, {spent.cost / spent.samples:.6f} a sample (n = {spent.samples})"


def _signed(number: float, digits: int) -> str:
    return f"{number:+.{digits}f}" if round(number, digits) else f"{0:.{digits}f}"
