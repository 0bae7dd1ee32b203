"""The phrasebook engine: kinder words of the same strength, layout and names untouched."""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from api.domain.reading import read
from api.rewriting.entry import Entry, PhrasebookError
from api.rewriting.phrasebook import Phrasebook

DATA: Mapping[str, Any] = prompts.data("phrasebook/en.yaml")
BOOK = Phrasebook.from_data(DATA)
EXAMPLES = [
    pytest.param(entry, example.before, example.after, id=f"{entry.id}-{index}")
    for entry in BOOK.entries
    for index, example in enumerate(entry.examples)
]


def rewritten(draft: str, customer: str | None = None) -> str:
    """The phrasebook's reply to a draft."""
    return BOOK.rewrite(read(draft), read(customer, prefix="C") if customer else None).text


def test_holds_enough_to_be_an_engine() -> None:
    """A phrasebook that only knows a few phrases would leave most cold drafts cold."""
    assert len(BOOK.entries) >= 150
    assert len(BOOK.situations.all) >= 12


@pytest.mark.parametrize(("entry", "before", "after"), EXAMPLES)
def test_every_example_comes_out_as_written(entry: Entry, before: str, after: str) -> None:
    """The examples in the file are what the engine does, not what someone hoped."""
    softened = BOOK.soften(before)

    assert softened is not None
    assert softened.text == after
    assert softened.why
    assert entry in BOOK.used(before)


@pytest.mark.parametrize(("entry", "before", "after"), EXAMPLES)
def test_softening_twice_changes_nothing_more(entry: Entry, before: str, after: str) -> None:
    """A second pass over kind words would be a drift away from what the agent wrote."""
    del entry, before
    assert BOOK.soften(after) is None


@pytest.mark.parametrize(
    ("draft", "customer", "reply"),
    [
        pytest.param(
            "Dear Ms Adeyemi,\n\nYour claim was rejected because you failed to send the invoice.",
            None,
            "Dear Ms Adeyemi,\n\nWe are sorry to tell you that your claim was not approved because"
            " we did not receive the invoice.",
            id="letter",
        ),
        pytest.param(
            "no, opened tins cannot be returned.",
            None,
            "we're sorry, but no, opened tins cannot be returned.",
            id="lower-case",
        ),
        pytest.param(
            "Hi Kim, your parcel is still with the courier.",
            "I am so annoyed, this is the third time I write!!",
            "Hi Kim, we're sorry that you've had to contact us about this more than once. Your"
            " parcel is still with the courier.",
            id="after-the-greeting",
        ),
        pytest.param(
            "@kim_b We cannot ship to Malta.",
            None,
            "@kim_b We're sorry, but we cannot ship to Malta.",
            id="after-the-mention",
        ),
        pytest.param(
            "Unfortunately, the blue one is not in stock. Unfortunately, we cannot reserve it.",
            None,
            "We're sorry, but the blue one is not in stock. Unfortunately, we cannot reserve it.",
            id="one-apology",
        ),
        pytest.param(
            "Submit the form. Upload your licence. Sign both pages.",
            None,
            "Please submit the form. Please upload your licence. Sign both pages.",
            id="two-pleases",
        ),
        pytest.param(
            "As of May, I am unable to open the gate. If you disagree, write to {{office}}.",
            None,
            "As of May, I'm sorry to say that I'm not able to open the gate. If you see this"
            " differently, please write to {{office}}.",
            id="speaks-as-i",
        ),
    ],
)
def test_rewrites_in_the_manner_of_the_draft(draft: str, customer: str | None, reply: str) -> None:
    """Voice, case, greeting and formality are the agent's; only the coldness goes."""
    assert rewritten(draft, customer) == reply


@pytest.mark.parametrize(
    "draft",
    [
        "Hi Ana, you're very welcome! Your new card is on its way.",
        "Thanks for waiting, Sam. We understand how this feels, but we're unable to change it.",
        "I'm so sorry about the mix-up. Could you send me a photo of the label?",
        "https://example.com/help",
        "{{first_name}}",
        "> You must pay now.\n\nThank you.",
        "Thank you.\n--\nYou must reply to this address",
        "The sign in the photo says “You must pay now”, thank you.",
        "Send Us Documents",
        "Merci de votre message.",
    ],
)
def test_leaves_alone_what_is_kind_fixed_or_not_its_own(draft: str) -> None:
    """Kind drafts, quoted words, signatures, placeholders and headings come back as they are."""
    assert rewritten(draft) == draft


@pytest.mark.parametrize(
    "draft",
    [
        "Was your claim rejected?",
        "If your claim was rejected, write to the panel in May.",
        "The letter we sent to you must be kept.",
        "Unfortunate wording is a pity.",
    ],
)
def test_does_not_reword_what_only_looks_alike(draft: str) -> None:
    """Questions, conditions and other subjects are no refusals and no orders."""
    softened = BOOK.soften(draft)

    assert softened is None or "sorry" not in softened.text
    assert softened is None or "you'll need to" not in softened.text


def test_every_sentence_of_the_answer_has_a_source() -> None:
    """The agent sees for each sentence where it comes from, and why it was reworded."""
    draft = "Hello.\n\nYour claim was denied. The file is closed.\n- Upload the form.\n"
    answer = BOOK.rewrite(read(draft), read("I am worried about this.", prefix="C"))

    said = {answer.text[s.start : s.end]: s for s in answer.sources}
    assert [source.ids for source in answer.sources] == [("D1",), (), ("D2",), ("D3",), ("D4",)]
    assert said["The file is closed."].why is None
    assert said["We're sorry to tell you that your claim was not approved."].why
    assert said["We can see why this is worrying."].why
    assert answer.text.endswith("\n- Upload the form.\n")


def test_protected_pieces_stay_byte_for_byte() -> None:
    """An address or placeholder inside a reworded phrase is carried, not rewritten."""
    draft = "Your request {{case.id}} has been rejected, see https://example.com/Must?you=MUST."

    reply = rewritten(draft)

    assert "{{case.id}}" in reply
    assert "https://example.com/Must?you=MUST" in reply
    assert "not been approved" in reply


def test_leaves_a_possible_name_where_it_stands() -> None:
    """A capital that may belong to a name is never made small to fit a phrase before it."""
    assert rewritten("Maple is not refundable.") == "Maple is not refundable."
    assert rewritten("Tickets are not refundable.") == (
        "We're sorry, but tickets are not refundable."
    )


def test_leaves_capitals_and_what_belongs_to_a_phrase_as_they_are() -> None:
    """ "DM" is no capital of a sentence's beginning, "A" is; "with this reply" is one phrase."""
    assert rewritten("DM us your account number.") == "Please DM us your account number."
    assert rewritten("A parcel is not refundable.") == (
        "We're sorry, but a parcel is not refundable."
    )
    unhappy = "If you are not happy with this reply you can write to the panel."
    assert rewritten(unhappy) == unhappy


def test_keeps_a_sentence_with_more_quotes_than_it_can_hide() -> None:
    """Thousands of quoted words in one sentence are no reply to soften."""
    assert BOOK.soften("you must pay " + '"a" ' * 7_000) is None
    assert (
        rewritten("tickets are not refundable.") == "we're sorry, but tickets are not refundable."
    )


def test_does_not_leave_a_sentence_empty() -> None:
    """A stock phrase that is the whole sentence stays: nothing would be left to say."""
    assert rewritten("Rest assured.") == "Rest assured."


def test_writes_contractions_out_in_a_formal_letter() -> None:
    """A letter that never says "don't" is not made to."""
    assert rewritten("Dear Ms Ito,\n\nI have no idea where it is.") == (
        "Dear Ms Ito,\n\nI do not know where it is."
    )


def test_private_characters_in_a_draft_are_left_alone() -> None:
    """The engine hides pieces behind such characters, so a sentence that has one is kept."""
    draft = "You must pay \ue000 now."

    assert rewritten(draft) == draft


def test_a_missing_part_of_the_data_is_named() -> None:
    """Whoever edits the file learns what is wrong with it and where."""
    with pytest.raises(PhrasebookError, match="entries"):
        Phrasebook.from_data(_without("entries"))
    with pytest.raises(PhrasebookError, match="situations"):
        Phrasebook.from_data(_without("situations"))
    with pytest.raises(PhrasebookError, match="'broken' lacks 'say'"):
        Phrasebook.from_data({**DATA, "entries": [_bare()]})


def _without(key: str) -> dict[str, Any]:
    return {name: value for name, value in DATA.items() if name != key}


def _bare() -> dict[str, Any]:
    return {name: value for name, value in DATA["entries"][0].items() if name != "say"} | {
        "id": "broken"
    }


_PIECES = st.sampled_from(
    [example.before for entry in BOOK.entries for example in entry.examples]
    + [
        "Hi Sam,",
        "@sam",
        "Thank you.",
        "{{name}}",
        "I see.",
        "We see.",
        "\n\n",
        "- ",
        "OK!!",
        "no,",
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=6).map(" ".join).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_a_reply_given_in_again_comes_back_unchanged(draft: str) -> None:
    """However phrases are strung together, one pass is enough."""
    once = rewritten(draft, "I am really frustrated, this is the second time!!")

    assert rewritten(once, "I am really frustrated, this is the second time!!") == once


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_softening_any_text_ends_well(text: str) -> None:
    """No text makes it fail, and what it changes it can explain."""
    softened = BOOK.soften(text)

    assert softened is None or softened.why


@pytest.mark.parametrize(
    "junk",
    ["you must ", "unfortunately, ", "your claim ", "a, ", "not ", "I cannot ", "x" * 50 + " "],
)
def test_crafted_text_does_not_stop_it(junk: str) -> None:
    """40,000 characters made to upset a regex cost milliseconds per sentence, not minutes."""
    text = (junk * 40_000)[:40_000]
    BOOK.soften(text[:200])

    began = time.process_time()
    BOOK.soften(text)

    assert time.process_time() - began < 1.5
