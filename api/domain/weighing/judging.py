"""Findings weighed: what the guardrails found in a clause and what the clause shows else, together.

A guardrail says that something may be wrong, and how sure it is by itself. Whether that blocks is
decided by the clause's score, in which the finding is one sign among others: a rule that is often
wrong about freely worded replies weighs less. A clause may also block by its signs alone.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.frames import Frame
from api.domain.pairing import nearest
from api.domain.side import Side
from api.domain.weighing.gains import Gains
from api.domain.weighing.losses import Losses
from api.domain.weighing.signs import MANY, step
from api.domain.weighing.weights import Sign, Weights

_HONEST = frozenset(
    {"changed_figure", "invented_fact", "false_action", "dropped_fact", "lost_refusal"}
)
"""Guardrails that are about honesty; the others are about integrity."""
_ANY = ("clause", "any")
"""The sign of every clause: how seldom one is a slip."""
_PAIRS = frozenset({"new pair", "lost pair"})
_REWORDED = 0.25
"""Share of a clause's pairs of words from which what was found may be mere wording."""
_SHRUNK = 3
"""Sentences of a draft for each of a rewrite that is no rewording of it any more."""
_BESIDE = frozenset(
    {"new share", "lost share", "shared", "force", "force of draft", "run beside its source",
     "run beside its carrier", "kept together"}
)  # fmt: skip
"""Signs of how much a clause was reworded, and what it does: a finding weighs otherwise by them."""
_KEPT = (0.3, 0.6)
"""Shares of a text's sentences that stand in the other one word for word: some, most."""
_IDLE = -3.0
"""Score under which what was found is wrong even where hardly a word was changed."""
_READS_LIKE = {
    "new_commitment": "a promise that your draft does not make",
    "strengthened": "more than your draft is sure of",
    "new_deadline": "a time that your draft does not give",
    "false_action": "something done that your draft does not say was done",
    "admitted_fault": "a fault that your draft does not own",
    "widened_scope": "more than your draft says it of",
    "swapped_actor": "somebody else doing it than in your draft",
    "reattached_fact": "a fact of your draft put on something else",
    "changed_figure": "another figure than your draft's",
    "invented_fact": "something that your draft does not say",
    "lost_refusal": "less of a no than your draft's",
    "lost_request": "less of a request than your draft's",
    "dropped_condition": "that without a condition that your draft sets",
    "dropped_fact": "less than your draft says",
}  # fmt: skip


class Weighed(NamedTuple):
    """One clause of either text, the signs it shows, and what was found in it."""

    frame: Frame
    sentence: int
    """Position of its sentence in its own text."""
    lost: bool
    """True for a clause of the draft."""
    signs: tuple[Sign, ...]
    found: tuple[Finding, ...]
    """What guardrails found in it."""

    @property
    def close(self) -> bool:
        """True if its pairs of words stand in the other text: it was hardly reworded."""
        pairs = len(self.frame.clause.words) + 1
        return sum([kind in _PAIRS for kind, _ in self.signs]) <= pairs * _REWORDED


def weighed(
    found: Sequence[Finding],
    comparison: Comparison,
    firm: Sequence[Finding] = (),
    excused: Callable[[Frame, Sequence[Frame]], bool] = lambda _frame, _sentence: False,
) -> tuple[Finding, ...]:
    """The findings with the severity that their clauses' scores give them, and what only scores.

    `firm` findings are signs as well, and stay as they are; so do notes. A clause of the rewrite
    that is `excused`, beside the other clauses of its sentence, does not block by its score alone.
    Without weights in the lexicon nothing changes.
    """
    weights = comparison.lexicon.weights
    if weights is None:
        return (*firm, *found)
    clauses = clauses_of(comparison, (*firm, *found))
    scores = [weights.score(clause.signs) for clause in clauses]
    own = comparison.own_words
    graded = found
    if not _shrunk(comparison):
        graded = tuple(_graded(found, clauses, scores, weights, own=own))
    accused = [
        _accused(clause, comparison, weights.likely(clause.signs))
        for clause, score in zip(clauses, scores, strict=True)
        if score >= (weights.own if own else weights.block)
        and not clause.found
        and (
            clause.lost or not excused(clause.frame, comparison.reply.by_sentence[clause.sentence])
        )
    ]
    return (*firm, *graded, *accused)


def _shrunk(comparison: Comparison) -> bool:
    """True for a rewrite so much shorter that it rewords nothing: what it says stands alone."""
    said = len(comparison.reply.document.sentences)
    return said * _SHRUNK <= len(comparison.draft.document.sentences)


def clauses_of(comparison: Comparison, found: Sequence[Finding]) -> tuple[Weighed, ...]:
    """Every clause of both texts with its signs, but for sentences that both have word for word."""
    gains, losses = Gains(comparison), Losses(comparison)
    in_reply = [(finding.reply, finding) for finding in found if finding.reply]
    in_draft = [(finding.draft, finding) for finding in found if finding.draft]
    return (
        *_clauses(comparison.reply, comparison.draft, gains, in_reply),
        *_clauses(comparison.draft, comparison.reply, losses, in_draft),
    )


_Found = Sequence[tuple[Span, Finding]]


def _clauses(side: Side, other: Side, reader: Gains | Losses, found: _Found) -> Iterator[Weighed]:
    others = {sentence.text for sentence in other.document.sentences}
    same = [sentence.text in others for sentence in side.document.sentences]
    kept = step(sum(same) / max(len(same), 1), _KEPT)
    lost = isinstance(reader, Losses)
    placed = _placed(side, found)
    for n, frames in enumerate(side.by_sentence):
        if same[n] or len(frames) > MANY:
            continue
        for frame in frames:
            if len(frame.clause.words) > MANY:
                continue
            start, end = frame.clause.start, frame.clause.end
            here = tuple(
                [f for span, f in placed.get(n, ()) if span.start < end and span.end > start]
            )
            read = reader.signs(frame, n)
            found_here = _of_findings(here, read, kept, lost=lost) if here else ()
            yield Weighed(frame, n, lost, (_ANY, *read, *found_here), here)


def _of_findings(
    found: Sequence[Finding], read: Sequence[Sign], kept: int, *, lost: bool
) -> Iterator[Sign]:
    """What was found in a clause, by itself and beside what else was `read` there.

    The more of the text is `kept`, the less it is mere wording.
    """
    kind = "found lost" if lost else "found"
    names = {f"{finding.guardrail} {finding.severity}" for finding in found}
    yield from ((kind, name) for name in names)
    for beside, value in read if names else ():
        if beside in _BESIDE:
            yield from ((f"{kind} beside {beside}", f"{name} {value}") for name in names)
    for severity in {finding.severity for finding in found}:
        yield kind, severity
        yield f"{kind} amid", f"{severity} {kept}"


def _placed(side: Side, found: _Found) -> Mapping[int, _Found]:
    """What was found, by the position of each sentence that it touches."""
    placed: dict[int, list[tuple[Span, Finding]]] = defaultdict(list)
    for span, finding in found:
        first = side.sentence_at(span.start)
        last = side.sentence_at(max(span.start, span.end - 1))
        if first is not None:
            for n in range(first, (first if last is None else last) + 1):
                placed[n].append((span, finding))
    return placed


def _graded(
    found: Sequence[Finding],
    clauses: Sequence[Weighed],
    scores: Sequence[float],
    weights: Weights,
    *,
    own: bool,
) -> Iterator[Finding]:
    """Each finding as severe as the worst of its clauses makes it; as it is where it has none.

    A block on a clause that was hardly reworded stays, and so does one on a rewrite in the draft's
    `own` words: what changed there is the finding.
    """
    worst: dict[Finding, float] = {}
    close: set[Finding] = set()
    for clause, score in zip(clauses, scores, strict=True):
        for finding in clause.found:
            worst[finding] = max(score, worst.get(finding, score))
        if clause.found and clause.close and score >= _IDLE:
            close.update(clause.found)
    for finding in found:
        if finding.severity is Severity.NOTE or finding not in worst:
            yield finding
            continue
        blocks = finding.severity is Severity.BLOCK and (
            own or finding in close or worst[finding] >= weights.keep
        )
        blocks = blocks or worst[finding] >= weights.block
        yield replace(finding, severity=Severity.BLOCK if blocks else Severity.REVIEW)


def _accused(clause: Weighed, comparison: Comparison, names: Sequence[str]) -> Finding:
    """What is said of a clause that blocks by its signs alone, the likeliest name first."""
    guardrail, *also = names
    value = Value.HONESTY if guardrail in _HONEST else Value.INTEGRITY
    if clause.lost:
        draft = comparison.draft.quote(clause.frame)
        message = f"Your draft says '{draft.quote}'; the rewrite does not quite say that."
        return Finding(guardrail, Severity.BLOCK, message, value, draft=draft, also=tuple(also))
    reply = comparison.reply.quote(clause.frame)
    pair = nearest(clause.frame, comparison.sources(clause.frame))
    source: Span | None = comparison.draft.quote(pair.frame) if pair else None
    message = f"The rewrite says '{reply.quote}', which reads like {_READS_LIKE[guardrail]}."
    return Finding(guardrail, Severity.BLOCK, message, value, source, reply, tuple(also))
