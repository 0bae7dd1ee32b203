"""A rewrite's text put together again from kept, dropped and restored sentences.

Layout follows the rewrite where its sentences stay and the draft where its sentences come back: a
restored list item is a list item, a restored block is a block. Fixed blocks of the draft that the
rewrite lost go back to their place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from api.domain.document import BlockKind, Document
from api.domain.reply import Answer, Source

RESTORED = "Your own words, because the rewrite changed what they say."
SOFTENED = "Your words in the phrasebook's wording, because the rewrite changed what they say."


@dataclass(slots=True)
class Plan:
    """What becomes of each sentence, by position.

    `dropped` are rewrite sentences that go; `replaced` ones make room for draft sentences;
    `after` puts draft sentences behind a rewrite sentence, -1 being the start; `wording` gives
    draft sentences other words than the agent's.
    """

    dropped: set[int] = field(default_factory=set)
    replaced: dict[int, list[int]] = field(default_factory=dict)
    after: dict[int, list[int]] = field(default_factory=dict)
    wording: dict[int, str] = field(default_factory=dict)


def weave(
    draft: Document, reply: Document, links: tuple[frozenset[int], ...], plan: Plan
) -> Answer:
    """The rewrite with the plan carried out; its sources name where each piece comes from."""
    loom = _Loom(draft, plan.wording)
    loom.restore(plan.after.get(-1, []), "")
    at = 0
    for n, sentence in enumerate(reply.sentences):
        gap, at = reply.text[at : sentence.start], sentence.end
        marker = _marker(reply, n)
        if n in plan.dropped:
            loom.skip(gap, marker)
        elif n in plan.replaced:
            loom.restore(plan.replaced[n], gap, marker)
        else:
            ids = tuple(draft.sentences[source].id for source in sorted(links[n]))
            loom.keep(gap, sentence.text, ids)
        loom.restore(plan.after.get(n, []), "")
    loom.tail(reply.text[at:])
    return _with_fixed_blocks(draft, loom.answer())


class _Loom:
    """Text under way: pieces, their sources, and gaps left over from dropped sentences."""

    def __init__(self, draft: Document, wording: Mapping[int, str]) -> None:
        self._draft = draft
        self._wording = wording
        self._text = ""
        self._sources: list[Source] = []
        self._left: list[str] = []
        self._block = False

    def keep(self, gap: str, text: str, ids: tuple[str, ...]) -> None:
        self._put(self._lead(gap), text, ids, None)

    def skip(self, gap: str, marker: str) -> None:
        self._left.append(gap.removesuffix(marker) if marker else gap)

    def restore(self, positions: list[int], gap: str, marker: str = "") -> None:
        """Put draft sentences here; the first takes the gap of the sentence it replaces."""
        previous: int | None = None
        for position in sorted(positions):
            sentence = self._draft.sentences[position]
            own = _marker(self._draft, position)
            if previous is None and gap:
                lead = self._lead(gap)
                lead = _on_new_line(lead, own) if own and not marker else lead
            elif previous is None:
                lead = self._lead(self._gap_before(position, own))
            else:
                lead = self._between(previous, position, own)
            text = self._wording.get(position, sentence.text)
            why = SOFTENED if position in self._wording else RESTORED
            self._put(lead, text, (sentence.id,), why)
            previous = position
        if positions and self._draft.blocks[self._draft.sentences[max(positions)].block].marker:
            self._block = not marker

    def tail(self, gap: str) -> None:
        if gap.strip() or not self._left:
            self._text += gap
        else:
            self._text = self._text.rstrip() + gap

    def answer(self) -> Answer:
        return Answer(self._text, tuple(self._sources))

    def _put(self, lead: str, text: str, ids: tuple[str, ...], why: str | None) -> None:
        restored = bool(self._sources) and self._sources[-1].why is not None
        if restored and self._text[-1:].isalnum() and "\n" not in lead:
            lead = "." + lead  # the agent's words may end without one; what follows must not run on
        self._text += lead
        self._sources.append(Source(len(self._text), len(self._text) + len(text), ids, why))
        self._text += text
        self._left, self._block = [], False

    def _lead(self, gap: str) -> str:
        """The gap before a piece, given those of sentences dropped before it."""
        held = [left for left in self._left if left.strip()]
        widest = max([*self._left, gap], key=lambda piece: piece.count("\n"))
        lead = gap if gap.strip() or widest.count("\n") == gap.count("\n") else widest
        lead = "".join(held) + lead
        if not self._text:
            return lead.lstrip()
        if self._block and "\n" not in lead:
            return "\n\n"
        if not lead.strip() and not lead and self._left:
            return " "
        return lead

    def _gap_before(self, position: int, marker: str) -> str:
        if marker:
            return "\n" + marker
        block = self._draft.sentences[position].block
        first = position == 0 or self._draft.sentences[position - 1].block != block
        return "\n\n" if first else " "

    def _between(self, previous: int, position: int, marker: str) -> str:
        one, other = self._draft.sentences[previous], self._draft.sentences[position]
        if position == previous + 1:
            between = self._draft.text[one.end : other.start]
            if not any(
                block.fixed and block.start >= one.end and block.end <= other.start
                for block in self._draft.blocks
            ):
                return between
        if marker:
            return "\n" + marker
        return " " if one.block == other.block else "\n\n"


def _marker(document: Document, position: int) -> str:
    """The list or heading marker right before a sentence, "" where it is not the first there."""
    sentence = document.sentences[position]
    block = document.blocks[sentence.block]
    return block.marker if block.start + len(block.marker) == sentence.start else ""


def _on_new_line(lead: str, marker: str) -> str:
    return (lead if "\n" in lead else "\n" if lead else "") + marker


def _with_fixed_blocks(draft: Document, answer: Answer) -> Answer:
    for start, words in _lost_blocks(draft, answer.text):
        at = _place(draft, start, answer)
        before = answer.text[:at].rstrip("\n")
        after = answer.text[at:].lstrip("\n")
        lead = before + ("\n\n" if before else "")
        text = lead + words + ("\n\n" + after if after.strip() else after)
        moved = len(lead) + len(words) + 2 - (len(answer.text) - len(after))
        sources = tuple(
            source if source.end <= at else Source(
                source.start + moved, source.end + moved, source.ids, source.why
            )
            for source in answer.sources
        )  # fmt: skip
        answer = Answer(text, sources)
    return answer


def _lost_blocks(draft: Document, text: str) -> Iterator[tuple[int, str]]:
    for block in draft.blocks:
        words = draft.text[block.start : block.end]
        if block.fixed and words not in text:
            yield block.start, words


def _place(draft: Document, start: int, answer: Answer) -> int:
    """Where a lost block belongs: behind the last piece that comes from before it."""
    if any(b.start == start and b.kind is BlockKind.SIGNATURE for b in draft.blocks):
        return len(answer.text)
    earlier = {s.id for s in draft.sentences if s.end <= start}
    ends = [source.end for source in answer.sources if earlier & set(source.ids or ())]
    return max(ends, default=0)
