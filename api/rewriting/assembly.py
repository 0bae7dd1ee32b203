"""Putting the parts of an answer together: lost tokens back in place, fixed blocks for tokens."""

from api.domain.reply import Answer, Source
from api.rewriting.marks import Piece
from api.rewriting.tokens import Tokens

Part = Piece | str
"""A piece of the answer, or the name of a token."""


def restore(parts: list[Part], known: Tokens) -> list[Part]:
    """The parts with every token of the draft, lost ones in the place the draft has them.

    That is after the lines which come from the sentences before it; at the end where no link says
    which those are.
    """
    index = {part: at for at, part in enumerate(parts) if isinstance(part, str)}
    ends = _line_ends(parts)
    linked = _last_linked(parts)
    lost: dict[int, list[Part]] = {}
    earlier = 0
    for name in known:
        if name in index:
            earlier = max(earlier, index[name] + 1)
            continue
        before = known.before.get(name)
        if before is None or before == known.sentences:
            at = len(parts)
        else:
            at = max(earlier, linked[min(before, len(linked) - 1)])
            at = len(parts) if before and not at else ends[at] if at else 0
        gap = known.gaps.get(name, "")
        gap = gap if "\n" in gap else "\n\n"
        lost.setdefault(at, []).extend([Piece(gap), name] if at else [name, Piece(gap)])
        earlier = max(earlier, at)
    whole: list[Part] = []
    for at in range(len(parts) + 1):
        whole += [*lost.get(at, ()), *parts[at : at + 1]]
    return whole


def _last_linked(parts: list[Part]) -> list[int]:
    """For each n, the index after the last part that comes from one of the sentences up to n."""
    last: dict[int, int] = {}
    for at, part in enumerate(parts):
        ids = part.ids or () if isinstance(part, Piece) else ()
        first = min((int(each[1:]) for each in ids if each[0] == "D"), default=0)
        if first:
            last[first] = at + 1
    found = [0]
    for number in range(1, max(last, default=0) + 1):
        found.append(max(found[-1], last.get(number, 0)))
    return found


def _line_ends(parts: list[Part]) -> list[int]:
    """For each index, the next one at which a line begins."""
    found = [len(parts)]
    for at in range(len(parts) - 1, -1, -1):
        found.append(at if _begins_line(parts[at]) else found[-1])
    return found[::-1]


def _begins_line(part: Part) -> bool:
    return isinstance(part, str) or part.text.lstrip(" \t").startswith(("\n", "\r"))


def assembled(parts: list[Part], known: Tokens) -> Answer:
    """The text with its sources, the draft's outer white space and line ends included."""
    written: list[str] = []
    sources: list[Source] = []
    length = 0
    open_line, after_token = False, False

    def put(text: str) -> None:
        nonlocal length
        written.append(text)
        length += len(text)

    put(known.head)
    newline = known.newline or "\n"
    for part in parts:
        if isinstance(part, str):
            text = known[part]
            put(newline if open_line or after_token else "")
            put(text)
            open_line, after_token = False, not text.endswith(("\n", "\r"))
            continue
        text = part.text.replace("\n", newline)
        if not text:
            continue
        if after_token and text.strip() and not _begins_line(part):
            put(newline)
        bare = text.strip()
        if bare:
            start = length + text.index(bare)
            sources.append(Source(start, start + len(bare), part.ids))
        put(text)
        line = text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]
        open_line = bool(line.strip()) or (open_line and line == text)
        after_token = after_token and line == text and not line.strip()
    put(known.tail)
    return Answer("".join(written), tuple(sources))
