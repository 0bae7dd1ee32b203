"""Who does it stays who does it."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.actors import swapped_actors
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

OURS = "We will knit purple socks."
THEIRS = "The manufacturer will knit purple socks."
ORDER = "Please knit purple socks."


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(OURS, "You will knit purple socks.", id="ours-to-the-customer"),
        pytest.param("You must knit socks.", "We will knit socks.", id="the-customers-to-us"),
        pytest.param("You paid the fee.", "We paid the fee.", id="in-the-past"),
        pytest.param("You can run it.", "We can run it.", id="word-for-word"),
        pytest.param(OURS, THEIRS, id="ours-to-a-third-party"),
        pytest.param(THEIRS, OURS, id="a-third-partys-to-us"),
        pytest.param(THEIRS, "You will knit purple socks.", id="a-third-partys-to-the-customer"),
        pytest.param(ORDER, "We will knit purple socks.", id="order-to-us"),
        pytest.param(ORDER, "We have knitted purple socks.", id="order-to-done"),
        pytest.param(ORDER, "Purple socks will be knitted.", id="order-to-nobody"),
    ],
)
def test_a_verb_with_another_subject_is_found(draft: str, rewrite: str) -> None:
    """Us, the customer, a third party: none takes over what is another's."""
    findings = list(swapped_actors(held(draft, rewrite)))

    assert told(findings) == [("swapped_actor", BLOCK, draft[:-1], rewrite[:-1])]
    assert findings[0].value is Value.INTEGRITY


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(OURS, "We will gladly knit purple socks.", id="same"),
        pytest.param(OURS, "Purple socks will be knitted.", id="passive-of-a-promise"),
        pytest.param(OURS, "Will you knit purple socks?", id="question"),
        pytest.param(OURS, "You will wear purple socks.", id="another-verb"),
        pytest.param(OURS, "You will get purple socks.", id="another-side-of-it"),
        pytest.param(
            "We will get purple socks.", "You will get purple socks.", id="verb-of-both-sides"
        ),
        pytest.param(OURS, "The penguin will knit purple socks.", id="no-third-party-we-know"),
        pytest.param("The penguin will knit purple socks.", OURS, id="none-in-the-draft"),
        pytest.param("You will knit purple socks.", THEIRS, id="the-customers-to-a-third-party"),
        pytest.param("We can knit purple socks.", THEIRS, id="no-promise-of-ours"),
        pytest.param(THEIRS, "The penguin will knit purple socks.", id="third-by-third"),
        pytest.param(THEIRS, "The courier will knit purple socks.", id="third-by-another"),
        pytest.param(
            "We will knit purple socks for the bank.",
            "The bank will knit purple socks.",
            id="third-party-in-the-clause",
        ),
        pytest.param(THEIRS, ORDER, id="a-third-partys-as-an-order"),
        pytest.param(ORDER, "You will knit purple socks.", id="order-said-as-theirs"),
        pytest.param(ORDER, "We can knit purple socks.", id="order-under-we-can"),
        pytest.param(ORDER, "Purple socks are knitted.", id="order-as-a-state"),
        pytest.param("We do not knit purple socks.", "You knit purple socks.", id="denied"),
        pytest.param("Purple socks are knitted.", "You knit purple socks.", id="was-passive"),
        pytest.param("Do we knit purple socks?", "You knit purple socks.", id="was-asked"),
        pytest.param(
            f"{OURS} You must knit socks too.", "You will knit purple socks.", id="both-may"
        ),
        pytest.param(
            OURS,
            "We will knit purple socks and you will knit purple socks.",
            id="said-of-both",
        ),
        pytest.param(
            "We will knit purple socks for a walnut saddle.",
            "You will knit trumpets, tulips, camels, penguins, violins.",
            id="about-something-else",
        ),
    ],
)
def test_what_another_may_well_do_is_left_alone(draft: str, rewrite: str) -> None:
    """A passive, a question, a verb of both sides, or a subject that the draft has as well."""
    assert list(swapped_actors(held(draft, rewrite))) == []


def test_a_clause_is_found_once() -> None:
    """However many of its verbs have changed hands."""
    draft = "We will knit purple socks and polish purple shoes."
    rewrite = "You will knit purple socks and polish purple shoes."

    assert told(swapped_actors(held(draft, rewrite))) == [
        ("swapped_actor", BLOCK, draft[:-1], rewrite[:-1])
    ]


def test_every_clause_is_looked_at() -> None:
    """What is in order, or only asked, does not end the search."""
    draft = f"We get walnuts. Do we sing? {OURS} We hear you."
    rewrite = "You get walnuts. Do you sing? Purple socks you will knit. We hear you."

    (finding,) = swapped_actors(held(draft, rewrite))

    assert finding.reply
    assert finding.reply.quote == "Purple socks you will knit"


def test_a_verb_that_is_said_over_and_over_is_still_compared() -> None:
    """In a draft that repeats itself, only so many clauses of one verb are kept."""
    (finding,) = swapped_actors(held(" ".join([OURS] * 60), "You will knit purple socks."))

    assert finding.draft
    assert finding.draft.start == 0
