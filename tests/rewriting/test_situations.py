"""Acknowledgements: at most one, only where something is felt or refused, never a finding."""

from collections.abc import Mapping
from typing import Any

import pytest

import prompts
from api.domain.reading import read
from api.rewriting.phrase_pattern import Pattern, words_of
from api.rewriting.phrasebook import Phrasebook
from api.rewriting.situations import Cues

DATA: Mapping[str, Any] = prompts.data("phrasebook/en.yaml")
BOOK = Phrasebook.from_data(DATA)


def acknowledged(draft: str, customer: str | None) -> list[str]:
    """The sentences of the reply that come from nothing."""
    answer = BOOK.rewrite(read(draft), read(customer, prefix="C") if customer else None)
    return [answer.text[s.start : s.end] for s in answer.sources if s.ids == ()]


@pytest.mark.parametrize(
    ("customer", "draft", "words"),
    [
        ("This is the fourth time I email you!", "The part is on order.", "more than once"),
        ("I was on hold for an hour, so annoying", "The line is open from 8.", "on the phone"),
        ("Your driver was rude to me!!", "The driver has left.", "telling us"),
        ("My parcel never arrived, I'm upset", "It left on Monday.", "not reached you"),
        ("The mug arrived broken. So sad.", "Send a photo.", "state it arrived in"),
        ("You sent the wrong size, I'm annoyed", "Send it to the depot.", "not what you expected"),
        ("Where is my refund?", "It is being processed.", "waiting for this"),
        (
            "Been waiting for weeks, worried now",
            "The visit is in June.",
            "frustrating it is to wait",
        ),
        ("No internet again, I'm desperate", "The mast is down.", "disruptive"),
        ("I'm locked out and panicking", "The code is in the app.", "lose access"),
        ("I was charged twice!!", "The first one is a hold.", "charge like this"),
        ("I lost my job and can't pay", "The bill is due in May.", "money worries"),
        ("The app keeps crashing, so frustrating", "Version 8 is out.", "does not work"),
        ("I'm confused by the form", "Page two is for landlords.", "confusing"),
        ("I need this today, it's urgent", "The shop opens at nine.", "urgent"),
        ("I really need this. Anything would help", "It is not possible.", "matters to you"),
        ("I'm worried about the crack", "The wall is dry.", "worrying"),
        ("This is ridiculous", "The gate shuts at nine.", "frustrating this is"),
        ("So disappointed", "The show has ended.", "disappointing"),
        (None, "We closed this issue because it is a question.", "taking the time"),
        (None, "Your order has been delayed by snow. The visit moves.", "taking longer"),
    ],
)
def test_answers_what_is_shown(customer: str | None, draft: str, words: str) -> None:
    """Each situation has its own sentence, said once."""
    said = acknowledged(draft, customer)

    assert len(said) == 1
    assert words in said[0]


@pytest.mark.parametrize(
    ("customer", "draft"),
    [
        pytest.param("What time do you open?", "We open at nine.", id="no feeling"),
        pytest.param("This is awful!!", "I'm sorry about that. It opens at nine.", id="apology"),
        pytest.param("This is awful!!", "Thank you for waiting. It opens at nine.", id="thanks"),
        pytest.param("This is awful!!", "- It opens at nine.", id="list only"),
        pytest.param("My mother died and nobody answers!!", "The form is online.", id="death"),
        pytest.param("I'm in hospital, this is awful", "The form is online.", id="illness"),
        pytest.param("There is a gas leak, HELP!!", "The form is online.", id="danger"),
        pytest.param(None, "The form is online.", id="no customer"),
        pytest.param("This is awful!!", "Hello!", id="greeting only"),
        pytest.param("This is awful!!", "Status: open\n\nOpened: May", id="headers only"),
    ],
)
def test_stays_silent_where_silence_is_kinder(customer: str | None, draft: str) -> None:
    """No feeling, a draft that has the words already, or a matter for a person."""
    assert acknowledged(draft, customer) == []


@pytest.mark.parametrize(
    ("customer", "words"),
    [
        ("My wife passed away in May.", "death in the family"),
        ("I was in hospital with a stroke.", "illness"),
        ("I want to die.", "safeguarding"),
        ("The heater is sparking, electric shock!", "safety comes before"),
    ],
)
def test_tells_the_agent_where_a_person_must_find_the_words(customer: str, words: str) -> None:
    """Grief, illness and danger are for a person, with a note that coaches."""
    notes = BOOK.care_notes(read("The form is online."), read(customer, prefix="C"))

    assert len(notes) == 1
    assert words in notes[0]


def test_has_no_note_without_a_customer() -> None:
    """Nothing was said, so nothing is to be cared for."""
    assert BOOK.care_notes(read("The form is online."), None) == ()


def test_never_says_sorry_twice() -> None:
    """Where a refusal already brings a sorry, the acknowledgement does without one."""
    answer = BOOK.rewrite(
        read("Your claim has been rejected."), read("Third time I ask, so annoyed!!", prefix="C")
    )

    assert answer.text.lower().count("sorry") == 1
    assert len([source for source in answer.sources if source.ids == ()]) == 1


def test_speaks_as_the_draft_does() -> None:
    """An agent who says I is not made into a we, a draft without capitals stays so."""
    assert acknowledged("I checked the file. It is in May.", "I'm worried") == [
        "I can see why this is worrying."
    ]
    assert acknowledged("it is in may.", "I'm worried") == ["we can see why this is worrying."]


def test_goes_after_greeting_and_headers() -> None:
    """The first thing a customer reads is the agent's greeting."""
    draft = "Subject: Your visit\n\nDear Mr Ito,\n\nThe visit is in June."

    answer = BOOK.rewrite(read(draft), read("I'm worried", prefix="C"))

    assert answer.text == (
        "Subject: Your visit\n\nDear Mr Ito,\n\n"
        "We can see why this is worrying. The visit is in June."
    )


def test_every_acknowledgement_may_be_said_in_both_voices() -> None:
    """No sentence of the file breaks when "we" becomes "I"."""
    for one in BOOK.situations.all:
        for saying in (one.say, one.also or one.say):
            assert saying[0].islower() or saying.startswith("{")
            assert saying.endswith(".")


def test_news_that_does_not_come_next_is_not_announced() -> None:
    """An acknowledgement of the draft's own news stands right before that news, or not at all."""
    assert acknowledged("The visit moves. Your order has been delayed by snow.", None) == []


def test_a_text_without_any_word_of_the_cues_is_not_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One look at its words is enough, however many patterns there are."""
    cues = Cues.of(["sorry (for|about)", "we understand"], {})
    searched: list[str] = []
    monkeypatch.setattr(Pattern, "search", lambda _self, text, _words: searched.append(text))

    for text in ("Next steps", "Sorry again"):
        assert not cues.met(text, words_of(text))

    assert set(searched) == {"Sorry again"}
