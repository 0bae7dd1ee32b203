"""What blocks is put back, until nothing blocks."""

import pytest

from api.domain.mending import Mended, dropped, mend, sentences
from api.domain.reply import Answer, SentenceKind, Source
from tests.domain.english import held

DRAFT = "Hi Sam.\n\nWe cannot refund the $5 fee. Please send a photo of the box by 4 May.\n--\nKim"


def mended(draft: str, rewrite: str, wording: dict[str, str] | None = None) -> Mended:
    """The rewrite, mended; `wording` is a phrasebook."""
    return mend(held(draft, rewrite), Answer(rewrite), (wording or {}).get)


def test_a_sound_rewrite_is_left_alone() -> None:
    """Byte for byte."""
    rewrite = DRAFT.replace("We cannot", "I'm sorry, but we cannot")

    found = mended(DRAFT, rewrite)

    assert (found.text, found.changed, found.whole) == (rewrite, False, True)


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        pytest.param(
            DRAFT.replace("cannot", "will").replace("Hi", "Hello"),
            DRAFT.replace("Hi", "Hello"),
            id="promise",
        ),
        pytest.param(
            DRAFT.replace("4 May", "5 May").replace("Hi", "Hello"),
            DRAFT.replace("Hi", "Hello"),
            id="date",
        ),
        pytest.param(
            DRAFT.replace("We cannot refund the $5 fee. ", ""),
            DRAFT.replace("fee. ", "fee.\n\n"),
            id="lost",
        ),
        pytest.param(
            DRAFT.replace("Hi Sam.", "Hi Sam. We will also replace the lamp."),
            DRAFT,
            id="extra",
        ),
        pytest.param(
            DRAFT.replace("Kim", "The Boss"),
            DRAFT,
            id="signature",
        ),
        pytest.param(
            DRAFT.replace("fee.", "fee.\u200b"),
            DRAFT,
            id="hidden",
        ),
    ],
)
def test_only_what_blocks_is_put_back(rewrite: str, expected: str) -> None:
    """The rest of the rewrite stays."""
    found = mended(DRAFT, rewrite)

    assert found.text == expected
    assert found.changed
    assert found.whole
    assert not found.inspection.blocks


def test_the_phrasebook_words_what_comes_back_where_that_passes() -> None:
    """Else the agent's own words do."""
    rewrite = DRAFT.replace("cannot", "will")
    kind = "Sadly, we cannot refund the $5 fee."

    assert kind in mended(DRAFT, rewrite, {"We cannot refund the $5 fee.": kind}).text
    assert mended(DRAFT, rewrite, {"We cannot refund the $5 fee.": "We refund $5."}).text == DRAFT


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("😀", "We will replace the umbrella.", id="nothing-left"),
        pytest.param("w " * 19_999 + "$5", "v " * 19_999 + "$6", id="too-long"),
    ],
)
def test_the_worst_case_is_the_draft(draft: str, rewrite: str) -> None:
    """Where nothing of the rewrite can stay, or all of it and the draft is too much."""
    found = mended(draft, rewrite)

    assert found.text == draft
    assert not found.inspection.blocks


def test_what_blocks_again_and_again_ends_in_the_draft() -> None:
    """Mending always ends: a rule of the rewrite turns a line into code."""
    draft = "- a lamp\n\nGo on.\n\n    code 7\n\nThen pay $5."
    rewrite = "- a lamp\n\n```\nGo on. Then pay $6."

    found = mended(draft, rewrite)

    assert not found.inspection.blocks
    assert "$5" in found.text


def test_each_sentence_says_what_became_of_it() -> None:
    """Kept, reworded, restored, or a courtesy from nowhere."""
    found = mended(
        DRAFT,
        "Thank you!\n\nWe will refund the $5 fee. Send a box photo by 4 May, please.\n\nHi Sam.",
    )

    said = sentences(found.comparison, found.sources, mended=found.changed)

    assert [(s.text.split()[0], s.kind, s.sources) for s in said] == [
        ("Thank", SentenceKind.COURTESY, ()),
        ("We", SentenceKind.RESTORED, ("D2",)),
        ("Send", SentenceKind.REWORDED, ("D3",)),
        ("Hi", SentenceKind.KEPT, ("D1",)),
    ]
    assert [bool(s.why) for s in said] == [False, True, False, False]


def test_facts_and_customer_are_named_as_the_writer_did() -> None:
    """Links are computed for the draft only."""
    rewrite = "Friday it is, as you say."
    comparison = held("Boxes ship soon.", rewrite, facts=("Friday",), customer="Hi!")

    (said,) = sentences(comparison, (Source(0, len(rewrite), ("F1", "C2", "D9")),), mended=False)

    assert said.sources == ("F1", "C2")


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    """A courtesy, or what other sentences say as well."""
    draft = "Thank you for your patience. The red umbrella is new. The umbrella is red, so new."
    rewrite = "The red umbrella is new."

    gone = dropped(held(draft, rewrite, ids=(("D2",),)))

    assert (gone[0].id, gone[0].why.split()[0]) == ("D1", "A")
