"""What one line of a draft tells: greeting, label, rule, or prose that runs on in the next.

A newline ends a sentence unless the prose was only wrapped there; these are the signs. Patterns
that few texts need are strings, compiled when one does.
"""

import re
from collections.abc import Iterator

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LONG = 60
"""A line at least this long (code points) was wrapped, not ended."""
_LABEL_SPACES = 4
_GREETING_SPACES = 5

_GREETING = (
    r"(?i)(?:dear|hi|hey|hello|hiya|greetings|good (?:morning|afternoon|evening|day)|to whom|madam|"
    r"sir|hallo|guten tag|sehr geehrte[rn]?|liebe[rs]?|bonjour|hola|ciao|olá|estimad[oa]s?)\b"
)
_CLOSING = (
    r"(?i)(?:(?:(?:with )?(?:my |our )?(?:kind|best|warm|kindest|warmest|many) )?"
    r"(?:regards|wishes|thanks)|best|thank you|cheers|(?:yours )?sincerely|yours\b.{0,20}|"
    r"sincerely yours|all the best|take care|respectfully|cordially|thanks again|talk soon)[,.!]?"
)
_LABEL = re.compile(r"[*_\"“(\[{]{0,3}[A-Z][^:.!?\r\n]{0,40}:[*_]{0,3}(?:\s|$)")
_INITIALS = re.compile(r"\s{0,8}(?:[\^/~]|[—–-]{1,2} ?)[A-Z][A-Za-z]{0,2}\.?\s{0,8}")


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines in `text[start:end]`, without their LF, CRLF or CR."""
    for match in _NEWLINE.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def wraps(line: str, following: str) -> bool:
    """True where two lines of a paragraph are one piece of prose; both without outer spaces.

    False after a greeting, a closing, a label, a colon, or any short line that does not run on
    in lower case: such a line is a sentence without a full stop.
    """
    if is_initials(following, 0, len(following)):
        return True
    if line.endswith((":", "：")) or is_label(following):
        return False
    if not (has_words(line) and has_words(following)):
        return False
    if len(line) >= _LONG and "://" not in line.rsplit(None, 1)[-1]:
        return True
    if re.fullmatch(_CLOSING, line) or is_label(line) or _is_greeting(line):
        return False
    return following[0].islower()


def is_initials(text: str, start: int, end: int) -> bool:
    """True where the stretch is only an agent's mark, as in "^SA" or "/CH"."""
    return _INITIALS.fullmatch(text, start, end) is not None


def is_label(line: str) -> bool:
    """True for a short line such as "Status: rejected" or "Order number: 77"."""
    match = _LABEL.match(line)
    return match is not None and len(line) < _LONG and match[0].count(" ") <= _LABEL_SPACES


def has_words(line: str) -> bool:
    """True where the line holds a letter or a digit: not for emoji or dashes alone."""
    return any(map(str.isalnum, line))


def _is_greeting(line: str) -> bool:
    return re.match(_GREETING, line) is not None and line.count(" ") <= _GREETING_SPACES
