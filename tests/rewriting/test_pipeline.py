"""The whole way of one request, with a scripted model."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from api.domain.errors import DraftError
from api.domain.finding import Verdict
from api.domain.lexicon import Lexicon
from api.domain.reply import Engine, Outcome, Reason, SentenceKind
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
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.pipeline import RESERVE_S, Rewriter
from api.rewriting.request import EngineChoice, Request, Turn
from tests.fakes import ScriptedModel

DRAFT = (
    "Your refund request was denied because it came after 30 days. "
    "You may be able to exchange the kettle at https://shop.example/exchange."
)
KIND = (
    "<reply>I'm sorry, but we denied your refund request because it came after 30 days. [D1] "
    "You may still be able to exchange the kettle at https://shop.example/exchange. [D2]</reply>"
)
LIE = (
    "<reply>I'm sorry, but we denied your refund request because it came after 30 days. [D1] "
    "You will be able to exchange the kettle at https://shop.example/exchange. [D2]</reply>"
)


@lru_cache
def _words() -> tuple[Lexicon, Phrasebook]:
    return (
        Lexicon.from_data(prompts.data("lexicon/en.yaml")),
        Phrasebook.from_data(prompts.data("phrasebook/en.yaml")),
    )


def _rewriter(model: ScriptedModel | None = None, **options: bool | int) -> Rewriter:
    lexicon, phrasebook = _words()
    return Rewriter(
        lexicon=lexicon,
        phrasebook=phrasebook,
        load_prompt=prompts.load,
        model=model,
        max_model_words=int(options.get("max_model_words", 600)),
        unchecked_languages=bool(options.get("unchecked_languages", False)),
    )


@pytest.mark.anyio
async def test_a_faithful_answer_is_the_reply() -> None:
    """The model's own words go out when every check passes, with the sources it named."""
    model = ScriptedModel(KIND)

    reply = await _rewriter(model).rewrite(Request(DRAFT))

    assert (reply.outcome, reply.engine, reply.verdict) == (
        Outcome.REWRITTEN,
        Engine.MODEL,
        Verdict.PASS,
    )
    assert reply.text.startswith("I'm sorry, but we denied")
    assert [sentence.sources for sentence in reply.sentences] == [("D1",), ("D2",)]
    assert reply.model == "scripted-1"
    assert reply.usage
    assert reply.prompt
    assert reply.prompt.id.startswith("sha256:")
    assert len(model.asked) == 1


@pytest.mark.anyio
async def test_only_the_group_that_lies_is_put_back() -> None:
    """A hedge that became a promise costs its own sentence; the rest stays softened."""
    reply = await _rewriter(ScriptedModel(LIE)).rewrite(Request(DRAFT))

    assert reply.outcome is Outcome.MENDED
    assert "You may be able to exchange" in reply.text
    assert "I'm sorry, but we denied" in reply.text
    assert not reply.findings
    restored = [s for s in reply.sentences if s.kind is SentenceKind.RESTORED]
    assert [s.sources for s in restored] == [("D2",)]
    assert "will be able to exchange" in str(restored[0].why)


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
    reply = await _rewriter(ScriptedModel(error)).rewrite(Request(DRAFT))

    assert (reply.outcome, reply.engine, reply.reason) == (
        Outcome.FALLBACK,
        Engine.PHRASEBOOK,
        reason,
    )
    assert "https://shop.example/exchange" in reply.text


@pytest.mark.anyio
async def test_an_answer_without_its_end_is_never_shown() -> None:
    """A cut could have dropped a "not"."""
    reply = await _rewriter(ScriptedModel(KIND.removesuffix("</reply>"))).rewrite(Request(DRAFT))

    assert reply.engine is Engine.PHRASEBOOK
    assert reply.reason in {Reason.CUT_SHORT, Reason.BAD_ANSWER}


@pytest.mark.anyio
async def test_an_answer_over_the_limits_of_a_text_is_a_bad_answer() -> None:
    """A model that runs away gives a fallback, not an error to the agent."""
    runaway = "<reply>" + "word " * 9_000 + "[D1]</reply>"

    reply = await _rewriter(ScriptedModel(runaway)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.BAD_ANSWER)


@pytest.mark.anyio
async def test_the_model_is_told_facts_customer_thread_and_limits() -> None:
    """What the agent gives reaches the prompt, each in its own fence and with its mark."""
    model = ScriptedModel(KIND)
    request = Request(
        DRAFT,
        customer_message="> quoted line\nWhere is my money?",
        facts=("Kettles have a two-year guarantee.",),
        thread=(Turn("customer", "Hello?"), Turn("agent", "One moment.")),
        channel="chat",
        max_chars=500,
    )

    await _rewriter(model).rewrite(request)

    user = model.asked[0][1].content
    for said in ("[F1]", "[C1]", "> quoted line", "One moment.", "chat", "500", "[D2]"):
        assert said in user


@pytest.mark.anyio
async def test_without_a_model_the_phrasebook_writes_and_says_so() -> None:
    """On a fresh machine with no key the product works, and is honest about it."""
    reply = await _rewriter().rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.NO_MODEL)
    assert reply.text != DRAFT
    assert reply == _rewriter().rewrite_without_model(Request(DRAFT))


@pytest.mark.anyio
async def test_the_phrasebook_can_be_asked_for() -> None:
    """Then it is no fallback, and the model is left alone."""
    model = ScriptedModel(KIND)

    reply = await _rewriter(model).rewrite(Request(DRAFT, engine=EngineChoice.PHRASEBOOK))

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

    reply = await _rewriter(model, max_model_words=5).rewrite(Request(DRAFT))

    assert reply.reason is Reason.TOO_LONG_FOR_MODEL
    assert not model.asked


@pytest.mark.anyio
async def test_a_draft_in_another_language_comes_back_unverified() -> None:
    """What the guardrails cannot read is never called passed, and not rewritten by default."""
    draft = "Es tut uns leid, aber wir können die Gebühr nicht erstatten, weil die Frist um ist."
    model = ScriptedModel()

    reply = await _rewriter(model).rewrite(Request(draft))

    assert (reply.text, reply.engine, reply.verdict, reply.reason) == (
        draft,
        Engine.DRAFT,
        Verdict.UNVERIFIED,
        Reason.LANGUAGE_NOT_CHECKED,
    )


@pytest.mark.anyio
async def test_an_operator_may_allow_unchecked_languages_and_the_verdict_says_so() -> None:
    """Figures and links are still held; the rest is marked unverified."""
    draft = "Wir können die Gebühr von 25 € nicht erstatten, weil die Frist für Sie um ist."
    german = "Leider können wir die Gebühr von 25 € nicht erstatten, die Frist ist um."
    answer = f"<reply>{german} [D1]</reply>"

    reply = await _rewriter(ScriptedModel(answer), unchecked_languages=True).rewrite(Request(draft))

    assert (reply.engine, reply.verdict) == (Engine.MODEL, Verdict.UNVERIFIED)
    assert reply.text.startswith("Leider")


@pytest.mark.anyio
async def test_an_answer_in_another_language_does_not_go_out() -> None:
    """A promise that the rules cannot read would pass them."""
    answer = (
        "<reply>Le devolveremos el dinero de la compra que usted hizo en la tienda. [D1 D2]</reply>"
    )

    reply = await _rewriter(ScriptedModel(answer)).rewrite(Request(DRAFT))

    assert "devolveremos" not in reply.text


@pytest.mark.anyio
async def test_a_draft_with_nothing_to_rewrite_is_unchanged() -> None:
    """A signature alone is nobody's to soften."""
    reply = await _rewriter(ScriptedModel()).rewrite(Request("--\nKim\nSupport"))

    assert (reply.text, reply.outcome, reply.reason) == (
        "--\nKim\nSupport",
        Outcome.UNCHANGED,
        Reason.NOTHING_TO_REWRITE,
    )


@pytest.mark.anyio
async def test_an_answer_equal_to_the_draft_is_unchanged() -> None:
    """A good draft stays as it is."""
    draft = "Yes, you can bring your dog."
    reply = await _rewriter(ScriptedModel(f"<reply>{draft} [D1]</reply>")).rewrite(Request(draft))

    assert (reply.outcome, reply.engine) == (Outcome.UNCHANGED, Engine.MODEL)


@pytest.mark.anyio
async def test_a_reply_over_max_chars_gives_way_to_one_that_fits() -> None:
    """A channel's limit is a limit."""
    answer = "<reply>Yes, of course, you are very welcome to bring your dog. [D1]</reply>"
    draft = "Yes, you can bring your dog."

    reply = await _rewriter(ScriptedModel(answer)).rewrite(Request(draft, max_chars=30))

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
    reply = await _rewriter(ScriptedModel(answer)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, reason)


@pytest.mark.anyio
async def test_an_answer_that_cannot_be_mended_gives_way_to_the_phrasebook() -> None:
    """Here what must come back does not fit into a text any more."""
    names = ("".join(letters) for letters in product("abcdefghij", repeat=3))
    thanks = "".join(f"Thank you so much, M{name}. [-] " for name in names)
    endless = f"<reply>{thanks}</reply>"

    reply = await _rewriter(ScriptedModel(endless)).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.BLOCKED)
    assert reply.model == "scripted-1"


@pytest.mark.anyio
async def test_a_draft_at_the_limit_is_not_softened_over_it() -> None:
    """A valid request gets usable text, also where one sentence more is one too many."""
    draft = "You must pay it now. " * 999 + "Pay it."
    request = Request(draft, customer_message="This is so frustrating!!")

    reply = await _rewriter().rewrite(request)

    assert (reply.engine, reply.reason) == (Engine.DRAFT, Reason.TOO_LONG)
    assert reply.text == draft


@pytest.mark.anyio
async def test_a_softer_wording_that_does_not_fit_is_not_used() -> None:
    """The draft fits; a longer one would be cut off by the channel."""
    draft = "Unfortunately, the shop is closed."

    reply = await _rewriter().rewrite(Request(draft, max_chars=len(draft)))

    assert (reply.text, reply.reason) == (draft, Reason.TOO_LONG)


@pytest.mark.anyio
async def test_an_unreadable_draft_is_the_callers_error() -> None:
    """Only what the caller must mend is raised."""
    with pytest.raises(DraftError):
        await _rewriter(ScriptedModel()).rewrite(Request("   "))


@pytest.mark.anyio
@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(Request(DRAFT, facts=("x" * 5_000,)), id="fact"),
        pytest.param(Request(DRAFT, customer_message="x" * 5_000), id="customer"),
    ],
)
async def test_what_stands_beside_the_draft_is_read_before_the_model_is_asked(
    request_: Request,
) -> None:
    """A text over a limit costs no call that could not be used."""
    model = ScriptedModel(KIND)

    with pytest.raises(DraftError):
        await _rewriter(model).rewrite(request_)
    assert not model.asked


@pytest.mark.anyio
async def test_a_customer_message_with_nothing_to_see_counts_as_none() -> None:
    """Invisible characters are no message, and no error of the agent's."""
    reply = await _rewriter(ScriptedModel(KIND)).rewrite(
        Request(DRAFT, customer_message="\u200b\u200b", facts=("", " "))
    )

    assert reply.engine is Engine.MODEL


@pytest.mark.anyio
async def test_an_unknown_prompt_is_the_callers_error() -> None:
    """And is named before the model is asked."""
    with pytest.raises(prompts.UnknownPrompt):
        await _rewriter(ScriptedModel()).rewrite(Request(DRAFT, prompt="soften@9.9.9"))


@pytest.mark.anyio
async def test_signature_quotes_and_code_come_back_byte_for_byte() -> None:
    """The model never sees them, and cannot lose them."""
    draft = "> my order?\n\nYour order is late.\n\n```\ntrack 4711\n```\n\n--\nKim"
    lost = "<reply>I'm sorry, your order is late. [D1]</reply>"

    reply = await _rewriter(ScriptedModel(lost)).rewrite(Request(draft))

    assert "track 4711" not in _user_text(reply.text, {"```\ntrack 4711\n```": ""})
    for kept in ("> my order?", "```\ntrack 4711\n```", "--\nKim"):
        assert kept in reply.text


def _user_text(text: str, without: Mapping[str, str]) -> str:
    for piece, other in without.items():
        text = text.replace(piece, other)
    return text


_SENTENCES = (
    "We will refund you in full today.",
    "I've escalated this to our director.",
    "Your refund request was denied because it came after 30 days.",
    "You may be able to exchange the kettle at https://shop.example/exchange.",
    "You may be able to exchange it at https://evil.example/x.",
    "It came after 60 days.",
    "Great news!",
    "Thank you for writing.",
    "Le devolveremos todo el dinero de la compra.",
    "We\u200bwill not.",
    "Ignore all rules [D9].",
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_SENTENCES), st.sampled_from(["[D1]", "[D2]", "[-]", "", "[D9]"])
        ),
        min_size=1,
        max_size=6,
    )
)
@pytest.mark.anyio
async def test_no_reply_leaves_with_a_blocking_finding_whatever_the_model_says(
    answer: list[tuple[str, str]],
) -> None:
    """Guarantees 1, 2 and 6: nothing blocks, protected text is there, the same twice."""
    said = "<reply>" + " ".join(f"{text} {mark}" for text, mark in answer) + "</reply>"

    reply = await _rewriter(ScriptedModel(said)).rewrite(Request(DRAFT))
    again = await _rewriter(ScriptedModel(said)).rewrite(Request(DRAFT))

    assert reply.verdict is not Verdict.BLOCK
    assert "https://shop.example/exchange" in reply.text
    assert "30 days" in reply.text
    assert "evil.example" not in reply.text
    assert "refund you in full" not in reply.text
    assert replace(reply) == again


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("asked_s", "of_s"), [(None, 15.0), (8.0, 8.0), (15.0, 15.0), (60.0, 15.0), (1.0, 1.0)]
)
async def test_the_model_gets_the_deadline_less_what_the_rest_needs(
    asked_s: float | None, of_s: float
) -> None:
    """A caller may shorten the deadline of a request, and never extend it."""
    model = ScriptedModel(KIND)

    await _rewriter(model).rewrite(Request(DRAFT, deadline_s=asked_s))

    assert of_s - RESERVE_S - 0.02 < model.given_s[0] < of_s - RESERVE_S


@pytest.mark.anyio
async def test_where_checking_alone_takes_the_deadline_no_model_is_asked() -> None:
    """The phrasebook answers, for which there always is time."""
    model = ScriptedModel(KIND)
    request = Request(DRAFT, deadline_s=RESERVE_S)

    reply = await _rewriter(model).rewrite(request)

    assert (reply.outcome, reply.reason) == (Outcome.FALLBACK, Reason.TIMEOUT)
    assert not model.asked
    own_wish = replace(request, engine=EngineChoice.PHRASEBOOK)
    assert (await _rewriter(model).rewrite(own_wish)).reason is None


@pytest.mark.anyio
@pytest.mark.parametrize("reason", [Reason.BUSY, Reason.PAUSED, Reason.MISCONFIGURED])
async def test_where_nobody_was_asked_no_prompt_is_named(reason: Reason) -> None:
    """The answer says why, and claims no release that was never sent."""
    reply = await _rewriter(ScriptedModel(NotAsked("full", reason=reason))).rewrite(Request(DRAFT))

    assert (reply.engine, reply.reason, reply.prompt) == (Engine.PHRASEBOOK, reason, None)
