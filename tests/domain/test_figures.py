"""Amounts, dates, durations, shares and counts, typed and canonical."""

import pytest

from tests.domain.english import figures_of


def told(text: str) -> list[tuple[str, tuple[float, ...], str]]:
    """The figures of a text, as kind, values and unit."""
    return [(figure.kind.value, figure.values, figure.unit) for figure in figures_of(text)]


def test_figures_that_say_the_same_have_one_key() -> None:
    """Whatever their words and their bounds; a feature is the key as a string."""
    sign, word, other = figures_of("It costs $25. It costs up to 25 dollars. It costs $26.")

    assert sign.key == word.key != other.key
    assert sign.feature == word.feature == "=money$(25.0,)" != other.feature


DAY = 86_400.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It costs $25.", [("money", (25.0,), "$")], id="sign"),
        pytest.param("It costs 25 dollars.", [("money", (25.0,), "$")], id="word"),
        pytest.param("It costs USD 25.", [("money", (25.0,), "$")], id="code"),
        pytest.param("It costs $25 USD.", [("money", (25.0,), "$")], id="both"),
        pytest.param("It costs $10-$15.", [("money", (10.0, 15.0), "$")], id="range"),
        pytest.param("It costs $10-$.", [("money", (10.0,), "$")], id="half-range"),
        pytest.param("It costs £5k.", [("money", (5000.0,), "£")], id="k"),
        pytest.param("It costs 50p.", [("money", (0.5,), "£")], id="pence"),
        pytest.param("It costs 50 cents.", [("money", (0.5,), "$")], id="cents"),
        pytest.param("The $ sign is gone.", [], id="sign-alone"),
        pytest.param("Take 50% off.", [("percent", (50.0,), "")], id="percent"),
        pytest.param("Take 50 percent off.", [("percent", (50.0,), "")], id="percent-word"),
        pytest.param("Take 50 per cent off.", [("percent", (50.0,), "")], id="per-cent"),
        pytest.param("Take three quarters.", [("percent", (75.0,), "")], id="quarters"),
        pytest.param("5 per box.", [("number", (5.0,), "")], id="per"),
        pytest.param("It takes 24 hours.", [("duration", (DAY,), "second")], id="hours"),
        pytest.param("It takes 48h.", [("duration", (2 * DAY,), "second")], id="short"),
        pytest.param("A 30-day wait.", [("duration", (30 * DAY,), "second")], id="joined"),
        pytest.param(
            "It takes 5-7 business days.", [("duration", (5.0, 7.0), "business day")], id="business"
        ),
        pytest.param(
            "It takes five to seven full working days.",
            [("duration", (5.0, 7.0), "business day")],
            id="working",
        ),
        pytest.param(
            "It takes an hour and a half.", [("duration", (5400.0,), "second")], id="and-a-half"
        ),
        pytest.param(
            "It takes an hour and a quarter.", [("duration", (4500.0,), "second")], id="and-quarter"
        ),
        pytest.param("An hour and a bit.", [("duration", (3600.0,), "second")], id="and-a-bit"),
        pytest.param(
            "Three quarters of an hour.", [("duration", (2700.0,), "second")], id="of-an-hour"
        ),
        pytest.param("Take half of it.", [("percent", (50.0,), "")], id="half"),
        pytest.param("On the third day.", [("number", (3.0,), "")], id="ordinal"),
        pytest.param("It takes a year.", [("duration", (12.0,), "month")], id="year"),
        pytest.param("By 4 March.", [("date", (0.0, 3, 4.0), "")], id="day-first"),
        pytest.param("By the 4th of March, 2027.", [("date", (2027.0, 3, 4.0), "")], id="of"),
        pytest.param("By March 4th.", [("date", (0.0, 3, 4.0), "")], id="month-first"),
        pytest.param("By Mar. 4, 2027.", [("date", (2027.0, 3, 4.0), "")], id="dot"),
        pytest.param("In March 2027.", [("date", (2027.0, 3, 0), "")], id="month-year"),
        pytest.param("In April.", [("date", (0, 4, 0), "")], id="month"),
        pytest.param("May we call? Sorry, Mar.", [], id="may"),
        pytest.param("By 40 March.", [("number", (40.0,), "")], id="no-day"),
        pytest.param("a 5 march", [("number", (5.0,), "")], id="lower"),
        pytest.param("24 to 31 Dec", [("date", (0.0, 12, 24.0, 31.0), "")], id="days"),
        pytest.param("4 or 11 June", [("date", (0.0, 6, 4.0, 11.0), "")], id="either-day"),
        pytest.param("On June 4-11.", [("date", (0.0, 6, 4.0, 11.0), "")], id="days-behind"),
        pytest.param("On 2027-03-04.", [("date", (2027.0, 3.0, 4.0), "")], id="iso"),
        pytest.param("On 3/4/27.", [("date", (2027.0, 3.0, 4.0), "either order")], id="slashes"),
        pytest.param("On 3.4.2027.", [("date", (2027.0, 3.0, 4.0), "either order")], id="dots"),
        pytest.param("On Fridays.", [("weekday", (), "friday")], id="weekday"),
        pytest.param("At 1 pm.", [("time", (780.0,), "")], id="pm"),
        pytest.param("At 12 a.m. sharp.", [("time", (0.0,), "")], id="midnight"),
        pytest.param("At 13:05.", [("time", (785.0,), "")], id="clock"),
        pytest.param("At 1:05 PM.", [("time", (785.0,), "")], id="clock-pm"),
        pytest.param("Version 2.0.1 is out.", [("number", (), "2.0.1")], id="version"),
        pytest.param("We have 5 boxes.", [("number", (5.0,), "")], id="count"),
        pytest.param("See section 5 and step 3.", [], id="named"),
        pytest.param("1. Open it.\n2. Close it.", [], id="list-numbers"),
        pytest.param("See https://a.example/5 and {7}.", [], id="protected"),
        pytest.param("It is a box.", [], id="article"),
        pytest.param("We wait.\n\n```\nsleep 7\n```", [], id="code"),
    ],
)
def test_a_figure_is_canonical(
    text: str, expected: list[tuple[str, tuple[float, ...], str]]
) -> None:
    """Whatever its spelling; what only looks like one is none."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("in a day", True), ("in one day", True), ("in 1 day", True), ("one to two days", False),
        ("two ways", True), ("three ways", False), ("2 ways", True), ("3 ways", False),
        ("0 ways", True), ("1 way", True), ("1 to 2 ways", False), ("one quarter", True),
        ("in April", True), ("by April 5", False),
    ],
)  # fmt: skip
def test_what_people_say_in_passing_is_weak(text: str, weak: bool) -> None:
    """ "a day" may stand for 24 hours, "2" for "both": they accuse nobody."""
    assert [figure.weak for figure in figures_of(text)] == [weak]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("up to 5 days", "most"), ("no more than 5 days", "most"), ("at least 5 days", "least"),
        ("about 5 days", "about"), ("the 5 days", ""), ("within the 5 days", ""),
        ("at least 5 days at most", "least"),
    ],
)  # fmt: skip
def test_a_bound_stands_right_before_its_figure(text: str, bound: str) -> None:
    """ "up to" binds the number behind it and no other."""
    assert [figure.bound for figure in figures_of(text)] == [bound]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("five or more boxes", "least"), ("5 days or more", "least"), ("$5 or less", "most"),
        ("5 or fewer boxes", "most"), ("5 days at least", "least"), ("5 days at most", "most"),
        ("6 May at the latest", "most"), ("5 days or so", "about"), ("5 boxes or", ""),
        ("5 days and nothing more", ""),
    ],
)  # fmt: skip
def test_a_bound_may_stand_right_behind_its_figure(text: str, bound: str) -> None:
    """ "five or more" is "at least five"; the words of the limit are not of the figure."""
    (figure,) = figures_of(text)

    assert figure.bound == bound
    assert bound == "" or "or" not in figure.quote


def test_always_is_no_figure_that_accuses() -> None:
    """ "24/7" is an idiom."""
    assert [(figure.quote, figure.weak) for figure in figures_of("Open 24/7 all year.")] == [
        ("24", True), ("7", True),
    ]  # fmt: skip


def test_figures_are_quoted_exactly() -> None:
    """`text[start:end]` is the quote."""
    text = "Pay $1,050.20 by 4 March 2027 or in 5-7 business days."

    figured = figures_of(text)

    assert [text[figure.start : figure.end] for figure in figured] == [f.quote for f in figured]
    assert [f.quote for f in figured] == ["$1,050.20", "4 March 2027", "5-7 business days"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        pytest.param("It goes up to £5.", "", id="goes"),
        pytest.param("It went up to £5.", "", id="went"),
        pytest.param("That adds up to £5.", "", id="adds"),
        pytest.param("It covers up to £5.", "most", id="a-limit"),
        pytest.param("Up to £5.", "most", id="alone"),
    ],
)
def test_what_goes_up_to_a_sum_is_not_limited_to_it(text: str, bound: str) -> None:
    """The "up" belongs to the verb there."""
    assert [figure.bound for figure in figures_of(text)] == [bound]
