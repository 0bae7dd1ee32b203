"""Putting a reworded draft together: layout kept, sources told, the acknowledgement placed."""

import re
from collections.abc import Mapping

from api.domain.document import BlockKind, Document, Sentence
from api.domain.reply import Answer, Source
from api.rewriting.phrase_pattern import words_of
from api.rewriting.situations import Acknowledgement

LEAD = re.compile(
    r"(?:\s{0,3}@[\w.-]{1,64}\s{1,3}){0,3}"
    r"(?:(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day))\b"
    r"[^,.:;!?\n–—]{0,60}?(?:\s?[,:!]|\s[-–—]|[.](?=\s|$)|[–—])\s{0,3})?"
    r"(?:(?:ok|okay|alright|well|sir|madam|madam/sir|sir/madam|hi|hey|hello)\s?[,.!]?(?=\s)\s{1,3})?",
    re.IGNORECASE,
)
"""Mentions and greeting at the start of a sentence: words go after them, never before."""
_HEADER = re.compile(r"^[^.!?\n]{1,60}?:(?:\s|$)|[^.!?…:;,\"'”’\]]$")


def _place(draft: Document, acknowledgement: Acknowledgement) -> tuple[Sentence, int] | None:
    """Where an acknowledgement goes: the first sentence that is not greeting or header."""
    places = []
    for sentence in draft.sentences:
        lead = LEAD.match(sentence.text)
        start = lead.end() if lead else 0
        if any(char.isalnum() for char in sentence.text[start:]):
            places.append((sentence, start))
    beside = acknowledgement.beside
    if beside is not None:
        met = [one for one, _ in places if beside.met(one.text, words_of(one.text))]
        places = [one for one in places if met and one[0].block == met[0].block]
    texts = [place for place in places if place[1] or not _HEADER.search(place[0].text)]
    if (
        beside is not None
        and texts
        and not beside.met(texts[0][0].text, words_of(texts[0][0].text))
    ):
        return None  # what the acknowledgement speaks of does not come next
    if not texts and len(places) > 1:
        return None
    for place in texts or places:
        paragraph = draft.blocks[place[0].block].kind is BlockKind.PARAGRAPH
        return place if paragraph else None
    return None


class _Splice:
    """An answer that grows piece by piece and remembers where each came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._sources: list[Source] = []
        self._length = 0

    def keep(self, text: str) -> None:
        """Add layout: nothing that needs a source."""
        self._pieces.append(text)
        self._length += len(text)

    def say(self, text: str, ids: tuple[str, ...], why: str | None) -> None:
        """Add words with their source; blanks around them belong to nobody."""
        if text.strip():
            start = self._length + len(text) - len(text.lstrip())
            self._sources.append(Source(start, self._length + len(text.rstrip()), ids, why))
        self.keep(text)

    def answer(self) -> Answer:
        """What has been put together."""
        return Answer("".join(self._pieces), tuple(self._sources))


def answer_of(
    draft: Document,
    worded: Mapping[str, tuple[str, str | None]],
    acknowledgement: Acknowledgement | None,
) -> Answer:
    """The draft with each sentence as `worded` has it, and the acknowledgement where it fits.

    `worded` holds the wording of every sentence and why it was reworded, None where it is kept.
    """
    place = _place(draft, acknowledgement) if acknowledgement is not None else None
    splice, at = _Splice(), 0
    for sentence in draft.sentences:
        splice.keep(draft.text[at : sentence.start])
        at = sentence.end
        text, why = worded[sentence.id]
        if acknowledgement is not None and place is not None and place[0] is sentence:
            text = _acknowledge(splice, sentence, text, place[1], acknowledgement)
        splice.say(text, (sentence.id,), why)
    splice.keep(draft.text[at:])
    return splice.answer()


def _acknowledge(
    splice: _Splice, sentence: Sentence, text: str, start: int, acknowledgement: Acknowledgement
) -> str:
    """Say the lead and the acknowledgement; the rest of the sentence is still to be said."""
    lead, body, said = text[:start], text[start:], acknowledgement.text
    splice.say(lead, (sentence.id,), None)
    if not lead.rstrip().endswith((",", "-", "–", "—")) and not acknowledgement.small:
        said = said[0].upper() + said[1:]
    splice.say(said, (), acknowledgement.why)
    splice.keep(" ")
    return body if acknowledgement.small else body[:1].upper() + body[1:]
