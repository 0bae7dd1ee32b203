"""All guardrails together: one finding per place, one verdict."""

import re

import pytest

from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.guardrails import inspect, version
from api.domain.guardrails.precedence import PRECEDENCE, verdict
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
    assert [finding.draft and finding.draft.quote for finding in found] == [
        "The red box costs $5",
        "$7",
        "$5",
    ]


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


def test_what_is_left_as_it_was_is_no_finding() -> None:
    """Though a rule by itself would see a change there: nothing was rewritten."""
    draft = "We may refund the fee. We will refund the fee."

    assert findings(draft, draft.upper()) == ()


def test_what_blocks_comes_before_what_a_reader_judges() -> None:
    """Of one place, however telling the label."""
    for found in findings("We cannot refund the fee.", "We will refund the fee today."):
        assert found.severity is Severity.BLOCK


def test_two_places_of_one_sentence_have_a_finding_each() -> None:
    """Only what overlaps is one problem."""
    found = findings("Pay $5 for the box and 7% for the lamp.", "Pay $6 for the box and 8% for it.")

    assert [f.reply.quote for f in found if f.guardrail == "changed_figure" and f.reply] == [
        "$6",
        "8%",
    ]


def test_only_what_blocks_is_among_the_blocks() -> None:
    """The mending puts these right; the rest goes to a reader."""
    draft = "Umbrellas stay dry. No refunds here."
    inspection = inspect(held(draft, "Umbrellas stay dry. No refunds here at this time."))

    assert [finding.severity for finding in inspection.findings] == [Severity.REVIEW]
    assert inspection.verdict is Verdict.REVIEW
    assert inspection.blocks == ()
    assert inspection.commitments


def test_the_words_of_the_draft_are_kept_from_a_finding_that_is_folded_in() -> None:
    """The primary one may not have known them."""
    (found,) = findings("We may refund the fee.", "We will refund the fee today.")

    assert (found.guardrail, found.also) == ("new_deadline", ("strengthened",))
    assert found.draft
    assert found.draft.quote == "We may refund the fee"


def test_what_is_lost_twice_is_one_problem() -> None:
    """A clause and the figure in it; another clause of that sentence is another problem."""
    draft = "Umbrellas stay dry. The purple violin costs $5, but the camel saddle eats walnuts."

    found = findings(draft, "Umbrellas stay dry.")

    assert [finding.draft and finding.draft.quote for finding in found] == [
        "$5",
        "but the camel saddle eats walnuts",
    ]


def test_a_language_that_is_not_known_gets_only_what_needs_none() -> None:
    """No promise is read where the words are not."""
    draft = "Wir können die Gebühr leider nicht und nie erstatten."

    assert findings(draft, f"{draft} We will refund you today.") == ()


def _stopped(draft: str, rewrite: str) -> bool:
    return any(finding.severity is Severity.BLOCK for finding in findings(draft, rewrite))


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param(
            "Allow one or two weeks for it.", "Please allow a week or two for it.", id="week-or-two"
        ),
        pytest.param("We'll ring when it's ready.", "We'll ring as soon as it's ready.", id="when"),
        pytest.param(
            "Drivers should carry a copy of the licence.",
            "Drivers are asked to carry a copy of the licence.",
            id="duty",
        ),
        pytest.param("We reseed the verge.", "The verge: we reseed it.", id="present"),
        pytest.param("The tag should be `blue`.", "The tag ought to be `blue`.", id="ought"),
        pytest.param(
            "The vet can refuse, their call.",
            "The vet can refuse; that is their decision.",
            id="call",
        ),
        pytest.param("Keep the box, don't bin it.", "Keep the box; don't throw it away.", id="bin"),
        pytest.param(
            "Sealed jars are not refunded, vouchers might be.",
            "Sealed jars aren't refunded; vouchers might be.",
            id="spliced",
        ),
        pytest.param(
            "The nurse knocked at 9:10 and again at 9:40 and left a card.",
            "At 9:10 and again at 9:40 the nurse knocked; then she left a card.",
            id="paired",
        ),
    ],
)
def test_the_same_in_other_words_is_left_alone(draft: str, rewrite: str) -> None:
    """Spans, conditions, duties and decisions have many wordings."""
    assert not _stopped(draft, rewrite)


@pytest.mark.parametrize(
    ("draft", "rewrite"),
    [
        pytest.param("Allow six weeks for it.", "Please allow a week or two for it.", id="weeks"),
        pytest.param("We'll ring when it's ready.", "We'll ring as soon as possible.", id="soon"),
        pytest.param("We'll ring you.", "We'll ring as soon as it's ready.", id="nothing-awaited"),
        pytest.param(
            "We'll ring when it's ready.",
            "We'll ring you today, as soon as it's ready.",
            id="today",
        ),
        pytest.param(
            "Your parcel should arrive on Friday.",
            "Your parcel will arrive on Friday.",
            id="hedge",
        ),
        pytest.param("We proceed with care.", "We proceeded and agreed to pay.", id="past"),
        pytest.param(
            "Sealed jars are not refunded, vouchers might be extended.",
            "Sealed jars aren't refunded; vouchers will be extended.",
            id="spliced",
        ),
        pytest.param(
            "The morning train leaves at 9:10. The museum tour starts at 9:40.",
            "The museum tour starts at 9:10. The morning train leaves at 9:40.",
            id="told-apart",
        ),
        pytest.param("The tag is blue.", "The tag is blue, we ought to have said so.", id="fault"),
    ],
)
def test_what_sounds_the_same_and_is_not_is_stopped(draft: str, rewrite: str) -> None:
    """Another span, time, hedge, deed or order beside such a wording."""
    assert _stopped(draft, rewrite)
