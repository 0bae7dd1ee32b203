"""Whether a text holds a figure."""

from itertools import product

import pytest

from api.domain.held_figures import HeldFigures, distinct
from tests.domain.english import figures_of

TEXT = (
    "$5 to $7, $9, 5%, 5 days, 5-7 weeks, 4 March, 5 March 2027, 6 March 2028, Friday, 5 pm,"
    " 12 boxes, 3-8 lamps, version 2.0.1 and a day; half of it on 4 March 2026."
)


def test_every_figure_is_held_by_its_own_text() -> None:
    """Whatever its kind."""
    held = HeldFigures(figures_of(TEXT), TEXT)

    assert all(figure in held for figure in figures_of(TEXT))


def test_equality_is_mutual() -> None:
    """Of any two figures, each equals the other or neither does; a missing year fits any."""
    others = figures_of(
        TEXT + " 5 March 2028, March 5, 4/3/2026, $6, 6 days, Monday, weekdays, at 17:00, 5:00,"
        " 5 o'clock, version 2.0.2."
    )

    for one, other in product(others, others):
        assert HeldFigures([one]).equal(other) == HeldFigures([other]).equal(one)


@pytest.mark.parametrize(
    ("draft", "rewrite", "held"),
    [
        pytest.param("by 4 March", "by 4 March 2027", True, id="year-given"),
        pytest.param("by 4 March 2027", "by March 4, 2028", False, id="other-year"),
        pytest.param("by 4/3/2027", "by 3/4/2027", True, id="either-order"),
        pytest.param("on the 20th", "on 20 August", True, id="day-alone"),
        pytest.param("on 20 August", "on the 20th", True, id="month-left-out"),
        pytest.param("Mon to Fri", "Monday to Friday", True, id="short-days"),
        pytest.param("on weekdays", "on Tuesday", True, id="weekday"),
        pytest.param("on weekends", "on Tuesday", False, id="weekend"),
        pytest.param("at 5:00", "at 5 pm", True, id="clock-face"),
        pytest.param("at 5 pm", "at 5 am", False, id="other-half"),
        pytest.param("at 5 pm", "at 17:00", True, id="24-hours"),
        pytest.param("at 9", "at 9 am", True, id="bare-hour"),
        pytest.param("at 9", "at 9:30 am", False, id="not-the-half-hour"),
        pytest.param("8-10am", "between 8 am and 10 am", True, id="range-of-hours"),
        pytest.param("for 25", "for $25", True, id="bare-amount"),
        pytest.param("for $25", "for $26", False, id="other-amount"),
        pytest.param("for £0.50", "for 50p", True, id="coins"),
        pytest.param("the limit is 18", "the limit is 18 months", False, id="bare-duration"),
        pytest.param("the limit is 18", "the limit is 19 months", False, id="other-duration"),
        pytest.param("18 days", "18 months", False, id="duration-in-another-unit"),
        pytest.param("4 June, 11 June", "4 or 11 June", True, id="each-day"),
        pytest.param("4 June", "4 or 11 June", False, id="one-day-of-two"),
        pytest.param("4 or 11 June", "11 June", True, id="either-day"),
        pytest.param("4 to 11 June", "12 June", False, id="day-behind-the-range"),
        pytest.param("4 or 11 June 2027", "11 June 2028", False, id="day-of-another-year"),
        pytest.param("at 8.30", "at 8:30 am", True, id="point"),
        pytest.param("at 8.30", "at 8:45 am", False, id="other-point"),
        pytest.param("at 20.30", "at 8:30 pm", True, id="point-24-hours"),
        pytest.param("8.30 to 9.15", "from 8:30 am to 9:15 am", True, id="range-of-points"),
        pytest.param("8.30 to 9.15", "from 8:30 am to 9:30 am", False, id="other-range-of-points"),
        pytest.param("at 8:30 pm", "at 8.30", True, id="clock-with-a-point"),
        pytest.param("from 8:30 to 9:15", "8.30 to 9.15", True, id="clock-range-with-points"),
        pytest.param("at 8:30", "at 8.45", False, id="other-clock-with-a-point"),
        pytest.param("8 boxes", "8.75 inches", False, id="no-clock"),
        pytest.param("until 22.15", "until 10:15 pm", True, id="late-point"),
        pytest.param("on 3 April", "on 4 March", False, id="day-and-month-in-words"),
        pytest.param("on the 4th and the 6th", "4 to 6 March", True, id="both-days-alone"),
        pytest.param("on the 4th", "4 to 6 March", False, id="one-day-alone"),
        pytest.param("at 12", "at midnight", True, id="midnight"),
        pytest.param("at 9", "from 9:00 to 9:30", False, id="half-an-hour-more"),
        pytest.param("5% to 7%", "7%", True, id="end-of-a-range"),
        pytest.param("5% to 7%", "6%", False, id="inside-a-range"),
        pytest.param("ref AB12345", "12345", True, id="long-number-of-a-code"),
        pytest.param("ref AB1234", "1234", False, id="short-number-of-a-code"),
        pytest.param("from 4 March to 6 March", "2 days", True, id="days-between"),
        pytest.param("from 4 March to 6 March", "2 to 3 days", False, id="some-days-between"),
        pytest.param("from 4 March to 6 April", "2 days", False, id="days-of-two-months"),
        pytest.param("from 10 pm to 2 am", "4 hours", True, id="over-midnight"),
        pytest.param("from 10 pm to 2 am", "5 hours", False, id="not-over-midnight"),
        pytest.param("the nights count (you had 5)", "5 nights", True, id="unit-before"),
        pytest.param("you had 5 of the nights", "5 nights", True, id="unit-behind"),
        pytest.param("you had 5. Nights count", "5 nights", False, id="unit-of-the-next-sentence"),
        pytest.param("children under 6", "under 6 years", True, id="age"),
        pytest.param("children over 6", "under 6 years", False, id="other-bound-of-an-age"),
        pytest.param("children under 6", "6 years", False, id="age-without-its-bound"),
        pytest.param("5 months", "under 6 years", False, id="no-age"),
    ],
)
def test_a_figure_is_held_however_it_is_written(draft: str, rewrite: str, held: bool) -> None:
    """Formats differ, values may not."""
    (*_, figure) = figures_of(rewrite)

    assert (figure in HeldFigures(figures_of(draft), draft)) is held


def test_ends_of_ranges_and_bare_numbers_are_held() -> None:
    """One end of an amount, both ends of a range, a number that stands in the text."""
    held = HeldFigures(figures_of(TEXT), TEXT)

    assert [figure in held for figure in figures_of("$7, $5-$9, 10-11 boxes, 1-9 boxes, 2027")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert [figure in held for figure in figures_of("6 weeks, 7 weeks, 5-6 days, version 2")] == [
        False, False, False, False,
    ]  # fmt: skip


def test_digits_inside_other_numbers_or_words_do_not_count() -> None:
    """The 5 of 1500 is no 5."""
    held = HeldFigures((), "1500, 2.5, A6, 7, 8,000.")

    assert [figure in held for figure in figures_of("5 and 6 and 15 and 7 and 8,000 left")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_what_is_said_twice_accuses_once() -> None:
    """And what is said in passing never."""
    assert [figure.quote for figure in distinct(figures_of("$5, 5 dollars, a day, 2 days"))] == [
        "$5", "2 days",
    ]  # fmt: skip


def test_commas_between_thousands_do_not_matter_among_protected_text() -> None:
    """A number in a code stands there with or without them."""
    held = HeldFigures((), "A code: 8000.")

    assert [figure in held for figure in figures_of("8,000 and 80,000 left")] == [True, False]


def test_two_days_said_at_once_accuse_no_more_than_each_by_itself() -> None:
    """ "4 and 11 June" adds nothing to the two dates."""
    dates = figures_of("It is 4 June. Or it is 11 June. Choose 4 or 11 June. Not 12 June.")

    assert [figure.quote for figure in distinct(dates)] == ["4 June", "11 June", "12 June"]
