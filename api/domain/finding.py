"""What a guardrail says about a rewrite: a value, never an exception."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How far a finding goes."""

    BLOCK = "block"
    """A reasonable manager would not let it go out."""
    REVIEW = "review"
    """A strict reader would look."""
    NOTE = "note"
    """Tone only."""


class Verdict(StrEnum):
    """The judgement of all findings together, from best to worst."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    REVIEW = "review"
    BLOCK = "block"
    UNVERIFIED = "unverified"
    """A check could not run: never the same as passed."""


class Value(StrEnum):
    """The four values a rewrite is held to."""

    CARE = "care"
    KINDNESS = "kindness"
    INTEGRITY = "integrity"
    HONESTY = "honesty"


class Span(NamedTuple):
    """A piece of a text: code points, `end` exclusive, with the words themselves."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Quote `text[start:end]`."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one clause, in one plain sentence, with both sides quoted.

    `draft` is None for something invented, `reply` for something lost. `also` names other
    guardrails that the same clause breaks; the primary one is chosen by precedence.
    """

    guardrail: str
    severity: Severity
    message: str
    value: Value
    draft: Span | None = None
    reply: Span | None = None
    also: tuple[str, ...] = ()
