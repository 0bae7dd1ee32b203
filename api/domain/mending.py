"""What blocks is put back, by group, until nothing blocks.

A group is all sentences joined by links: restoring one side of a link restores the other. The
worst case is the draft itself, so mending always ends, and a false alarm costs one group.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from api.domain.comparison import Comparison, compare_with
from api.domain.document import Document
from api.domain.finding import Finding
from api.domain.frames import Force
from api.domain.guardrails import Inspection, inspect
from api.domain.guardrails.losses import lost
from api.domain.reply import Answer, Dropped, ReplySentence, SentenceKind, Source
from api.domain.weaving import Plan, weave

_ROUNDS = 3

Soften = Callable[[str], str | None]
"""The phrasebook's wording of one sentence, None where it has no better one."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The text that may go out, held against the draft.

    `whole` is False where nothing of the rewrite could be kept: the text is then the draft.
    `findings` are those of the rewrite as it came, `inspection` those of the text.
    """

    text: str
    comparison: Comparison
    inspection: Inspection
    sources: tuple[Source, ...]
    changed: bool
    whole: bool


def mend(comparison: Comparison, answer: Answer, soften: Soften) -> Mended:
    """Put back what blocks; return the answer as it is where nothing does."""
    inspection = inspect(comparison)
    if not inspection.blocks:
        return Mended(answer.text, comparison, inspection, answer.sources, False, True)
    blocked: set[int] = set()
    for attempt in range(_ROUNDS):
        plan = _plan(comparison, inspection.blocks, blocked, soften if attempt == 0 else _no_other)
        woven = weave(comparison.draft.document, comparison.reply.document, comparison.links, plan)
        held = _hold(comparison, woven)
        again = inspect(held)
        if not again.blocks:
            return Mended(woven.text, held, again, woven.sources, True, True)
        # The next round starts from the rewrite as it came, with these draft sentences restored
        # as well, in the agent's own words.
        blocked |= _drafts(held, again.blocks) | set(plan.wording)
    return _give_up(comparison)


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


def _plan(
    comparison: Comparison, blocks: Iterable[Finding], also: set[int], soften: Soften
) -> Plan:
    replies = _replies(comparison, blocks)
    drafts = _drafts(comparison, blocks) | also
    plan = Plan()
    restored: set[int] = set()
    for group_replies, group_drafts in _groups(comparison.links, replies, drafts):
        restored |= group_drafts
        for position in group_drafts:
            carriers = comparison.carriers(position)
            place, at = (
                (plan.replaced, min(carriers))
                if carriers
                else (plan.after, _behind(comparison.links, position))
            )
            place.setdefault(at, []).append(position)
        plan.dropped |= group_replies - plan.replaced.keys()
    for position in restored:
        other = soften(comparison.draft.document.sentences[position].text)
        if other is not None:
            plan.wording[position] = other
    plan.dropped |= _misplaced_cheer(comparison, restored)
    return plan


def _groups(
    links: Sequence[frozenset[int]], replies: set[int], drafts: set[int]
) -> list[tuple[set[int], set[int]]]:
    """The groups that hold any of these sentences: (rewrite positions, draft positions)."""
    found: list[tuple[set[int], set[int]]] = []
    todo_replies, todo_drafts = set(replies), set(drafts)
    while todo_replies or todo_drafts:
        group_replies = {todo_replies.pop()} if todo_replies else set()
        group_drafts = set() if group_replies else {todo_drafts.pop()}
        grown = True
        while grown:
            more_drafts = {d for n in group_replies for d in links[n]} - group_drafts
            group_drafts |= more_drafts
            more_replies = {n for n, d in enumerate(links) if d & group_drafts} - group_replies
            group_replies |= more_replies
            grown = bool(more_drafts or more_replies)
        todo_replies -= group_replies
        todo_drafts -= group_drafts
        found.append((group_replies, group_drafts))
    return found


def _replies(comparison: Comparison, blocks: Iterable[Finding]) -> set[int]:
    at = (comparison.reply.sentence_at(f.reply.start) for f in blocks if f.reply)
    return {n for n in at if n is not None}


def _drafts(comparison: Comparison, blocks: Iterable[Finding]) -> set[int]:
    at = (comparison.draft.sentence_at(f.draft.start) for f in blocks if f.draft)
    return {n for n in at if n is not None}


def _behind(links: Sequence[frozenset[int]], position: int) -> int:
    """The rewrite sentence after which a lost draft sentence belongs; -1 for the start."""
    for earlier in range(position - 1, -1, -1):
        carriers = [n for n, sources in enumerate(links) if earlier in sources]
        if carriers:
            return max(carriers)
    return -1


def _misplaced_cheer(comparison: Comparison, restored: set[int]) -> set[int]:
    """Sourceless cheer in a rewrite whose refusal had to be put back: it no longer fits."""
    refused = any(f.force is Force.REFUSAL for f in comparison.draft.frames_of(restored))
    if not refused:
        return set()
    return {
        n
        for n, sources in enumerate(comparison.links)
        if not sources
        and any(
            comparison.lexicon.cheer.within(frame.clause.words)
            for frame in comparison.reply.frames_of([n])
        )
    }


def _hold(comparison: Comparison, answer: Answer) -> Comparison:
    return compare_with(
        comparison.draft,
        answer,
        lexicon=comparison.lexicon,
        facts=_texts(comparison.facts.document if comparison.facts else None),
        customer=comparison.customer.document.text if comparison.customer else None,
    )


def _texts(document: Document | None) -> tuple[str, ...]:
    return (document.text,) if document else ()


def _give_up(comparison: Comparison) -> Mended:
    draft = comparison.draft.document
    answer = Answer(draft.text, tuple(Source(s.start, s.end, (s.id,)) for s in draft.sentences))
    held = _hold(comparison, answer)
    return Mended(draft.text, held, inspect(held), answer.sources, True, False)


def _no_other(sentence: str) -> None:
    del sentence
