"""One request, top to bottom: read, ask, inspect, mend, answer.

The order of engines is model, phrasebook, draft: whatever fails, there is usable text, and the
answer says who wrote it and why. Nothing here knows a provider, a clock or a web framework.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from api.domain.comparison import Comparison, hold
from api.domain.document import Document
from api.domain.errors import DraftError
from api.domain.finding import Verdict
from api.domain.guardrails import version
from api.domain.lexicon import Lexicon
from api.domain.mending import Mended, dropped, mend, sentences
from api.domain.personal import Personal
from api.domain.reading import read
from api.domain.reply import Answer, Engine, Outcome, PromptRef, Reason, Reply
from api.domain.side import Side, look, look_at
from api.rewriting.asking import Question, question, require_rewriting
from api.rewriting.model import Completion, LanguageModel, ModelError, NotAsked
from api.rewriting.no_rewrite import refuse, refuse_repetition
from api.rewriting.personal.redaction import RedactionFailed, Redactor
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.request import EngineChoice, Request
from api.rewriting.trial import Trial
from prompts import Prompt

T = TypeVar("T")

_LONG_CHARS = 8_000
"""A draft over this many code points takes tens of milliseconds of reading and checking."""
DEFAULT_PROMPT = "soften@production"
RESERVE_S = 0.5
"""Of the deadline, kept for what is done without the model: reading, phrasebook, guardrails."""
RESERVE_S_PER_CHAR = 25e-6
"""And so much for each code point of the draft: a second for 40,000."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A request that has been read."""

    request: Request
    draft: Side
    facts: Side | None
    customer: Side | None
    care_notes: tuple[str, ...]

    @property
    def document(self) -> Document:
        return self.draft.document

    @property
    def message(self) -> Document | None:
        return self.customer.document if self.customer else None


class Rewriter:
    """Rewrites drafts with what it was built with; holds no state between requests.

    `deadline_s` is the time of the whole request; the model gets it, retries included, less the
    reserve for what is ours. Drafts over `max_model_words` words go to the phrasebook. With
    `unchecked_languages` the model also rewrites what the guardrails cannot read, and the verdict
    says `unverified`. A `trial` writes its share of the requests that name no prompt. Without a
    `redactor` a model sees every text as it is.
    """

    def __init__(  # noqa: PLR0913 - one argument per part, each with a name
        self,
        *,
        lexicon: Lexicon,
        phrasebook: Phrasebook,
        load_prompt: Callable[[str], Prompt],
        model: LanguageModel | None = None,
        prompt: str = DEFAULT_PROMPT,
        trial: Trial | None = None,
        deadline_s: float = 15.0,
        max_model_words: int = 600,
        unchecked_languages: bool = False,
        redactor: Redactor | None = None,
    ) -> None:
        self._lexicon = lexicon
        self._phrasebook = phrasebook
        self._load_prompt = load_prompt
        self._model = model
        self._prompt = prompt
        self._trial = trial
        self._deadline_s = deadline_s
        self._max_model_words = max_model_words
        self._unchecked_languages = unchecked_languages
        self._redactor = redactor
        self.guardrails_version = version(lexicon)

    async def rewrite(self, request: Request) -> Reply:
        """Rewrite one draft.

        At most one model call besides the door's own retries. Raises DraftError where a text
        cannot be read and PromptError for an unknown prompt; a failing model never raises.
        """
        prompt = require_rewriting(self._load_prompt(self._reference(request)))
        work = await _beside(request, lambda: self._read(request))
        why_not = self._why_not_model(work)
        if why_not or self._model is None or request.engine is EngineChoice.PHRASEBOOK:
            return await _beside(request, lambda: self._without_model(work, why_not))
        redacted: tuple[tuple[str, int], ...] = ()
        try:
            asked = await _beside(request, lambda: self._question(prompt, work))
            redacted = asked.redaction.counts
            completion = await self._model.complete(
                asked.messages,
                parameters=prompt.parameters,
                deadline_s=self._model_s(request),
            )
            answer, personal = asked.read(completion.text)
            refuse(answer, work.document)
            comparison = self._compare(work, answer, personal)
            refuse_repetition(comparison.reply.document, work.document)
        except NotAsked as error:
            nobody = error.reason
            return await _beside(request, lambda: self._without_model(work, nobody))
        except ModelError as error:
            reason = error.reason
        except DraftError:  # the model's text breaks a limit that the draft kept
            reason = Reason.BAD_ANSWER
        except RedactionFailed:
            reason = Reason.REDACTION_FAILED
        else:
            reply = self._by_model(work, comparison, answer, completion, prompt)
            return replace(reply, redacted=redacted)
        reply = await _beside(request, lambda: self._without_model(work, reason))
        reply = replace(reply, redacted=redacted)
        return reply if reason is Reason.REDACTION_FAILED else replace(reply, prompt=_ref(prompt))

    def _model_s(self, request: Request) -> float:
        """Seconds that the model may take; none where the rest of the work needs them all."""
        deadline_s = min(self._deadline_s, request.deadline_s or self._deadline_s)
        return deadline_s - RESERVE_S - RESERVE_S_PER_CHAR * len(request.draft)

    def _reference(self, request: Request) -> str:
        """The prompt that the request names, else the trial for its share, else the configured."""
        if request.prompt:
            return request.prompt
        if self._trial and self._trial.takes(request.trial_key):
            return self._trial.reference
        return self._prompt

    def rewrite_without_model(self, request: Request) -> Reply:
        """Rewrite one draft by the phrasebook alone; raises DraftError."""
        work = self._read(request)
        return self._without_model(work, self._why_not_model(work))

    def _read(self, request: Request) -> _Work:
        document = read(request.draft, request.format)
        side = look(document, self._lexicon)
        facts = look_at(request.facts, "F", self._lexicon)
        customer = look_at([request.customer_message or ""], "C", self._lexicon)
        notes = self._phrasebook.care_notes(document, customer.document if customer else None)
        return _Work(request, side, facts, customer, notes)

    def _why_not_model(self, work: _Work) -> Reason | None:
        """Why the model is not asked, before anything is tried; None where it is or was asked."""
        if not work.document.sentences:
            return Reason.NOTHING_TO_REWRITE
        if not work.draft.known_language and not (self._unchecked_languages and self._model):
            return Reason.LANGUAGE_NOT_CHECKED
        if work.request.engine is EngineChoice.PHRASEBOOK:
            return None
        if self._model is None:
            return Reason.NO_MODEL
        if len(work.document.text.split()) > self._max_model_words:
            return Reason.TOO_LONG_FOR_MODEL
        return Reason.TIMEOUT if self._model_s(work.request) <= 0 else None

    def _by_model(
        self,
        work: _Work,
        comparison: Comparison,
        answer: Answer,
        completion: Completion,
        prompt: Prompt,
    ) -> Reply:
        mended = mend(comparison, answer, self._phrasebook.wording)
        if not mended.whole:
            reply = self._without_model(work, Reason.BLOCKED)
        elif _too_long(work, mended.text):
            reply = self._without_model(work, Reason.TOO_LONG)
        else:
            outcome = Outcome.MENDED if mended.changed else Outcome.REWRITTEN
            reply = self._reply(work, mended, Engine.MODEL, outcome)
        return replace(
            reply,
            prompt=_ref(prompt),
            model=completion.model,
            usage=completion.usage,
            found=mended.found.findings,
        )

    def _without_model(self, work: _Work, reason: Reason | None) -> Reply:
        """The phrasebook's reply, or the draft where that has nothing to say or does not fit."""
        if reason in {Reason.NOTHING_TO_REWRITE, Reason.LANGUAGE_NOT_CHECKED}:
            return self._the_draft(work, reason)
        answer = self._phrasebook.rewrite(work.document, work.message)
        try:
            comparison = self._compare(work, answer)
        except DraftError:  # softened, a text at its limit is over it
            return self._the_draft(work, Reason.TOO_LONG)
        mended = mend(comparison, answer, self._phrasebook.wording)
        if not mended.whole or _too_long(work, mended.text):
            return self._the_draft(work, Reason.TOO_LONG if mended.whole else Reason.BLOCKED)
        outcome = Outcome.FALLBACK if reason else Outcome.REWRITTEN
        return replace(self._reply(work, mended, Engine.PHRASEBOOK, outcome), reason=reason)

    def _the_draft(self, work: _Work, reason: Reason) -> Reply:
        answer = Answer.kept(work.document)
        mended = mend(self._compare(work, answer), answer, self._phrasebook.wording)
        outcome = Outcome.UNCHANGED if reason is Reason.NOTHING_TO_REWRITE else Outcome.FALLBACK
        reply = self._reply(work, mended, Engine.DRAFT, outcome)
        return replace(reply, outcome=outcome, reason=reason)

    def _reply(self, work: _Work, mended: Mended, engine: Engine, outcome: Outcome) -> Reply:
        unchanged = mended.text == work.document.text
        verdict = mended.inspection.verdict
        return Reply(
            text=mended.text,
            outcome=Outcome.UNCHANGED if unchanged and not mended.changed else outcome,
            engine=engine,
            verdict=Verdict.UNVERIFIED if not work.draft.known_language else verdict,
            sentences=sentences(mended.comparison, mended.sources, mended=mended.changed),
            dropped=dropped(mended.comparison),
            findings=mended.inspection.findings,
            commitments=mended.inspection.commitments,
            care_notes=work.care_notes,
        )

    def _question(self, prompt: Prompt, work: _Work) -> Question:
        return question(
            prompt,
            work.request,
            draft=work.document,
            customer=work.message,
            redactor=self._redactor,
        )

    def _compare(self, work: _Work, answer: Answer, personal: Personal | None = None) -> Comparison:
        return hold(
            work.draft,
            answer,
            lexicon=self._lexicon,
            facts=work.facts,
            customer=work.customer,
            personal=personal,
        )


async def _beside(request: Request, step: Callable[[], T]) -> T:
    """Take a step, for a long draft in a thread, so that nobody else's request waits for it."""
    if len(request.draft) <= _LONG_CHARS:
        return step()
    import asyncio  # noqa: PLC0415 - the command line, which takes no such step, starts faster

    return await asyncio.to_thread(step)


def _ref(prompt: Prompt) -> PromptRef:
    return PromptRef(prompt.name, prompt.version, prompt.id)


def _too_long(work: _Work, text: str) -> bool:
    """True if the reply breaks `max_chars`, unless the draft is no shorter."""
    limit = work.request.max_chars
    return limit is not None and len(text) > limit and len(text) > len(work.document.text)
