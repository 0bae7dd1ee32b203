"""Tokens that stand for text of the draft which no model is to touch."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

TOKEN = re.compile(r"⟦\s{0,3}(\d{1,7})\s{0,3}⟧")


@dataclass(frozen=True)
class Tokens(Mapping[str, str]):
    """Token -> the exact text it stands for, with all that `parse` must know of the draft."""

    texts: Mapping[str, str]
    before: Mapping[str, int] = field(default_factory=dict)
    """Token -> the number of sentences before it."""
    gaps: Mapping[str, str] = field(default_factory=dict)
    """Token -> the white space before it (after it, where no sentence is before it)."""
    sentences: int | None = None
    """The draft's number of them; None where the draft is not known."""
    own: frozenset[str] = frozenset()
    """Text of the draft that would be debris in an answer."""
    own_marks: Counter[str] = field(default_factory=Counter)
    """Text of the draft in the form of a mark; if there is any, no mark was written."""
    round_marks: bool = True
    """False where "(D1)" is text of the draft."""
    head: str = ""
    tail: str = ""
    newline: str = "\n"
    """How the draft ends its lines; empty where it does so in several ways."""

    def __getitem__(self, token: str) -> str:
        return self.texts[token]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)
