"""What holds once, or so many times, does not come to hold as often as one likes."""

from collections.abc import Iterator
from itertools import pairwise

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest

_AGAIN = frozenset(
    {("as", "often"), ("each", "time"), ("every", "time"), ("any", "number"), ("no", "limit"),
     ("at", "will"), ("for", "good"), ("all", "later"), ("all", "future"), ("all", "following"),
     ("all", "subsequent"), ("time", "again"), ("without", "limit")}
)  # fmt: skip
_MANY = frozenset({("as", "many"), ("as", "much")})
_PLEASED = frozenset(
    {"you", "each", "every", "they", "anyone", "needed", "necessary", "required", "is", "people"}
)
"""Words behind "as many as" that set no figure."""
_WORDS = frozenset(second for _, second in _AGAIN | _MANY)


def unlimited_repeats(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per "as often as you like" that the draft does not say."""
    for n, frames in comparison.anew:
        for frame in frames:
            if not _unlimited(frame) or "closers" in frame.cues:
                continue
            if any(map(_unlimited, comparison.draft.frames)):
                return
            pair = nearest(frame, comparison.draft.frames_of(comparison.links[n]))
            if pair:
                yield changed("widened_scope", Value.INTEGRITY, comparison, pair.frame, frame)


def _unlimited(frame: Frame) -> bool:
    """True if no number of times, or of things, is the last."""
    words = frame.clause.texts
    if _WORDS.isdisjoint(words):
        return False
    for at, two in enumerate(pairwise(words)):
        if two in _AGAIN:
            return True
        if two in _MANY and words[at + 2 : at + 3] == ("as",):
            return not _PLEASED.isdisjoint(words[at + 3 : at + 4])
    return False
