"""The same figure written another way."""

import pytest

from evals.edits.edit import Edit
from evals.edits.preserving.notation import (
    clock,
    dates,
    durations,
    in_digits,
    money,
    number_word,
    percent,
    ranges,
    spelled_out,
)


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (spelled_out, "Wait 5-7 working days.", ["Wait five to seven working days."]),
        (spelled_out, "Wait 48 hours.", ["Wait forty-eight hours."]),
        (spelled_out, "Version 14 machines.", [None]),
        (in_digits, "Wait two to three weeks.", ["Wait 2 to 3 weeks."]),
        (in_digits, "Two weeks.", ["2 weeks."]),
        (in_digits, "One of two reasons.", [None]),
        (dates, "By 9 June.", ["By June 9.", "By 9th June.", "By 9 Jun."]),
        (dates, "On 2 May 2026 at last.", [
            "On May 2, 2026 at last.", "On 2nd May 2026 at last.", "On 2 May 2026 at last."]),
        (dates, "On March 11 it came.", ["On 11 March it came."]),
        (dates, "From 4 to 19 March.", [None]),
        (clock, "The 14:20 train.", ["The 2:20 pm train."]),
        (clock, "Open at 8am today.", [
            "Open at 8 am today.", "Open at 8:00 am today.", "Open at 08:00 today."]),
        (clock, "Open 9am-11am.", [None]),
        (money, "It is £35.", ["It is GBP 35.", "It is 35 pounds.", "It is £35.00."]),
        (money, "It is £35k.", [None]),
        (percent, "Pay 20% now.", ["Pay 20 percent now.", "Pay 20 per cent now."]),
        (percent, "Pay 20 percent now.", ["Pay 20% now."]),
        (durations, "Wait 14 days.", ["Wait two weeks."]),
        (durations, "In the last 12 months.", [None]),
        (ranges, "Wait 5-7 days.", ["Wait 5 to 7 days."]),
        (ranges, "Wait 5 to 7 days.", ["Wait 5-7 days.", "Wait 5–7 days."]),
        (ranges, "Rooms 5 to 7.", [None]),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_value(edit: Edit, draft: str, expected: list[str | None]) -> None:
    """Another way to write it, or nothing where it is part of something else."""
    expected = [None if result == draft else result for result in expected]

    assert edit(draft) in expected


def test_numbers_below_a_hundred_have_words() -> None:
    """Counts that people write out at all."""
    assert [number_word(n) for n in (2, 13, 20, 45, 90)] == [
        "two",
        "thirteen",
        "twenty",
        "forty-five",
        "ninety",
    ]
