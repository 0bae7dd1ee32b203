"""One word that changed in a sentence that is otherwise the draft's.

Only where the rewrite keeps the draft's own words: in a rewording, a word more or less is mere
wording as often as not. There, "some" made "all", an "only" or an "if ..." that fell out and a word
that narrowed ("new customers") change what is said.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Value
from api.domain.frames import Frame
from api.domain.guardrails.evidence import changed
from api.domain.pairing import nearest, unsaid

_SAME = 0.7
"""Share of the words of both sentences from which one is the other, edited."""
_TOTAL = frozenset({"all", "every", "whole", "entire", "everyone", "everything", "always"})
_LIMITING = {
    "only": frozenset({"just", "solely", "exclusively", "alone", "merely", "limited", "nothing",
                       "no", "not", "except", "unless", "strictly", "sole", "none", "restricted"}),
    "some": frozenset({"certain", "several", "few", "part", "partly", "any", "sometimes"}),
    "most": frozenset({"majority", "mostly", "usually", "generally", "nearly", "almost", "mainly"}),
    "if": frozenset({"unless", "provided", "long", "once", "when", "whenever", "should", "case",
                     "depending", "subject", "until", "otherwise", "without", "where", "whether",
                     "only", "after", "assuming", "as"}),
    "unless": frozenset({"if", "except", "without", "until", "otherwise", "only"}),
}  # fmt: skip
"""Words that limit what a sentence says, and those that do so instead."""


def edited_words(comparison: Comparison) -> Iterator[Finding]:
    """Yield one finding per sentence of which an edit lifts a limit, or takes out a word."""
    if not comparison.own_words:
        return
    own = {sentence.text for sentence in comparison.draft.document.sentences}
    for n, sources in enumerate(comparison.links):
        if len(sources) != 1 or comparison.reply.document.sentences[n].text in own:
            continue
        frames = comparison.draft.frames_of(sources)
        now, then = _words(comparison.reply.by_sentence[n]), _words(frames)
        if 2 * (now & then).total() < _SAME * (now.total() + then.total()):
            continue
        gone, new = (then - now).keys(), (now - then).keys()
        lifted = _LIMITING.keys() & gone
        total = not _TOTAL.isdisjoint(new)
        limit = any(_LIMITING[word].isdisjoint(now) for word in lifted)
        one = not new and (then - now).total() == 1
        narrowed = one and _lost(comparison, min(sources))
        if not (total or limit or narrowed):
            continue
        for frame in comparison.reply.by_sentence[n]:
            pair = nearest(frame, frames)
            if pair and pair.frame.clause.texts != frame.clause.texts:
                name = "dropped_condition" if lifted & {"if", "unless"} else "widened_scope"
                yield changed(name, Value.INTEGRITY, comparison, pair.frame, frame)
                break


def _words(frames: Sequence[Frame]) -> Counter[str]:
    return Counter(word for frame in frames for word in frame.clause.texts)


def _lost(comparison: Comparison, draft: int) -> bool:
    """True if a word of the sentence that says something is nowhere in the rewrite."""
    return any(
        term.word.text not in comparison.reply.texts
        for frame in comparison.draft.by_sentence[draft]
        for term in unsaid(frame, comparison.reply.about)
    )
