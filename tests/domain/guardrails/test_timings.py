"""No time is set that the draft does not set, where a unit and no number says it."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.timings import new_timings
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, told

PARTS = "The part is on order. A fitter rings you once it is here."


@pytest.mark.parametrize(
    ("draft", "rewrite", "quote"),
    [
        pytest.param(
            PARTS,
            "The part is on order. A fitter will ring you over the coming weeks once it is here.",
            "A fitter will ring you over the coming weeks",
            id="ahead",
        ),
        pytest.param(
            "Send the signed form to the clerk.",
            "Please send the signed form to the clerk before the end of the month.",
            "Please send the signed form to the clerk before the end of the month",
            id="end-of-a-unit",
        ),
        pytest.param(
            "The lab tests the sample and writes to you.",
            "The lab tests the sample and writes to you within a week.",
            "The lab tests the sample and writes to you within a week",
            id="a-unit",
        ),
        pytest.param(
            "The bridge stays shut. No date is known.",
            "The bridge stays shut and should open again soon.",
            "and should open again soon",
            id="soon",
        ),
        pytest.param(
            "The survey is still running.",
            "The survey is still running, and we hope to share it shortly.",
            "and we hope to share it shortly",
            id="hoped-soon",
        ),
        pytest.param(
            "The seller decides.", "The seller will decide any day.",
            "The seller will decide any day", id="any-day",
        ),
        pytest.param(
            "The licence is being printed.", "The licence will reach you this month.",
            "The licence will reach you this month", id="this-month",
        ),
        pytest.param(
            "We plant the hedge again.", "We plant the hedge again in early autumn.",
            "We plant the hedge again in early autumn", id="season",
        ),
        pytest.param(
            "Tell us which room you want.", "Please tell us by tomorrow which room you want.",
            "Please tell us by tomorrow", id="tomorrow",
        ),
        pytest.param(
            "Bring the keys back.", "Please bring the keys back by the weekend.",
            "Please bring the keys back by the weekend", id="weekend",
        ),
        pytest.param(
            "We post each month.", "We will post it next month.", "We will post it next month",
            id="each-is-no-date",
        ),
        pytest.param(
            "The refund is on its way.", "The refund will show in a few days.",
            "The refund will show in a few days", id="a-few",
        ),
        pytest.param(
            "Your account is being opened.", "Your account will be open in minutes.",
            "Your account will be open in minutes", id="bare-plural",
        ),
        pytest.param(
            "The price falls.", "The price will fall over the months.",
            "The price will fall over the months", id="over",
        ),
        pytest.param(
            "We renew the pass.", "We will renew the pass in a month.",
            "We will renew the pass in a month", id="in-one",
        ),
        pytest.param(
            "We ring you.", "We will ring you within the hour.",
            "We will ring you within the hour", id="within-the-hour",
        ),
        pytest.param(
            "We write to you.", "You will have a letter from us in a few working days.",
            "You will have a letter from us in a few working days", id="working-days",
        ),
        pytest.param(
            "We plant the hedge again.", "We plant the hedge again by autumn.",
            "We plant the hedge again by autumn", id="by-a-season",
        ),
        pytest.param(
            "The bridge reopens.", "The bridge reopens late summer.",
            "The bridge reopens late summer", id="late-in-a-season",
        ),
        pytest.param(
            "Your parcel was held for 3 weeks.",
            "Your parcel was held for 3 weeks and will arrive next week.",
            "and will arrive next week", id="weeks-that-are-over",
        ),
        pytest.param(
            "Your refund is being made.",
            "I understand how upsetting it is that you will only get your refund in the coming"
            " days.",
            "I understand how upsetting it is that you will only get your refund in the coming"
            " days", id="sympathy-with-a-promise-in-it",
        ),
    ],
)  # fmt: skip
def test_a_time_that_nothing_sets_is_found(draft: str, rewrite: str, quote: str) -> None:
    """A customer counts on it, whether it is promised, asked for or only said."""
    assert told(new_timings(held(draft, rewrite))) == [("new_deadline", BLOCK, None, quote)]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "The part comes next week.", "The part comes in the coming week.", id="same-unit"
        ),
        pytest.param(
            "Answer in 7 days.", "Please answer within a week.", id="same-figure"
        ),
        pytest.param(
            "We decide asap.", "We will decide as soon as we can, and hope to do it soon.",
            id="asap",
        ),
        pytest.param(
            "Your daughter's place is confirmed.",
            "We hope your daughter feels better soon. Her place is confirmed.",
            id="wish",
        ),
        pytest.param(
            "A meter reader called and nobody was in.",
            "Someone called over the last few days to read the meter and nobody was in.",
            id="looking-back",
        ),
        pytest.param(
            "The hall opens at 8.", "The hall opens at 8 in the morning.", id="part-of-the-day"
        ),
        pytest.param(
            "The next tram is in spring 2031.", "In spring 2031 there will be the next tram.",
            id="dated-season",
        ),
        pytest.param(
            "Ring us in office hours.", "You can ring us within business hours.", id="hours"
        ),
        pytest.param("Send it as soon as you have it.", "Please send it as soon as it is there.",
            id="as-soon-as",
        ),
        pytest.param("The gate is shut.", "I'm afraid the gate is shut.", id="no-time"),
        pytest.param(
            "Sorry. The week is full. The month is full as well.",
            "This week is full. This month is full as well.", id="two-units",
        ),
        pytest.param(
            "No date yet.", "I cannot say whether it will come soon.", id="denied"
        ),
        pytest.param("Ask if it is late.", "Ask us if it will be there soon.", id="condition"),
        pytest.param(
            "Write to us on the day you travel.",
            "Please write to us on any day on which you travel.",
            id="any-day-of-some",
        ),
        pytest.param(
            "We refund tmrw.", "We will refund you tomorrow.", id="tomorrow-too"
        ),
        pytest.param(
            "Bring the keys to the office.", "Please bring the keys to the office at the weekend"
            " or in the week, as you like.",
            id="no-limit",
        ),
        pytest.param(
            "Your daughter's place is confirmed.",
            "We hope your daughter feels better in the coming days. Her place is confirmed.",
            id="wish-with-a-unit",
        ),
        pytest.param(
            "The bridge opens on 12 April 2031.",
            "The bridge opens in spring 2031, on 12 April.", id="season-of-a-year",
        ),
        pytest.param(
            "You may skip a box.", "You may skip a box any month.", id="any-month-of-all"
        ),
        pytest.param(
            "Ring us when you like.", "You can ring us on any day you like.", id="any-day-of-all"
        ),
        pytest.param(
            "Say which weekday suits you.", "Please tell us which day of the week suits you.",
            id="day-of-the-week",
        ),
        pytest.param(
            "The seller decides.", "At the end of the day, the seller decides.", id="idiom"
        ),
        pytest.param(
            "We have your letter.", "We had your letter this morning.", id="this-morning"
        ),
        pytest.param(
            "The menu is sold out.", "The menu of this week is sold out.", id="of-this-week"
        ),
        pytest.param(
            "The timetable is out of print.", "The summer timetable is out of print.",
            id="season-as-a-name",
        ),
        pytest.param(
            "Ring us while the shop is open.", "You can ring us within working hours.",
            id="working-hours",
        ),
        pytest.param(
            "We need your form to go on.",
            "The sooner you send your form, the sooner we will go on.", id="the-sooner",
        ),
        pytest.param(
            "We ask them for a date.", "We will ask them how soon they can come.", id="how-soon"
        ),
        pytest.param(
            "She is on the list.", "We hope that she will feel better soon.", id="a-good-wish"
        ),
    ],
)  # fmt: skip
def test_a_time_that_is_given_is_left_alone(draft: str, rewrite: str) -> None:
    """Other words for the same time, and words of time that set none."""
    assert told(new_timings(held(draft, rewrite))) == []


def test_a_time_beside_one_of_the_drafts_is_for_a_reader() -> None:
    """It may say the draft's own date again, in other words."""
    rewrite = "Please pay by 28 June, before the end of the month."

    (finding,) = new_timings(held("Pay by 28 June.", rewrite))

    assert finding.severity is REVIEW
    assert finding.value is Value.INTEGRITY


@pytest.mark.parametrize(
    "given",
    [{"facts": ("The part comes next week.",)}, {"customer": "Can it come in the coming week?"}],
)
def test_a_fact_or_the_customer_may_give_the_time(given: dict[str, str]) -> None:
    """The reply takes up what is known beside the draft."""
    rewrite = "The part should be here next week."

    assert told(new_timings(held("The part is on order.", rewrite, **given))) == []  # type: ignore[arg-type]
