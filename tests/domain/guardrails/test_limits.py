"""Limits stay the limits they were."""

import pytest

from api.domain.guardrails.limits import changed_limits
from tests.domain.english import held


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Pay at least 5%.", "Pay up to 5%.", id="turned-round"),
        pytest.param("Bring at least 5 boxes.", "Bring at most 5 boxes.", id="of-things"),
        pytest.param("Bring at most 5 boxes.", "Bring at least 5 boxes.", id="the-other-way"),
        pytest.param("Pay more than $5.", "Pay about $5.", id="an-estimate"),
        pytest.param("Wait up to 5 days.", "Wait about 5 days.", id="an-estimate-of-time"),
        pytest.param("Pay $5.", "Pay up to $5.", id="a-sum-lowered"),
        pytest.param("Wait within 28 days.", "Wait after 28 days.", id="within-to-after"),
        pytest.param("Wait after 5 June.", "Wait until 5 June.", id="after-to-until"),
        pytest.param("Stay at least 5 days.", "Stay up to 5 days.", id="at-least-to-up-to"),
        pytest.param("Claims within 14 days.", "Claims after 14 days.", id="flipped"),
        pytest.param("Half of that at most.", "At least 50% of that.", id="of-that"),
        pytest.param("Orders of 5 items or less.", "Orders of 5 items or more.", id="or-more"),
        pytest.param("Not higher than 2.5 m.", "Higher than 2.5 m.", id="not-lost"),
    ],
)
def test_a_limit_that_becomes_another_is_found(draft: str, rewrite: str) -> None:
    """Though the figure is the same."""
    (finding,) = changed_limits(held(draft, rewrite))

    assert (finding.guardrail, finding.severity) == ("changed_figure", "block")
    assert finding.draft
    assert finding.reply
    assert finding.draft.quote in draft
    assert finding.reply.quote in rewrite
    assert "is another limit in your draft" in finding.message


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Pay up to $5.", "Pay $5 at most.", id="same"),
        pytest.param("Pay up to $5.", "Pay $5.", id="a-limit-taken-for-a-sum"),
        pytest.param("Pay about $5.", "Pay at least $5.", id="an-estimate-made-exact"),
        pytest.param("Wait 5 days.", "Wait up to 5 days.", id="time-is-no-sum"),
        pytest.param("Bring 5 boxes.", "Bring at most 5 boxes.", id="things-are-no-sum"),
        pytest.param(
            "Write at least 2 days before.", "Write 2 days before at the latest.", id="counts-back"
        ),
        pytest.param("Write at least 2 days before it.", "Write within 2 days.", id="counted-back"),
        pytest.param(
            "No band below 6.0 counts.", "A band of at least 6.0 counts.", id="denied-opposite"
        ),
        pytest.param("Pay at least $5, or at most $5.", "Pay up to $5.", id="one-of-two"),
        pytest.param("Wait until 5 June.", "Wait on 5 June.", id="no-other-limit"),
        pytest.param(
            "We take no lists below 25k.", "We take lists only from 25k upwards.", id="only-from"
        ),
        pytest.param(
            "Claims after 14 days are not accepted.",
            "The claim has to be made within 14 days.",
            id="denied-behind",
        ),
        pytest.param("Minimum is 25 seats.", "Under 25 seats isn't possible.", id="minimum"),
        pytest.param("Max 2.5 m high.", "It isn't higher than 2.5 m.", id="not-higher"),
        pytest.param("Cost is over the limit (£450).", "It exceeds the limit of £450.", id="limit"),
        pytest.param("Contactless works to 25 EUR.", "It works up to 25 EUR.", id="to"),
        pytest.param("Roaming cap hit (€60).", "Your cap of €60 has been reached.", id="cap"),
        pytest.param("We pay half of that at most.", "We pay no more than half.", id="of-that"),
        pytest.param(
            "While at least £25 is paid in.", "As long as £25 or more goes in.", id="as-long-as"
        ),
        pytest.param(
            "Saves older than 2.7 are lost.", "Saves from before 2.7 are lost.", id="older"
        ),
        pytest.param(
            "Your own daily limit stopped it (50 EUR).", "It met the limit of 50 EUR.", id="bracket"
        ),
        pytest.param("A plan of up to 12 months.", "A plan over 12 months at most.", id="over"),
    ],
)
def test_a_limit_may_be_said_another_way(draft: str, rewrite: str) -> None:
    """What counts back has its limit the other way round."""
    assert list(changed_limits(held(draft, rewrite))) == []
