"""What a prompt is made of: declared inputs and sections go in, messages come out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat, ready to send."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Input:
    """One declared input; `kind` decides whether its value is a user's text."""

    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The words of one role: `text` is a template where `role` is user."""

    role: str
    text: str
