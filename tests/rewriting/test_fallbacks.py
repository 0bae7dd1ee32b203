"""Who writes where the model does not: the phrasebook or the draft, each with its reason."""

from dataclasses import replace
from itertools import product

import pytest

from api.domain.finding import Verdict
from api.domain.reply import Engine, Outcome, Reason
from api.rewriting.model import (
    BadAnswer,
    CutShort,
    Misconfigured,
    ModelError,
    NotAsked,
    ProviderFailed,
    RateLimited,
    Refused,
    TimedOut,
    Unreachable,
)
from api.rewriting.pipeline import RESERVE_S
from api.rewriting.request import EngineChoice, Request
from tests.fakes import ScriptedModel
from tests.rewriting.kettle import DRAFT, KIND, rewriter


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(TimedOut("deadline"), Reason.TIMEOUT, id="timeout"),
        pytest.param(Unreachable("reset"), Reason.UNREACHABLE, id="unreachable"),
        pytest.param(RateLimited("429"), Reason.RATE_LIMITED, id="rate limited"),
        pytest.param(ProviderFailed("500"), Reason.PROVIDER_ERROR, id="provider"),
        pytest.param(Misconfigured("401"), Reason.MISCONFIGURED, id="key"),
        pytest.param(BadAnswer("form"), Reason.BAD_ANSWER, id="form"),
        pytest.param(CutShort("length"), Reason.CUT_SHORT, id="cut"),
        pytest.param(Refused("no"), Reason.REFUSED, id="refused"),
    ],
)
async def test_a_failing_model_becomes_a_phrasebook_reply_with_its_reason(
    error: ModelError, reason: Reason
) -> None:
    """Every valid request gets usable text, whatever the model does."""
    reply = await rewriter(ScriptedModel(error)).rewrite(Request(DRAFT))

    assert (reply.outcome, reply.engine, reply.reason) == (
        Outcome.FALLBACK,
        Engine.PHRASEBOOK,
        reason,
    )
    assert "https://shop.example/exchange" in reply.text


@pytest.mark.anyio
async def test_an_answer_without_its_end_is_never_shown() -> None:
    """A cut could have dropped a "not"."""
    reply = await rewriter(ScriptedModel(KIND.removesuffix("</reply>"))).rewrite(Request(DRAFT))

    assert reply.engine is Engine.PHRASEBOOK
    assert reply.reason in {Reason.CUT_SHORT, Reason.BAD_ANSWER}


@pytest.mark.anyio
async def test_an_answer_over_the_limits_of_a_text_is_a_bad_answer() -> None:
    """A model that runs away gives a fallback, not an error to the agent."""
    runaway = "<reply>" + "word " * 9_000 + "[D1]</reply>"

    reply = await rewriter(ScriptedModel(runaway)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.BAD_ANSWER)


@pytest.mark.anyio
async def test_without_a_model_the_phrasebook_writes_and_says_so() -> None:
    """On a fresh machine with no key the product works, and is honest about it."""
    reply = await rewriter().rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.NO_MODEL)
    assert reply.text != DRAFT
    assert reply == rewriter().rewrite_without_model(Request(DRAFT))


@pytest.mark.anyio
async def test_the_phrasebook_can_be_asked_for() -> None:
    """Then it is no fallback, and the model is left alone."""
    model = ScriptedModel(KIND)

    reply = await rewriter(model).rewrite(Request(DRAFT, engine=EngineChoice.PHRASEBOOK))

    assert (reply.outcome, reply.engine, reply.reason) == (
        Outcome.REWRITTEN,
        Engine.PHRASEBOOK,
        None,
    )
    assert not model.asked


@pytest.mark.anyio
async def test_a_long_draft_goes_to_the_phrasebook() -> None:
    """What a model could not answer in time is not sent."""
    model = ScriptedModel(KIND)

    reply = await rewriter(model, max_model_words=5).rewrite(Request(DRAFT))

    assert reply.reason is Reason.TOO_LONG_FOR_MODEL
    assert not model.asked


@pytest.mark.anyio
async def test_a_draft_in_another_language_comes_back_unverified() -> None:
    """What the guardrails cannot read is never called passed, and not rewritten by default."""
    draft = "Es tut uns leid, aber wir können die Gebühr nicht erstatten, weil die Frist um ist."
    model = ScriptedModel()

    reply = await rewriter(model).rewrite(Request(draft))

    assert (reply.text, reply.engine, reply.verdict, reply.reason) == (
        draft,
        Engine.DRAFT,
        Verdict.UNVERIFIED,
        Reason.LANGUAGE_NOT_CHECKED,
    )


@pytest.mark.anyio
async def test_a_draft_with_nothing_to_rewrite_is_unchanged() -> None:
    """A signature alone is nobody's to soften."""
    reply = await rewriter(ScriptedModel()).rewrite(Request("--\nKim\nSupport"))

    assert (reply.text, reply.outcome, reply.reason) == (
        "--\nKim\nSupport",
        Outcome.UNCHANGED,
        Reason.NOTHING_TO_REWRITE,
    )


@pytest.mark.anyio
async def test_a_reply_over_max_chars_gives_way_to_one_that_fits() -> None:
    """A channel's limit is a limit."""
    answer = "<reply>Yes, of course, you are very welcome to bring your dog. [D1]</reply>"
    draft = "Yes, you can bring your dog."

    reply = await rewriter(ScriptedModel(answer)).rewrite(Request(draft, max_chars=30))

    assert len(reply.text) <= 30
    assert reply.reason is Reason.TOO_LONG


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("I'm sorry, but I can't help with that request.", Reason.REFUSED),
        (f"{DRAFT}\n\n" * 3, Reason.BAD_ANSWER),
    ],
)
async def test_a_model_that_declines_or_repeats_itself_gives_way_to_the_phrasebook(
    answer: str, reason: Reason
) -> None:
    """Neither is a rewrite, and the customer reads neither."""
    reply = await rewriter(ScriptedModel(answer)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, reason)


@pytest.mark.anyio
async def test_an_answer_that_cannot_be_mended_gives_way_to_the_phrasebook() -> None:
    """Here what must come back does not fit into a text any more."""
    names = ("".join(letters) for letters in product("abcdefghij", repeat=3))
    thanks = "".join(f"Thank you so much, M{name}. [-] " for name in names)
    endless = f"<reply>{thanks}</reply>"

    reply = await rewriter(ScriptedModel(endless)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.BLOCKED)
    assert reply.model == "scripted-1"


@pytest.mark.anyio
async def test_a_draft_at_the_limit_is_not_softened_over_it() -> None:
    """A valid request gets usable text, also where one sentence more is one too many."""
    draft = "You must pay it now. " * 999 + "Pay it."
    request = Request(draft, customer_message="This is so frustrating!!")

    reply = await rewriter().rewrite(request)

    assert (reply.engine, reply.reason) == (Engine.DRAFT, Reason.TOO_LONG)
    assert reply.text == draft


@pytest.mark.anyio
async def test_a_softer_wording_that_does_not_fit_is_not_used() -> None:
    """The draft fits; a longer one would be cut off by the channel."""
    draft = "Unfortunately, the shop is closed."

    reply = await rewriter().rewrite(Request(draft, max_chars=len(draft)))

    assert (reply.text, reply.reason) == (draft, Reason.TOO_LONG)


@pytest.mark.anyio
async def test_where_checking_alone_takes_the_deadline_no_model_is_asked() -> None:
    """The phrasebook answers, for which there always is time."""
    model = ScriptedModel(KIND)
    request = Request(DRAFT, deadline_s=RESERVE_S)

    reply = await rewriter(model).rewrite(request)

    assert (reply.outcome, reply.reason) == (Outcome.FALLBACK, Reason.TIMEOUT)
    assert not model.asked
    own_wish = replace(request, engine=EngineChoice.PHRASEBOOK)
    assert (await rewriter(model).rewrite(own_wish)).reason is None


@pytest.mark.anyio
@pytest.mark.parametrize("reason", [Reason.BUSY, Reason.PAUSED, Reason.MISCONFIGURED])
async def test_where_nobody_was_asked_no_prompt_is_named(reason: Reason) -> None:
    """The answer says why, and claims no release that was never sent."""
    reply = await rewriter(ScriptedModel(NotAsked("full", reason=reason))).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason, reply.prompt) == (Engine.PHRASEBOOK, reason, None)
