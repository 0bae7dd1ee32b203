"""What a caller would like of an answer: of RFC 7240, the preference `wait` is honoured."""

import re
from collections.abc import Iterable

MIN_WAIT_S = 1
"""A shorter wait is taken as this one: in less, not even the agent's own words are checked."""
MAX_HEADER_CHARS = 1_000
"""What is longer is no preference."""
_WAIT = re.compile(r'[ \t]{0,9}wait[ \t]{0,9}=[ \t]{0,9}("?)([0-9]{1,6})\1[ \t]{0,9}(?:;.*)?', re.I)


def wait_s(prefer: Iterable[str]) -> int | None:
    """Seconds after which the caller wants an answer, by the values of its Prefer headers.

    The first readable one counts, as the RFC says; whatever is not readable is ignored.
    """
    for value in prefer:
        if len(value) > MAX_HEADER_CHARS:
            continue
        for preference in value.split(","):
            found = _WAIT.fullmatch(preference)
            if found:
                return max(MIN_WAIT_S, int(found[2]))
    return None
