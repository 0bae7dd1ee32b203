"""Findings weighed with what their clauses show else."""

from dataclasses import replace
from typing import Any

import pytest

from api.domain.comparison import Comparison
from api.domain.finding import Finding, Severity, Span, Value
from api.domain.weighing.judging import clauses_of, weighed
from api.domain.weighing.weights import Weights
from tests.domain.english import held

NAMES = {"new_commitment": {"new": {"refund": 1.0}}, "new_deadline": {"new": {"soon": 1.0}}}


def weighing(
    comparison: Comparison, signs: dict[str, dict[str, float]], **scores: float
) -> Comparison:
    """The comparison under weights of the test's own."""
    limits = {"keep": 0.0, "block": 1.0, "own": 1.0, **scores}
    data: dict[str, Any] = {**limits, "signs": signs, "names": NAMES}
    lexicon = replace(comparison.lexicon, weights=Weights.from_data(data))
    return replace(comparison, lexicon=lexicon)


def in_reply(comparison: Comparison, severity: Severity = Severity.BLOCK) -> Finding:
    """A finding on the rewrite's first clause."""
    quote = comparison.reply.quote(comparison.reply.frames[0])
    return Finding("new_commitment", severity, "Found.", Value.INTEGRITY, reply=quote)


PAIR = held("We look into it.", "We will look into it for you.")


def test_without_weights_the_guardrails_judge_alone() -> None:
    """As in every test of theirs."""
    found = in_reply(PAIR)

    assert weighed([found], PAIR) == (found,)


@pytest.mark.parametrize(("weight", "expected"), [(0.5, Severity.BLOCK), (-0.5, Severity.REVIEW)])
def test_a_block_stays_one_where_its_clause_does_not_speak_against_it(
    weight: float, expected: Severity
) -> None:
    """Else it is for somebody to look at: nothing that was found is dropped."""
    pair = held("We look into it.", "Our people examine this for you.")
    (found,) = weighed([in_reply(pair)], weighing(pair, {"clause": {"any": weight}}))

    assert found.severity is expected


@pytest.mark.parametrize(("weight", "expected"), [(1.0, Severity.BLOCK), (0.9, Severity.REVIEW)])
def test_a_review_blocks_where_its_clause_says_enough_by_itself(
    weight: float, expected: Severity
) -> None:
    """Thin evidence adds up."""
    found = in_reply(PAIR, Severity.REVIEW)
    (judged,) = weighed([found], weighing(PAIR, {"found": {"review": weight}}))

    assert judged.severity is expected


def test_a_note_stays_a_note() -> None:
    """It is about tone, and no clause can make more of it."""
    found = in_reply(PAIR, Severity.NOTE)

    assert weighed([found], weighing(PAIR, {"found": {"note": 9.0}})) == (found,)


def test_what_is_exact_is_not_weighed() -> None:
    """An altered link is altered, however kind its sentence."""
    found = in_reply(PAIR)

    assert weighed([], weighing(PAIR, {"clause": {"any": -9.0}}), [found]) == (found,)


def test_a_note_leaves_the_findings_behind_it_to_be_weighed() -> None:
    """All that was found comes back, in its order."""
    pair = held("We look into it.", "Our people examine this for you.")
    note, block = in_reply(pair, Severity.NOTE), in_reply(pair)
    judged = weighed([note, block], weighing(pair, {"clause": {"any": -9.0}}))

    assert [found.severity for found in judged] == [Severity.NOTE, Severity.REVIEW]


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param("Tomorrow our people examine this. They wrote it down.", id="first"),
        pytest.param("Our people examine this. They wrote it down tomorrow.", id="last"),
        pytest.param("They say so. Tomorrow our people examine this. It ends.", id="amid"),
    ],
)
def test_a_finding_is_as_severe_as_the_worst_of_its_clauses(rewrite: str) -> None:
    """It may run over several sentences, and blocks for one of them."""
    pair = held("We look into it.", rewrite)
    found = replace(in_reply(pair), reply=Span(0, len(rewrite), rewrite))
    (judged,) = weighed([found], weighing(pair, {"clause": {"any": -9}, "new": {"tomorrow": 9}}))

    assert judged.severity is Severity.BLOCK


def test_what_was_found_is_a_sign_of_every_sentence_that_it_touches() -> None:
    """And of no other one; white space at its end is no sentence."""
    pair = held("We look into it.", "They came by.\n\nWe pay you.\n\nAll ends here.\n\nBye now.")
    text = pair.reply.document.text
    for quote, expected in (
        ("We pay you.", {1}),
        ("We pay you.\n", {1}),
        ("pay you.\n\nAll ends", {1, 2}),
        ("by.\n\nWe pay you.\n\nAll", {0, 1, 2}),
    ):
        start = text.index(quote)
        found = replace(in_reply(pair), reply=Span(start, start + len(quote), quote))
        clauses = clauses_of(pair, [found])
        assert {clause.sentence for clause in clauses if clause.found} == expected


def test_a_finding_outside_all_clauses_stays_as_it_is() -> None:
    """There is nothing to weigh it with."""
    found = replace(in_reply(PAIR), reply=Span(900, 905, "where"))

    assert found in weighed([found], weighing(PAIR, {"clause": {"any": -9.0}}))


def test_a_clause_can_block_by_its_signs_alone() -> None:
    """It quotes both sides and says what the clause reads like."""
    pair = held("We look into the refund.", "We look into the refund soon.")
    (found,) = weighed([], weighing(pair, {"new": {"soon": 2.0}}))

    assert found.guardrail == "new_deadline"
    assert found.severity is Severity.BLOCK
    assert found.reply
    assert found.reply.quote == "We look into the refund soon"
    assert found.draft
    assert found.draft.quote == "We look into the refund"
    assert found.value is Value.INTEGRITY
    assert found.message == (
        "The rewrite says 'We look into the refund soon', which reads like a time that your draft "
        "does not give."
    )


def test_a_clause_without_a_source_is_quoted_alone() -> None:
    """The draft has nothing to hold it against."""
    pair = held("Hello there.", "Bring soon wheels.")
    (found,) = weighed([], weighing(pair, {"new": {"soon": 2.0}}))

    assert found.draft is None
    assert found.reply
    assert found.reply.quote == "Bring soon wheels"


@pytest.mark.parametrize(
    ("guardrail", "value"),
    [
        ("invented_fact", Value.HONESTY),
        ("lost_refusal", Value.HONESTY),
        ("strengthened", Value.INTEGRITY),
    ],
)
def test_what_is_said_falsely_is_about_honesty(guardrail: str, value: Value) -> None:
    """What binds us more or less than the draft is about integrity."""
    pair = held("We look into it.", "We look into it soon.")
    pair = weighing(pair, {"new": {"soon": 2.0}})
    names = {guardrail: {"new": {"soon": 1.0}}}
    weights = pair.lexicon.weights
    assert weights
    pair = replace(pair, lexicon=replace(pair.lexicon, weights=replace(weights, names=names)))

    assert [(found.guardrail, found.value) for found in weighed([], pair)] == [(guardrail, value)]


def test_a_clause_of_the_draft_can_block_by_what_it_lost() -> None:
    """There is nothing in the rewrite to point at."""
    pair = held("Only members get a refund.", "Members get a refund.")
    (found,) = weighed([], weighing(pair, {"lost": {"only": 2.0}}))

    assert found.guardrail in NAMES
    assert found.severity is Severity.BLOCK
    assert found.value is Value.INTEGRITY
    assert found.reply is None
    assert found.draft
    assert found.message == (
        "Your draft says 'Only members get a refund'; the rewrite does not quite say that."
    )


def test_sentences_that_both_texts_have_are_not_weighed() -> None:
    """What the agent wrote cannot be a slip."""
    pair = held("We look into it. See you.", "We look into it. Bye.")

    assert {clause.sentence for clause in clauses_of(pair, ())} == {1}


def test_a_sentence_of_too_many_clauses_is_not_weighed() -> None:
    """Nobody writes it, and it would take long."""
    pair = held("We look into it.", "We look; " * 60)

    assert all(clause.lost for clause in clauses_of(pair, ()))


def test_a_clause_of_too_many_words_is_not_weighed_and_the_next_one_is() -> None:
    """A list without end says nothing of what stands behind it."""
    pair = held("We look into it.", f"We like {'lamp ' * 50}, but we will refund it.")
    weighed_words = [clause.frame.clause.texts for clause in clauses_of(pair, ())]

    assert ("but", "we", "will", "refund", "it") in weighed_words
    assert all(len(words) < 50 for words in weighed_words)


def test_the_more_of_the_draft_stands_the_more_a_finding_tells() -> None:
    """In a reply that changes one sentence, that sentence is no mere wording."""
    draft = "A is here. B is here. C is here. We look into it."
    few = held(draft, "A came. B came. C came. We will pay.")
    most = held(draft, "A is here. B is here. C is here. We will pay.")

    def amid(pair: Comparison) -> set[str]:
        frame = pair.reply.frames[-1]
        found = replace(in_reply(pair), reply=pair.reply.quote(frame))
        return {
            value
            for clause in clauses_of(pair, [found])
            for kind, value in clause.signs
            if kind == "found amid"
        }

    assert amid(few) == {"block 0"}
    assert amid(most) == {"block 2"}


def test_a_sentence_that_stands_for_a_whole_draft_is_no_rewording() -> None:
    """A model that obeys somebody else says one thing alone: nothing excuses that."""
    pair = held("We look into it. It takes a week. See you then.", "We have looked into it.")
    found = in_reply(pair)

    assert found in weighed([found], weighing(pair, {"found": {"block": -9.0}}))


def test_a_finding_stays_where_the_rest_of_the_reply_is_the_drafts() -> None:
    """What is new there is no mere wording."""
    draft = "A is here. B is here. We look into it."
    for rewrite, expected in (
        ("A is here. B is here. We shall take a look.", Severity.BLOCK),
        ("A came in. B came in. We shall take a look.", Severity.REVIEW),
    ):
        pair = held(draft, rewrite)
        found = replace(in_reply(pair), reply=pair.reply.quote(pair.reply.frames[-1]))
        (judged,) = weighed([found], weighing(pair, {"clause": {"any": -9.0}}))
        assert judged.severity is expected


@pytest.mark.parametrize(
    ("rewrite", "expected"),
    [
        pytest.param("Our rules allow refunds.", Severity.BLOCK, id="own-words"),
        pytest.param("Refunds are fine by what we go by.", Severity.REVIEW, id="reworded"),
        pytest.param("Our rules allow refunds. So. And. Yes.", Severity.REVIEW, id="longer"),
    ],
)
def test_a_finding_stays_in_a_short_reply_in_the_drafts_own_words(
    rewrite: str, expected: Severity
) -> None:
    """One word that went is no mere wording there."""
    pair = held("Our rules do not allow refunds.", rewrite)
    (found,) = weighed([in_reply(pair)], weighing(pair, {"clause": {"any": -9.0}}))

    assert found.severity is expected


def test_a_short_reply_in_the_drafts_own_words_blocks_from_a_lower_score() -> None:
    """It has little to excuse; a longer one has its own limit."""
    said = "We look into it for you."
    for rewrite, blocked in ((said, True), (f"{said} So glad. So kind. So very nice.", False)):
        pair = weighing(held("We look into it.", rewrite), {"new": {"for": 0.5}}, own=0.4)
        assert bool(weighed([], pair)) is blocked


@pytest.mark.parametrize(("weight", "expected"), [(-2.9, Severity.BLOCK), (-3.1, Severity.REVIEW)])
def test_what_hardly_changed_can_still_speak_against_a_finding(
    weight: float, expected: Severity
) -> None:
    """A block on a clause that stands almost word for word stays, but for a very low score."""
    same = "return the old lamp to us by post."
    pair = held(f"Please {same} It is late.", f"Do {same} So glad. So kind. So very nice of you.")
    (found,) = weighed([in_reply(pair)], weighing(pair, {"clause": {"any": weight}}))

    assert found.severity is expected


def test_an_excused_clause_does_not_block_by_its_score_alone() -> None:
    """It is looked at beside its sentence; what the draft lost is never excused."""
    pair = weighing(held("We look into it.", "So sorry, soon."), {"new": {"soon": 9.0}})

    assert weighed([], pair) != ()
    assert weighed([], pair, excused=lambda frame, sentence: frame in sentence) == ()
    lost = weighing(held("Only members win.", "Members win."), {"lost": {"only": 9.0}})
    assert weighed([], lost, excused=lambda _frame, _sentence: True) != ()


def test_what_only_scores_has_every_likely_name() -> None:
    """The likeliest is the finding's own, the others stand in `also`."""
    pair = weighing(held("We look into it.", "We look into it soon."), {"new": {"soon": 9.0}})
    names = {"new_deadline": {"new": {"soon": 1.0}}, "strengthened": {"new": {"soon": 0.5}}}
    weights = pair.lexicon.weights
    assert weights
    pair = replace(pair, lexicon=replace(pair.lexicon, weights=replace(weights, names=names)))
    (found,) = weighed([], pair)

    assert (found.guardrail, found.also) == ("new_deadline", ("strengthened",))


def test_what_the_draft_lost_has_every_likely_name_as_well() -> None:
    """Nothing speaks for one of them more than for the other."""
    pair = held("Only members get a refund.", "Members get a refund.")
    (found,) = weighed([], weighing(pair, {"lost": {"only": 2.0}}))

    assert {found.guardrail, *found.also} == set(NAMES)
