"""One pattern of the phrasebook: read, compiled and tried only where its words occur."""

import re
from functools import cached_property

from api.rewriting.notation import (
    COMMON,
    TOKEN,
    Keys,
    PatternError,
    Reading,
    longest,
    rarest,
    words_of,
)

__all__ = ["Pattern", "PatternError", "words_of"]


class Pattern:
    """One pattern, read when it is first needed."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def _read(self) -> "Reading":
        return Reading(self.source)

    @property
    def required(self) -> Keys:
        """Sets of words of which a sentence needs one each; raises PatternError."""
        return self._read.required

    @property
    def listed(self) -> frozenset[str]:
        """The slots that hold listed words, none of which is a name."""
        return frozenset(self._read.listed)

    @property
    def slots(self) -> frozenset[str]:
        """The names of all slots."""
        return frozenset(self._regex.groupindex)

    def compile(self) -> None:
        """Read and compile now instead of at first use; raises PatternError."""
        try:
            _ = self._regex
        except re.error as error:
            raise PatternError(f"{error} in {self.source!r}") from None

    @property
    def key(self) -> frozenset[str]:
        """The rarest required set: a sentence without any of these words need not be tried.

        A literal outside all brackets is found without reading the whole pattern.
        """
        plain, depth = list[str](), 0
        for part in TOKEN.findall(self.source):
            if part in "([" or (part.endswith(":") and part.startswith("<")):
                depth += 1
            elif part in ")]>":
                depth -= 1
            elif part == "|" and depth == 0:
                plain.clear()
                break
            elif depth == 0 and part[0].isalnum():
                plain += longest(part)
        rare = max((word for word in plain if word not in COMMON), key=len, default=None)
        if rare is not None:
            return frozenset({rare})
        if not self.required:
            raise PatternError(f"nothing to look for in: {self.source!r}")
        return rarest(self.required)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self._read.regex, re.IGNORECASE)

    def search(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """The first place in `text` where the pattern stands; `words` are `words_of(text)`."""
        for keys in self._read.required:
            if words.isdisjoint(keys):
                return None
        return self._regex.search(text)
