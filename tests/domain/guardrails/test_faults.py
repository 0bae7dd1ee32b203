"""Fault is owned only where the draft owns it."""

import pytest

from api.domain.guardrails.faults import admitted_faults
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite", "quotes"),
    [
        pytest.param(
            "Your parcel is late.",
            "Your parcel is late, and that is our mistake.",
            ["Your parcel is late, and that is our mistake"],
            id="new",
        ),
        pytest.param("That was our mistake.", "Sorry, that was our error.", [], id="owned"),
        pytest.param("There may be a mistake.", "It may be our mistake.", [], id="spoken of"),
        pytest.param("Your parcel is late.", "I'm sorry for the wait.", [], id="empathy"),
        pytest.param("Your parcel is late.", "It is late, not our fault.", [], id="denied"),
    ],
)
def test_finds_only_fault_that_the_draft_does_not_own(
    draft: str, rewrite: str, quotes: list[str]
) -> None:
    """Sorry for what happened is free; an admission is the agent's to make."""
    findings = list(admitted_faults(held(draft, rewrite)))

    assert [finding.reply and finding.reply.quote for finding in findings] == quotes
