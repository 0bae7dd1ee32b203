"""Dates, weekdays, times of day and durations, as people write them."""

import pytest

from tests.domain.english import figures_of


def told(text: str) -> list[tuple[str, tuple[float, ...], str, bool]]:
    """The figures of a text: kind, values, unit, and whether it only supports."""
    return [(f.kind.value, f.values, f.unit, f.weak) for f in figures_of(text)]


MORNING, NOON = 9 * 60.0, 12 * 60.0


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        pytest.param("At 9 am.", (MORNING,), "", id="am"),
        pytest.param("At 9 a.m. sharp.", (MORNING,), "", id="dotted"),
        pytest.param("At 9.30pm.", (21.5 * 60,), "", id="point"),
        pytest.param("At 21:30.", (21.5 * 60,), "", id="24-hours"),
        pytest.param("At 9:30.", (9.5 * 60,), "clock", id="clock-face"),
        pytest.param("At 9 o'clock.", (MORNING,), "clock", id="o-clock"),
        pytest.param("From 9-11am.", (MORNING, 11 * 60.0), "", id="range"),
        pytest.param("From 11-2pm.", (11 * 60.0, 14 * 60.0), "", id="over-noon"),
        pytest.param("From 9am to 5pm.", (MORNING, 17 * 60.0), "", id="both-named"),
        pytest.param("From 9:00 to 11:00.", (MORNING, 11 * 60.0), "clock", id="clock-range"),
        pytest.param("At noon.", (NOON,), "", id="noon"),
        pytest.param("At midnight.", (0.0,), "", id="midnight"),
        pytest.param("At half past two.", (150.0,), "clock", id="half-past"),
        pytest.param("At quarter to three.", (165.0,), "clock", id="quarter-to"),
    ],
)
def test_reads_times_of_day(text: str, values: tuple[float, ...], unit: str) -> None:
    """In minutes after midnight; a clock face may mean either half of the day."""
    assert told(text) == [("time", values, unit, False)]


@pytest.mark.parametrize(
    ("text", "seconds", "weak"),
    [
        pytest.param("Two and a half hours.", 9000.0, False, id="and-a-half-before"),
        pytest.param("An hour and a half.", 5400.0, False, id="and-a-half-behind"),
        pytest.param("1 hour 30 minutes.", 5400.0, False, id="compound"),
        pytest.param("1 hour and 30 mins.", 5400.0, False, id="compound-and"),
        pytest.param("24 hours a day.", 86400.0, True, id="every-day"),
        pytest.param("An hour.", 3600.0, True, id="an-hour"),
    ],
)
def test_reads_durations(text: str, seconds: float, weak: bool) -> None:
    """In seconds; "an hour" and "24 hours a day" only support."""
    assert told(text)[:1] == [("duration", (seconds,), "second", weak)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("1 hour and 3 days.", ["duration", "duration"], id="no-smaller-unit"),
        pytest.param("1 hour and 30 boxes.", ["duration", "number"], id="no-unit"),
        pytest.param("Take 9 to 11 boxes.", ["number"], id="no-time"),
        pytest.param("Mon and Tues.", ["weekday", "weekday"], id="short"),
        pytest.param("The mon is out.", [], id="no-day"),
        pytest.param("Half past.", ["percent"], id="no-hour"),
    ],
)
def test_what_looks_alike_is_told_apart(text: str, kinds: list[str]) -> None:
    """A joint joins only what belongs together."""
    assert [kind for kind, *_ in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("It left mon 2nd.", ["monday"], id="before-a-number"),
        pytest.param("It comes by thurs.", ["thursday"], id="no-other-meaning"),
        pytest.param("Call on sat.", ["saturday"], id="behind-on"),
        pytest.param("Open Mon-Sat.", ["monday", "saturday"], id="beside-a-day"),
        pytest.param("Ring from Sun.", ["sunday"], id="capital-behind-from"),
        pytest.param("Free wed morning.", ["wednesday"], id="before-a-part-of-the-day"),
        pytest.param("She sat there.", [], id="a-verb"),
        pytest.param("Keep it from sun and rain.", [], id="the-sun"),
        pytest.param("They wed in May.", [], id="a-wedding"),
    ],
)
def test_reads_short_names_of_days(text: str, days: list[str]) -> None:
    """In any case, unless the word stands where it says something else."""
    assert [figure.unit for figure in figures_of(text) if figure.kind.value == "weekday"] == days


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("On the fifth of May.", (0.0, 5.0, 5.0), id="day-first"),
        pytest.param("On May the fifth.", (0.0, 5.0, 5.0), id="month-first"),
        pytest.param("On the twenty-first of May.", (0.0, 5.0, 21.0), id="two-words"),
        pytest.param("On May twenty-first.", (0.0, 5.0, 21.0), id="no-article"),
    ],
)
def test_reads_days_of_a_month_in_words(text: str, values: tuple[float, ...]) -> None:
    """An ordinal says a day as its digits do."""
    assert [figure.values for figure in figures_of(text)] == [values]


def test_an_ordinal_behind_a_month_that_counts_something_else_is_no_day() -> None:
    """Neither "in May first" nor a ten with a number behind it that is no ordinal."""
    assert told("In May first.") == [
        ("date", (0, 5, 0), "", True),
        ("number", (1.0,), "", True),
    ]
    assert told("In May 171 boxes.") == [
        ("date", (0, 5, 0), "", True),
        ("number", (171.0,), "", False),
    ]
    assert told("Twenty-odd boxes.") == [("number", (20.0,), "", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Under 12s ride free.", ("number", (12.0,), "", False), id="children"),
        pytest.param("Under-16s ride free.", ("number", (16.0,), "", False), id="joined"),
        pytest.param("Over 60s ride free.", ("number", (60.0,), "", False), id="elders"),
        pytest.param("Under 2s ride free.", ("number", (2.0,), "", False), id="babies-count"),
        pytest.param("It takes 12s.", ("duration", (12.0,), "second", False), id="seconds"),
    ],
)
def test_people_of_an_age_are_no_seconds(
    text: str, expected: tuple[str, tuple[float, ...], str, bool]
) -> None:
    """A number behind "under" or "over" with an "s" counts years of age."""
    assert told(text)[:1] == [expected]


def test_ways_to_say_days_and_hours_that_only_support() -> None:
    """Of a weekday, and of the whole day; "around" alone says nothing."""
    assert told("Call on a weekday.") == [("weekday", (), "weekday", True)]
    assert told("Open around the clock.") == [("duration", (86_400.0,), "second", True)]
    assert told("The clock is around.") == []
