"""The whole way of one request, with a scripted model."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from api.domain.errors import DraftError
from api.domain.finding import Verdict
from api.domain.reply import Engine, Outcome, SentenceKind
from api.rewriting.pipeline import RESERVE_S
from api.rewriting.request import Request, Turn
from tests.fakes import ScriptedModel
from tests.rewriting.kettle import DRAFT, KIND, LIE, rewriter


@pytest.mark.anyio
async def test_a_faithful_answer_is_the_reply() -> None:
    """The model's own words go out when every check passes, with the sources it named."""
    model = ScriptedModel(KIND)

    reply = await rewriter(model).rewrite(Request(DRAFT))

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
    reply = await rewriter(ScriptedModel(LIE)).rewrite(Request(DRAFT))

    assert reply.outcome is Outcome.MENDED
    assert "You may be able to exchange" in reply.text
    assert "I'm sorry, but we denied" in reply.text
    assert not reply.findings
    restored = [s for s in reply.sentences if s.kind is SentenceKind.RESTORED]
    assert [s.sources for s in restored] == [("D2",)]
    assert "will be able to exchange" in str(restored[0].why)


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

    await rewriter(model).rewrite(request)

    user = model.asked[0][1].content
    for said in ("[F1]", "[C1]", "> quoted line", "One moment.", "chat", "500", "[D2]"):
        assert said in user


@pytest.mark.anyio
async def test_an_operator_may_allow_unchecked_languages_and_the_verdict_says_so() -> None:
    """Figures and links are still held; the rest is marked unverified."""
    draft = "Wir können die Gebühr von 25 € nicht erstatten, weil die Frist für Sie um ist."
    german = "Leider können wir die Gebühr von 25 € nicht erstatten, die Frist ist um."
    answer = f"<reply>{german} [D1]</reply>"

    reply = await rewriter(ScriptedModel(answer), unchecked_languages=True).rewrite(Request(draft))

    assert (reply.engine, reply.verdict) == (Engine.MODEL, Verdict.UNVERIFIED)
    assert reply.text.startswith("Leider")


@pytest.mark.anyio
async def test_an_answer_in_another_language_does_not_go_out() -> None:
    """A promise that the rules cannot read would pass them."""
    answer = (
        "<reply>Le devolveremos el dinero de la compra que usted hizo en la tienda. [D1 D2]</reply>"
    )

    reply = await rewriter(ScriptedModel(answer)).rewrite(Request(DRAFT))

    assert "devolveremos" not in reply.text


@pytest.mark.anyio
async def test_an_answer_equal_to_the_draft_is_unchanged() -> None:
    """A good draft stays as it is."""
    draft = "Yes, you can bring your dog."
    reply = await rewriter(ScriptedModel(f"<reply>{draft} [D1]</reply>")).rewrite(Request(draft))

    assert (reply.outcome, reply.engine) == (Outcome.UNCHANGED, Engine.MODEL)


@pytest.mark.anyio
async def test_an_unreadable_draft_is_the_callers_error() -> None:
    """Only what the caller must mend is raised."""
    with pytest.raises(DraftError):
        await rewriter(ScriptedModel()).rewrite(Request("   "))


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
        await rewriter(model).rewrite(request_)
    assert not model.asked


@pytest.mark.anyio
async def test_a_customer_message_with_nothing_to_see_counts_as_none() -> None:
    """Invisible characters are no message, and no error of the agent's."""
    reply = await rewriter(ScriptedModel(KIND)).rewrite(
        Request(DRAFT, customer_message="\u200b\u200b", facts=("", " "))
    )

    assert reply.engine is Engine.MODEL


@pytest.mark.anyio
async def test_an_unknown_prompt_is_the_callers_error() -> None:
    """And is named before the model is asked."""
    with pytest.raises(prompts.UnknownPrompt):
        await rewriter(ScriptedModel()).rewrite(Request(DRAFT, prompt="soften@9.9.9"))


@pytest.mark.anyio
async def test_signature_quotes_and_code_come_back_byte_for_byte() -> None:
    """The model never sees them, and cannot lose them."""
    draft = "> my order?\n\nYour order is late.\n\n```\ntrack 4711\n```\n\n--\nKim"
    lost = "<reply>I'm sorry, your order is late. [D1]</reply>"

    reply = await rewriter(ScriptedModel(lost)).rewrite(Request(draft))

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

    reply = await rewriter(ScriptedModel(said)).rewrite(Request(DRAFT))
    again = await rewriter(ScriptedModel(said)).rewrite(Request(DRAFT))

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

    await rewriter(model).rewrite(Request(DRAFT, deadline_s=asked_s))

    assert of_s - RESERVE_S - 0.02 < model.given_s[0] < of_s - RESERVE_S
