"""A no stays a no, said plainly."""

import pytest

from api.domain.finding import Value
from api.domain.guardrails.refusals import lost_refusals, turned_refusals
from tests.domain.english import held
from tests.domain.guardrails.told import BLOCK, REVIEW, Told, told

FEE = "We cannot refund the fee."
VIOLINS = "We can't polish violins."


@pytest.mark.parametrize(
    ("draft", "rewrite", "severity"),
    [
        pytest.param(FEE, "We will refund the fee.", BLOCK, id="turned"),
        pytest.param(FEE, "We cannot refund the fee just yet.", BLOCK, id="yet"),
        pytest.param(FEE, "We usually cannot refund the fee.", BLOCK, id="usually"),
        pytest.param(FEE, "We might not refund the fee.", BLOCK, id="might-not"),
        pytest.param(
            "We cannot refund the fee without the label.",
            "We looked at the fee and the label.",
            BLOCK,
            id="what-is-needed-left-out",
        ),
        pytest.param(FEE, "We cannot refund the fee at this time.", REVIEW, id="at-this-time"),
        pytest.param(
            "The fee payment failed.", "The fee payment failed so far.", BLOCK, id="bad-news"
        ),
        pytest.param(
            "We cannot polish purple violins on tulips.",
            "The purple violins on tulips are fine.",
            BLOCK,
            id="spoken-of",
        ),
    ],
)
def test_a_no_that_is_not_plain_any_more_is_found(draft: str, rewrite: str, severity: str) -> None:
    """Not as a "not yet", not as a "usually not"; a "not at this time" is a reader's to judge."""
    findings = list(lost_refusals(held(draft, rewrite)))

    assert told(findings) == [("lost_refusal", severity, draft[:-1], rewrite[:-1])]
    assert findings[0].value is Value.HONESTY


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            FEE,
            "Hello there.",
            [("lost_refusal", BLOCK, "We cannot refund the fee", None)],
            id="gone",
        ),
        pytest.param(
            "Sorry, we cannot polish it.",
            "Hello there.",
            [("lost_refusal", BLOCK, "we cannot polish it", None)],
            id="behind-a-courtesy",
        ),
        pytest.param(
            "We are sorry that we cannot refund the fee.",
            "Hello there.",
            [("lost_refusal", BLOCK, "We are sorry that we cannot refund the fee", None)],
            id="in-a-courtesy",
        ),
        pytest.param(
            "Umbrellas stay dry. We do not refund the fee.",
            "Umbrellas never get wet. Walnuts do.",
            [("lost_refusal", BLOCK, "We do not refund the fee", None)],
            id="another-no-is-said",
        ),
        pytest.param(
            "We do not polish violins, and we do not sing to tulips.",
            "Hello there.",
            [
                ("lost_refusal", BLOCK, "We do not polish violins", None),
                ("lost_refusal", BLOCK, "and we do not sing to tulips", None),
            ],
            id="two-of-one-sentence",
        ),
    ],
)
def test_a_no_that_is_gone_is_found(draft: str, rewrite: str, expected: list[Told]) -> None:
    """Thanks and other refusals do not stand in for it."""
    findings = list(lost_refusals(held(draft, rewrite)))

    assert told(findings) == expected
    assert {finding.value for finding in findings} == {Value.HONESTY}


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(FEE, "We're unable to refund the fee.", id="said"),
        pytest.param(FEE, "Unfortunately the fee stands.", id="kindly"),
        pytest.param("Sorry that we cannot, thanks.", "Sorry.", id="courtesy-that-names-nothing"),
        pytest.param("Please do not hesitate to call.", "Please call.", id="idiom"),
        pytest.param(
            "We cannot refund the fee yet.", "We cannot refund the fee just yet.", id="was-yet"
        ),
        pytest.param(
            "We cannot refund the fee at this time.",
            "We cannot refund the fee currently.",
            id="was-dated",
        ),
        pytest.param("We may not refund the fee.", "We might not refund the fee.", id="was-hedged"),
        pytest.param(
            "We will probably not repair the lamp.",
            "We might not repair the lamp.",
            id="was-only-likely",
        ),
        pytest.param(
            "Our fitter could not get into some flats.",
            "Some flats couldn't be entered by our fitter.",
            id="what-could-not-be-done",
        ),
        pytest.param(
            "We don't have a date for the fee.", "We don't have a fee date yet.", id="lack"
        ),
        pytest.param(
            "We cannot refund the fee without the label.",
            "We need the label to refund the fee.",
            id="not-without",
        ),
        pytest.param(
            "We cannot refund the fee without the label.",
            "We cannot refund the fee yet without the label.",
            id="under-a-condition",
        ),
        pytest.param("The parcel is lost.", "Hello there.", id="bad-news-is-no-refusal"),
        pytest.param("The red fee is round.", "The fee is yet round.", id="no-refusal"),
    ],
)
def test_a_no_may_be_said_in_other_words(draft: str, rewrite: str) -> None:
    """Any plain ones; what was vague in the draft may stay so."""
    assert list(lost_refusals(held(draft, rewrite))) == []


def test_a_no_about_something_else_is_a_readers_to_judge() -> None:
    """One that shares a word, and refuses another thing."""
    rewrite = "The purple violins are fine. We never sing violins."

    (finding,) = lost_refusals(held("We cannot polish purple violins, tulips, hats.", rewrite))

    assert (finding.severity, finding.reply) == (REVIEW, None)


def test_another_sentence_may_say_the_no() -> None:
    """About the same thing."""
    draft = "We cannot refund the umbrella fee."
    rewrite = "About the umbrella fee we looked. The umbrella fee is non-refundable."

    assert not list(lost_refusals(held(draft, rewrite, ids=(("D1",), ()))))


def test_a_no_in_the_same_sentence_keeps_it_alive() -> None:
    """Where the rewrite names its source, and denies in words we cannot match."""
    draft = "We cannot polish purple violins on tulips."
    rewrite = "That is out of what this workshop does."

    assert not list(lost_refusals(held(draft, rewrite, ids=(("D1",),))))


def test_a_negative_idiom_denies_nothing() -> None:
    """ "not only" is a yes."""
    (found,) = lost_refusals(held("We do not refund the fee.", "We refund not only the fee."))

    assert found.draft
    assert found.draft.quote == "We do not refund the fee"


@pytest.mark.parametrize(
    ("draft", "rewrite", "expected"),
    [
        pytest.param(
            VIOLINS,
            "We polish violins.",
            [("lost_refusal", BLOCK, "We can't polish violins", "We polish violins")],
            id="ours",
        ),
        pytest.param(
            "You can't polish violins.",
            "You can polish violins.",
            [("lost_refusal", BLOCK, "You can't polish violins", "You can polish violins")],
            id="the-customers",
        ),
        pytest.param(
            "It is not red.",
            "It is red.",
            [("lost_refusal", BLOCK, "It is not red", "It is red")],
            id="a-fact",
        ),
        pytest.param(
            "Do not return violins.",
            "Return violins.",
            [("lost_refusal", BLOCK, "Do not return violins", "Return violins")],
            id="an-order",
        ),
        pytest.param(
            "Do not return violins.",
            "You can return violins.",
            [("lost_refusal", BLOCK, "Do not return violins", "You can return violins")],
            id="an-order-made-a-permission",
        ),
        pytest.param(
            "We don't collect the lamp from your home.",
            "We collect the lamp from your home, but we do not take the big red box with it.",
            [
                (
                    "lost_refusal",
                    BLOCK,
                    "We don't collect the lamp from your home",
                    "We collect the lamp from your home",
                )
            ],
            id="beside-another-no",
        ),
        pytest.param(
            "We do not polish violins, and we do not sing to tulips.",
            "Hats are nice. We polish walnuts. We polish violins. We sing to tulips.",
            [
                ("lost_refusal", BLOCK, "We do not polish violins", "We polish violins"),
                ("lost_refusal", BLOCK, "and we do not sing to tulips", "We sing to tulips"),
            ],
            id="two",
        ),
    ],
)
def test_a_not_that_is_left_out_is_found(draft: str, rewrite: str, expected: list[Told]) -> None:
    """The same subject is said to do the same to the same."""
    findings = list(turned_refusals(held(draft, rewrite)))

    assert told(findings) == expected
    assert {finding.value for finding in findings} == {Value.HONESTY}


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(VIOLINS, "We're unable to polish violins.", id="kept"),
        pytest.param(VIOLINS, "We cannot polish hats. We polish violins.", id="still-denied"),
        pytest.param(VIOLINS, "Can we polish violins?", id="question"),
        pytest.param(VIOLINS, "If we polish violins, good.", id="condition"),
        pytest.param(VIOLINS, "Please polish violins.", id="order"),
        pytest.param(
            "We can't polish violins, tulips, hats.", "We polish walnuts.", id="something-else"
        ),
        pytest.param("We polish violins.", "We polish violins.", id="never-denied"),
        pytest.param("Can't we polish violins?", "We polish violins.", id="was-asked"),
        pytest.param("If we can't polish violins, good.", "We polish violins.", id="was-an-if"),
        pytest.param("Do not return violins.", "Please don't return violins.", id="order-kept"),
        pytest.param(
            "You do not need to polish violins.", "You need to polish violins.", id="no-duty"
        ),
        pytest.param("We do not know violins.", "We know violins.", id="state"),
        pytest.param("We don't help violins.", "We help violins.", id="unspecific"),
        pytest.param(
            "We don't polish violins on Monday. We polish violins on Friday.",
            "We polish violins on Friday. On Monday they rest.",
            id="granted-beside-it",
        ),
        pytest.param(
            "Violins are not polished, cellos are.",
            "Cellos are polished, violins aren't.",
            id="denied-beside-it",
        ),
        pytest.param(
            "We don't polish violins here.",
            "That isn't a place in which we polish violins.",
            id="denied-before-it",
        ),
        pytest.param(
            "We cannot resubmit the form.",
            "It takes three days after we resubmit the form.",
            id="after-it",
        ),
        pytest.param(VIOLINS, "No workshop of ours can polish violins.", id="no-workshop"),
        pytest.param(VIOLINS, "It is impossible that we polish violins.", id="impossible"),
    ],
)
def test_a_not_that_is_kept_or_was_no_refusal_is_left_alone(draft: str, rewrite: str) -> None:
    """Questions and conditions claim nothing."""
    assert list(turned_refusals(held(draft, rewrite))) == []


@pytest.mark.parametrize(
    ("draft", "rewrite", "found"),
    [
        pytest.param(
            "We can't restart the line until the bill is paid.",
            "Once the bill is paid, we can restart the line.",
            False,
            id="once",
        ),
        pytest.param(
            "We don't refund unless you return it within 14 days.",
            "We refund it, and you also need to return it within 14 days.",
            True,
            id="need-alone",
        ),
        pytest.param(
            "We can't restart the line until the bill is paid.",
            "We can restart the line until the bill is paid.",
            True,
            id="the-same-word-without-its-not",
        ),
        pytest.param(
            "We can't restart the line until the bill is paid.",
            "We can restart the line.",
            True,
            id="condition-gone",
        ),
        pytest.param(
            "We can't restart the line until the bill is paid.",
            "Once you have had lunch, we can restart the line.",
            True,
            id="another-condition",
        ),
        pytest.param(
            "We can't restart the line until the bill is paid.",
            "Pay the bill if you like. We can restart the line.",
            True,
            id="yes-in-a-sentence-of-its-own",
        ),
    ],
)
def test_a_no_until_may_become_a_yes_once(draft: str, rewrite: str, found: bool) -> None:
    """The same said the other way round, where the condition is said beside the yes."""
    comparison = held(draft, rewrite)

    assert bool([*lost_refusals(comparison), *turned_refusals(comparison)]) is found
