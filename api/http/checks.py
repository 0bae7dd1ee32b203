"""`POST /v1/checks`: a rewrite that somebody else made, held against its draft. No model call.

No web framework here: the command line reads and writes the same JSON.
"""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from api.domain.document import Format
from api.domain.finding import Verdict
from api.http.contract import (
    MAX_FACTS,
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
from api.rewriting.checking import Check, CheckRequest

MAX_SENTENCES = 1_000
MAX_SOURCES = 50

SourceId = Annotated[str, StringConstraints(pattern=r"^[DFC][1-9][0-9]{0,3}$")]

CHECK_EXAMPLE = {
    "draft": "You may be eligible for a refund of $25. It can take 5 working days.",
    "rewrite": "Good news: you will receive a refund of $25 within 5 working days.",
}


class SentenceToCheck(Asked):
    """A sentence of the rewrite, and what it says it comes from; empty for pure courtesy."""

    text: Text
    sources: list[SourceId] = Field(alias="from", max_length=MAX_SOURCES)


class CheckBody(Asked):
    """A draft and its rewrite; with `sentences`, the links need not be guessed."""

    model_config = ConfigDict(json_schema_extra=example(CHECK_EXAMPLE), title="CheckRequest")

    draft: Text
    rewrite: Text
    sentences: list[SentenceToCheck] | None = Field(None, max_length=MAX_SENTENCES)
    facts: list[Fact] = Field(default_factory=list, max_length=MAX_FACTS)
    customer_message: CustomerMessage | None = None
    format: AnyFormat = Format.TEXT

    def as_request(self) -> CheckRequest:
        """The same in the words of the rewriting package."""
        sentences = None
        if self.sentences is not None:
            sentences = tuple((s.text, tuple(s.sources)) for s in self.sentences)
        return CheckRequest(
            draft=self.draft,
            rewrite=self.rewrite,
            sentences=sentences,
            facts=tuple(self.facts),
            customer_message=self.customer_message,
            format=self.format,
        )


class CheckResponse(Answered):
    """The judgement of all findings, and the rewrite with every blocked group put right."""

    verdict: Verdict
    findings: list[FindingAnswer]
    commitments: list[CommitmentAnswer]
    mended: str


def check_response(check: Check) -> CheckResponse:
    """What the contract says about a check."""
    return CheckResponse.model_validate(check)
