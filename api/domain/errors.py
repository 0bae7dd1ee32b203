"""Why a draft cannot be read: the caller must send another text.

DraftError (ValueError)
  x EmptyDraft            "empty"
  x TooLong               "too_long"
  x TooManySentences      "too_many_sentences"
  x WordTooLong           "word_too_long"
  x ForbiddenCharacter    "forbidden_character"
  x UnsupportedFormat     "unsupported_format"

A message names the limit and never quotes the text, which may hold personal data.
"""

from typing import ClassVar

MAX_CHARS = 40_000
"""Longest text, in code points."""

MAX_SENTENCES = 1_000
"""Most sentences in one text."""

MAX_WORD_CHARS = 200
"""Longest word; links, e-mail addresses, placeholders and ids are exempt."""


class DraftError(ValueError):
    """A text that cannot be read; `code` is stable, the message is for people."""

    code: ClassVar[str] = "unreadable"


class EmptyDraft(DraftError):
    """There is nothing to see in the text."""

    code = "empty"

    def __init__(self) -> None:
        super().__init__("the text is empty: send at least one visible character")


class TooLong(DraftError):
    """More than `MAX_CHARS` code points."""

    code = "too_long"

    def __init__(self, chars: int) -> None:
        super().__init__(f"the text has {chars:,} characters; at most {MAX_CHARS:,} are read")


class TooManySentences(DraftError):
    """More than `MAX_SENTENCES` sentences."""

    code = "too_many_sentences"

    def __init__(self) -> None:
        super().__init__(f"the text has more than {MAX_SENTENCES:,} sentences; send it in parts")


class WordTooLong(DraftError):
    """A run without a space that is no link, e-mail address, placeholder or id."""

    code = "word_too_long"

    def __init__(self, chars: int) -> None:
        super().__init__(
            f"a word has {chars:,} characters; at most {MAX_WORD_CHARS} are read, "
            "links, e-mail addresses, placeholders and ids aside"
        )


class ForbiddenCharacter(DraftError):
    """NUL or half of a surrogate pair: no valid text has them."""

    code = "forbidden_character"

    def __init__(self, at: int) -> None:
        super().__init__(
            f"character {at:,} is NUL or a lone surrogate, which no valid text holds: remove it"
        )


class UnsupportedFormat(DraftError):
    """A format that the contract names and nothing reads yet."""

    code = "unsupported_format"

    def __init__(self, name: str) -> None:
        super().__init__(f"format {name!r} is not read yet: send text or markdown")
