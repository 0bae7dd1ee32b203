"""In a reply that is otherwise the draft's, a small edit is no mere wording."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.edits import edited_words
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, told

REST = "Hello Ann. The shop is in Mill Lane. "


@pytest.mark.parametrize(
    ("draft", "rewrite", "name"),
    [
        pytest.param(
            "Some meters reconnect by themselves.",
            "All meters reconnect by themselves.",
            "widened_scope",
            id="some-to-all",
        ),
        pytest.param(
            "Most claims are decided in May.",
            "Claims are decided in May.",
            "widened_scope",
            id="most",
        ),
        pytest.param(
            "You get half of the fare as a voucher.",
            "You get the fare as a voucher.",
            "widened_scope",
            id="half",
        ),
        pytest.param(
            "Batteries go by road.", "Batteries always go by road.", "widened_scope", id="always"
        ),
        pytest.param(
            "We only speak to the tenant named there.",
            "We speak to the tenant named there.",
            "widened_scope",
            id="only",
        ),
        pytest.param(
            "It is $45 a month for new customers.",
            "It is $45 a month for customers.",
            "widened_scope",
            id="a-word-that-narrows",
        ),
        pytest.param(
            "The warranty covers the battery.",
            "The warranty covers the battery and the screen.",
            "widened_scope",
            id="a-thing-more",
        ),
        pytest.param(
            "We hold two seats if you write me the names.",
            "We hold two seats, you write me the names.",
            "dropped_condition",
            id="if",
        ),
        pytest.param(
            "We only hold two seats if you write me the names.",
            "We hold two seats, you write me the names.",
            "widened_scope",
            id="of-two-limits-the-first",
        ),
        pytest.param(
            "You can bring it back as long as it is sealed.",
            "You can bring it back whether or not it is sealed.",
            "dropped_condition",
            id="no-matter",
        ),
        pytest.param(
            "The hotel charges for late checkout.",
            "The hotel does not charge for late checkout.",
            "lost_refusal",
            id="a-new-not",
        ),
        pytest.param("The part is out of stock.", "The part is in stock.", "lost_refusal", id="in"),
        pytest.param(
            "The bank declined it.", "The bank approved it.", "lost_refusal", id="approved"
        ),
        pytest.param(
            "Call us before you open the box.",
            "Call us after you open the box.",
            "new_deadline",
            id="after",
        ),
        pytest.param("You pay the fee.", "We pay the fee.", "swapped_actor", id="we"),
        pytest.param(
            "The speaker was tested by us.",
            "The speaker was tested by the manufacturer.",
            "swapped_actor",
            id="a-new-actor",
        ),
        pytest.param(
            "Borrow a monitor at the desk.",
            "Our team will borrow a monitor at the desk.",
            "swapped_actor",
            id="our-team",
        ),
        pytest.param(
            "You need to keep the box.", "You may keep the box.", "strengthened", id="may"
        ),
        pytest.param(
            "We think the cable is broken.", "The cable is broken.", "strengthened", id="sure"
        ),
        pytest.param(
            "The fix will reach the stable release.",
            "The fix has reached the stable release.",
            "false_action",
            id="done",
        ),
        pytest.param(
            "Your claim is being reviewed by the insurer.",
            "Your claim has been reviewed by the insurer.",
            "false_action",
            id="no-longer-under-way",
        ),
        pytest.param(
            "The headphones are wired.", "The headphones are wireless.", "invented_fact", id="other"
        ),
        pytest.param(
            "It goes up because of the tax.",
            "It goes up despite the tax.",
            "invented_fact",
            id="despite",
        ),
        pytest.param("Turn the knob left.", "Turn the knob right.", "invented_fact", id="right"),
        pytest.param(
            "The repair is free under warranty until May.",
            "The repair is free until May.",
            "widened_scope",
            id="a-limit-of-one-word",
        ),
        pytest.param(
            "Bring the receipt and the charger.",
            "Bring the receipt.",
            "widened_scope",
            id="a-thing-less",
        ),
        pytest.param(
            "Take the wooden garden stairs on Sunday.",
            "Take the stairs on Sunday.",
            "dropped_fact",
            id="two-words-less",
        ),
        pytest.param(
            "The shop sells a red lamp.",
            "The store sells a lamp.",
            "dropped_fact",
            id="a-word-less-beside-another-word",
        ),
        pytest.param(
            "Your wooden lamps are in the shop.",
            "Both lamps are in the shop.",
            "dropped_fact",
            id="a-quantity-for-it",
        ),
        pytest.param(
            "The discount is for students.",
            "The discount is for everyone.",
            "widened_scope",
            id="everyone",
        ),
    ],
)
def test_an_edit_that_changes_what_is_said_is_found(draft: str, rewrite: str, name: str) -> None:
    """Where the sentences around it stand as they were, and in a short reply alone."""
    for rest in (REST, ""):
        findings = told(edited_words(held(rest + draft, rest + rewrite)))

        assert [row[:2] for row in findings] == [(name, BLOCK)]


@pytest.mark.parametrize(
    ("draft", "rewrite", "name"),
    [
        pytest.param(
            "You can create an invoice here.",
            "You can make an invoice here.",
            "dropped_fact",
            id="a-light-verb-for-it",
        ),
        pytest.param(
            "You can create some invoices here.",
            "You can make some invoices here.",
            "dropped_fact",
            id="a-light-verb-and-the-same-quantity",
        ),
        pytest.param(
            "Use a sturdy box.", "Use the box.", "dropped_fact", id="an-article-for-it"
        ),
        pytest.param(
            "We clean the lamp on Sunday.",
            "We gently clean the lamp on Sunday.",
            "invented_fact",
            id="a-word-more-of-the-same-actor",
        ),
        pytest.param(
            "It should stop by then.", "It should stop there by then, eventually.",
            "invented_fact", id="a-word-more",
        ),
        pytest.param(
            "They found the scarf.", "I believe they found the scarf.", "invented_fact", id="doubt"
        ),
        pytest.param(
            "Ask your own doctor first.", "Tell your own doctor first.", "invented_fact", id="light"
        ),
    ],
)  # fmt: skip
def test_an_edit_that_may_be_mere_wording_is_for_a_strict_reader(
    draft: str, rewrite: str, name: str
) -> None:
    """A review: nothing is put back."""
    findings = told(edited_words(held(REST + draft, REST + rewrite)))

    assert [row[:2] for row in findings] == [(name, REVIEW)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Some meters reconnect.", "Certain meters reconnect.", id="some-certain"),
        pytest.param("We only sell lamps.", "We sell lamps exclusively.", id="only-exclusively"),
        pytest.param("If you call, we come.", "Should you call, we come.", id="if-should"),
        pytest.param("I put all of it in.", "I put everything in.", id="all-everything"),
        pytest.param("Write in order to keep it.", "Write to keep it.", id="words-that-say-little"),
        pytest.param("It is $5 a month here.", "It is $5 each month here.", id="a-to-each"),
        pytest.param("The big lamp is red.", "The large lamp is red.", id="another-word"),
        pytest.param("We sell lamps.", "We sell lamps.", id="kept"),
        pytest.param("An agent visits on 9 May.", "Our agent will visit on 9 May.", id="our-agent"),
        pytest.param("It ends per our terms.", "It ends under our terms.", id="under"),
        pytest.param("They packed it.", "It was packed by them.", id="passive"),
        pytest.param("It isn't made any more.", "It is no longer made.", id="another-no"),
        pytest.param("It is free of charge.", "There is no charge for it.", id="free-no-charge"),
        pytest.param("We can nto take it.", "We can not take it.", id="a-no-misspelled"),
        pytest.param("Nobody told us.", "No one told us.", id="no-one"),
        pytest.param("The case took the blow.", "The case has taken the blow.", id="done-already"),
        pytest.param("The order is delayed.", "The order has been delayed.", id="is-has-been"),
        pytest.param(
            "The box that we packed is going to Leeds.",
            "The box that we have packed goes to Leeds.",
            id="done-beside-what-is-ahead",
        ),
        pytest.param("You must send a photo.", "Please send us a photo.", id="please"),
        pytest.param("Send a photo.", "Please send a photo.", id="a-mere-please"),
        pytest.param("Reply prior to 5 May.", "Reply before 5 May.", id="prior-to"),
        pytest.param("We think it is red.", "We believe it is red.", id="believe"),
        pytest.param("It takes 5 working days.", "It takes 5 business days.", id="a-figure"),
        pytest.param("We pay up to $5.", "We pay no more than $5.", id="no-more-than"),
        pytest.param("Send it by 5 May.", "Send it no later than 5 May.", id="no-later-than"),
        pytest.param("We could find no lamp.", "We could not find a lamp.", id="no-not"),
        pytest.param(
            "It is not impossible to mend it.", "It is possible to mend it.", id="a-no-of-a-no"
        ),
        pytest.param(
            "Some lamps flicker in the hall.",
            "In the hall, the electrician looks at all lamps next.",
            id="a-sentence-worded-anew",
        ),
    ],
)
def test_an_edit_that_says_the_same_is_left_alone(draft: str, rewrite: str) -> None:
    """Another word for it limits, denies or names as well, and what says little may go."""
    assert told(edited_words(held(REST + draft, REST + rewrite))) == []


def test_a_word_that_a_fact_puts_in_place_of_another_is_for_a_strict_reader() -> None:
    """It may be what the agent meant."""
    comparison = held("Call the hotline.", "Call the clinic.", facts=("The clinic is open.",))

    assert [row[:2] for row in told(edited_words(comparison))] == [("dropped_fact", REVIEW)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("They found no scratch", "They found a scratch", id="left-out"),
        pytest.param("The knob turns left", "The knob turns right", id="of-one-contrast"),
        pytest.param("The lamp is wired", "The lamp is wireless", id="exchanged"),
        pytest.param("The fix will reach you", "The fix has reached you", id="done"),
        pytest.param("Some lamps are red", "All lamps are red", id="enlarged"),
        pytest.param("You get half of the fare", "You get the fare", id="a-part-left-out"),
        pytest.param("The part is out of stock", "The part is in stock", id="a-phrase"),
        pytest.param("They found the scarf", "Perhaps they found the scarf", id="doubt"),
        pytest.param("Bring the card", "Bring the blue card", id="only-in-the-rewrite"),
        pytest.param("Bring the blue card", "Bring the card", id="only-in-the-draft"),
    ],
)
def test_the_clauses_that_show_the_change_are_quoted(draft: str, rewrite: str) -> None:
    """Not those of a harmless edit in the sentence before, nor in the one behind."""
    comparison = held(
        f"The shop is shut on Mondays. {draft}. So the file is closed on our side.",
        f"The store is shut on Mondays. {rewrite}. So the file is closed on our end.",
    )

    assert [row[2:] for row in told(edited_words(comparison))] == [(draft, rewrite)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("we do not come", "we come", id="a-word-that-both-clauses-have"),
        pytest.param("the part is out of stock", "the part is in stock", id="a-phrase"),
    ],
)
def test_a_clause_that_stands_in_both_texts_is_not_quoted(draft: str, rewrite: str) -> None:
    """Though the change is in its sentence, and its words may be those that changed."""
    comparison = held(f"If you do not write, {draft}.", f"If you do not write, {rewrite}.")

    assert [row[2:] for row in told(edited_words(comparison))] == [(draft, rewrite)]


def test_a_sentence_whose_words_only_changed_places_is_not_quoted() -> None:
    """What was put into the next one is the change, and it is a matter of integrity."""
    draft = "Today we are open. Batteries go by road."
    rewrite = "We are open today. Batteries always go by road."

    findings = list(edited_words(held(draft, rewrite)))

    assert [row[2:] for row in told(findings)] == [
        ("Batteries go by road", "Batteries always go by road")
    ]
    assert {finding.value for finding in findings} == {Value.INTEGRITY}


def test_a_reworded_reply_is_not_looked_at_word_by_word() -> None:
    """There a word more or less is mere wording as often as not."""
    draft = (
        "Some meters reconnect by themselves. A lamp shows that. It is on the left. It is green."
    )
    rewrite = (
        "All meters reconnect by themselves. You can tell by its light. Look to its other side. "
        "That one glows in a nice tone. Do let us hear how it went."
    )

    assert told(edited_words(held(draft, rewrite))) == []
