"""Checks of a rewrite that another tool made: the same guardrails, no model call."""

from dataclasses import dataclass

from api.domain.commitment import Commitment
from api.domain.comparison import compare
from api.domain.document import Format
from api.domain.finding import Finding, Verdict
from api.domain.lexicon import Lexicon
from api.domain.mending import mend
from api.domain.reading import read
from api.domain.reply import Answer, Source
from api.rewriting.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """A draft and a rewrite of it; `sentences` are the rewrite's with the ids behind each."""

    draft: str
    rewrite: str
    sentences: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    facts: tuple[str, ...] = ()
    customer_message: str | None = None
    format: Format = Format.TEXT


@dataclass(frozen=True, slots=True)
class Check:
    """What the guardrails say, and the rewrite with what blocks put back."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    commitments: tuple[Commitment, ...]
    mended: str


def check(request: CheckRequest, *, lexicon: Lexicon, phrasebook: Phrasebook) -> Check:
    """Hold a rewrite against its draft; raises DraftError where a text cannot be read."""
    draft = read(request.draft, request.format)
    answer = Answer(request.rewrite, _sources(request))
    comparison = compare(
        draft,
        answer,
        lexicon=lexicon,
        facts=request.facts,
        customer=request.customer_message,
    )
    mended = mend(comparison, answer, phrasebook.wording)
    found = mended.found
    return Check(found.verdict, found.findings, found.commitments, mended.text)


def _sources(request: CheckRequest) -> tuple[Source, ...]:
    """Where the named sentences stand in the rewrite; one that is not there is no hint."""
    sources: list[Source] = []
    at = 0
    for text, ids in request.sentences or ():
        start = request.rewrite.find(text, at)
        if start >= 0 and text:
            at = start + len(text)
            sources.append(Source(start, at, ids))
    return tuple(sources)
