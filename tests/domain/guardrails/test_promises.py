"""A promise needs one of the draft behind it, whatever its verb."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.promises import new_promises
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, told

LATE = "Your parcel is late."
KNIT = "We will knit socks."


@pytest.mark.parametrize(
    ("draft", "rewrite", "quote"),
    [
        pytest.param(LATE, KNIT, "We will knit socks", id="new"),
        pytest.param(LATE, "We will be knitting socks.", "We will be knitting socks", id="lasting"),
        pytest.param(
            LATE,
            "If you have any questions we will knit socks.",
            "we will knit socks",
            id="behind-a-closer",
        ),
        pytest.param("You will knit socks.", KNIT, "We will knit socks", id="the-customers"),
        pytest.param("Please knit socks.", KNIT, "We will knit socks", id="ordered"),
        pytest.param(
            KNIT,
            "We will knit tulips and penguins.",
            "We will knit tulips and penguins",
            id="of-other-things",
        ),
        pytest.param(
            KNIT,
            "We will knit woollen tulip socks.",
            "We will knit woollen tulip socks",
            id="of-mostly-other-things",
        ),
        pytest.param(
            "Socks and tulips and violins matter.",
            "We will polish socks, tulips, violins.",
            "We will polish socks, tulips, violins",
            id="of-things-only-spoken-of",
        ),
        pytest.param(
            "We will knit purple tulips for seven loud penguins.",
            "We will polish violins, saddles, socks and tulips.",
            "We will polish violins, saddles, socks and tulips",
            id="next-to-nothing-shared",
        ),
        pytest.param(LATE, "That never happens again.", "That never happens again", id="never"),
        pytest.param(
            LATE, "I promise the parcel is late.", "I promise the parcel is late", id="pledge"
        ),
        pytest.param(
            LATE, "It may be late, you have our word.", "you have our word", id="our-word"
        ),
    ],
)
def test_a_promise_that_nothing_stands_behind_is_found(
    draft: str, rewrite: str, quote: str
) -> None:
    """The verb must be ours in the draft, and most of what it is done to spoken of there."""
    findings = list(new_promises(held(draft, rewrite)))

    assert told(findings) == [("new_commitment", BLOCK, None, quote)]
    assert findings[0].value is Value.INTEGRITY
    assert "your draft does not promise that" in findings[0].message


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(KNIT, "We'll knit socks for you.", id="kept"),
        pytest.param(KNIT, "We will knit woollen socks.", id="half-of-it-new"),
        pytest.param(KNIT, "We will knit.", id="of-nothing-named"),
        pytest.param("Socks are knitted here.", KNIT, id="passive"),
        pytest.param("The penguin will knit socks.", KNIT, id="somebody-elses"),
        pytest.param("Knitted socks, always.", KNIT, id="no-subject"),
        pytest.param("We can knit purple socks.", "We will polish purple socks.", id="an-offer"),
        pytest.param(
            "We are refunding purple socks.", "We will polish purple socks.", id="under-way"
        ),
        pytest.param("We refunded purple socks.", "We will polish purple socks.", id="past"),
        pytest.param(LATE, "You will knit socks.", id="the-customers-to-do"),
        pytest.param(LATE, "We knit socks.", id="no-future"),
        pytest.param(LATE, "We will not knit socks.", id="denied"),
        pytest.param(LATE, "Will we knit socks?", id="asked"),
        pytest.param(LATE, "We will be late.", id="being"),
        pytest.param(LATE, "We will look.", id="verb-that-promises-nothing"),
        pytest.param(LATE, "We're reaching out as we will knit socks.", id="speaking"),
        pytest.param(LATE, "For any concerns we will knit socks.", id="closer"),
        pytest.param(LATE, "This may happen again.", id="may-happen"),
        pytest.param(LATE, "Will this not happen again?", id="never-asked"),
        pytest.param(LATE, "If it does not happen again, good.", id="never-as-a-condition"),
        pytest.param("That never happens again.", "It never happens again.", id="never-kept"),
        pytest.param(LATE, "We cannot give you our word.", id="no-pledge"),
        pytest.param(LATE, "Do you have our word?", id="pledge-asked"),
        pytest.param("You have our word.", "I promise it is late.", id="pledge-for-pledge"),
        pytest.param("It is guaranteed.", "You have our word.", id="pledge-for-a-guarantee"),
    ],
)
def test_a_promise_that_is_backed_or_none_is_left_alone(draft: str, rewrite: str) -> None:
    """The draft's own promises, in other words; small talk, questions and denials."""
    assert list(new_promises(held(draft, rewrite))) == []


def test_every_clause_is_found_once() -> None:
    """A pledge and two promises in three clauses; none stands twice."""
    rewrite = (
        "You have our word. Will we sing? "
        "We will knit socks and polish shoes, and we will juggle hats."
    )

    assert [
        finding.reply and finding.reply.quote for finding in new_promises(held(LATE, rewrite))
    ] == [
        "You have our word",
        "We will knit socks and polish shoes",
        "and we will juggle hats",
    ]
