"""Labelled rewrites as clauses with their signs: what a fit reads.

Of a slipped rewrite it is known that some clause near the planted words gives it away, not which:
these are its candidates, and the fit picks (multiple-instance learning; Dietterich et al., 1997).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.domain.comparison import compare
from api.domain.guardrails import FIRM, WEIGHED, found_by
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer
from api.domain.weighing.judging import Weighed, clauses_of
from evals.edits.edit import Edit
from evals.labels import Kind, Label, Pair
from evals.training.slips import Rewrite

_ON_BOTH_SIDES = frozenset(
    {"dropped_fact", "lost_refusal", "lost_request", "dropped_condition", "changed_figure",
     "strengthened", "swapped_actor"}
)  # fmt: skip
"""Categories in which a clause of the draft may give the slip away as well."""
_Span = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The signs of one clause, and whether a slip may be what it shows."""

    signs: frozenset[str]
    """Kind and value, with a tab between them."""
    candidate: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One rewrite; `group` is its draft, which no two folds may share."""

    id: str
    kind: Kind
    category: str
    group: str
    clauses: tuple[Shown, ...]


def from_pairs(pairs: Iterable[Pair], lexicon: Lexicon) -> Iterator[Example]:
    """Pairs with spans; identities are left out, since they show nothing."""
    for pair in pairs:
        if pair.kind is Kind.IDENTITY:
            continue
        label = pair.label
        spans = _spans(pair, label) if label else (None, None)
        clauses = _clauses(pair.draft, pair.rewrite, pair.facts, pair.customer, lexicon)
        shown = tuple(
            Shown(_signs(clause), _within(clause, spans[clause.lost])) for clause in clauses
        )
        category = label.category if label else ""
        yield Example(pair.id, pair.kind, category, pair.draft, _some(shown, pair.kind))


def from_rewrites(rewrites: Iterable[Rewrite], lexicon: Lexicon) -> Iterator[Example]:
    """Clean rewrites and slips; of a slip, what its clean rewrite shows as well is no candidate."""
    before: dict[str, tuple[frozenset[str], ...]] = {}
    for rewrite in rewrites:
        clauses = _clauses(rewrite.draft, rewrite.text, rewrite.facts, rewrite.customer, lexicon)
        shown = tuple(Shown(_signs(clause), candidate=False) for clause in clauses)
        if rewrite.clean is None:
            before = {**before, rewrite.text: tuple(each.signs for each in shown)}
        else:
            known = frozenset(before[rewrite.clean])
            shown = tuple(
                Shown(each.signs, each.signs not in known and _may(clause, rewrite))
                for each, clause in zip(shown, clauses, strict=True)
            )
        yield Example(
            rewrite.id, rewrite.kind, rewrite.category, rewrite.draft, _some(shown, rewrite.kind)
        )


def _clauses(
    draft: str, text: str, facts: tuple[str, ...], customer: str | None, lexicon: Lexicon
) -> tuple[Weighed, ...]:
    comparison = compare(read(draft), Answer(text), lexicon=lexicon, facts=facts, customer=customer)
    return clauses_of(comparison, found_by((*FIRM, *WEIGHED), comparison))


def _signs(clause: Weighed) -> frozenset[str]:
    return frozenset(f"{kind}\t{value}" for kind, value in clause.signs)


def _may(clause: Weighed, rewrite: Rewrite) -> bool:
    """True for a clause that may give the slip away."""
    if clause.lost:
        return rewrite.category in _ON_BOTH_SIDES
    return clause.frame.clause.start < rewrite.end and clause.frame.clause.end > rewrite.start


def _within(clause: Weighed, span: _Span) -> bool:
    at = clause.frame.clause
    return span is not None and at.start < span[1] and at.end > span[0]


def _spans(pair: Pair, label: Label) -> tuple[_Span, _Span]:
    """Where the slip stands in the rewrite, and in the draft where that may give it away."""
    both = not label.rewrite_span or label.category in _ON_BOTH_SIDES
    draft = _span(pair.draft, label.draft_span) if both else None
    return _span(pair.rewrite, label.rewrite_span), draft


def _span(text: str, quote: str) -> _Span:
    start = text.find(quote) if quote else -1
    return None if start < 0 else (start, start + len(quote))


def _some(shown: tuple[Shown, ...], kind: Kind) -> tuple[Shown, ...]:
    """All clauses of a slipped rewrite are candidates where none stands near the slip."""
    if kind is not Kind.PLANTED or any(each.candidate for each in shown):
        return shown
    return tuple(Shown(each.signs, candidate=True) for each in shown)


def from_edits(drafts: Iterable[str], edits: Iterable[Edit], lexicon: Lexicon) -> Iterator[Example]:
    """Mechanical edits of drafts, so that loud slips stay found and idle changes silent."""
    edits = tuple(edits)
    for draft in drafts:
        for edit in edits:
            edited = edit(draft)
            if edited is None:
                continue
            kind = Kind.PLANTED if edit.labels else Kind.HONEST
            clauses = _clauses(draft, edited, (), None, lexicon)
            shown = tuple(Shown(_signs(clause), candidate=False) for clause in clauses)
            category = min(edit.labels, default="")
            yield Example(edit.name, kind, category, draft, _some(shown, kind))
