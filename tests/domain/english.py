"""English for the tests of the checking core: the lexicon, read once, and short ways to compare."""

from dataclasses import replace
from functools import cache

import prompts
from api.domain.comparison import Comparison, compare
from api.domain.document import Document, Format
from api.domain.figure import Figure
from api.domain.figures import figures
from api.domain.finding import Finding
from api.domain.guardrails import inspect
from api.domain.lexicon import Lexicon
from api.domain.reading import read
from api.domain.reply import Answer, Source
from api.domain.weighing.weights import Weights
from api.domain.words import words


@cache
def lexicon() -> Lexicon:
    """The lexicon that the service uses, under which each guardrail judges for itself."""
    return Lexicon.from_data(prompts.data("lexicon/en.yaml"))


@cache
def weighed() -> Lexicon:
    """The same with the weights, as the service has it."""
    weights = Weights.from_data(prompts.data("lexicon/en.weights.json"))
    return replace(lexicon(), weights=weights)


def held(
    draft: str,
    rewrite: str,
    *,
    ids: tuple[tuple[str, ...] | None, ...] = (),
    facts: tuple[str, ...] = (),
    customer: str | None = None,
    format: Format = Format.TEXT,  # noqa: A002 - the contract's word
) -> Comparison:
    """The rewrite held against the draft; `ids` names the sources of its first sentences."""
    sources = tuple(
        Source(sentence.start, sentence.end, named)
        for sentence, named in zip(read(rewrite, format).sentences, ids, strict=False)
    )
    return compare(
        read(draft, format),
        Answer(rewrite, sources),
        lexicon=lexicon(),
        facts=facts,
        customer=customer,
    )


def findings(
    draft: str, rewrite: str, *, facts: tuple[str, ...] = (), customer: str | None = None
) -> tuple[Finding, ...]:
    """What all guardrails find in the rewrite."""
    return inspect(held(draft, rewrite, facts=facts, customer=customer)).findings


def texts(text: str) -> tuple[str, ...]:
    """The words of a text as the rules read them."""
    return tuple(word.text for word in words(text))


def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text."""
    document = read(text)
    return figures(document, document.sentences, lexicon())


def names(draft: str, rewrite: str, **given: tuple[str, ...]) -> list[str]:
    """The labels of what all guardrails find."""
    return [finding.guardrail for finding in findings(draft, rewrite, facts=given.get("facts", ()))]


def as_answer(document: Document) -> Answer:
    """The document as a rewrite of itself, every sentence from itself."""
    return Answer(document.text, tuple(Source(s.start, s.end, (s.id,)) for s in document.sentences))
