"""Nothing that the draft says in words of its own falls out of a clause that is otherwise said.

`losses` weighs whole clauses. A clause of many words is still said when two of them go ("from the
losing provider", "with your boarding pass"); but words that stand together and of which no word of
the rewrite says either, in any wording we know, were left out and not put otherwise.
"""

from collections.abc import Iterator

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.forces import Force
from api.domain.frames import Frame, Term

_TOGETHER = 2
"""Words in a row, not light ones, that must be gone."""
_JOINTS = frozenset(
    {"a", "an", "the", "of", "from", "and", "or", "your", "our", "any", "its", "their", "is",
     "are", "was", "were"}
)  # fmt: skip
"""Words that may stand between two of them."""
_LONG = 3
"""Letters from which a word is no abbreviation ("w/o", "the 8th", "Mr W"), for which many stand."""
_MAY_GO = frozenset({"closers", "feeling", "courtesy"})


def omitted_words(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per run of the draft's words of which the rewrite says none anywhere.

    Courtesy may go, and a sentence that nobody carries is for `losses`.
    """
    reply = comparison.reply
    for n, frames in comparison.altered:
        carriers = comparison.carriers(n)
        if not carriers or any(not _MAY_GO.isdisjoint(frame.cues) for frame in frames):
            continue
        for frame in frames:
            run = _gone(frame, reply.about)
            if run:
                yield _finding(comparison, frame, run)


def _gone(frame: Frame, about: frozenset[str]) -> tuple[Term, ...]:
    """The first words in a row that are not said; none where fewer than two stand together.

    Words without a verb of ours are a heading, which may go.
    """
    if frame.about <= about:
        return ()
    run: list[Term] = []
    terms = {term.word.start: term for term in frame.terms if not term.light}
    for word in frame.clause.words:
        term = terms.get(word.start)
        long = len(word.text) >= _LONG and word.text.isalpha()
        if term and long and term.concepts.isdisjoint(about):
            run.append(term)
        elif word.text not in _JOINTS:
            if len(run) >= _TOGETHER:
                break
            run = []
    heading = len(run) == len(frame.terms) and not frame.predicates
    return tuple(run) if len(run) >= _TOGETHER and not heading else ()


def _finding(comparison: Comparison, frame: Frame, run: tuple[Term, ...]) -> Finding:
    draft = comparison.draft.document.text
    source = Span.of(draft, run[0].word.start, run[-1].word.end)
    return Finding(
        _name(frame),
        Severity.BLOCK,
        f"Your draft says '{source.quote}'; the rewrite leaves it out.",
        Value.HONESTY,
        draft=source,
        also=("widened_scope", "swapped_actor"),
    )


def _name(frame: Frame) -> str:
    if frame.force is Force.CONDITION:
        return "dropped_condition"
    return "lost_request" if frame.force is Force.INSTRUCTION else "dropped_fact"
