"""An engine that needs no model: cold wording becomes kinder, equally strong wording.

The book is data (`prompts/phrasebook/en.yaml`), handed in by the composition root. Entries are
found by their rarest words and tried in file order; protected pieces and quoted words are hidden
from them. Rewriting is deterministic and settles: a reply given in again comes back unchanged.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.domain.document import BlockKind, Document
from api.domain.protected import protected
from api.domain.reply import Answer
from api.rewriting.entry import Entry, PhrasebookError
from api.rewriting.hiding import hide
from api.rewriting.manner import Manner, apologises
from api.rewriting.phrase_pattern import words_of
from api.rewriting.situations import Situations
from api.rewriting.splicing import LEAD, answer_of

_RUNNING = re.compile(r"[.!:;)/]\s{0,3}$|^\S{1,200}\s{1,3}[a-z]")
"""Running text, and not a heading without its mark ("Send Us Documents")."""
_LONGEST = 5_000
"""Characters of a sentence that is still read: what is longer was not written by a person."""
_PASSES = 3
"""Times over a draft, for words that rewording has made free again."""
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Rewording:
    """The kinder wording of one sentence, with the reason for the agent."""

    text: str
    why: str


class Phrasebook:
    """Entries and situations of one language, ready for look-up."""

    def __init__(
        self,
        version: str,
        entries: tuple[Entry, ...],
        situations: Situations,
        openers: frozenset[str],
    ) -> None:
        self.version = version
        self.entries = entries
        self.situations = situations
        self._openers = openers
        self._by_word: dict[str, list[int]] = {}
        for index, entry in enumerate(entries):
            for word in entry.match.key:
                self._by_word.setdefault(word, []).append(index)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Phrasebook":
        """Build from the parsed file; raises PhrasebookError that names the faulty entry."""
        try:
            sets = {name: str(source) for name, source in data["sets"].items()}
            entries = tuple(Entry.from_data(one, data["whys"], sets) for one in data["entries"])
            openers = frozenset(str(data["openers"]).split())
            return cls(str(data["version"]), entries, Situations.from_data(data), openers)
        except KeyError as error:
            raise PhrasebookError(f"the phrasebook lacks {error}") from None

    def soften(self, sentence: str) -> Rewording | None:
        """One sentence on its own, without acknowledgement; None where it may stay as it is."""
        if self._by_word.keys().isdisjoint(words_of(sentence)):
            return None
        spans = [(piece.start, piece.end) for piece in protected(sentence)]
        manner = Manner.of(sentence, warm=self.situations.warm(sentence))
        text, used = self._reword(sentence, spans, manner, BlockKind.PARAGRAPH)
        return Rewording(text, _why(used)) if used else None

    def wording(self, sentence: str) -> str | None:
        """The words of `soften` alone: what mending asks for."""
        softened = self.soften(sentence)
        return softened.text if softened else None

    def used(self, sentence: str) -> tuple[Entry, ...]:
        """The entries that `soften` applies to a sentence, in order: what the lint asks."""
        spans = [(piece.start, piece.end) for piece in protected(sentence)]
        manner = Manner.of(sentence, warm=self.situations.warm(sentence))
        return tuple(self._reword(sentence, spans, manner, BlockKind.PARAGRAPH)[1])

    def rewrite(self, draft: Document, customer: Document | None = None) -> Answer:
        """The whole draft; its sources cover every sentence of the answer.

        A reworded sentence has a `why`, the acknowledgement has no ids, a kept one has no `why`.
        """
        heard = customer.text if customer is not None else ""
        warm = self.situations.warm(draft.text)
        manner = Manner.of(draft.text, warm=warm)
        worded: dict[str, tuple[str, str | None]] = {s.id: (s.text, None) for s in draft.sentences}
        for _ in range(_PASSES):
            manner = self._pass(draft, worded, manner)
            spare = manner.given_back("\n".join(text for text, _ in worded.values()))
            if spare is None:
                break
            manner = spare
        sorry_said = not manner.sorry and not apologises(draft.text)
        acknowledgement = self.situations.acknowledge(
            draft.text, heard, manner, sorry_said=sorry_said
        )
        return answer_of(draft, worded, acknowledgement)

    def _pass(
        self, draft: Document, worded: dict[str, tuple[str, str | None]], manner: Manner
    ) -> Manner:
        """Reword each sentence once, in order; return what the reply may still use."""
        for sentence in draft.sentences:
            before, why = worded[sentence.id]
            spans = [(piece.start, piece.end) for piece in protected(before)]
            kind = draft.blocks[sentence.block].kind
            text, used = self._reword(before, spans, manner, kind)
            if used:
                worded[sentence.id] = (text, _why(used) if why is None else why)
                manner = manner.after(before, text)
        return manner

    def care_notes(self, draft: Document, customer: Document | None) -> tuple[str, ...]:
        """Notes to the agent where only a person can find the words."""
        del draft
        return self.situations.notes(customer.text) if customer is not None else ()

    def _reword(
        self, sentence: str, spans: list[tuple[int, int]], manner: Manner, kind: BlockKind
    ) -> tuple[str, list[Entry]]:
        lead = LEAD.match(sentence)
        start = lead.end() if lead else 0
        hidden = hide(sentence, start, spans) if len(sentence) <= _LONGEST else None
        if hidden is None or not hidden.text.strip():
            return sentence, []
        running = kind is BlockKind.PARAGRAPH and bool(_RUNNING.search(sentence))
        own = manner.within(sentence)
        text, used = hidden.text, list[Entry]()
        words = words_of(text)
        for _ in range(_ROUNDS):
            before = text
            for entry in self._candidates(words):
                if entry.paragraph and not running:
                    continue
                said = entry.apply(text, words, own, self._lowered)
                if said is not None:
                    own = own.after(text, said)
                    text, words = said, words_of(said)
                    used.append(entry)
            if text == before:
                break
        return sentence[:start] + hidden.shown(text), used

    def _candidates(self, words: frozenset[str]) -> Iterator[Entry]:
        found = {index for word in words for index in self._by_word.get(word, ())}
        return (self.entries[index] for index in sorted(found))

    def _lowered(self, phrase: str) -> str | None:
        """The phrase with a small first letter, or None where that letter may belong to a name.

        "DM us" is written in capitals wherever it stands.
        """
        first = phrase.split(maxsplit=1)[0].lower().replace("’", "'").rstrip(",")
        if not phrase[0].isupper() or phrase[1:2].isupper():
            return phrase
        return phrase[0].lower() + phrase[1:] if first in self._openers else None


def _why(used: list[Entry]) -> str:
    return " ".join(dict.fromkeys(entry.why for entry in used[:3]))
