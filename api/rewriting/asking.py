"""What a model is asked: the messages of a prompt for one request."""

from api.domain.document import Document
from api.domain.errors import EmptyDraft
from api.domain.reading import read
from api.rewriting.marking import mark
from api.rewriting.request import Request
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


def messages(
    prompt: Prompt, request: Request, *, marked: str, customer: Document | None
) -> tuple[Message, ...]:
    """Render a prompt for a request; `marked` is the draft in the form of `marking.mark`.

    Raises UnknownPrompt where the prompt takes other inputs than these.
    """
    return require_rewriting(prompt).render(
        draft=marked,
        tone=request.tone.value,
        customer=_numbered(customer) if customer else None,
        facts=[f"{fact} [F{n}]" for n, fact in enumerate(request.facts, 1)],
        thread=[{"author": turn.author, "text": turn.text} for turn in request.thread],
        channel=request.channel,
        max_chars=request.max_chars,
    )


def preview(prompt: Prompt, request: Request) -> tuple[Message, ...]:
    """The messages that the service would send for a request, made without asking anybody.

    Raises DraftError where a text cannot be read, and PromptError.
    """
    draft = read(request.draft, request.format)
    return messages(
        prompt, request, marked=mark(draft).text, customer=_customer(request.customer_message)
    )


def _customer(message: str | None) -> Document | None:
    try:
        return read(message or "", prefix="C")
    except EmptyDraft:
        return None


def _numbered(document: Document) -> str:
    """The customer's whole message, quoted lines included, with a mark after each sentence."""
    return document.write({s.id: f"{s.text} [{s.id}]" for s in document.sentences})
