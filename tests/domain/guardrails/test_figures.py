"""Each figure of the draft is kept, none is new."""

import pytest

from api.domain.guardrails.figures import changed_figures
from tests.domain.english import held


def found(
    draft: str, rewrite: str, facts: tuple[str, ...] = (), customer: str | None = None
) -> list[tuple[str, str | None, str | None]]:
    """Label and quotes of what is found."""
    comparison = held(draft, rewrite, facts=facts, customer=customer)
    return [
        (f.guardrail, f.draft.quote if f.draft else None, f.reply.quote if f.reply else None)
        for f in changed_figures(comparison)
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
            "Pay at least 5%.", "Pay up to 5%.", [("changed_figure", "5%", "5%")], id="bound"
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
