"""Labelled rewrites as clauses with their signs."""

from evals.edits.breaking import BREAKING
from evals.edits.preserving import PRESERVING
from evals.labels import Kind, Label, Pair
from evals.training.examples import Example, from_edits, from_pairs, from_rewrites
from evals.training.slips import Rewrite
from tests.domain.english import lexicon

DRAFT = "We may refund the fee. Please send the form."


def pair(category: str, rewrite: str, said: str, meant: str) -> Pair:
    """A planted pair."""
    return Pair("p1", Kind.PLANTED, DRAFT, rewrite, Label(category, said, meant))


def example(planted: Pair) -> Example:
    """The one example that a pair makes."""
    (found,) = from_pairs([planted], lexicon())
    return found


def shown(found: Example, sign: str) -> list[bool]:
    """Of the clauses with a sign, which may be the slip."""
    return [clause.candidate for clause in found.clauses if sign in clause.signs]


def test_a_clause_at_the_planted_words_may_be_the_slip() -> None:
    """And no other one."""
    rewrite = "We will refund it today. Please mail us the form."
    found = example(pair("new_deadline", rewrite, "today", "We may refund the fee"))

    assert shown(found, "new\ttoday") == [True]
    assert shown(found, "new\tmail") == [False]


def test_a_clause_of_the_draft_may_be_the_slip_where_something_is_lost() -> None:
    """Nothing in the rewrite shows it."""
    found = example(pair("lost_request", "We may refund you.", "", "Please send the form."))

    assert shown(found, "lost\tform") == [True]


def test_where_the_words_are_not_found_any_clause_may_be_the_slip() -> None:
    """A label that quotes nothing tells only that there is one."""
    found = example(pair("invented_fact", "We will refund you. Send it.", "", ""))

    assert all(clause.candidate for clause in found.clauses)


def test_an_identity_shows_nothing() -> None:
    """It is left out."""
    itself = Pair("p1", Kind.IDENTITY, DRAFT, DRAFT)

    assert list(from_pairs([itself], lexicon())) == []


def test_what_the_clean_rewrite_shows_as_well_is_no_slip() -> None:
    """Only what the slip changed can give it away."""
    clean = "We could refund the charge. Please mail the form."
    said = "We could refund the charge soon. Please mail the form."
    rewrites = [
        Rewrite("t1", Kind.HONEST, DRAFT, clean),
        Rewrite(
            "t1 0", Kind.PLANTED, DRAFT, said, category="new_deadline", clean=clean, start=0, end=32
        ),
    ]
    honest, slipped = from_rewrites(rewrites, lexicon())

    assert not any(clause.candidate for clause in honest.clauses)
    assert shown(slipped, "new\tsoon") == [True]
    assert shown(slipped, "new\tmail") == [False]


def test_an_edit_is_a_slip_where_it_breaks_the_meaning() -> None:
    """One that keeps it is as good as an honest rewrite."""
    kept = list(from_edits([DRAFT], PRESERVING, lexicon()))
    broken = list(from_edits([DRAFT], BREAKING, lexicon()))

    assert {found.kind for found in kept} == {Kind.HONEST}
    assert {found.kind for found in broken} == {Kind.PLANTED}
    assert all(any(clause.candidate for clause in found.clauses) for found in broken)
