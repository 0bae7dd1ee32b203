"""All guardrails together: one finding per place, one verdict."""

import re

import pytest

from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.guardrails import PRECEDENCE, inspect, verdict, version
from tests.domain.english import findings, held, lexicon, names


def finding(severity: Severity) -> Finding:
    """Some finding."""
    return Finding("dropped_fact", severity, "Gone.", Value.HONESTY)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        pytest.param([], Verdict.PASS, id="none"),
        pytest.param([Severity.NOTE], Verdict.PASS, id="note"),
        pytest.param([Severity.NOTE, Severity.REVIEW], Verdict.REVIEW, id="review"),
        pytest.param([Severity.REVIEW, Severity.BLOCK], Verdict.BLOCK, id="block"),
    ],
)
def test_the_verdict_is_the_worst_finding(severities: list[Severity], expected: Verdict) -> None:
    """A note is tone only."""
    assert verdict(map(finding, severities)) is expected


def test_a_sound_rewrite_has_no_finding() -> None:
    """The aim of it all: good work is left alone."""
    draft = "You must send a photo by 4 May. We can't refund the $5 fee."
    rewrite = "Please send us a photo by 4 May. I'm sorry, but we can't refund the $5 fee."

    assert findings(draft, rewrite) == ()


def test_one_place_has_one_finding_that_names_the_others() -> None:
    """The most telling label comes first."""
    (found,) = findings("We cannot refund the fee.", "We will refund the fee.")

    assert found.guardrail == "lost_refusal"
    assert "new_commitment" in found.also


def test_a_label_is_named_once() -> None:
    """Though two clauses of one place break it."""
    for found in findings("We cannot refund the fee or the tax.", "We will refund it all."):
        assert len({found.guardrail, *found.also}) == 1 + len(found.also)


def test_every_label_has_a_rank() -> None:
    """A finding without one could not be sorted."""
    draft = "If it rains, we may refund $5. Which box? We cannot pay. See a@b.co."
    rewrite = "We will refund $6! \u200bI have cancelled it. It is guaranteed. Y los de la que no."

    assert set(names(draft, rewrite)) <= set(PRECEDENCE)


def test_findings_come_in_the_order_of_the_rewrite() -> None:
    """What is lost comes first, in the order of the draft."""
    found = findings(
        "The red box costs $5. The blue lamp costs $7.",
        "The blue lamp costs $9. Nothing else.",
    )
    at = [finding.reply.start if finding.reply else -1 for finding in found]

    assert at == sorted(at)
    assert len(at) == 2


def test_a_draft_in_another_language_is_unverified_at_best() -> None:
    """Never passed; figures and links are still checked, the ledger stays empty."""
    draft = "Wir können die Gebühr von $5 leider nicht und nie erstatten."

    same = inspect(held(draft, draft))
    changed = inspect(held(draft, draft.replace("$5", "$6")))

    assert (same.verdict, same.commitments) == (Verdict.UNVERIFIED, ())
    assert changed.verdict is Verdict.BLOCK
    assert changed.blocks == changed.findings


def test_the_version_names_rules_and_lexicon() -> None:
    """A changed word list judges otherwise."""
    assert re.fullmatch(r"\d+\.\d+\.\d+\+sha256:[0-9a-f]{12}", version(lexicon()))
