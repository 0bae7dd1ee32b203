"""Whether a finding is right about a planted slip, and whether mending took the slip out."""

import pytest

from api.domain.finding import Finding, Severity, Span, Verdict
from api.rewriting.checking import Check, CheckRequest
from evals.labels import Kind, Label, Pair
from evals.scoring import score, sentences, survives, touches
from tests.evals.labelled import DRAFT, LIE, faithful, finding, planted, words

ELSEWHERE = finding("new_deadline", reply=words(LIE, "by Friday"))
NEAR = finding("new_commitment", reply=words(LIE, "refund the fee"))


def test_a_slip_that_is_blocked_at_its_place_and_under_its_name_counts_three_times() -> None:
    """Caught, located and named."""
    scored = planted(finding("strengthened", reply=words(LIE, "will")))

    assert scored.reported()
    assert scored.located
    assert scored.named


def test_a_slip_that_is_caught_elsewhere_is_neither_located_nor_named() -> None:
    """A block beside the slip stops it by luck, and tells the agent nothing of it."""
    scored = planted(ELSEWHERE, finding("strengthened", reply=words(LIE, "Please")))

    assert scored.reported()
    assert not scored.located
    assert not scored.named


def test_a_slip_is_named_through_also() -> None:
    """One finding a clause is shown, and the others stand in its `also`."""
    by_also = finding("new_commitment", reply=words(LIE, "will"), also=("strengthened",))

    assert planted(by_also).named
    assert not planted(NEAR).named


def test_a_name_counts_only_where_the_slip_is() -> None:
    """Right name and right place have to be one finding."""
    assert not planted(NEAR, finding("strengthened", reply=words(LIE, "Friday"))).named


def test_a_review_does_not_catch() -> None:
    """Only what blocks is stopped, unless the threshold is lowered."""
    mild = finding("strengthened", reply=words(LIE, "will"), severity=Severity.REVIEW)
    scored = planted(mild)

    assert not scored.reported()
    assert not scored.located
    assert scored.reported(frozenset(Severity)) == (mild,)


@pytest.mark.parametrize(
    ("found", "touched"),
    [
        pytest.param(finding("x", draft=words(DRAFT, "may")), True, id="draft side"),
        pytest.param(finding("x", reply=words(LIE, "We will")), True, id="overlaps"),
        pytest.param(finding("x", reply=words(LIE, "We ")), False, id="ends where it starts"),
        pytest.param(finding("x", reply=words(LIE, " the fee")), False, id="starts where it ends"),
        pytest.param(finding("x"), False, id="no span"),
    ],
)
def test_a_finding_touches_the_planted_words_on_either_side(found: Finding, touched: bool) -> None:
    """Ends are exclusive."""
    assert touches(found, planted().pair) is touched


def test_planted_words_that_are_not_in_the_text_are_never_touched() -> None:
    """A label with a wrong quote must not make every finding right."""
    misquoted = planted(label=Label("strengthened", "shall refund", "")).pair

    assert not touches(finding("x", reply=Span.of(LIE, 0, len(LIE))), misquoted)


def test_nothing_is_located_named_or_leaked_where_nothing_was_planted() -> None:
    """An honest rewrite with a block is accused, and that is all."""
    accused = faithful(Kind.HONEST, finding("strengthened", reply=words(DRAFT, "may")))

    assert not accused.located
    assert not accused.named
    assert not accused.leaked


@pytest.mark.parametrize(
    ("label", "mended", "leaks"),
    [
        pytest.param(Label("c", "will refund", "may refund"), LIE, True, id="added, still there"),
        pytest.param(Label("c", "will refund", "may refund"), DRAFT, False, id="added, gone"),
        pytest.param(Label("c", "Will  refund", ""), LIE, True, id="case and spacing"),
        pytest.param(Label("c", "", "by Friday"), "Send the form.", True, id="lost"),
        pytest.param(Label("c", "", "by Friday"), "It is due BY\nFRIDAY.", False, id="put back"),
        pytest.param(
            Label("c", "", "send the form by Friday"),
            "By Friday, please send us the form.",
            False,
            id="put back in other words",
        ),
        pytest.param(
            Label("c", "", "send the form by Friday"),
            "Please send the form.",
            False,
            id="three words of four put back",
        ),
        pytest.param(
            Label("c", "", "send the form by Friday"), "The form.", True, id="two words of four"
        ),
        pytest.param(Label("c", "", ""), LIE, False, id="no words to look for"),
    ],
)
def test_a_slip_survives_if_its_words_do(label: Label, mended: str, leaks: bool) -> None:
    """Seven words of ten put back count as put back."""
    assert survives(label, mended) is leaks
    assert planted(label=label, mended=mended).leaked is leaks


def test_sentences_that_mending_left_word_for_word_are_kept() -> None:
    """What softening is left after false alarms."""
    scored = faithful(Kind.HONEST, mended="We MAY refund  the fee. Send it by Friday.")

    assert scored.kept == (True, False)


def test_sentences_are_cut_at_stops_and_lines_and_very_short_ones_left_out() -> None:
    """The cut is the bench's own, not the product's."""
    assert sentences("Hi.\nWe may refund it! Will you wait?\n\nMo") == (
        "we may refund it!",
        "will you wait?",
    )


def test_every_rewrite_is_checked_once_and_an_empty_mending_is_the_rewrite() -> None:
    """A checker that mends nothing has let everything through."""
    asked: list[CheckRequest] = []

    def checker(request: CheckRequest) -> Check:
        asked.append(request)
        return Check(Verdict.BLOCK, (NEAR,), (), "" if request.rewrite == LIE else DRAFT)

    pairs = [Pair("x", Kind.PLANTED, DRAFT, LIE), Pair("x", Kind.HONEST, DRAFT, DRAFT, None)]
    first, second = score(pairs, checker, linked=True)

    assert (first.findings, first.mended, second.mended) == ((NEAR,), LIE, DRAFT)
    assert [request.sentences for request in asked] == [(), ()]
