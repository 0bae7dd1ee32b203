"""What blocks is put back, until nothing blocks."""

import pytest

from api.domain.comparison import Comparison, compare
from api.domain.guardrails import Inspection, inspect
from api.domain.mending import Mended, dropped, mend, sentences
from api.domain.reading import read
from api.domain.reply import Answer, Dropped, SentenceKind, Source
from tests.domain.english import held, lexicon

DRAFT = "Hi Sam.\n\nWe cannot refund the $5 fee. Please send a photo of the box by 4 May.\n--\nKim"


def mended(draft: str, rewrite: str, wording: dict[str, str] | None = None) -> Mended:
    """The rewrite, mended; `wording` is a phrasebook."""
    return mend(held(draft, rewrite), Answer(rewrite), (wording or {}).get)


def _as_it_is(sentence: str) -> None:
    """A phrasebook without a better word."""
    del sentence


def test_a_sound_rewrite_is_left_alone() -> None:
    """Byte for byte, with the sources that its writer gave."""
    rewrite = DRAFT.replace("We cannot", "I'm sorry, but we cannot")
    comparison, sources = held(DRAFT, rewrite), (Source(0, 7, ("D1",)),)
    sound = inspect(comparison)

    found = mend(comparison, Answer(rewrite, sources), _as_it_is)

    assert found == Mended(rewrite, comparison, sound, sound, sources, changed=False, whole=True)


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
    assert found.found == inspect(held(DRAFT, rewrite))
    assert found.inspection == inspect(found.comparison)
    assert not found.inspection.blocks


def test_the_phrasebook_words_what_comes_back_where_that_passes() -> None:
    """Else the agent's own words do."""
    rewrite = DRAFT.replace("cannot", "will").replace("Hi", "Hello")
    kind = "Sadly, we cannot refund the $5 fee."

    assert kind in mended(DRAFT, rewrite, {"We cannot refund the $5 fee.": kind}).text
    assert mended(
        DRAFT, rewrite, {"We cannot refund the $5 fee.": "We refund $5."}
    ).text == DRAFT.replace("Hi", "Hello")


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        pytest.param(["from the shop", "costs $5", "weigh 9 kg"], True, id="two-rounds"),
        pytest.param(["from the shop for $5", "is here", "weigh 9 kg"], True, id="three-rounds"),
        pytest.param(["from the shop for $5", "has 9 kg", "are here"], False, id="too-many"),
    ],
)
def test_what_mending_itself_takes_away_comes_back_in_the_next_round(
    said: list[str], whole: bool
) -> None:
    """Each round keeps what those before it put back; after the last one stands the draft."""
    draft = (
        "We cannot refund the umbrella fee. Red and green boxes ship from the shop on Friday. "
        "The wooden lamp with a glass shade costs $5. "
        "Leather sofas with pillows and a blue cover weigh 9 kg."
    )
    rewrite = (
        f"We will refund the umbrella fee on Friday. Red and green boxes ship {said[0]}. "
        f"The wooden lamp with a glass shade {said[1]}. "
        f"Leather sofas with pillows and a blue cover {said[2]}."
    )

    comparison = held(draft, rewrite, ids=(("D1",), ("D2",), ("D3",), ("D4",)))
    found = mend(comparison, Answer(rewrite), _as_it_is)

    assert len(found.found.blocks) == 1
    assert (found.text, found.whole) == (draft, whole)


def test_facts_and_customer_still_count_in_what_was_mended() -> None:
    """What they back may stay when something else had to go back."""
    draft = "We cannot refund the umbrella fee. Boxes ship soon."
    rewrite = "We will refund the umbrella fee. Boxes ship soon, on Friday."
    expected = "We cannot refund the umbrella fee. Boxes ship soon, on Friday."

    by_fact = held(draft, rewrite, facts=("Boxes ship on Friday.",))
    by_customer = held(draft, rewrite, customer="Is it on Friday that boxes ship?")

    assert mend(by_fact, Answer(rewrite), _as_it_is).text == expected
    assert mend(by_customer, Answer(rewrite), _as_it_is).text == expected


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("😀", "We will replace the umbrella.", id="nothing-left"),
        pytest.param("w " * 19_999 + "$5", "v " * 19_998 + "sofa", id="too-long"),
    ],
)
def test_the_worst_case_is_the_draft(draft: str, rewrite: str) -> None:
    """Where nothing of the rewrite can stay, or all of it and the draft is too much."""
    found = mended(draft, rewrite)

    kept = Answer.kept(read(draft))
    itself = compare(read(draft), kept, lexicon=lexicon())
    before, after = inspect(held(draft, rewrite)), inspect(itself)
    assert found == Mended(draft, itself, before, after, kept.sources, changed=True, whole=False)
    assert not found.inspection.blocks


def test_a_fence_that_swallows_the_rewrite_goes() -> None:
    """It turned lines of text into code, and a lost figure stood in them."""
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
    ids = ("F1", "C2", "D9", "X1")

    (said,) = sentences(comparison, (Source(0, len(rewrite), ids),), mended=False)

    assert said.sources == ("F1", "C2")


def test_a_sentence_names_what_its_own_mark_says() -> None:
    """Not that of a neighbour it touches, and nothing where it has none."""
    comparison = held("Boxes ship soon.", "Oh。Hey。", facts=("Friday",))
    first, second = Source(0, 3, ("F1",)), Source(3, 7, ("C1",))

    for sources, expected in (
        ((first, second), [("F1",), ("C1",)]),
        ((first,), [("F1",), ()]),
        ((second,), [(), ("C1",)]),
        ((), [(), ()]),
    ):
        said = sentences(comparison, sources, mended=False)

        assert [sentence.sources for sentence in said] == expected


def test_what_is_left_out_is_listed_with_its_reason() -> None:
    """A courtesy or a statement that is said again, or a request that others make as well."""
    draft = (
        "Boxes ship on Friday. Thank you for your patience. The red umbrella is new. "
        "The umbrella is red, so new. Please send a photo of the label. "
        "Send us a photo of the label."
    )
    rewrite = "On Friday boxes ship. The red umbrella is new. Please send a photo of the label."

    gone = dropped(held(draft, rewrite, ids=(("D1",), ("D3",), ("D5",))))

    filler = "A courtesy or filler that binds nobody."
    assert gone == (
        Dropped("D2", "Thank you for your patience.", filler),
        Dropped("D4", "The umbrella is red, so new.", filler),
        Dropped(
            "D6",
            "Send us a photo of the label.",
            "What it says stands in other sentences of the reply.",
        ),
    )


def test_a_text_that_blocked_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing more can be put back, the next rounds would put the same together."""
    draft = "{{a %(b <c «d *|e [[f {%g " * 40
    looked_at: list[str] = []

    def inspected(comparison: Comparison) -> Inspection:
        looked_at.append(comparison.reply.document.text)
        return inspect(comparison)

    monkeypatch.setattr("api.domain.mending.inspect", inspected)
    found = mended(draft, "Thank you. We will refund you at https://pay.example/now.")

    assert found.text == draft
    assert len(looked_at) == len(set(looked_at)) == len(("rewrite", "mended", "draft"))
