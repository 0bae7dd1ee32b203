"""What blocks is put back, by group, until nothing blocks.

A group is all sentences joined by links: restoring one side of a link restores the other. The
worst case is the draft itself, so mending always ends, and a false alarm costs one group.
"""

from collections.abc import Sequence
from typing import NamedTuple

from api.domain.comparison import Comparison, hold
from api.domain.errors import DraftError
from api.domain.forces import Force
from api.domain.guardrails import Inspection, inspect
from api.domain.guardrails.losses import lost
from api.domain.planning import Soften, draft_positions, plan
from api.domain.reply import Answer, Dropped, ReplySentence, SentenceKind, Source
from api.domain.weaving import weave

_ROUNDS = 3


class Mended(NamedTuple):
    """The text that may go out, held against the draft.

    `whole` is False where nothing of the rewrite could be kept: the text is then the draft.
    `found` is what the rewrite was found to be as it came, `inspection` what the text is.
    """

    text: str
    comparison: Comparison
    found: Inspection
    inspection: Inspection
    sources: tuple[Source, ...]
    changed: bool
    whole: bool


def mend(comparison: Comparison, answer: Answer, soften: Soften) -> Mended:
    """Put back what blocks; return the answer as it is where nothing does."""
    inspection = inspect(comparison)
    if not inspection.blocks:
        return Mended(answer.text, comparison, inspection, inspection, answer.sources, False, True)
    blocked: set[int] = set()
    tried: Answer | None = None
    for attempt in range(_ROUNDS):
        wording = soften if attempt == 0 else _no_other
        made = plan(comparison, inspection.blocks, sorted(blocked), wording)
        woven = weave(comparison.draft.document, comparison.reply.document, comparison.links, made)
        if woven == tried:  # and blocks as it did
            break
        tried = woven
        try:
            held = _hold(comparison, woven)
        except DraftError:  # nothing is left of the rewrite, or it has grown over a limit
            break
        again = inspect(held)
        if not again.blocks:
            return Mended(woven.text, held, inspection, again, woven.sources, True, True)
        # The next round starts from the rewrite as it came, with these draft sentences restored
        # as well, in the agent's own words.
        blocked |= draft_positions(held, again.blocks) | set(made.wording)
    return _give_up(comparison, inspection)


def sentences(
    comparison: Comparison, sources: Sequence[Source], *, mended: bool
) -> tuple[ReplySentence, ...]:
    """Each sentence of the reply with the ids it comes from, its kind and its reason."""
    draft = comparison.draft.document
    drafted = {sentence.text for sentence in draft.sentences}
    found: list[ReplySentence] = []
    for n, sentence in enumerate(comparison.reply.document.sentences):
        source = next(
            (s for s in sources if s.start < sentence.end and sentence.start < s.end), None
        )
        ids = tuple(draft.sentences[at].id for at in sorted(comparison.links[n]))
        extra = tuple(i for i in (source.ids or () if source else ()) if i[:1] in "FC")
        why = source.why if source else None
        if mended and why:
            kind = SentenceKind.RESTORED
        elif sentence.text in drafted:
            kind = SentenceKind.KEPT
        else:
            kind = SentenceKind.REWORDED if ids else SentenceKind.COURTESY
        found.append(ReplySentence(sentence.text, (*ids, *extra), kind, why))
    return tuple(found)


def dropped(comparison: Comparison) -> tuple[Dropped, ...]:
    """The draft's sentences that the reply does without, each with the reason it may."""
    said = set(lost(comparison))
    found: list[Dropped] = []
    for n, sentence in enumerate(comparison.draft.document.sentences):
        if comparison.carriers(n) or sentence.text in comparison.reply.document.text:
            continue
        frames = comparison.draft.frames_of([n])
        courtesy = n not in said and all(f.courtesy or f.force is Force.STATEMENT for f in frames)
        why = (
            "A courtesy or filler that binds nobody."
            if courtesy
            else "What it says stands in other sentences of the reply."
        )
        found.append(Dropped(sentence.id, sentence.text, why))
    return tuple(found)


def _hold(comparison: Comparison, answer: Answer) -> Comparison:
    return hold(
        comparison.draft,
        answer,
        lexicon=comparison.lexicon,
        facts=comparison.facts,
        customer=comparison.customer,
        personal=comparison.personal,
        like=comparison.reply,
    )


def _give_up(comparison: Comparison, found: Inspection) -> Mended:
    answer = Answer.kept(comparison.draft.document)
    held = _hold(comparison, answer)
    return Mended(answer.text, held, found, inspect(held), answer.sources, True, False)


def _no_other(sentence: str) -> None:
    """The agent's own words, whatever the sentence."""
    del sentence
