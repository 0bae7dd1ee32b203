"""Hedges that become certain, times that nobody gave, figures that are others."""

import pytest

from evals.edits.breaking.attachment import (
    flipped_bound,
    swapped_amounts,
    swapped_dates,
    swapped_durations,
)
from evals.edits.breaking.figures import (
    changed_amount,
    changed_date,
    changed_duration,
    changed_percent,
    changed_time,
    changed_unit,
)
from evals.edits.breaking.strength import (
    certain_adverb,
    certain_aim,
    certain_modal,
    exact,
    guaranteed,
    sooner,
)
from evals.edits.edit import Edit


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (certain_modal, "It may take longer.", ["It will take longer."]),
        (certain_modal, "You may be able to.", ["You will be able to."]),
        (certain_modal, "You may take it home.", [None]),
        (certain_modal, "Forms may be uploaded.", [None]),
        (certain_adverb, "It usually works.", [
            "It always works.", "It invariably works.", "It definitely works."]),
        (certain_adverb, "It probably works.", ["It definitely works.", "It certainly works."]),
        (certain_adverb, "It was charged normally.", [None]),
        (certain_aim, "We aim to ring you.", ["We will ring you."]),
        (certain_aim, "It should work.", ["It will work."]),
        (certain_aim, "We try it.", [None]),
        (guaranteed, "They will check it.", [
            "They will definitely check it.", "They will without fail check it."]),
        (guaranteed, "I'll set it up.", [
            "I guarantee to set it up.", "I promise to set it up.",
            "I will definitely set it up."]),
        (guaranteed, "We will do it, but can't guarantee it.", [None]),
        (exact, "It takes about 20 minutes.", [
            f"It takes {word} 20 minutes." for word in ("exactly", "no more than", "at most")]),
        (exact, "It opens about 8 am.", [None]),
    ],
)  # fmt: skip
def test_a_hedge_becomes_certain(edit: Edit, draft: str, expected: list[str | None]) -> None:
    """And a permission, a manner or a time of day stays what it is."""
    assert edit(draft) in expected


def test_a_promise_gets_a_time_that_nobody_gave() -> None:
    """Within its clause, and not where a time stands already."""
    edited = sooner("We will ask the team, with pleasure.")

    assert edited
    assert edited.startswith("We will ask the team ")
    assert edited.endswith(", with pleasure.")
    assert sooner("We will ask the team next week.") is None
    assert sooner("We may ask the team.") is None


@pytest.mark.parametrize(
    ("edit", "draft", "expected"),
    [
        (changed_amount, "It is £1,250.50.", ["It is £1,255.50.", "It is £1,245.50."]),
        (changed_amount, "It is £5, really £5.", [None]),
        (changed_date, "By 9 June.", ["By 12 June."]),
        (changed_date, "By June 9.", ["By June 12."]),
        (changed_date, "By 28th June.", ["By 24th June."]),
        (changed_date, "From May to June.", [None]),
        (changed_duration, "Wait two weeks.", ["Wait four weeks."]),
        (changed_duration, "Two weeks it is.", ["Four weeks it is."]),
        (changed_duration, "Wait 10 days.", ["Wait 12 days.", "Wait 8 days."]),
        (changed_duration, "Wait 5-7 days.", [None]),
        (changed_percent, "Pay 20% now.", ["Pay 25% now.", "Pay 15% now."]),
        (changed_time, "At 14:20 it goes.", ["At 15:20 it goes."]),
        (changed_time, "At 09:00 it goes.", ["At 10:00 it goes."]),
        (changed_time, "At 11pm it goes.", ["At 10pm it goes."]),
        (changed_time, "Take bus 14.", [None]),
        (changed_unit, "Wait 5 working days.", ["Wait 5 days."]),
        (changed_unit, "Wait a while.", [None]),
        (flipped_bound, "Wait at least 5 days.", [
            "Wait at most 5 days.", "Wait no more than 5 days."]),
        (flipped_bound, "Pay by 9 June.", ["Pay after 9 June."]),
        (flipped_bound, "Cancel up to 24 hours before.", [None]),
        (swapped_amounts, "Fees are £5 per page, but £9 in colour.", [
            "Fees are £9 per page, but £5 in colour."]),
        (swapped_amounts, "Pay £5 or £9.", [None]),
        (swapped_dates, "It closes on 9 June and opens again by 12 July.", [
            "It closes on 12 July and opens again by 9 June."]),
        (swapped_durations, "We answer in 5 days, they take some 3 weeks.", [
            "We answer in 3 weeks, they take some 5 days."]),
    ],
)  # fmt: skip
def test_a_figure_is_another_or_stands_for_another_thing(
    edit: Edit, draft: str, expected: list[str | None]
) -> None:
    """Only where it is said once: changed there, nothing of it is left."""
    assert edit(draft) in expected
