"""What a model is asked: the messages of a prompt for one request."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.domain.document import Document
from api.domain.errors import EmptyDraft
from api.domain.personal import Personal
from api.domain.reading import read
from api.domain.reply import Answer
from api.rewriting.marking import fixed_runs, mark, parse
from api.rewriting.personal.redaction import NOTHING, Edit, Redaction, Redactor, edited, marked
from api.rewriting.request import Request
from api.rewriting.tokens import Tokens
from prompts import Message, Prompt, UnknownPrompt

ALWAYS_GIVEN = frozenset({"draft", "tone"})
GIVEN = ALWAYS_GIVEN | {"customer", "facts", "thread", "channel", "max_chars"}
"""The inputs of a prompt that rewrites a draft."""


def require_rewriting(prompt: Prompt) -> Prompt:
    """The prompt; raises UnknownPrompt where it takes other inputs than a request has."""
    required = {name for name, of in prompt.inputs.items() if of.required}
    if prompt.inputs.keys() != GIVEN or not required <= ALWAYS_GIVEN:
        raise UnknownPrompt(f"{prompt.name} {prompt.version} is no prompt that rewrites a draft")
    return prompt


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is sent for one request, and what its answer is read with."""

    messages: tuple[Message, ...]
    tokens: Tokens
    redaction: Redaction

    def read(self, said: str) -> tuple[Answer, Personal | None]:
        """The answer in the draft's own words; raises ModelError and RedactionFailed."""
        return self.redaction.restore(parse(self.redaction.read(said), self.tokens))


def question(
    prompt: Prompt,
    request: Request,
    *,
    draft: Document,
    customer: Document | None,
    redactor: Redactor | None,
) -> Question:
    """Put a request into the words of a prompt; without a redactor nothing is hidden.

    Raises UnknownPrompt where the prompt takes other inputs than a request has, RedactionFailed.
    """
    texts = [
        customer.text if customer else "",
        request.channel or "",
        *request.facts,
        *(turn.text for turn in request.thread),
    ]
    redaction = (
        redactor.redact(draft.text, texts, names=request.names, unseen=fixed_runs(draft))
        if redactor
        else NOTHING
    )
    hidden = redaction.others or ((),) * len(texts)
    given = mark(draft, redaction.draft)
    shown = [edited(text, edits) for text, edits in zip(texts[1:], hidden[1:], strict=True)]
    return Question(
        _messages(prompt, request, given.text, _numbered(customer, hidden[0]), shown),
        given.tokens,
        redaction,
    )


def _messages(
    prompt: Prompt, request: Request, draft: str, customer: str | None, shown: Sequence[str]
) -> tuple[Message, ...]:
    channel, *rest = shown
    facts, thread = rest[: len(request.facts)], rest[len(request.facts) :]
    return require_rewriting(prompt).render(
        draft=draft,
        tone=request.tone.value,
        customer=customer,
        facts=[f"{fact} [F{n}]" for n, fact in enumerate(facts, 1)],
        thread=[
            {"author": turn.author, "text": text}
            for turn, text in zip(request.thread, thread, strict=True)
        ],
        channel=channel if request.channel is not None else None,
        max_chars=request.max_chars,
    )


def preview(
    prompt: Prompt, request: Request, *, redactor: Redactor | None = None
) -> tuple[Message, ...]:
    """The messages that the service would send for a request, made without asking anybody.

    Raises DraftError where a text cannot be read, RedactionFailed, and PromptError.
    """
    return question(
        prompt,
        request,
        draft=read(request.draft, request.format),
        customer=_customer(request.customer_message),
        redactor=redactor,
    ).messages


def _customer(message: str | None) -> Document | None:
    try:
        return read(message or "", prefix="C")
    except EmptyDraft:
        return None


def _numbered(document: Document | None, hidden: Sequence[Edit]) -> str | None:
    """The customer's whole message, quoted lines included, with a mark after each sentence."""
    if document is None:
        return None
    marks = ((each.end, f" [{each.id}]") for each in document.sentences)
    return edited(document.text, marked(hidden, marks))
