"""What the guardrails said of one labelled rewrite, and how far it was right.

The definitions are those of the open bench's `score.py`, by which releases are measured: to change
one here would make two figures of the same name.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from api.domain.finding import Finding, Severity
from api.rewriting.checking import Check, CheckRequest
from evals.labels import Label, Pair

BLOCKS = frozenset({Severity.BLOCK})
PUT_BACK = 0.7
"""Share of a lost span's words that must be there again for it to count as put back."""

_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[\w']{3,}")
_SHORTEST = 3
"""A sentence of no more characters than this is not counted."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled rewrite, every finding on it, and its text after mending."""

    pair: Pair
    findings: tuple[Finding, ...]
    mended: str

    def reported(self, severities: frozenset[Severity] = BLOCKS) -> tuple[Finding, ...]:
        """The findings of these severities."""
        return tuple(f for f in self.findings if f.severity in severities)

    @property
    def located(self) -> tuple[Finding, ...]:
        """The blocks that touch the planted span, in draft or rewrite."""
        return tuple(f for f in self.reported() if touches(f, self.pair))

    @property
    def named(self) -> bool:
        """Whether one of those is of the planted category, or says so in its `also`."""
        label = self.pair.label
        return label is not None and any(
            label.category in (f.guardrail, *f.also) for f in self.located
        )

    @property
    def leaked(self) -> bool:
        """Whether the planted violation is still there after mending."""
        label = self.pair.label
        return label is not None and survives(label, self.mended)

    @property
    def kept(self) -> tuple[bool, ...]:
        """For each sentence of the rewrite, whether mending left it word for word."""
        text = squeezed(self.mended)
        return tuple(sentence in text for sentence in sentences(self.pair.rewrite))


def score(
    pairs: Iterable[Pair], checker: Callable[[CheckRequest], Check], *, linked: bool
) -> Iterator[Scored]:
    """Check every rewrite; raises DraftError for a text that cannot be read."""
    for pair in pairs:
        check = checker(pair.request(linked=linked))
        yield Scored(pair, check.findings, check.mended or pair.rewrite)


def touches(finding: Finding, pair: Pair) -> bool:
    """Whether the finding's span overlaps where the planted words first stand, on either side."""
    if not pair.label:
        return False
    for span, text, quote in (
        (finding.reply, pair.rewrite, pair.label.rewrite_span),
        (finding.draft, pair.draft, pair.label.draft_span),
    ):
        start = text.find(quote) if quote else -1
        if span and start >= 0 and span.start < start + len(quote) and span.end > start:
            return True
    return False


def survives(label: Label, mended: str) -> bool:
    """Whether words that were added still stand there, or words that were lost still lack."""
    text = squeezed(mended)
    if added := squeezed(label.rewrite_span):
        return added in text
    lost = squeezed(label.draft_span)
    if not lost or lost in text:
        return False
    words = set(_WORD.findall(lost))  # put back in other words still counts as put back
    return len(words & set(_WORD.findall(text))) < PUT_BACK * len(words)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences that softening is counted by, squeezed; not those that the product reads."""
    pieces = map(squeezed, _SENTENCE_END.split(text))
    return tuple(piece for piece in pieces if len(piece) > _SHORTEST)


def squeezed(text: str) -> str:
    """The text without differences of case and spacing."""
    return _SPACE.sub(" ", text).strip().casefold()
