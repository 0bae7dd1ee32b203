"""What is an edit of a draft, what fell out and what was put in."""

import pytest

from api.domain.copies import Edit, edit
from tests.domain.english import held

REST = "Hello Ann. The shop is in Mill Lane. "


def made(draft: str, rewrite: str) -> Edit | None:
    """What was edited in the rewrite."""
    return edit(held(draft, rewrite))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("The lamp is red.", "The lamp is red.", id="nothing-changed"),
        pytest.param("The lamp is red. It is big.", "The lamp is red.", id="a-sentence-fewer"),
        pytest.param("The lamp is red.", "The lamp is red. It is big.", id="a-sentence-more"),
        pytest.param(
            "Some lamps flicker in the hall.",
            "In the hall, the electrician looks at all lamps next.",
            id="worded-anew",
        ),
        pytest.param(
            "The red lamp in the hall of the old house by the sea is broken.",
            "The red lamp in the hall of the old house by the sea needs another bulb, two new "
            "screws and some tape.",
            id="many-words",
        ),
    ],
)
def test_a_rewording_is_no_edit(draft: str, rewrite: str) -> None:
    """Nor is a text with a sentence more or less: other rules look at those."""
    assert made(draft, rewrite) is None
    assert made(REST + draft, REST + rewrite) is None


def test_an_edit_is_what_differs_between_the_sentences_that_changed() -> None:
    """Wherever they stand; the others are the frame."""
    found = made(
        "The lamp is red. Call before noon. Bring it here.",
        "The lamp is red. Call after noon. Kindly bring it here.",
    )

    assert found
    assert dict(found.out) == {"before": 1}
    assert dict(found.put) == {"after": 1, "kindly": 1}
    assert (dict(found.then), dict(found.now)) == ({"order before": 1}, {"order after": 1})


def test_courtesy_in_a_sentence_of_its_own_is_no_edit_of_what_stands_beside_it() -> None:
    """The sentence next to it is still held against its own."""
    found = made(REST + "The lamp is red.", REST + "Thank you very much. The lamp is green.")

    assert found
    assert (found.gone, found.new) == (("red",), ("green",))


@pytest.mark.parametrize(
    ("draft", "rewrite", "gone", "new"),
    [
        pytest.param("It is a red lamp.", "It is a lamp.", ("red",), (), id="left-out"),
        pytest.param("It is a lamp.", "It is a red lamp.", (), ("red",), id="put-in"),
        pytest.param("Send the parcel.", "Send the package.", (), (), id="a-synonym"),
        pytest.param("Write prior to that.", "Write before that.", (), (), id="of-one-contrast"),
        pytest.param("See the dr on Monday.", "See the doctor on Monday.", (), (), id="cut-short"),
        pytest.param("In a seperate box.", "In a separate box.", (), (), id="misspelled"),
        pytest.param("Write in order to keep it.", "Write to keep it.", (), (), id="idle-words"),
        pytest.param("Per our terms it ends.", "Under our terms it ends.", (), (), id="joining"),
        pytest.param("Hi Peter, we sell lamps.", "We sell lamps.", (), (), id="who-is-greeted"),
    ],
)
def test_words_without_a_counterpart_are_told(
    draft: str, rewrite: str, gone: tuple[str, ...], new: tuple[str, ...]
) -> None:
    """A counterpart means the same, names the same side of a contrast or is spelled alike."""
    found = made(draft, rewrite)

    assert found
    assert (found.gone, found.new) == (gone, new)


def test_a_misspelled_word_counts_as_what_it_was_meant_to_be() -> None:
    """ "nto" is a "not", so none is new."""
    found = made("We can nto do it.", "We can not do it.")

    assert found
    assert found.then == found.now


def test_what_a_fact_or_the_customer_says_is_not_new() -> None:
    """It may make the draft more exact."""
    draft, rewrite = "Bring the lamp.", "Bring the kitchen lamp."

    alone = edit(held(draft, rewrite))
    stated = edit(held(draft, rewrite, facts=("It hangs in the kitchen.",)))
    told = edit(held(draft, rewrite, customer="My kitchen is dark."))

    assert [found and found.new for found in (alone, stated, told)] == [("kitchen",), (), ()]
