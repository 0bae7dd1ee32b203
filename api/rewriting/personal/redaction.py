"""From the texts of a request to what a model may see, and from its answer back.

Whatever goes wrong here means that no model is asked: a redactor that half works is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from api.domain.personal import Personal
from api.domain.reply import Answer
from api.rewriting.personal.found import Found
from api.rewriting.personal.names import Names
from api.rewriting.personal.placeholders import Placeholders, counted, placeholders

Edit = tuple[int, int, str]
"""Start and end of a piece, and what stands there for the model."""


class RedactionFailed(Exception):
    """Personal data could not be looked for; nothing of the texts may be sent. Holds no text."""


class Detection(Protocol):
    """Finds personal data in some texts that belong together."""

    def find(self, texts: Sequence[str], names: Names) -> list[list[Found]]:
        """For each text what is personal in it, in order and without overlaps."""
        ...


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is hidden of one request: edits of the draft and of each other text."""

    draft: tuple[Edit, ...] = ()
    others: tuple[tuple[Edit, ...], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    """Kind -> how many pieces, over all texts."""
    _given: Placeholders | None = field(default=None, repr=False, compare=False)
    _text: str = field(default="", repr=False, compare=False)
    _names: Names | None = field(default=None, repr=False, compare=False)
    _detection: Detection | None = field(default=None, repr=False, compare=False)

    def read(self, answer: str) -> str:
        """The model's words, its placeholders in their exact form."""
        return self._given.read(answer) if self._given else answer

    def restore(self, answer: Answer) -> tuple[Answer, Personal | None]:
        """The answer with the draft's own data back in, and what the guardrails must know.

        Raises RedactionFailed.
        """
        if self._given is None or self._detection is None or self._names is None:
            return answer, None
        try:
            left = self._given.blanked(answer.text)
            found = self._detection.find([left], self._names)[0]
            new = {left[piece.start : piece.end] for piece in found}
            foreign = frozenset(text for text in new if text not in self._text)
            personal = Personal(
                own=tuple(dict.fromkeys(self._given.own.values())),
                foreign=foreign | frozenset(self._given.debris(answer.text, self._text)),
            )
            return self._given.restored(answer), personal
        except Exception:  # noqa: BLE001 - whatever it is, its text must not travel on
            raise RedactionFailed from None


NOTHING = Redaction()
"""Nothing is looked for: the operator has turned it off."""


class Redactor:
    """Puts placeholders for what is found; holds no state between requests."""

    def __init__(self, detection: Detection) -> None:
        self._detection = detection

    def redact(
        self,
        draft: str,
        others: Sequence[str],
        *,
        names: Iterable[str] = (),
        unseen: Sequence[tuple[int, int]] = (),
    ) -> Redaction:
        """Hide what is personal; `unseen` are parts of the draft that are not sent anyway.

        Raises RedactionFailed.
        """
        try:
            return self._redact(draft, others, names, unseen)
        except Exception:  # noqa: BLE001 - whatever it is, its text must not travel on
            raise RedactionFailed from None

    def _redact(
        self,
        draft: str,
        others: Sequence[str],
        names: Iterable[str],
        unseen: Sequence[tuple[int, int]],
    ) -> Redaction:
        known = Names(names)
        found, *rest = self._detection.find([draft, *others], known)
        seen = list(_outside(found, unseen))
        given = placeholders([draft, *others] if seen or any(rest) else ())
        return Redaction(
            draft=tuple(
                (piece.start, piece.end, given.of_draft(piece, draft[piece.start : piece.end]))
                for piece in seen
            ),
            others=tuple(
                tuple((piece.start, piece.end, given.of_another(piece)) for piece in pieces)
                for pieces in rest
            ),
            counts=tuple(counted([*seen, *(piece for pieces in rest for piece in pieces)]).items()),
            _given=given,
            _text=draft,
            _names=known,
            _detection=self._detection,
        )


def _outside(found: Iterable[Found], unseen: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """The parts of the pieces that stand outside of these places, which are in order."""
    places = iter(unseen)
    start, end = next(places, (0, -1))
    for piece in found:
        at = piece.start
        while end >= 0 and end <= at:
            start, end = next(places, (0, -1))
        while end >= 0 and start < piece.end:
            if at < start:
                yield piece._replace(start=at, end=start)
            at = end
            if end >= piece.end:
                break
            start, end = next(places, (0, -1))
        if at < piece.end:
            yield piece._replace(start=at)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with each piece replaced; edits that begin at one place stay in their order."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def marked(edits: Sequence[Edit], marks: Iterable[tuple[int, str]]) -> list[Edit]:
    """The edits with these marks between them; one within a piece stands behind it."""
    ends = [(start, end) for start, end, _ in edits]
    found: list[Edit] = []
    at = 0
    for place, mark in marks:
        while at < len(ends) and ends[at][1] <= place:
            at += 1
        inside = at < len(ends) and ends[at][0] < place
        moved = ends[at][1] if inside else place
        found.append((moved, moved, mark))
    return [*edits, *found]
