"""What holds for every draft and every rewrite, however it was written (DESIGN section 3)."""

import string
from functools import partial

from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.domain.commitment import Commitment
from api.domain.comparison import Comparison, compare
from api.domain.document import Document, Format, ProtectedKind
from api.domain.errors import DraftError
from api.domain.finding import Finding, Span
from api.domain.guardrails import inspect
from api.domain.held_figures import HeldFigures
from api.domain.mending import Mended, dropped, mend, sentences
from api.domain.reading import read
from api.domain.reply import Answer, Source
from tests.domain.english import as_answer
from tests.domain.english import weighed as lexicon

SENTENCES = (
    "We cannot refund the delivery fee.",
    "We will look into it and get back to you within 2 days.",
    "You may be eligible for a partial refund of $12.50.",
    "If the parcel is not there by 4 March, write to help@shop.example.",
    "Your order #A7731 left on Monday, 3 May 2027.",
    "Please send us a photo of the box.",
    "Could you tell me your {{account.name}}?",
    "I have cancelled the subscription.",
    "The trial lasts 30 days and costs 5% more after that.",
    "Call +1 (415) 555-0132 or see https://shop.example/returns?id=7.",
    "We try to answer in 5-7 business days.",
    "It was our fault.",
    "Thanks for your patience!",
    "Sorry about that 😀",
    "Dear [NAME],",
    "Run `reset --all` twice, @kim said",
    "No",
    "Version 2.0.1 has half a dozen fixes and 3 known bugs",
    "Use {n}days or %s",
)
PROMISES = (
    "We will refund you $500 tomorrow.",
    "I have already escalated this.",
    "We guarantee that it never happens again.",
    "It is free of charge!",
    "Great news: your claim has been approved.",
    "> We will pay for everything.",
    "`We will pay for everything`",
    "Vous recevrez votre argent et nous vous appelons demain pour les détails.",
    "See https://pay.example/now.",
    "I am a language model.",
    "\u200b",
    "\u202eevil\u2066",
    "--\nThe Boss",
    "```\nrm -rf\n```",
    "| a | b |",
    "## Heading",
    "1. One",
    "]]}}{{[[",
    "¯\\_(ツ)_/¯",
)
BLOCKS = (
    "> You wrote this\n> on Monday.",
    "```\nreset 5\n```",
    "| fee | $5 |\n|---|---|\n| tax | $6 |",
    "- your order number\n- a photo of the label",
    "1. Open the box. Keep the bag.\n2. Send it back.",
    "NEXT STEPS",
    "# Next steps",
    "-----",
    "On Monday Kim wrote:\n> Hello",
    "    indented code 7",
    "Title\n=====",
)
ENDINGS = (
    "",
    "\n",
    "\n--\nKim\nShop Support",
    "\n\nBest regards,\nKim",
    "\n\nSent from my phone",
    "  ",
)
JOINTS = (" ", " ", "\n", "\n\n", "\r\n\r\n", "\n- ", "", "  \n", "\t")

junk = st.text(max_size=120)
odd_words = st.lists(
    st.one_of(
        st.sampled_from(
            ["5", "$7", "2-3 weeks", "\u200b", "a@b.co", "{x}", "@me", "not", "if", "we will"]
        ),
        st.text(string.ascii_letters + string.digits + string.punctuation + " \n\r\t", max_size=12),
    ),
    max_size=12,
).map(" ".join)
pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(BLOCKS), odd_words)


def readable(text: str) -> bool:
    """Whether the text can be read at all."""
    try:
        read(text, Format.MARKDOWN)
        read(text)
    except DraftError:
        return False
    return True


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A reply put together from sentences, blocks and odd bits, joined in any way."""
    parts = draw(st.lists(pieces, min_size=1, max_size=8))
    text = parts[0]
    for part in parts[1:]:
        text += draw(st.sampled_from(JOINTS)) + part
    return text + draw(st.sampled_from(ENDINGS))


drafts = st.one_of(texts(), texts(), texts(), junk).filter(readable)
formats = st.sampled_from([Format.TEXT, Format.MARKDOWN])


@st.composite
def rewrites(draw: st.DrawFn, draft: str) -> str:
    """What a model may make of a draft: parts of it in any order, its own, and junk."""
    document = read(draft)
    own = [draft, *(s.text for s in document.sentences)]
    own += [draft[b.start : b.end] for b in document.blocks]
    parts = draw(
        st.lists(
            st.one_of(
                st.sampled_from(own),
                st.sampled_from(own).map(partial(altered, draw(st.integers(0, 5)))),
                st.sampled_from(PROMISES),
                pieces,
                junk,
            ),
            max_size=8,
        )
    )
    text = "".join(part + draw(st.sampled_from(JOINTS)) for part in parts)
    return draw(st.sampled_from([text, text, draft + text, text + draft, altered(2, draft)]))


def altered(way: int, text: str) -> str:
    """The text with a small change in it."""
    swaps = (
        ("cannot", "can"), ("will", "might"), ("5", "6"), ("may be", "are"), (".", "!"),
        ("\n", " "),
    )  # fmt: skip
    return text.replace(*swaps[way])


def softened(sentence: str) -> str | None:
    """A phrasebook that now and then says too much: mending must see that as well."""
    if sentence.startswith("We cannot"):
        return "We will gladly " + sentence.removeprefix("We cannot ")
    return "Kindly: " + sentence if "photo" in sentence else None


def check_spans(comparison: Comparison) -> None:
    """Every span quotes its own text exactly."""
    inspection = inspect(comparison)
    draft, reply = comparison.draft.document.text, comparison.reply.document.text
    spans: list[tuple[Span | None, str]] = []
    rows: tuple[Finding | Commitment, ...] = (*inspection.findings, *inspection.commitments)
    for row in rows:
        spans += [(row.draft, draft), (row.reply, reply)]
    for span, text in spans:
        assert span is None or (text[span.start : span.end] == span.quote and span.quote)


def check_kept(draft: Document, mended: Mended) -> None:
    """Protected pieces, fixed blocks and figures of the draft are in the text."""
    for piece in draft.protected:
        assert piece.kind is ProtectedKind.EMOJI or piece.text in mended.text
    for block in draft.blocks:
        assert not block.fixed or draft.text[block.start : block.end] in mended.text
    reply = mended.comparison.reply
    held = HeldFigures(reply.figures)
    for figure in mended.comparison.draft.figures:
        whole = figure.quote in mended.text or figure in held
        others = {value for other in reply.figures for value in other.values}
        assert figure.weak or whole or others.issuperset(figure.values)


@settings(max_examples=150)
@given(drafts, formats)
@example("{n}days", Format.TEXT)
@example("You may call us - and perhaps get a refund.", Format.TEXT)
@example("%s0", Format.TEXT)
@example("N'T ʼ", Format.TEXT)
@example("No. No. No.", Format.TEXT)
def test_a_draft_held_against_itself_has_no_finding(draft: str, form: Format) -> None:
    """What the agent wrote accuses nobody, and mending gives it back as it is."""
    document = read(draft, form)
    for answer in (Answer(draft), as_answer(document)):
        comparison = compare(document, answer, lexicon=lexicon())

        assert inspect(comparison).findings == ()
        assert mend(comparison, answer, softened).text == draft


@settings(max_examples=300)
@given(st.data(), drafts, formats)
def test_no_mended_text_blocks_or_loses_anything(
    data: st.DataObject, draft: str, form: Format
) -> None:
    """Whatever a model makes of a draft, what goes out is sound, or is the draft."""
    rewrite = data.draw(rewrites(draft), label="rewrite")
    document = read(draft, form)
    ids = st.one_of(st.none(), st.lists(st.sampled_from(["D1", "D2", "D9", "F1", "-"])).map(tuple))
    try:
        written = read(rewrite, form)
    except DraftError:
        return
    answer = Answer(
        rewrite,
        tuple(Source(s.start, s.end, data.draw(ids)) for s in written.sentences)
        if data.draw(st.booleans())
        else (),
    )
    comparison = compare(document, answer, lexicon=lexicon())

    mended = mend(comparison, answer, softened)

    assert mended.text == draft or not mended.inspection.blocks
    assert mended.comparison.reply.document.text == mended.text
    check_kept(document, mended)
    check_spans(comparison)
    check_spans(mended.comparison)
    for source in mended.sources:
        assert 0 <= source.start <= source.end <= len(mended.text)
    said = sentences(mended.comparison, mended.sources, mended=mended.changed)
    assert [s.text for s in said] == [s.text for s in mended.comparison.reply.document.sentences]
    assert all(gone.text not in mended.text for gone in dropped(mended.comparison))
    again = mend(compare(document, answer, lexicon=lexicon()), answer, softened)
    assert again == mended


@settings(max_examples=150)
@given(junk.filter(readable), junk.filter(readable), st.lists(junk, max_size=2), junk)
def test_inspecting_never_raises(draft: str, rewrite: str, facts: list[str], customer: str) -> None:
    """Any two texts that can be read can be held against one another."""
    try:
        comparison = compare(
            read(draft), Answer(rewrite), lexicon=lexicon(), facts=facts, customer=customer
        )
    except DraftError:
        return
    check_spans(comparison)
