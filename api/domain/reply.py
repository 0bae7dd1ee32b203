"""What a request ends in: the reply, who wrote it, and why it is as it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from api.domain.commitment import Commitment
from api.domain.document import Document
from api.domain.finding import Finding, Verdict


class Tone(StrEnum):
    """How the reply should sound."""

    WARM = "warm"
    FORMAL = "formal"
    PLAIN = "plain"
    SHORTER = "shorter"
    SPELLING = "spelling"


class Outcome(StrEnum):
    """How the request ended."""

    REWRITTEN = "rewritten"
    MENDED = "mended"
    FALLBACK = "fallback"
    UNCHANGED = "unchanged"


class Engine(StrEnum):
    """Who wrote the reply."""

    MODEL = "model"
    PHRASEBOOK = "phrasebook"
    DRAFT = "draft"


class Reason(StrEnum):
    """Why a reply is not simply the model's, in the words of the HTTP contract."""

    NO_MODEL = "no_model"
    TOO_LONG_FOR_MODEL = "too_long_for_model"
    NOTHING_TO_REWRITE = "nothing_to_rewrite"
    LANGUAGE_NOT_CHECKED = "language_not_checked"
    BLOCKED = "blocked"
    TOO_LONG = "too_long"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    RATE_LIMITED = "rate_limited"
    PROVIDER_ERROR = "provider_error"
    PROMPT_REJECTED = "prompt_rejected"
    MISCONFIGURED = "misconfigured"
    BUSY = "busy"
    """Too many calls to the provider are under way."""
    PAUSED = "paused"
    """The model failed again and again, and is left alone for a moment."""
    BAD_ANSWER = "bad_answer"
    CUT_SHORT = "cut_short"
    REFUSED = "refused"
    REDACTION_FAILED = "redaction_failed"
    TOKEN_BUDGET = "token_budget"  # noqa: S105 - tokens of text


class SentenceKind(StrEnum):
    """What became of a sentence of the reply."""

    REWORDED = "reworded"
    COURTESY = "courtesy"
    """Nothing of the draft is behind it: a greeting, thanks, empathy."""
    RESTORED = "restored"
    """The agent's own words (or the phrasebook's), put back where a finding blocked."""
    KEPT = "kept"
    """Word for word as in the draft."""


class Source(NamedTuple):
    """Where an answer's sentence says it comes from: a hint, until the comparison has looked.

    The piece is `text[start:end]` of the answer; `ids` is None where the writer gave no mark and
    empty where it says "from nothing".
    """

    start: int
    end: int
    ids: tuple[str, ...] | None
    why: str | None = None


class Answer(NamedTuple):
    """What an engine wrote, not yet inspected, its marks taken out of the text."""

    text: str
    sources: tuple[Source, ...] = ()

    @classmethod
    def kept(cls, document: Document) -> "Answer":
        """The document as it is, each sentence from itself."""
        return cls(
            document.text, tuple(Source(s.start, s.end, (s.id,)) for s in document.sentences)
        )


class ReplySentence(NamedTuple):
    """One sentence of the reply and the ids of what it comes from."""

    text: str
    sources: tuple[str, ...]
    kind: SentenceKind
    why: str | None = None


class Dropped(NamedTuple):
    """A sentence of the draft that the reply does without, and why it may."""

    id: str
    text: str
    why: str


class PromptRef(NamedTuple):
    """Which release wrote the reply: `id` is the sha256 over everything that is sent."""

    name: str
    version: str
    id: str


class Usage(NamedTuple):
    """Tokens as the provider counted them."""

    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one request."""

    text: str
    outcome: Outcome
    engine: Engine
    verdict: Verdict
    reason: Reason | None = None
    sentences: tuple[ReplySentence, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    care_notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    prompt: PromptRef | None = None
    model: str | None = None
    usage: Usage | None = None
    redacted: tuple[tuple[str, int], ...] = ()
    """Kind of personal data -> pieces that the model saw placeholders for."""
    found: tuple[Finding, ...] = ()
    """What was found in the model's answer as it came; `findings` are those of the reply."""
