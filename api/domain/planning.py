"""Which sentences of a rewrite go and which of the draft come back: the plan of one mending.

A group is all sentences joined by links: what blocks one of them puts the whole group back, so
that nothing is said twice and nothing is lost.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from api.domain.comparison import Comparison
from api.domain.finding import Finding
from api.domain.forces import Force
from api.domain.weaving import Plan

_TOGETHER = "Put back, to fit with the sentences around it."

_KINDER = 60
"""Sentences that come back in kinder words; the rest in the agent's own. No letter that people
write has as many, and a rewrite that loses more is none.
"""

Soften = Callable[[str], str | None]
"""The phrasebook's wording of one sentence, None where it has no better one."""


class _Group(NamedTuple):
    """Positions of linked sentences, and why they go back."""

    replies: frozenset[int]
    drafts: frozenset[int]
    reason: str


def plan(
    comparison: Comparison, blocks: Sequence[Finding], also: Iterable[int], soften: Soften
) -> Plan:
    """Put back every group that one of the findings touches, and those of the draft's `also`."""
    made = Plan()
    carriers = comparison.carried
    restored: set[int] = set()
    behind = _behind(carriers)
    for group in _groups(comparison, carriers, blocks, also):
        restored |= group.drafts
        made.reasons.update(dict.fromkeys(group.drafts, group.reason))
        for position in group.drafts:
            if instead := carriers[position] or sorted(group.replies):
                made.replaced.setdefault(instead[0], []).append(position)
            else:
                made.after.setdefault(behind[position], []).append(position)
        made.dropped |= group.replies - made.replaced.keys()
    for position in sorted(restored)[:_KINDER]:
        other = soften(comparison.draft.document.sentences[position].text)
        if other is not None:
            made.wording[position] = other
    made.dropped |= _misplaced_cheer(comparison, restored)
    return made


def draft_positions(comparison: Comparison, blocks: Iterable[Finding]) -> set[int]:
    """The draft sentences that the findings quote."""
    at = (comparison.draft.sentence_at(f.draft.start) for f in blocks if f.draft)
    return {n for n in at if n is not None}


def _groups(
    comparison: Comparison,
    carriers: Sequence[Sequence[int]],
    blocks: Iterable[Finding],
    also: Iterable[int],
) -> list[_Group]:
    """The groups to put back, each once, with the first finding that says so."""
    found: list[_Group] = []
    done_replies: set[int] = set()
    done_drafts: set[int] = set()
    starts = [
        (_reply_positions(comparison, finding), draft_positions(comparison, [finding]),
         f"Put back. {finding.message}")
        for finding in blocks
    ] + [(set[int](), {position}, _TOGETHER) for position in also]  # fmt: skip
    for replies, drafts, reason in starts:
        group_replies, group_drafts = _joined(
            comparison.links, carriers, replies - done_replies, drafts - done_drafts
        )
        if group_replies or group_drafts:
            found.append(_Group(frozenset(group_replies), frozenset(group_drafts), reason))
        done_replies |= group_replies
        done_drafts |= group_drafts
    return found


def _joined(
    links: Sequence[frozenset[int]],
    carriers: Sequence[Sequence[int]],
    replies: set[int],
    drafts: set[int],
) -> tuple[set[int], set[int]]:
    """All that links join to these sentences of the rewrite and the draft, these included."""
    group_replies, group_drafts = set(replies), set(drafts)
    while replies or drafts:
        drafts |= {source for n in replies for source in links[n]} - group_drafts
        group_drafts |= drafts
        replies = {n for source in drafts for n in carriers[source]} - group_replies
        group_replies |= replies
        drafts = set()
    return group_replies, group_drafts


def _reply_positions(comparison: Comparison, finding: Finding) -> set[int]:
    at = comparison.reply.sentence_at(finding.reply.start) if finding.reply else None
    return set() if at is None else {at}


def _behind(carriers: Sequence[Sequence[int]]) -> list[int]:
    """For each draft sentence the rewrite sentence after which it belongs; -1 for the start.

    That is the last carrier of the nearest carried sentence before it.
    """
    found, last = [], -1
    for carrying in carriers:
        found.append(last)
        last = carrying[-1] if carrying else last
    return found


def _misplaced_cheer(comparison: Comparison, restored: set[int]) -> set[int]:
    """Sourceless cheer in a rewrite whose refusal had to be put back: it no longer fits."""
    if not any(f.force is Force.REFUSAL for f in comparison.draft.frames_of(restored)):
        return set()
    return {
        n
        for n, sources in enumerate(comparison.links)
        if not sources and any("cheer" in frame.cues for frame in comparison.reply.by_sentence[n])
    }
