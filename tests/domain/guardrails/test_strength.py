"""A hedge stays a hedge, and nothing becomes a guarantee."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.strength import strengthened
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, told

MAY = "We may refund the fee."


@pytest.mark.parametrize(
    ("draft", "rewrite", "severity"),
    [
        pytest.param(MAY, "We will refund the fee.", BLOCK, id="may-will"),
        pytest.param(MAY, "We do not refund the fee.", BLOCK, id="may-do-not"),
        pytest.param("We will try to refund the fee.", "We will refund the fee.", BLOCK, id="try"),
        pytest.param("We usually refund the fee.", "We refund the fee.", BLOCK, id="usually"),
        pytest.param(
            "This should fit most hobs.", "This fits most hobs.", BLOCK, id="another-word-of-doubt"
        ),
        pytest.param("You may receive the fee.", "You receive the fee.", BLOCK, id="receive"),
        pytest.param(
            "We may polish purple violins on tulips.",
            "We polish walnuts and tulips.",
            REVIEW,
            id="half-of-it",
        ),
        pytest.param(
            "We may refund the fee on 4 June.",
            "We will refund the fee on 4 June.",
            BLOCK,
            id="dated",
        ),
    ],
)
def test_a_hedge_that_is_gone_is_found(draft: str, rewrite: str, severity: str) -> None:
    """It blocks where the same is said for sure; where it is half of it a reader looks."""
    findings = list(strengthened(held(draft, rewrite)))

    assert told(findings) == [("strengthened", severity, draft[:-1], rewrite[:-1])]
    assert findings[0].value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(MAY, "We might refund the fee.", id="might"),
        pytest.param(MAY, "We hope to refund the fee.", id="hope"),
        pytest.param("This should fit most hobs.", "This ought to fit most hobs.", id="ought"),
        pytest.param(
            "Sale is probably in July.", "July is the probable time of sale.", id="probable"
        ),
        pytest.param(MAY, "We can refund the fee.", id="can"),
        pytest.param(MAY, "Can we refund the fee?", id="asked"),
        pytest.param("We may refund it.", "We will see it, perhaps.", id="nothing-shared"),
        pytest.param("Might we refund the fee?", "The fee comes back.", id="question"),
        pytest.param("If we may refund the fee", "The fee comes back.", id="condition"),
        pytest.param(
            "We cannot refund the fee, usually.", "We cannot refund the fee.", id="refusal"
        ),
        pytest.param("You may write to the fee team.", "Write to the fee team.", id="permission"),
        pytest.param("I hope you may enjoy the fee.", "Enjoy the fee.", id="courtesy"),
        pytest.param("I wish I could refund the fee.", "The fee stands.", id="wished"),
        pytest.param("Try the purple fee form.", "The purple fee form helps.", id="try-the-form"),
        pytest.param(MAY, "Umbrellas.", id="not-carried"),
        pytest.param("We will refund the fee.", "We will refund the fee now.", id="no-hedge"),
    ],
)
def test_a_hedge_may_be_worded_another_way(draft: str, rewrite: str) -> None:
    """A permission is no hedge, and neither is a wish."""
    assert list(strengthened(held(draft, rewrite))) == []


def test_a_clause_beside_it_keeps_half_a_hedge_alive() -> None:
    """What is said in part, or about a figure, may be hedged in the sentence next to it."""
    whole = "We may polish purple violins on tulips."
    part = "We polish walnuts and tulips. Perhaps violins."
    dated = "We may refund the purple fee on 4 June."

    assert not list(strengthened(held(whole, part, ids=(("D1",), ("D1",)))))
    assert not list(
        strengthened(
            held(
                dated,
                "We will refund the purple fee on 4 June. That is an estimate.",
                ids=(("D1",), ("D1",)),
            )
        )
    )


def test_a_clause_beside_it_does_not_hedge_what_is_said_in_full() -> None:
    """A hedge that holds for something else helps nothing."""
    rewrite = "We will refund the fee. Perhaps it rains."

    (finding,) = strengthened(held(MAY, rewrite, ids=(("D1",), ("D1",))))

    assert finding.severity is BLOCK


def test_a_clause_about_something_else_does_not_carry_a_hedge() -> None:
    """Though the rewrite names the sentence as its source."""
    draft = "We may polish purple violins on tulips."

    assert not list(
        strengthened(held(draft, "Umbrellas near tulips are dry today.", ids=(("D1",),)))
    )


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "We refund the fee.", "A refund of the fee is guaranteed.", True, id="guaranteed"
        ),
        pytest.param("We refund the fee.", "We definitely refund the fee.", True, id="definitely"),
        pytest.param(
            "We cannot guarantee the fee.",
            "A refund of the fee is guaranteed.",
            True,
            id="was-denied",
        ),
        pytest.param(
            "A refund of the fee is guaranteed.",
            "Your refund of the fee is guaranteed.",
            False,
            id="was-sure",
        ),
        pytest.param("We refund the fee.", "We cannot guarantee the fee.", False, id="denied"),
        pytest.param("We refund the fee.", "Is the fee guaranteed?", False, id="asked"),
        pytest.param("We refund the fee.", "Thanks, definitely.", False, id="courtesy"),
    ],
)
def test_a_guarantee_needs_one_in_the_draft(draft: str, rewrite: str, found: bool) -> None:
    """One that denies it is none."""
    findings = list(strengthened(held(draft, rewrite)))

    assert told(findings) == [("strengthened", BLOCK, None, rewrite[:-1])] * found
    assert all(finding.value is Value.INTEGRITY for finding in findings)


@pytest.mark.parametrize(
    ("draft", "rewrite", "severities"),
    [
        pytest.param(
            "It should be there by Friday.", "You'll have it by Friday.", [BLOCK], id="will"
        ),
        pytest.param(
            "It should be there by Friday.", "You'll probably have it by Friday.", [], id="probably"
        ),
        pytest.param(
            "It should be there by Friday.", "We hope you'll have it by Friday.", [], id="hope"
        ),
        pytest.param(
            "The refund should take 5 days.", "You'll see the refund in 5 days.", [BLOCK], id="days"
        ),
        pytest.param(
            "The new slats should reach our depot and be checked by 3 May.",
            "You'll have the slats by 3 May.",
            [BLOCK],
            id="date",
        ),
        pytest.param(
            "It should be there by Friday.",
            "You'll have it by Friday if all goes well.",
            [],
            id="condition",
        ),
    ],
)
def test_a_hedged_figure_may_not_be_promised(
    draft: str, rewrite: str, severities: list[str]
) -> None:
    """Whatever the verb: the figure shows that both clauses speak of the same."""
    found = [severity for _, severity, _, _ in told(strengthened(held(draft, rewrite)))]

    assert found == severities


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "What's certain is the part is on the van.",
            "The part is certain to be on the van.",
            False,
            id="certain",
        ),
        pytest.param(
            "The part may not certainly be on the van.",
            "The part is certain to be on the van.",
            True,
            id="not-certain",
        ),
        pytest.param(
            "The part is on the van.", "The part is certain to be on the van.", True, id="new"
        ),
    ],
)
def test_the_draft_may_be_as_sure_in_other_words(draft: str, rewrite: str, found: bool) -> None:
    """A word of certainty that its source does not deny."""
    guarantees = [f for f in strengthened(held(draft, rewrite)) if "guarantee" in f.message]

    assert bool(guarantees) is found
