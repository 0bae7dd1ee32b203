"""Limits: "at most" stays "at most", and an estimate no limit."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from api.domain.comparison import Comparison
from api.domain.figure import Figure, FigureKey, FigureKind
from api.domain.finding import Finding, Severity, Value
from api.domain.side import Side

_LIMITS = frozenset({FigureKind.MONEY, FigureKind.PERCENT, FigureKind.NUMBER})
"""Kinds whose limits compare; "at least 2 days before" is "2 days before at the latest"."""
_OPPOSITE = frozenset({("most", "least"), ("least", "most")})
_UPPER = frozenset({"most", "until"})
_NEAR = 22
"""Characters behind a figure in which it may be said to count back."""
_BACK = (
    "before",
    "ahead",
    "advance",
    "prior",
    "notice",
    "earlier",
    "or more",
    "onward",
    "to ",
    "and ",
)
_BEFORE = 48
"""Characters before a figure in which its limit may be denied."""
_MANY = 6
"""Figures of the draft that are the same, of which the first ones are looked at."""
_EARLIER = ("older than ", "earlier than ", "before ", "prior to ")
"""Words before a version or a year that say the same of what was there first."""
# Strings, compiled when a limit first changes: few do.
_PAUSES = r"[.,:;!?()\n]"
_LIMIT = r"\b(?:limit|limited|cap|capped|max|maximum|ceiling|allowance)\b"
_NO = r"\b(?:no|not|never|nobody|none|cannot)\b|n['’]t\b"
_NO_MORE = (
    r"(?:\b(?:no|not|never|cannot)|n['’]t)"
    r" (?:[a-z]{1,12} than|over|above|below|under|beyond|exceed|exceeding) $"
)
"""A limit with a "no" of its own, which denies nothing else: "no wider than"."""
_LOOSENED = frozenset({("most", "about"), ("least", "about")})
"""Limits that have become estimates: "more than 90 days", "about 90 days"."""
_LOWERED = frozenset({("", "most")})
"""Sums that have become limits: "75 %", "up to 75 %"."""
_SUMS = frozenset({FigureKind.MONEY, FigureKind.PERCENT})
_TURNS: Mapping[FigureKind, frozenset[tuple[str, str]]] = {
    kind: frozenset[tuple[str, str]]().union(
        _LOOSENED if kind in _LIMITS | {FigureKind.DURATION} else (),
        _OPPOSITE if kind in _LIMITS else (),
        _LOWERED if kind in _SUMS else (),
    )
    for kind in FigureKind
}
"""The changes of a limit that are too much for a figure of each kind."""


def changed_limits(comparison: Comparison) -> Iterator[Finding]:
    """A limit turned round, loosened to an estimate, or made of what was none."""
    limits: dict[FigureKey, list[Figure]] = defaultdict(list)
    hours: dict[float, list[Figure]] = defaultdict(list)
    for figure in comparison.draft.figures:
        limits[figure.key].append(figure)
        if figure.kind is FigureKind.NUMBER and len(figure.values) == 1:
            hours[figure.values[0] % 12].append(figure)
    for figure in comparison.reply.figures:
        same = limits.get(figure.key, [])[:_MANY]
        if same and figure.kind is FigureKind.TIME:  # "after 6" is said of a time as well
            same = [*same, *hours[figure.values[0] / 60 % 12][:_MANY]]
        turns = _TURNS[figure.kind]
        if same and all(
            ((source.bound, figure.bound) in turns or _flipped(source, figure, comparison))
            and not (
                (source.bound, figure.bound) in _LOWERED and _limited(source, comparison.draft)
            )
            and _denied(source, comparison.draft) == _denied(figure, comparison.reply)
            and not (_earlier(source, comparison.draft) and _earlier(figure, comparison.reply))
            for source in same
        ):
            source = same[0]
            draft = comparison.draft.clause_at(source.start, source.end)
            reply = comparison.reply.clause_at(figure.start, figure.end)
            yield Finding(
                "changed_figure",
                Severity.BLOCK,
                f"'{figure.quote}' is another limit in your draft ('{draft.quote}') than in the"
                f" rewrite ('{reply.quote}').",
                Value.INTEGRITY,
                draft=draft,
                reply=reply,
            )


def _flipped(source: Figure, figure: Figure, comparison: Comparison) -> bool:
    """True if "within 28 days" became "after 28 days"; not where both count back from something."""
    bounds = {source.bound, figure.bound}
    if "least" not in bounds or not bounds & _UPPER:
        return False
    behind = (
        comparison.draft.document.text[source.end : source.end + _NEAR],
        comparison.reply.document.text[figure.end : figure.end + _NEAR],
    )
    return not any(word in text.lower() for text in behind for word in _BACK)


def _denied(figure: Figure, side: Side) -> bool:
    """True for "no band below 6.0" and "below 6.0 is not accepted": "at least 6.0"."""
    text = side.document.text
    before = re.split(_PAUSES, text[max(0, figure.start - _BEFORE) : figure.start])[-1].lower()
    behind = re.split(_PAUSES, text[figure.end : figure.end + _BEFORE])[0].lower()
    return bool(re.search(_NO, re.sub(_NO_MORE, "", before)) or re.search(_NO, behind))


def _earlier(figure: Figure, side: Side) -> bool:
    """True for "older than 2.7" and for "before 2.7"."""
    before = side.document.text[max(0, figure.start - _NEAR) : figure.start].lower()
    return before.endswith(_EARLIER)


def _limited(figure: Figure, side: Side) -> bool:
    """True for a sum whose sentence speaks of a limit, if only by "to": "covered to £300"."""
    at = side.sentence_at(figure.start)
    sentence = side.document.sentences[at].text.lower() if at is not None else ""
    before = side.document.text[max(0, figure.start - _NEAR) : figure.start].lower()
    return before.endswith(" to ") or bool(re.search(_LIMIT, sentence) or re.search(_LIMIT, before))
