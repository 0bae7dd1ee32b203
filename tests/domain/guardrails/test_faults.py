"""Fault is owned only where the draft owns it."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.faults import admitted_faults
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

LATE = "Your parcel is late."


@pytest.mark.parametrize(
    ("rewrite", "quote"),
    [
        pytest.param(
            "It is late, and that is our mistake.",
            "It is late, and that is our mistake",
            id="named",
        ),
        pytest.param(
            "There was a problem on our end.", "There was a problem on our end", id="on-our-end"
        ),
        pytest.param("We should have called you.", "We should have called you", id="should-have"),
        pytest.param(
            "We should not have called you.", "We should not have called you", id="should-not-have"
        ),
        pytest.param("We could have called you.", "We could have called you", id="could-have"),
        pytest.param(
            "You ought to know this should have arrived.",
            "You ought to know this should have arrived",
            id="should-have-whoever",
        ),
        pytest.param(
            "This ought to have been barred.", "This ought to have been barred", id="ought"
        ),
        pytest.param(
            "This could have been clearer.", "This could have been clearer", id="could-have-better"
        ),
        pytest.param(
            "Sorry for sending you socks.", "Sorry for sending you socks", id="sorry-for-doing"
        ),
        pytest.param(
            "Sorry for not telling you.", "Sorry for not telling you", id="sorry-for-not-doing"
        ),
        pytest.param(
            "We apologise to you for losing it.",
            "We apologise to you for losing it",
            id="apologise-for-doing",
        ),
        pytest.param("Sorry that we sent socks.", "Sorry that we sent socks", id="sorry-we-did"),
        pytest.param(
            "Sorry that we did not call.", "Sorry that we did not call", id="sorry-we-did-not"
        ),
        pytest.param(
            "Sorry this was not clearer.", "Sorry this was not clearer", id="sorry-not-better"
        ),
    ],
)
def test_a_fault_that_the_draft_does_not_own_is_found(rewrite: str, quote: str) -> None:
    """An admission, a regret, or an apology for what nobody said we did."""
    findings = list(admitted_faults(held(LATE, rewrite)))

    assert told(findings) == [("admitted_fault", BLOCK, None, quote)]
    assert findings[0].value is Value.INTEGRITY
    assert "your draft does not own a fault" in findings[0].message


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("That was our mistake.", "Sorry, that was our error.", id="owned"),
        pytest.param("There may be a mistake.", "It may be our mistake.", id="spoken-of"),
        pytest.param("We called late, our fault.", "It was our mistake.", id="owned-in-a-word"),
        pytest.param(LATE, "I'm sorry for the wait.", id="empathy"),
        pytest.param(LATE, "Sorry for keeping you waiting.", id="empathy-in-passing"),
        pytest.param(LATE, "Sorry for the spring.", id="a-thing"),
        pytest.param(LATE, "Sorry for icing.", id="a-short-word"),
        pytest.param(LATE, "Sorry for.", id="nothing"),
        pytest.param(LATE, "Sorry about that.", id="about"),
        pytest.param(LATE, "For sending it we are sorry.", id="for-in-front"),
        pytest.param(LATE, "Sorry that it was late, then early, for sending.", id="far-behind"),
        pytest.param("We're sending socks.", "Sorry for sending you socks.", id="said"),
        pytest.param("We sent socks.", "Sorry that we sent socks.", id="done"),
        pytest.param(LATE, "Sorry that we cannot call.", id="sorry-we-cannot"),
        pytest.param(LATE, "Sorry that we call.", id="sorry-we-do"),
        pytest.param(LATE, "Sorry that you sent socks.", id="sorry-you-did"),
        pytest.param(LATE, "We sent socks, sorry.", id="done-before-sorry"),
        pytest.param(LATE, "Sorry that it is clearer.", id="better-and-no-not"),
        pytest.param(LATE, "Sorry that it is not red.", id="not-and-nothing-better"),
        pytest.param(LATE, "Sorry, the news is not better.", id="news"),
        pytest.param(LATE, "It is late, not our fault.", id="denied"),
        pytest.param(LATE, "If that is our mistake, tell us.", id="condition"),
        pytest.param(LATE, "We ask whether that is our mistake.", id="whether"),
        pytest.param(LATE, "It is on our end.", id="our-end-and-no-trouble"),
        pytest.param(LATE, "There was a problem there.", id="trouble-and-not-ours"),
        pytest.param(LATE, "You should have called us.", id="the-customers-regret"),
        pytest.param(LATE, "We should have a box.", id="should-have-a-thing"),
        pytest.param(LATE, "We should have to.", id="should-have-to"),
        pytest.param(LATE, "We should call.", id="should"),
        pytest.param(LATE, "We have called.", id="have"),
        pytest.param(LATE, "This could have been nice.", id="could-have-been-anything"),
        pytest.param("We should have called you.", "We could have called.", id="regretted"),
    ],
)
def test_sorry_for_what_happened_is_free(draft: str, rewrite: str) -> None:
    """An admission is the agent's to make; empathy is not one."""
    assert list(admitted_faults(held(draft, rewrite))) == []


def test_each_clause_is_looked_at() -> None:
    """A condition in front does not hide an admission behind it."""
    rewrite = "If it rains, call us. That is our mistake."

    (finding,) = admitted_faults(held(LATE, rewrite))

    assert finding.reply
    assert finding.reply.quote == "That is our mistake"


@pytest.mark.parametrize(
    ("rewrite", "found"),
    [
        pytest.param("There is no need to apologise for asking.", False, id="no-need"),
        pytest.param("Please do not apologise for asking.", False, id="not"),
        pytest.param("I apologise for losing it.", True, id="said"),
        pytest.param("He should have no food tonight.", False, id="advice"),
        pytest.param("You should have your card with you.", False, id="advice-with-a-thing"),
        pytest.param("We should have called.", True, id="regret"),
    ],
)
def test_an_apology_that_nobody_makes_owns_nothing(rewrite: str, found: bool) -> None:
    """The customer need not apologise: that says nothing of us."""
    assert bool(list(admitted_faults(held("Your order is here.", rewrite)))) is found


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "It rose because your account is behind.",
            "It rose because we let your account get behind.",
            True,
            id="cause-taken-over",
        ),
        pytest.param(
            "It rose because your account is behind.",
            "It rose because your account has fallen behind.",
            False,
            id="the-same-cause",
        ),
        pytest.param(
            "It rose because we need more.",
            "It rose because we want more.",
            False,
            id="ours-in-the-draft",
        ),
        pytest.param(
            "It waits because the bank is shut.",
            "It waits because we can see the bank is shut.",
            False,
            id="what-we-can",
        ),
        pytest.param("It rose.", "It rose because we let it.", False, id="no-cause-in-the-draft"),
        pytest.param(
            "It waits because the bank is shut.",
            "It waits because of the bank.",
            False,
            id="no-subject",
        ),
    ],
)
def test_a_cause_may_not_become_our_doing(draft: str, rewrite: str, found: bool) -> None:
    """Where the draft names causes, and none of them is ours."""
    assert bool(list(admitted_faults(held(draft, rewrite)))) is found
