"""Fences around the texts of users: tags that no text inside can close.

A fence is `<draft>` ... `</draft>`. Where a text holds something a model could take for one of the
tags, all fences of the rendering get a suffix, `<draft-3f9c1a>`, that occurs in none of the
texts. The suffix comes from the texts themselves, so the same input gives the same messages.
The texts are never changed: what the model is to copy stays as it was written.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prompts.errors import SourceError

SUFFIX_CHARS = 6


@dataclass(frozen=True, slots=True)
class Fences:
    """The tags of one rendering: `names` as the prompt declares them, one `suffix` for all."""

    names: frozenset[str]
    suffix: str

    @classmethod
    def around(
        cls, texts: Sequence[str], names: Iterable[str], *, suffix_chars: int = SUFFIX_CHARS
    ) -> "Fences":
        """Choose the suffix so that no text can open or close a fence."""
        chosen = frozenset(names)
        bare = [_as_a_model_may_read(text) for text in texts]
        tags = [f"<{slash}{name}" for name in chosen for slash in ("", "/")]
        if not any(tag in text for text in bare for tag in tags):
            return cls(chosen, "")
        attempt = 0
        while True:
            seed = "\0".join([*texts, str(attempt)]).encode("utf-8", "surrogatepass")
            suffix = "-" + hashlib.sha256(seed).hexdigest()[: suffix_chars + attempt // 64]
            # A text made to hold the suffix of its own digest only costs another attempt, and
            # longer suffixes run out of no text.
            if not any(suffix in text for text in bare):
                return cls(chosen, suffix)
            attempt += 1

    def put(self, name: str, text: str) -> str:
        """`text` between its tags, unchanged, on lines of its own."""
        if name not in self.names:
            raise SourceError(f"the template uses the fence {name!r}, which is not declared")
        tag = name + self.suffix
        return f"<{tag}>\n{text}\n</{tag}>"


def _as_a_model_may_read(text: str) -> str:
    """Fold case, width, spaces and invisible characters: `</ DRAFT >` reads as a closing tag."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if "<" not in folded:
        return folded  # no tag in it, however it is spaced: the common case, and a quick one
    return "".join(
        char
        for char in folded
        if not char.isspace() and unicodedata.category(char) not in {"Cf", "Cc"}
    )
