"""What each clause commits whom to."""

import pytest

import prompts
from api.domain.forces import Force
from api.domain.frames import Frame
from api.domain.lexicon import Lexicon, Strength
from api.domain.predicates import Actor
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
        pytest.param("Do not return it.", "instruction", "nobody", id="denied-imperative"),
        pytest.param("Your parcel is on its way.", "promise", "other", id="arriving"),
        pytest.param("It is not on its way.", "statement", "other", id="not-arriving"),
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
        pytest.param("We should have refunded you.", Strength.WILL, id="should-have"),
        pytest.param("We will try again.", Strength.WILL, id="try-again"),
        pytest.param("We will ship it on 2 May.", Strength.WILL, id="month"),
        pytest.param("We will try", Strength.ATTEMPT, id="last-word"),
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
    assert lexicon().concepts("umbrella") <= frame.about
    assert "the" not in frame.about
    assert "the" in frame.words


def test_the_terms_of_a_frame_are_its_words_that_say_something() -> None:
    """No stopwords, no figures; light ones are marked."""
    terms = frames("The umbrellas cost us $25 today.")[0].terms

    assert [(term.word.text, term.light) for term in terms] == [
        ("umbrellas", False), ("cost", False), ("today", True),
    ]  # fmt: skip


def test_each_word_of_a_phrase_says_what_the_phrase_says() -> None:
    """ "pay you back" may be a phrase of several words, "refund" its synonym."""
    known = Lexicon.from_data(
        {**prompts.data("lexicon/en.yaml"), "synonyms": ["refund, return money", "money, cash"]}
    )

    (frame,) = look(read("We returned money for the umbrella."), known).frames
    returned, money, umbrella = frame.terms

    assert "refund" not in frame.about
    assert returned.concepts & known.concepts("refund")
    assert money.concepts & known.concepts("refund")
    assert money.concepts & known.concepts("cash")
    assert not umbrella.concepts & known.concepts("refund")
    assert frame.predicates[0].about & known.concepts("refund")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        pytest.param("We refunded the umbrella.", True, id="past"),
        pytest.param("We did refund the umbrella.", True, id="did"),
        pytest.param("The refunded umbrella is blue.", True, id="participle"),
        pytest.param("We will refund the umbrella.", False, id="future"),
    ],
)
def test_a_frame_knows_what_is_done(text: str, done: bool) -> None:
    """By the forms of its words."""
    (frame,) = frames(text)

    assert (lexicon().concepts("refund") <= frame.done) is done
    assert not lexicon().concepts("umbrella") & frame.done


def test_a_frame_knows_its_cues() -> None:
    """The names of the lists that it has a phrase of."""
    thanks, refused = frames("Thanks a lot! We cannot refund all umbrellas.")

    assert thanks.courtesy
    assert {"courtesy"} <= thanks.cues
    assert {"strong_refusal", "negative", "universal"} <= refused.cues
    assert not refused.courtesy


def test_a_frame_knows_where_it_takes_in_everything() -> None:
    """ "all", "every" and the like, by their positions."""
    (frame,) = frames("We refund all boxes and every umbrella.")

    assert frame.universal == (2, 5)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        pytest.param("We do not refund it.", True, id="not"),
        pytest.param("We refund only umbrellas.", True, id="limiting"),
        pytest.param("We refund it.", False, id="yes"),
        pytest.param("Please do not hesitate to call.", False, id="idiom"),
    ],
)
def test_a_frame_may_keep_a_no_alive(text: str, denies: bool) -> None:
    """An idiom does not."""
    assert frames(text)[0].denies is denies


def test_each_frame_has_its_predicates() -> None:
    """A clause that "and" begins goes on with the last one of the clause before it."""
    first, second, third = frames("We will look into it - and refund it. And refund it.")

    assert [predicate.word for predicate in first.predicates] == ["look"]
    assert [(p.actor, p.word) for p in second.predicates] == [(Actor.US, "refund")]
    assert third.predicates == ()
