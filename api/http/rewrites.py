"""`POST /v1/rewrites`: what is asked and what is answered. The route itself is in `routes`.

No web framework here: the command line reads and writes the same JSON.
"""

import uuid
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from api.domain.document import Format
from api.domain.finding import Verdict
from api.domain.reply import Engine, Outcome, Reason, Reply, SentenceKind, Tone
from api.http.contract import (
    MAX_FACTS,
    NO_NUL,
    SENDABLE,
    WHOLE,
    Answered,
    AnyFormat,
    Asked,
    CommitmentAnswer,
    CustomerMessage,
    Fact,
    FindingAnswer,
    Text,
    example,
)
from api.rewriting.request import EngineChoice, Request, Turn

MAX_CHANNEL_CHARS = 40
MAX_REPLY_CHARS = 40_000
MAX_THREAD = 50
MAX_METADATA = 20

Channel = Annotated[
    str, StringConstraints(max_length=MAX_CHANNEL_CHARS, pattern=r"^[\w./+&-][\w ./+&-]*$")
]
PromptReference = Annotated[
    str, StringConstraints(max_length=80, pattern=r"^[a-z][a-z0-9_-]*@[a-z0-9][a-z0-9._-]*$")
]
MetadataKey = Annotated[str, StringConstraints(min_length=1, max_length=40), SENDABLE]
MetadataValue = Annotated[Text, StringConstraints(max_length=200)]

REQUEST_EXAMPLE = {
    "draft": "As I already told you, we can't refund the booking fee. If you send me your receipt"
    " I can check the other charge. It usually takes 3 working days.",
    "customer_message": "I was charged twice and nobody has helped me. This is so frustrating.",
    "facts": ["The booking fee is not refundable."],
    "tone": "warm",
    "channel": "email",
}


class ThreadMessage(Asked):
    """An earlier message of the conversation."""

    author: Literal["agent", "customer"]
    text: CustomerMessage


class RewriteRequest(Asked):
    """A draft to soften and clarify, with whatever the agent knows around it."""

    model_config = ConfigDict(json_schema_extra=example(REQUEST_EXAMPLE))

    draft: Text = Field(description="The agent's own words: up to 40,000 characters.")
    customer_message: CustomerMessage | None = Field(
        None, description="What the draft answers. It may be acknowledged, never promised on."
    )
    thread: list[ThreadMessage] = Field(
        default_factory=list, max_length=MAX_THREAD, description="Earlier messages, oldest first."
    )
    facts: list[Fact] = Field(
        default_factory=list,
        max_length=MAX_FACTS,
        description="What is known to be true: policies, figures. They add exactness, no promise.",
    )
    tone: Annotated[Tone, Field(strict=False)] = Tone.WARM
    format: AnyFormat = Field(
        Format.TEXT, description="How the draft is marked up; html is not built yet."
    )
    channel: Channel | None = Field(None, description="Where the reply goes: email, chat, ...")
    max_chars: Annotated[int, Field(ge=1, le=MAX_REPLY_CHARS), WHOLE] | None = Field(
        None, description="The longest reply that fits, in code points."
    )
    prompt: PromptReference | None = Field(
        None, description="name@label or name@version, in place of the configured one."
    )
    engine: Annotated[EngineChoice, Field(strict=False)] = Field(
        EngineChoice.AUTO,
        description="Who should write: the model if there is one, or the phrasebook.",
    )
    metadata: dict[MetadataKey, MetadataValue] = Field(
        default_factory=dict,
        max_length=MAX_METADATA,
        json_schema_extra={"propertyNames": {"minLength": 1, "maxLength": 40, "pattern": NO_NUL}},
        description="Your own names and values; `conversation` ties requests together: all of one"
        " conversation are written by the same release of the prompt. The values of keys that end"
        " in `name` are names of people, which no model sees.",
    )

    def as_request(
        self, *, request_id: str | None = None, deadline_s: float | None = None
    ) -> Request:
        """The same in the words of the rewriting package; id and deadline are the transport's."""
        return Request(
            draft=self.draft,
            customer_message=self.customer_message,
            thread=tuple(Turn(message.author, message.text) for message in self.thread),
            facts=tuple(self.facts),
            tone=self.tone,
            format=self.format,
            channel=self.channel,
            max_chars=self.max_chars,
            prompt=self.prompt,
            engine=self.engine,
            conversation=self.metadata.get("conversation"),
            names=tuple(value for key, value in self.metadata.items() if _names_somebody(key)),
            id=request_id,
            deadline_s=deadline_s,
        )


def _names_somebody(key: str) -> bool:
    """True for the keys of metadata whose values are names: `name`, `customer_name`, `lastName`."""
    return key.casefold().endswith("name")


class SentenceAnswer(Answered):
    """A sentence of the reply and where it comes from: `D1` draft, `F1` fact, `C1` customer."""

    text: str
    sources: list[str] = Field(serialization_alias="from")
    kind: SentenceKind
    why: str | None


class DroppedAnswer(Answered):
    """A sentence of the draft that the reply does without, and why it may."""

    id: str
    text: str
    why: str


class PromptAnswer(Answered):
    """The release that the model was asked with; `id` is a digest over everything it sends."""

    name: str
    version: str
    id: str


class GuardrailsAnswer(Answered):
    """Which rules looked at the reply: their digest."""

    version: str


class UsageAnswer(Answered):
    """Tokens, as the provider counts them."""

    prompt_tokens: int
    completion_tokens: int


class TimingAnswer(Answered):
    """Milliseconds: the whole request, and the part in which the model was waited for."""

    total: float
    model: float | None


class RewriteResponse(Answered):
    """The reply, who wrote it, why it is as it is, and what an agent should look at."""

    id: str
    reply: str
    outcome: Outcome
    engine: Engine
    verdict: Verdict
    reason: Reason | None = Field(description="Why this is not simply the model's answer.")
    sentences: list[SentenceAnswer]
    dropped: list[DroppedAnswer]
    findings: list[FindingAnswer]
    commitments: list[CommitmentAnswer]
    care_notes: list[str]
    questions: list[str]
    prompt: PromptAnswer | None
    guardrails: GuardrailsAnswer
    model: str | None
    usage: UsageAnswer | None
    timing_ms: TimingAnswer


def rewrite_response(
    reply: Reply, *, guardrails_version: str, total_ms: float, model_ms: float | None
) -> RewriteResponse:
    """What the contract says about a reply; the id is new, and names this one rewrite."""
    return RewriteResponse(
        id=f"rw_{uuid.uuid4().hex}",
        reply=reply.text,
        outcome=reply.outcome,
        engine=reply.engine,
        verdict=reply.verdict,
        reason=reply.reason,
        sentences=[SentenceAnswer.model_validate(s) for s in reply.sentences],
        dropped=[DroppedAnswer.model_validate(d) for d in reply.dropped],
        findings=[FindingAnswer.model_validate(f) for f in reply.findings],
        commitments=[CommitmentAnswer.model_validate(c) for c in reply.commitments],
        care_notes=list(reply.care_notes),
        questions=list(reply.questions),
        prompt=None if reply.prompt is None else PromptAnswer.model_validate(reply.prompt),
        guardrails=GuardrailsAnswer(version=guardrails_version),
        model=reply.model,
        usage=None if reply.usage is None else UsageAnswer.model_validate(reply.usage),
        timing_ms=TimingAnswer(
            total=round(total_ms, 1), model=None if model_ms is None else round(model_ms, 1)
        ),
    )
