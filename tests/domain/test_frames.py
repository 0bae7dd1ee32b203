"""What each clause commits whom to."""

import pytest

from api.domain.frames import Actor, Force, Frame
from api.domain.lexicon import Strength
from api.domain.reading import read
from api.domain.side import look
from tests.domain.english import lexicon


def frames(text: str) -> tuple[Frame, ...]:
    """The frames of a text."""
    return look(read(text), lexicon()).frames


@pytest.mark.parametrize(
    ("text", "force", "actor"),
    [
        pytest.param("We will refund you.", "promise", "us", id="will"),
        pytest.param("We are going to refund you.", "promise", "us", id="going-to"),
        pytest.param("Our team will refund you.", "promise", "us", id="team"),
        pytest.param("One support agent will call you.", "promise", "us", id="agent"),
        pytest.param("We can refund you.", "offer", "us", id="can"),
        pytest.param("We are happy to refund you.", "offer", "us", id="happy"),
        pytest.param("Let me check that.", "offer", "us", id="let-me"),
        pytest.param("We refunded you.", "past", "us", id="past"),
        pytest.param("We are checking the parcel.", "ongoing", "us", id="ongoing"),
        pytest.param("We must check it.", "statement", "us", id="must"),
        pytest.param("We cannot refund you.", "refusal", "us", id="cannot"),
        pytest.param("The plan does not cover rain.", "refusal", "other", id="does-not"),
        pytest.param("That is not possible.", "refusal", "other", id="strong-no"),
        pytest.param("We do not need your card.", "statement", "us", id="no-duty"),
        pytest.param("You will receive a refund.", "promise", "customer", id="receive"),
        pytest.param("You will be refunded.", "promise", "customer", id="passive"),
        pytest.param("You will laugh.", "statement", "customer", id="you-will"),
        pytest.param("You can return it.", "permission", "customer", id="you-can"),
        pytest.param("You must return it.", "instruction", "customer", id="you-must"),
        pytest.param("You need to return the box.", "instruction", "customer", id="you-need-to"),
        pytest.param("You returned the box.", "statement", "customer", id="you-did"),
        pytest.param("The parcel will arrive.", "promise", "other", id="it-will"),
        pytest.param("We think this may be late.", "statement", "other", id="last-subject"),
        pytest.param("Your order has been shipped.", "past", "other", id="passive-past"),
        pytest.param("The sky is blue.", "statement", "other", id="statement"),
        pytest.param("Please send a photo.", "instruction", "nobody", id="please"),
        pytest.param("Check the box.", "instruction", "nobody", id="imperative"),
        pytest.param("Checked.", "past", "nobody", id="bare-past"),
        pytest.param("Could you check it?", "question", "nobody", id="question"),
        pytest.param("If it rains", "condition", "other", id="condition"),
    ],
)
def test_a_clause_has_a_force_and_an_actor(text: str, force: str, actor: str) -> None:
    """Who does what to whom, in the words of speech-act theory."""
    frame = frames(text)[0]

    assert (frame.force, frame.actor) == (Force(force), Actor(actor))


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        pytest.param("We guarantee a refund.", Strength.GUARANTEE, id="guarantee"),
        pytest.param("We will refund you.", Strength.WILL, id="will"),
        pytest.param("We should refund you.", Strength.LIKELY, id="should"),
        pytest.param("We will try to refund you.", Strength.ATTEMPT, id="try"),
        pytest.param("We may refund you.", Strength.POSSIBLE, id="may"),
        pytest.param("We may never refund you, we cannot.", Strength.POSSIBLE, id="weakest"),
        pytest.param("We cannot refund you.", Strength.REFUSED, id="refused"),
    ],
)
def test_the_weakest_word_decides_the_strength(text: str, strength: Strength) -> None:
    """ "we will try" is an attempt."""
    assert frames(text)[0].strength is strength


def test_a_coordinated_verb_takes_over_subject_and_modal() -> None:
    """ "... and call you" is as much a promise as what comes before."""
    first, second = frames("We will look into it - and call you.")

    assert second.actor is first.actor is Actor.US
    assert second.force is first.force is Force.PROMISE


def test_a_coordinated_clause_takes_over_the_force() -> None:
    """Where it has no verb of its own that says more."""
    first, second = frames("Please check the box - and then lids.")

    assert first.force is second.force is Force.INSTRUCTION


def test_an_idiom_denies_nothing() -> None:
    """ "do not hesitate" is no refusal."""
    assert not frames("Please do not hesitate to call.")[0].negated
    assert frames("We do not call.")[0].negated


def test_a_frame_names_its_acts_and_what_it_is_about() -> None:
    """Common words say nothing."""
    frame = frames("We will refund and replace the umbrella.")[0]

    assert frame.acts == {"refund", "replace"}
    assert lexicon().concept("umbrella") in frame.about
    assert "the" not in frame.about
