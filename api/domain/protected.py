"""Pieces that a reply must carry byte for byte: links, addresses, numbers, placeholders, emoji.

Each kind has its patterns; where pieces overlap the longest wins. Linear time on crafted text:
every repeat is bounded and a failed start costs no more than its bound. Patterns that few texts
need are strings, compiled when one does: to compile them all takes longer than many a check.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from api.domain import references
from api.domain.document import Protected, ProtectedKind

_BRACES = r"\{\{\{?[^{}\r\n]{1,120}\}?\}\}"
_URL = re.compile(
    # One set of first letters, then which it was: a search skips what is not in a leading set.
    rf"[HhFfMmTtWw](?:(?<=[Hh])[Tt][Tt][Pp][Ss]?://|(?<=[Ff])[Tt][Pp]://|(?<=[Mm])[Aa][Ii][Ll][Tt]"
    rf"[Oo]:|(?<=[Tt])[Ee][Ll]:\+?\d|(?<=[Ww])(?<![\w.@/-].)[Ww][Ww]\.)"
    rf"(?:{_BRACES}|[%$]\{{\w{{1,40}}\}}|[^\s<>\"“”«»`|^。，！？、；：）」』】]){{1,40000}}"
)
_TLDS = (
    "com|net|org|edu|gov|mil|int|io|co|app|dev|info|biz|ai|me|tv|us|uk|ca|au|nz|ie|in|eu|de|fr|es|"
    "it|nl|be|ch|at|pl|se|no|dk|fi|pt|br|mx|jp|cn|kr|za|sg|hk|shop|store|online|site|help|support"
)
_DOMAIN = re.compile(
    r"(?<![\w.@/-])[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){1,6}(?![\w@-])"
    r"(?::\d{2,5}(?!\d))?(?P<path>/[^\s<>\"“”«»`|^。，！？、；：）」』】]{0,2000})?"
)
_TLD = rf"\.(?:{_TLDS})(?::\d{{2,5}})?$"
_ANY_TLD = r"\.[a-z]{2,18}(?::\d{2,5})?$"
_EMAIL = (
    r"(?<![\w.+%-])[\w.+%-]{1,64}@[A-Za-z0-9][A-Za-z0-9-]{0,62}"
    r"(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,6}"
)
_MENTION = r"(?<![\w@.+/-])@\w[\w.-]{0,63}"
_CODE = r"(`{1,3})[^`\r\n]{1,400}\1(?!`)"

_DOT = re.compile(r"\.[A-Za-z][a-z0-9-]")
_SPACE = re.compile(r"\s")

_PICTURE = (
    "[\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u25fb-\u25fe\u2600-\u27bf\u2b05-\u2b07"
    "\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
    "[\ufe0f\U0001f3fb-\U0001f3ff]{0,2}"
)
_EMOJI = (
    rf"(?:{_PICTURE}(?:\u200d(?:{_PICTURE}|[\u2640\u2642]\ufe0f?)){{0,8}}"
    "[\U000e0020-\U000e007f]{0,8}"
    "|[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    "|[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff]\ufe0f){1,32}"
)
"""One emoji or several without a space: joined, with skin tone, flags, keycaps."""

_PLACEHOLDERS = (
    ("{", rf"{_BRACES}|\{{%[^{{}}\r\n]{{1,120}}%\}}|[%$#]?\{{[^{{}}\r\n]{{1,64}}\}}"),
    ("%(", r"%\([\w. -]{1,64}\)[-#0 +]{0,3}\d{0,3}(?:\.\d{1,2})?[a-zA-Z]"),
    (
        "%",
        r"(?<![\d%])%(?:(?:\d\$)?(?:[sdifu@](?![A-Za-z])|\.\df)|[A-Za-z_][\w.]{1,40}%)"
        r"|%%[A-Za-z_][\w.]{1,40}%%",
    ),
    (
        "<",
        r"<<[^<>\r\n]{1,64}>>|<%[^<>%\r\n]{1,80}%>"
        r"|<(?!https?:|mailto:|www\.)/?[A-Za-z_][^<>@\r\n]{0,120}>",
    ),
    ("«", r"«[ \u00a0\u202f]?[^«»\r\n]{1,64}»"),
    ("*|", r"\*\|[\w:]{1,64}\|\*"),
    ("[", r"\[\[[^\[\]\r\n]{1,64}\]\]|\[(?P<words>[^\[\]{}<>\r\n]{2,80})\](?![(\[])"),
)
_BRACKET_WORDS = (
    r"[A-Z][\w'’/#.&-]{0,39}(?:[ ][\w'’/#.&-]{1,40}){0,5}"
    r"|[a-z][\w'’-]{1,39}(?:[ _][\w'’-]{1,40}){0,3}"
)
_TRAILING = ".,;:!?'’*~…،؛؟。"


def protected(text: str) -> tuple[Protected, ...]:
    """The protected pieces in order; none overlap, of two that would the longer is kept."""
    found = [(start, end, kind) for kind, pieces in _kinds(text) for start, end in pieces]
    found.sort(key=itemgetter(0))
    if any(piece[1] > following[0] for piece, following in pairwise(found)):
        found = _longest(found, len(text))
    return tuple(Protected(kind, start, end, text[start:end]) for start, end, kind in found)


def _longest(
    found: list[tuple[int, int, ProtectedKind]], chars: int
) -> list[tuple[int, int, ProtectedKind]]:
    taken = bytearray(chars)
    kept = []
    for start, end, kind in sorted(found, key=lambda piece: (piece[0] - piece[1], piece[0])):
        # Longest first: a later piece can only meet a kept one at one of its own ends.
        if not (taken[start] or taken[end - 1]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, kind))
    return sorted(kept, key=itemgetter(0))


def _kinds(text: str) -> Iterator[tuple[ProtectedKind, Iterator[tuple[int, int]]]]:
    if any(cue in text for cue in ("://", "mailto:", "tel:", "www.", "WWW.", "Www.")):
        yield ProtectedKind.URL, _urls(text)
    yield ProtectedKind.URL, _domains(text)
    if "@" in text:
        yield ProtectedKind.EMAIL, _emails(text)
        yield ProtectedKind.MENTION, _mentions(text)
    if "`" in text:
        yield ProtectedKind.CODE, (match.span() for match in re.finditer(_CODE, text))
    yield ProtectedKind.PLACEHOLDER, _placeholders(text)
    if not text.isascii():
        yield ProtectedKind.EMOJI, (match.span() for match in re.finditer(_EMOJI, text))
    yield ProtectedKind.PHONE, references.phones(text)
    yield ProtectedKind.ID, references.ids(text)


def _urls(text: str) -> Iterator[tuple[int, int]]:
    for match in _URL.finditer(text):
        end = _trimmed(text, match.start(), match.end())
        if end - match.start() > len("https://"):
            yield match.start(), end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without closing brackets that were not opened inside, nor trailing punctuation."""
    for opening, closing in ("()", "[]"):
        depth = 0
        at = text.find(closing, start, end)
        if at < 0:
            continue
        for at in range(start, end):
            depth += (text[at] == opening) - (text[at] == closing)
            if depth < 0:
                end = at
                break
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end


def _domains(text: str) -> Iterator[tuple[int, int]]:
    for match in _dotted(text):
        path = match["path"]
        host = match[0][: len(match[0]) - len(path)] if path is not None else match[0]
        if path is not None and re.search(_ANY_TLD, host):
            end = _trimmed(text, match.start(), match.end())
            yield match.start(), end
        elif re.search(_TLD, host):
            yield match.start(), match.start() + len(host)


def _dotted(text: str) -> Iterator[re.Match[str]]:
    """What is written like a domain, looked for only where a dot stands inside a word."""
    end = 0
    for dot in _DOT.finditer(text):
        if dot.start() < end:
            continue
        start = dot.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        space = _SPACE.search(text, dot.end())
        end = space.start() if space else len(text)
        yield from _DOMAIN.finditer(text, start, end)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(_EMAIL, text):
        yield match.start(), match.start() + len(match[0].rstrip("-"))


def _mentions(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(_MENTION, text):
        yield match.start(), match.start() + len(match[0].rstrip(".-"))


def _placeholders(text: str) -> Iterator[tuple[int, int]]:
    for cue, pattern in _PLACEHOLDERS:
        if cue not in text:
            continue
        for match in re.finditer(pattern, text):
            words = match["words"] if cue == "[" else None
            if words is None or re.fullmatch(_BRACKET_WORDS, words):
                yield match.span()
