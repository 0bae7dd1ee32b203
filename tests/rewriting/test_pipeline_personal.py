"""A request with personal data, all the way: what the model sees, and what it can do with it."""

import re
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from api.app import build_rewriter, load_words
from api.domain.finding import Severity
from api.domain.reply import Engine, Outcome, Reason, Reply, SentenceKind
from api.rewriting.personal.found import Found
from api.rewriting.personal.names import Names
from api.rewriting.personal.redaction import Redactor
from api.rewriting.pipeline import Rewriter
from api.rewriting.request import Request, Turn
from api.settings import load_settings
from tests.fakes import ScriptedModel

DRAFT = (
    "Hi Anna, your refund request was denied because it came after 30 days. "
    "Send the form to claims@shop.example or ring 020 7946 0018. "
    "We charged the card 4111 1111 1111 1111 twice.\n\n-- \nJo Miller\njo@shop.example"
)
OWN = ("Anna", "claims@shop.example", "020 7946 0018", "4111 1111 1111 1111")
FOREIGN = ("anna.s@home.example", "07700 900123", "GB33BUKB20201555555555", "78 Schmidt")
REQUEST = Request(
    DRAFT,
    customer_message="I am Anna Schmidt, anna.s@home.example. My claims@shop.example mail bounced.",
    thread=(Turn("customer", "Call me on 07700 900123."),),
    facts=("Refunds go to GB33BUKB20201555555555.",),
    channel="sms 07700 900123",
    names=("Anna Schmidt",),
)
TOKEN = re.compile(r"⟦[A-Z]+_\d+·\w+⟧")


def _rewriter(model: ScriptedModel, *, redact: bool = True) -> Rewriter:
    return build_rewriter(load_settings(redact=redact), words=load_words(), model=model)


class Echo(ScriptedModel):
    """Answers with what `change` makes of the draft it was sent."""

    def __init__(self, change: "list[tuple[str, str]] | None" = None, tail: str = "") -> None:
        super().__init__()
        self._change = change or []
        self._tail = tail

    async def complete(self, messages, **options):  # type: ignore[no-untyped-def]
        """The draft, changed."""
        sent = messages[-1].content
        draft = sent.partition("<draft>\n")[2].partition("\n</draft>")[0]
        tokens = dict.fromkeys(TOKEN.findall(draft))
        foreign = [t for t in dict.fromkeys(TOKEN.findall(sent)) if t not in tokens]
        said = draft
        for old, new in self._change:
            said = said.replace(old, new)
        tail = self._tail.format(*tokens, foreign=foreign[0] if foreign else "")
        self._script = [f"<reply>{said}{tail}</reply>"]
        return await super().complete(messages, **options)


def _shown(model: ScriptedModel) -> str:
    """What users wrote, as the model sees it; the prompt's own examples left out."""
    return model.asked[0][-1].content


def _require_safe(reply: Reply) -> None:
    """No placeholder, nothing of others, nothing of the draft lost."""
    assert not TOKEN.search(reply.text)
    assert "⟦" not in reply.text
    assert not any(value in reply.text for value in FOREIGN)
    assert all(value in reply.text for value in (*OWN, "jo@shop.example"))
    assert not [f for f in reply.findings if f.severity is Severity.BLOCK]


@pytest.mark.anyio
async def test_the_model_sees_placeholders_and_the_agent_the_values() -> None:
    """In every text that is sent; the same value has the same placeholder."""
    model = Echo()
    reply = await _rewriter(model).rewrite(REQUEST)
    shown = _shown(model)

    assert reply.text == DRAFT
    assert reply.engine is Engine.MODEL
    assert not any(value in shown for value in (*OWN, *FOREIGN[:3], "Schmidt", "jo@shop.example"))
    mail = re.search(r"the form to (⟦EMAIL_1·\w+⟧)", shown)
    assert mail
    assert f"My {mail[1]} mail bounced" in shown
    assert dict(reply.redacted) == {"NAME": 2, "EMAIL": 3, "PHONE": 3, "CARD": 1, "IBAN": 1}


@pytest.mark.anyio
async def test_a_draft_without_personal_data_is_sent_as_without_a_redactor() -> None:
    """Byte for byte, so that recorded answers fit."""
    request = Request("We denied your refund.", customer_message="Why?\n> quoted", facts=("F.",))
    with_it, without = Echo(), Echo()
    one = await _rewriter(with_it).rewrite(request)
    other = await _rewriter(without, redact=False).rewrite(request)
    assert with_it.asked == without.asked
    assert one == other


@pytest.mark.anyio
async def test_redaction_can_be_turned_off() -> None:
    """Then the model sees what is written, and nobody looks for placeholders."""
    model = Echo()
    reply = await _rewriter(model, redact=False).rewrite(REQUEST)
    assert "claims@shop.example" in _shown(model)
    assert reply.redacted == ()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(r"⟦EMAIL_1·", "⟦EMAIL_9·", id="invented number"),
        pytest.param(r"⟦EMAIL_1·", "⟦CORREO_1·", id="translated"),
        pytest.param("⟦PHONE_1·", "PHONE_1·", id="half a bracket"),
        pytest.param("⟦CARD_1·", "⟦CARD_1·x", id="another suffix"),
        pytest.param("⟦NAME_1·", "Dear ⟦PHONE_1·", id="another kind"),
    ],
)
async def test_a_placeholder_that_is_changed_costs_its_group(old: str, new: str) -> None:
    """The agent's own words come back; the other sentences stay the model's."""
    model = Echo([(old, new)])
    reply = await _rewriter(model).rewrite(REQUEST)
    _require_safe(reply)
    assert reply.outcome in {Outcome.MENDED, Outcome.FALLBACK}


@pytest.mark.anyio
async def test_only_the_group_with_the_lost_placeholder_is_put_back() -> None:
    """A re-cased and spaced one is read for what it was."""

    class Careless(Echo):
        async def complete(self, messages, **options):  # type: ignore[no-untyped-def]
            tokens = TOKEN.findall(messages[-1].content.partition("<draft>")[2])
            by_kind = {token[1:].partition("_")[0]: token for token in reversed(tokens)}
            self._script = [
                f"<reply>Hi {by_kind['NAME'].lower()}, I'm sorry, your refund request was denied"
                " because it came after 30 days. [D1] Please send the form to"
                f" {by_kind['EMAIL'].replace('⟦', '⟦ ')} or ring {by_kind['PHONE']}. [D2] We"
                " charged your card twice. [D3]\n\n⟦1⟧</reply>"
            ]
            return await ScriptedModel.complete(self, messages, **options)

    reply = await _rewriter(Careless()).rewrite(Request(DRAFT, names=("Anna Schmidt",)))
    _require_safe(reply)
    assert reply.outcome is Outcome.MENDED
    assert "Please send the form to claims@shop.example" in reply.text
    restored = [s for s in reply.sentences if s.kind is SentenceKind.RESTORED]
    assert [s.text for s in restored] == ["We charged the card 4111 1111 1111 1111 twice."]
    assert "leaves it out" in str(restored[0].why)


@pytest.mark.anyio
async def test_a_customers_placeholder_is_never_restored() -> None:
    """It stands for what the customer wrote, which the draft does not say."""
    model = Echo(tail="\n\nWe wrote to {foreign}. [D1]")
    reply = await _rewriter(model).rewrite(REQUEST)
    _require_safe(reply)
    assert "We wrote to" not in reply.text


@pytest.mark.anyio
async def test_a_placeholder_is_not_said_more_often_than_the_draft_does() -> None:
    """The second time costs the group it stands in."""
    model = Echo(tail=" Write to {1}. [D1]")
    reply = await _rewriter(model).rewrite(REQUEST)
    _require_safe(reply)
    assert reply.text.count("claims@shop.example") == 1


@pytest.mark.anyio
async def test_new_personal_data_goes_back() -> None:
    """A number that nobody gave reaches nobody."""
    model = Echo([("We charged", "Ring 0161 496 0000; we charged")])
    reply = await _rewriter(model).rewrite(REQUEST)
    _require_safe(reply)
    assert "0161" not in reply.text


@pytest.mark.anyio
async def test_a_redactor_that_fails_asks_no_model() -> None:
    """The phrasebook answers, with the reason."""

    class Broken:
        def find(self, texts: Sequence[str], names: Names) -> list[list[Found]]:
            raise ValueError(texts, names)

    model = ScriptedModel("never")
    words = load_words()
    rewriter = Rewriter(
        lexicon=words.lexicon,
        phrasebook=words.phrasebook,
        load_prompt=prompts.load,
        model=model,
        redactor=Redactor(Broken()),
    )
    reply = await rewriter.rewrite(REQUEST)
    assert model.asked == []
    assert (reply.engine, reply.reason) == (Engine.PHRASEBOOK, Reason.REDACTION_FAILED)
    assert "claims@shop.example" in reply.text


WORDS = st.sampled_from(
    ["I'm sorry. ", "[D1]", "[D2] ", "[D3]", "\n\n⟦1⟧", "Please send it to ", "Hi ", "Call ",
     "We charged ", " twice. ", "{own}", "{own} ", "{foreign}", "{foreign} ", "⟦EMAIL_7·k7⟧",
     "EMAIL_1", "{lower}", "{cut}", "{spaced} ", "anna.s@home.example "]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14), st.integers(0, 2**16))
@pytest.mark.anyio
async def test_no_answer_gets_anything_past(words: list[str], seed: int) -> None:
    """Dropped, doubled, re-cased, cut, swapped, invented or echoed: the reply is safe."""
    chance = Random(seed)  # noqa: S311 - which placeholder a model takes

    class Hostile(ScriptedModel):
        async def complete(self, messages, **options):  # type: ignore[no-untyped-def]
            sent = messages[-1].content
            draft = sent.partition("<draft>\n")[2].partition("\n</draft>")[0]
            own = list(dict.fromkeys(TOKEN.findall(draft)))
            foreign = [t for t in TOKEN.findall(sent) if t not in own]
            said = ""
            for word in words:
                token = chance.choice(own)
                said += word.format(
                    own=token,
                    foreign=chance.choice(foreign),
                    lower=token.lower(),
                    cut=token[:-2],
                    spaced=token.replace("·", " · "),
                )
            self._script = [f"<reply>{said}</reply>"]
            return await super().complete(messages, **options)

    _require_safe(await _rewriter(Hostile()).rewrite(REQUEST))
