"""What is asked of the rewriter, after validation and before reading."""

from dataclasses import dataclass
from enum import StrEnum

from api.domain.document import Format
from api.domain.reply import Tone


class EngineChoice(StrEnum):
    """Which engine the caller wants."""

    AUTO = "auto"
    """The model where one is configured, else the phrasebook."""
    MODEL = "model"
    """As `auto`; without a model the answer says so in its reason."""
    PHRASEBOOK = "phrasebook"
    """The phrasebook, also where a model is configured."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation; `author` is "agent" or "customer"."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """One draft and what is known around it; `max_chars` bounds the reply in code points."""

    draft: str
    customer_message: str | None = None
    thread: tuple[Turn, ...] = ()
    facts: tuple[str, ...] = ()
    tone: Tone = Tone.WARM
    format: Format = Format.TEXT
    channel: str | None = None
    max_chars: int | None = None
    prompt: str | None = None
    engine: EngineChoice = EngineChoice.AUTO
    conversation: str | None = None
    """The caller's own name for what ties requests together."""
    names: tuple[str, ...] = ()
    """Names of people that the caller gave with the request: not to be shown to a model."""
    id: str | None = None
    """The id of this one request, where it has one."""
    deadline_s: float | None = None
    """Seconds after which the caller wants an answer; only a shorter time than ours counts."""

    @property
    def trial_key(self) -> str | None:
        """What decides whether a trial takes this request: the conversation, else the request."""
        return self.conversation or self.id
