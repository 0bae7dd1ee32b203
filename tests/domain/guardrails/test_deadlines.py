"""Nothing happens sooner, or at other intervals, than the draft says."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.deadlines import changed_frequencies, new_deadlines
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, told

REFUND = "We will refund you."
SOONEST_FIRST = ("immediately", "today", "tomorrow", "this week", "soon")


@pytest.mark.parametrize(
    ("draft", "rewrite", "severity", "quote"),
    [
        pytest.param(
            REFUND, "We will refund you today.", BLOCK, "We will refund you today", id="promise"
        ),
        pytest.param(
            REFUND, "We will refund you soon.", BLOCK, "We will refund you soon", id="vague"
        ),
        pytest.param(
            REFUND,
            "Look at the box immediately.",
            BLOCK,
            "Look at the box immediately",
            id="order",
        ),
        pytest.param(
            REFUND,
            "Thanks, we will refund you today.",
            BLOCK,
            "we will refund you today",
            id="behind-a-thanks",
        ),
        pytest.param(
            REFUND,
            "We're happy to say we will refund you today.",
            BLOCK,
            "We're happy to say we will refund you today",
            id="promise-in-a-courtesy",
        ),
        pytest.param(
            REFUND,
            "I know we will refund you today.",
            BLOCK,
            "I know we will refund you today",
            id="promise-in-empathy",
        ),
        pytest.param(
            REFUND,
            "We told them we will refund you today.",
            BLOCK,
            "We told them we will refund you today",
            id="promise-beside-a-past",
        ),
        pytest.param(
            REFUND,
            "Your refund arrives today.",
            REVIEW,
            "Your refund arrives today",
            id="statement",
        ),
        pytest.param(
            "We will refund you tomorrow.",
            "We refund you today.",
            REVIEW,
            "We refund you today",
            id="bare-present",
        ),
        pytest.param(
            REFUND,
            "The moment it arrives, it leaves.",
            REVIEW,
            "The moment it arrives",
            id="the-moment",
        ),
    ],
)
def test_a_hurry_needs_one_in_the_draft(
    draft: str, rewrite: str, severity: str, quote: str
) -> None:
    """What is promised or ordered may not go out; what is only told is a reader's to judge."""
    findings = list(new_deadlines(held(draft, rewrite)))

    assert told(findings) == [("new_deadline", severity, None, quote)]
    assert findings[0].value is Value.INTEGRITY
    assert "your draft gives no such time" in findings[0].message


@pytest.mark.parametrize("given", SOONEST_FIRST)
@pytest.mark.parametrize("said", SOONEST_FIRST)
def test_only_what_is_sooner_is_found(given: str, said: str) -> None:
    """From at once to "soon"; later and as soon are the draft's own."""
    sooner = SOONEST_FIRST.index(said) < SOONEST_FIRST.index(given)

    found = new_deadlines(held(f"We will refund you {given}.", f"We will refund you {said}."))

    assert bool(list(found)) is sooner


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param("Thanks for writing today.", id="courtesy"),
        pytest.param("Any questions today, write.", id="closer"),
        pytest.param("I know today is tiring.", id="empathy"),
        pytest.param("We called today.", id="past"),
        pytest.param("Will you write today?", id="question"),
        pytest.param("We will not refund you today.", id="denied"),
        pytest.param("You can write to us soon.", id="vague-and-no-promise"),
        pytest.param("We're happy to say we will refund you soon.", id="vague-and-courteous"),
        pytest.param("We knit socks at the moment.", id="at-the-moment"),
        pytest.param("We knit socks for the moment.", id="for-the-moment"),
        pytest.param("We will refund you.", id="no-time"),
    ],
)
def test_a_time_that_binds_nobody_is_no_deadline(rewrite: str) -> None:
    """Small talk, questions, denials, and what has been done."""
    assert list(new_deadlines(held(REFUND, rewrite))) == []


def test_a_place_at_the_front_does_not_hide_a_hurry() -> None:
    """Only "at the moment" is no hurry, not every "at the"."""
    (finding,) = new_deadlines(held(REFUND, "We will refund you at the desk immediately."))

    assert finding.severity is BLOCK


def test_the_latest_of_two_times_counts() -> None:
    """ "Today or tomorrow" is tomorrow; the soonest of the draft is what it may be held to."""
    either = "We will refund you today or tomorrow."

    assert not list(new_deadlines(held("We will refund you tomorrow.", either)))
    assert list(new_deadlines(held("We will refund you this week.", either)))
    assert not list(new_deadlines(held(either, "We will refund you today.")))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("every month", "every week", id="week"),
        pytest.param("every week", "daily", id="day"),
        pytest.param("every day", "yearly", id="year"),
        pytest.param("annually", "every month", id="month"),
    ],
)
def test_an_interval_that_became_another_is_found(given: str, said: str) -> None:
    """Whether it is shorter or longer."""
    rewrite = f"Umbrellas stay dry. You pay {said}."

    findings = list(changed_frequencies(held(f"You pay {given}.", rewrite)))

    assert told(findings) == [("changed_figure", BLOCK, None, f"You pay {said}")]
    assert findings[0].value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("You pay every month.", "You pay monthly.", id="other-words"),
        pytest.param("You pay every month.", "You pay.", id="left-out"),
        pytest.param("You pay.", "You pay every month.", id="added"),
        pytest.param(
            "You pay every month.", "You pay every month, and check it every week.", id="kept"
        ),
        pytest.param(
            "You pay every month and check it every week.", "You pay every week.", id="was-there"
        ),
    ],
)
def test_an_interval_that_is_kept_is_left_alone(draft: str, rewrite: str) -> None:
    """One that goes, or one that comes, is no change of one into the other."""
    assert list(changed_frequencies(held(draft, rewrite))) == []
