"""Each figure of the draft is kept, none is new."""

import pytest

from api.domain.guardrails.figures import changed_figures
from api.domain.guardrails.limits import changed_limits
from tests.domain.english import held


def found(
    draft: str, rewrite: str, facts: tuple[str, ...] = (), customer: str | None = None
) -> list[tuple[str, str | None, str | None]]:
    """Label and quotes of what is found."""
    comparison = held(draft, rewrite, facts=facts, customer=customer)
    return [
        (f.guardrail, f.draft.quote if f.draft else None, f.reply.quote if f.reply else None)
        for f in (*changed_figures(comparison), *changed_limits(comparison))
    ]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("It takes 24 hours.", "It takes a day.", id="a-day"),
        pytest.param("It costs $25.", "It costs 25 dollars.", id="dollars"),
        pytest.param("It takes 5-7 days.", "It takes between 5 and 7 days.", id="range"),
        pytest.param("Pay $5 to $7.", "Pay $5, or $7.", id="ends"),
        pytest.param("Pay $5 to $7.", "Pay $5 to $7, say $5.", id="one-end"),
        pytest.param("Wait 5 days.", "Wait 5 days: yes, 5.", id="bare-number"),
        pytest.param("You chose 5 boxes.", "You chose 5, yes, 5 of them.", id="repeated"),
        pytest.param("Two ways exist.", "Ways exist.", id="weak-lost"),
        pytest.param("Ways exist.", "The three ways below exist.", id="counted"),
        pytest.param("Come on Friday.", "Come on Friday, please.", id="weekday"),
        pytest.param("Use 2.0.1.", "Please use 2.0.1.", id="version"),
        pytest.param("Send it.", "Sorry, three weeks is a long wait.", id="in-passing"),
        pytest.param("Send it.", "I know three weeks is long.", id="in-empathy"),
        pytest.param("Send 12345 there.", "Send order 12345 there.", id="now-an-id"),
    ],
)
def test_a_figure_may_be_written_another_way(draft: str, rewrite: str) -> None:
    """Equal in value, whatever its spelling."""
    assert found(draft, rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param("Pay $5.", "Pay $6.", [("changed_figure", "$5", "$6")], id="changed"),
        pytest.param("Pay $5.", "Pay.", [("dropped_fact", "$5", None)], id="lost"),
        pytest.param("Pay.", "Pay $5.", [("invented_fact", None, "$5")], id="new"),
        pytest.param(
            "Wait 3 days.", "Wait to Friday.", [("changed_figure", "3 days", "Friday")], id="time"
        ),
        pytest.param("Wait.", "Wait 3 days.", [("invented_fact", None, "3 days")], id="deadline"),
        pytest.param(
            "Use 2.0.1 for $5.", "Use it for $5.", [("dropped_fact", "2.0.1", None)], id="version"
        ),
        pytest.param("Use 5.", "Use 1500.", [("changed_figure", "5", "1500")], id="digits-inside"),
        pytest.param(
            "By 4 May 2027.",
            "By 4 May 2028.",
            [("changed_figure", "4 May 2027", "4 May 2028")],
            id="year",
        ),
        pytest.param(
            "Wait 2 days.",
            "Wait 2 to 4 days.",
            [("changed_figure", "2 days", "2 to 4 days")],
            id="widened",
        ),
    ],
)
def test_a_figure_that_changes_is_found(
    draft: str, rewrite: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    """A lost and a new one of one kind are one change."""
    assert found(draft, rewrite) == expected


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param("Pay.", "Pay $5.", [("changed_figure",)], id="new"),
        pytest.param("Wait.", "Wait 3 days.", [("changed_figure", "new_deadline")], id="new-time"),
        pytest.param("Pay $5.", "Pay.", [("changed_figure",)], id="lost"),
        pytest.param("Pay $5.", "Pay $6.", [()], id="changed"),
        pytest.param("Hello.", "Sorry, pay $5.", [("changed_figure",)], id="digits-in-courtesy"),
    ],
)
def test_a_figure_is_found_under_its_other_labels_too(
    draft: str, rewrite: str, expected: list[tuple[str, ...]]
) -> None:
    """A new time is a deadline as well."""
    assert [finding.also for finding in changed_figures(held(draft, rewrite))] == expected


def test_a_change_is_paired_within_its_sentence() -> None:
    """The figure that the same sentence now has comes first."""
    draft = "The red box costs $5. The blue lamp costs $7."
    rewrite = "The blue lamp costs $9. The red box costs $8."

    assert found(draft, rewrite) == [
        ("changed_figure", "$5", "$8"),
        ("changed_figure", "$7", "$9"),
    ]


def test_facts_and_the_customer_may_bring_a_figure() -> None:
    """Both make the draft more exact."""
    draft, rewrite = "It will be there soon.", "It will be there on Friday, in 3 days."

    assert found(draft, rewrite, facts=("Friday", "3 days")) == []
    assert found(draft, rewrite, customer="Friday in 3 days?") == []


def test_each_new_figure_stands_in_place_of_one_that_is_lost() -> None:
    """One that is taken by its sentence is not taken again."""
    draft = "The red box costs $5. Umbrellas were $7. Hats were $9."
    rewrite = "The red box costs $8. Pay $6."

    assert found(draft, rewrite) == [
        ("changed_figure", "$5", "$8"),
        ("changed_figure", "$7", "$6"),
        ("dropped_fact", "$9", None),
    ]


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Sent mon 2nd.", "It was sent on Monday 2nd.", id="short-day"),
        pytest.param("Held until the twenty-first.", "Held until the 21st.", id="ordinal"),
        pytest.param(
            "Open till 6pm. After 6 you lose it.",
            "Open until 6pm. After 6pm you lose it.",
            id="bare-hour-with-the-limit",
        ),
        pytest.param("Price goes to £19.", "The price goes up to £19.", id="goes-up-to"),
        pytest.param(
            "Nights elsewhere are excluded (you had 5).",
            "Your five nights elsewhere are excluded.",
            id="unit-apart",
        ),
        pytest.param("Children below six years pay nothing.", "Under 6s pay nothing.", id="age"),
        pytest.param("Visit is 8.30 to 9.15.", "Visit is between 8:30 and 9:15.", id="points"),
        pytest.param("Rent is £35 pcm.", "Rent is £35 a month.", id="short-rate"),
        pytest.param("Rent, monthly, is £35.", "Rent is £35 a month.", id="rate-apart"),
    ],
)
def test_a_figure_in_another_form_is_the_same(draft: str, rewrite: str) -> None:
    """Short names, ordinals, a unit or a rate said apart."""
    assert found(draft, rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            "Change for $35.",
            "Change for $35 a night.",
            [("changed_figure", "$35", "$35 a night")],
            id="longer",
        ),
        pytest.param(
            "It costs £9.",
            "It costs £9 per week.",
            [("changed_figure", "£9", "£9 per week")],
            id="week",
        ),
        pytest.param(
            "You have 5 boxes. It takes some nights.",
            "It takes five nights for 5 boxes.",
            [("invented_fact", None, "five nights")],
            id="unit-of-another-sentence",
        ),
        pytest.param(
            "Under 2s free.", "Children free.", [("dropped_fact", "2", None)], id="age-lost"
        ),
        pytest.param(
            "Come on sat.", "Come on Sunday.", [("changed_figure", "sat", "Sunday")], id="day"
        ),
        pytest.param(
            "Cover is up to £5. It ends at 6.",
            "Cover is at least £5. It ends at 6.",
            [("changed_figure", "Cover is up to £5", "Cover is at least £5")],
            id="limit-turned",
        ),
    ],
)
def test_a_figure_in_another_form_is_no_licence(
    draft: str, rewrite: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    """A new rate, another day, a unit that belongs to something else."""
    assert found(draft, rewrite) == expected


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Call Monday to Friday.", "Call on a weekday.", id="weekday"),
        pytest.param("Open 7-21.", "Open between 7 am and 9 pm.", id="hours-of-the-day"),
        pytest.param("Open 14-16.", "Open 2–4 pm.", id="hours-with-a-half"),
        pytest.param("Before 9 or after 19.", "Before 9 am or after 7 pm.", id="two-hours"),
        pytest.param("Open Tue 10-16.", "Open on Tuesday, 10:00 to 16:00.", id="full-hours"),
        pytest.param("Shift 06:30 to 13:00.", "It starts at 06:30, ends at 13:00.", id="two-ends"),
        pytest.param("Walk at 8:00, not 9:30.", "Walk moved from 9:30 to 8:00.", id="moved"),
        pytest.param("We log 9 h 15.", "We log 9 hours and 15 minutes.", id="bare-minutes"),
        pytest.param(
            "It leaves at 06:40 instead of 07:10.",
            "It leaves half an hour earlier, at 06:40 and not at 07:10.",
            id="time-between-times",
        ),
        pytest.param("23:59 and 00:04.", "At 23:59, and five minutes on at 00:04.", id="midnight"),
        pytest.param(
            "From 4 March to 6 March.", "The two days to 6 March, from 4 March.", id="dates"
        ),
        pytest.param("Limit is 60 in the evening.", "In the evening it is 60.", id="no-such-hour"),
        pytest.param("1 to 3 months.", "From one month to three.", id="unit-once"),
        pytest.param("At least two working days.", "Two or more working days.", id="or-more"),
        pytest.param("Fitter 14/8 AM.", "The fitter comes on 14 August, AM.", id="slash-date"),
        pytest.param("Kept 14 days.", "Kept another fortnight.", id="another"),
        pytest.param("Open on two nights.", "Open on both nights.", id="both"),
        pytest.param(
            "Gone after 7, at most 30 days.", "Gone in a week, 30 days at most.", id="week"
        ),
        pytest.param("By 14 feb.", "By 14 February.", id="lower-case"),
        pytest.param("A 12 mth contract.", "A contract of twelve months.", id="short-month"),
        pytest.param("Takes 20 wkg days.", "It takes 20 working days.", id="short-working"),
        pytest.param("It is 0.50 per day.", "It costs 0.50 daily.", id="daily"),
        pytest.param("9 and 15 March are free.", "Choose 9 or 15 March.", id="two-dates"),
        pytest.param("For 5, 10 or 20 years.", "For 5 years, 10 years or 20 years.", id="either"),
        pytest.param(
            "No Wed group, Sat group on.", "None on Wed; Saturday is on.", id="listed-day"
        ),
        pytest.param("Ends 14/12 - 30 days notice.", "Ends 14/12, 30 days' notice.", id="dash"),
        pytest.param("We are open 24h.", "We are open around the clock.", id="around-the-clock"),
        pytest.param("It arrives Sat.", "It arrives on Saturday.", id="capital-short-day"),
    ],
)
def test_days_and_hours_may_be_said_in_other_words(draft: str, rewrite: str) -> None:
    """As people say them."""
    assert found(draft, rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Sold by a third party.",
            "It was sold to you after a third party bought it.",
            id="third",
        ),
        pytest.param("A fifth call is free.", "Your fifth call costs nothing.", id="fifth"),
        pytest.param(
            "The fitter comes 09:00 to 12:00.", "The fitter comes between 9 am and noon.", id="noon"
        ),
        pytest.param(
            "Open from midday to 3 pm.", "We are open from 12 noon until 3 pm.", id="midday"
        ),
        pytest.param(
            "Two alarms rang, 10:20 and 14:05.",
            "Alarms rang at 10:20 and at 14:05.",
            id="two-times",
        ),
        pytest.param(
            "6p from midnight to 5am and 21.5p later.",
            "6p between midnight and 5am, then 21.5p.",
            id="rates",
        ),
        pytest.param("There is an EUR 9 fee.", "The fee is EUR 9.", id="article"),
        pytest.param("v3.0.2 is out.", "Version 3.0.2 is out.", id="version"),
        pytest.param("3 lack: seats 20, 21, 22.", "Seats 20 to 22 lack.", id="counts-its-list"),
        pytest.param("3 ways:\n- a\n- b\n- c\n", "Ways:\n- a\n- b\n- c\n", id="counts-its-lines"),
        pytest.param("You see 1080p.", "They are limited to 1080p.", id="lines-of-a-picture"),
        pytest.param("5102QT is fixed.", "Booking 5102QT is fixed.", id="code"),
        pytest.param("Voucher MAI15 ended.", "The MAI15 voucher ended.", id="code-at-its-end"),
        pytest.param("You got 429.", "A stream of 429s.", id="plural"),
        pytest.param("Own risk (terms 5.2).", "Section 5.2: own risk.", id="section"),
        pytest.param("1) call, 2) wait, 3) buy.", "Call, wait, and buy.", id="running-list"),
        pytest.param("Call. 2. Wait. 3. Buy.", "Call, wait, and buy.", id="dotted-list"),
        pytest.param("Name two weekday slots.", "Please name two slots on weekdays.", id="slots"),
        pytest.param(
            "Statements not older than 6 weeks.",
            "Please send statements that are no more than 6 weeks old.",
            id="not-older",
        ),
        pytest.param("Payslips of Jan and Feb.", "Payslips of January and February.", id="months"),
        pytest.param("It ends 30 Sept.", "It ends on 30 September.", id="sept"),
        pytest.param("Open 22:00 to 02:00.", "Open from 10 pm until 2 am.", id="at-night"),
        pytest.param("In May 171 came.", "171 people came in May.", id="people-of-a-month"),
        pytest.param(
            "Free Sat and Sun.", "Free Saturday and Sunday, those two days.", id="those-two-days"
        ),
        pytest.param("Charges stop at £30.", "Charges are capped at £30.", id="stop-at"),
        pytest.param(
            "Boxes no wider than 40 cm.", "Boxes of at most 40 cm in width.", id="no-wider"
        ),
        pytest.param(
            "Parts are kept until at least 2031.",
            "We keep parts until 2031 at the least.",
            id="end",
        ),
    ],
)
def test_times_limits_and_counts_may_be_said_another_way(draft: str, rewrite: str) -> None:
    """A range of hours, a limit by a comparative, and a "third" that counts are read as such."""
    assert found(draft, rewrite) == []


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("We refund two thirds.", "We refund a third of it.", id="share"),
        pytest.param("Open 7-21.", "Open between 7 am and 10 pm.", id="later-hour"),
        pytest.param("Shift 06:30 to 13:00.", "It starts at 06:30, ends at 14:00.", id="other-end"),
        pytest.param("We log 9 h 15.", "We log 9 hours and 45 minutes.", id="other-minutes"),
        pytest.param(
            "06:40, not 07:10.", "Two hours earlier: 06:40, not 07:10.", id="no-such-time"
        ),
        pytest.param("Up to 12 rooms to 14 people.", "13 rooms.", id="no-range"),
        pytest.param("1 to 3 months.", "From one month to four.", id="other-months"),
        pytest.param("You have 500GB.", "You have 600GB.", id="size"),
        pytest.param("Go to Gate B12.", "Please go to Gate B13.", id="gate"),
        pytest.param("Go to Zone2.", "Please go to Zone3.", id="zone"),
        pytest.param("3 lack: seats 20, 21, 22.", "Four lack: seats 20, 21, 22.", id="list"),
        pytest.param("For 10 to 20 years.", "For 20 years.", id="end-of-a-range"),
        pytest.param("9 and 15 March are free.", "Choose 9 or 16 March.", id="another-date"),
        pytest.param("4 lack: seats 20, 21, 22.", "Seats 20 to 22 lack.", id="another-count"),
        pytest.param("Send 4 photos.", "Send photos.", id="count-lost"),
        pytest.param("He comes 09:00 to 12:00.", "He comes between 9 am and 2 pm.", id="longer"),
        pytest.param(
            "He comes 10:20 and 14:05.", "He comes at 10:20 and at 15:05.", id="other-time"
        ),
        pytest.param("There is an EUR 9 fee.", "There is an EUR 19 fee.", id="other-fee"),
        pytest.param("v3.0.2 is out.", "Version 3.0.3 is out.", id="other-version"),
        pytest.param("Boxes no wider than 40 cm.", "Boxes of at least 40 cm in width.", id="wider"),
        pytest.param("It takes two weekdays.", "It takes three weekdays.", id="weekdays"),
        pytest.param(
            "Parts are kept until at least 2031.", "We keep parts until 2031 at most.", id="ends"
        ),
        pytest.param("Back in March.", "It will be back in April.", id="another-month"),
        pytest.param("Open 14:00 to 18:00.", "Open from 2 am to 6 am.", id="other-half"),
        pytest.param("Open 22:00 to 02:00.", "Open from 10 am to 2 am.", id="other-half-at-night"),
        pytest.param("Back in the new year.", "It will be back in February.", id="a-month"),
        pytest.param("It ends 30 Sept.", "It ends on 20 September.", id="another-day"),
        pytest.param("In May 171 came.", "In May, 117 people came.", id="another-number"),
    ],
)
def test_another_time_limit_or_share_is_found(draft: str, rewrite: str) -> None:
    """What merely looks like a wording is another figure."""
    assert found(draft, rewrite) != []
