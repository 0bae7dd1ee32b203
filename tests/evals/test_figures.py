"""The counting of scored rewrites, on cases small enough to count by hand."""

from api.domain.finding import Severity
from api.domain.guardrails.precedence import PRECEDENCE
from evals.figures import Figures, GuardrailFigures, by_guardrail, curve, shares
from evals.labels import LENGTHS, Kind, Label
from evals.statistics.shares import Share
from tests.evals.labelled import DRAFT, LIE, faithful, finding, planted, words

REVIEW, NOTE = Severity.REVIEW, Severity.NOTE
WILL = words(LIE, "will")
FRIDAY = words(LIE, "Friday")

NAMED = planted(finding("strengthened", reply=WILL), mended=DRAFT)
NAMED_THROUGH_ALSO = planted(finding("false_action", reply=WILL, also=("strengthened",)))
MISNAMED = planted(finding("false_action", reply=WILL), mended=DRAFT)
CAUGHT_ELSEWHERE = planted(finding("new_deadline", reply=FRIDAY))
REVIEWED = planted(finding("strengthened", reply=WILL, severity=REVIEW))
MISSED = planted()
PLANTED = (NAMED, NAMED_THROUGH_ALSO, MISNAMED, CAUGHT_ELSEWHERE, REVIEWED, MISSED)

ACCUSED = faithful(Kind.HONEST, finding("strengthened", draft=words(DRAFT, "may")), mended=LIE)
HONEST = faithful(Kind.HONEST, finding("strengthened", severity=NOTE))
NATURAL = faithful(Kind.NATURAL, finding("new_deadline", reply=FRIDAY))
NATURAL_REVIEWED = faithful(Kind.NATURAL, finding("new_deadline", severity=REVIEW))
ITSELF = faithful(Kind.IDENTITY)
ITSELF_REVIEWED = faithful(Kind.IDENTITY, finding("lost_request", severity=REVIEW))
ITSELF_NOTED = faithful(Kind.IDENTITY, finding("lost_request", severity=NOTE))
ALL = (
    *PLANTED,
    *(ACCUSED, HONEST, NATURAL, NATURAL_REVIEWED),
    *(ITSELF, ITSELF_REVIEWED, ITSELF_NOTED),
)


def line(name: str) -> GuardrailFigures:
    """The figures of one guardrail over all cases."""
    return next(row for row in by_guardrail(ALL) if row.guardrail == name)


def test_every_figure_is_counted_over_its_own_rewrites() -> None:
    """Named is a share of what was located, softened one of sentences, the rest of rewrites."""
    assert shares(ALL) == {
        "catch": Share(4, 6),
        "located": Share(3, 6),
        "named": Share(2, 3),
        "leak": Share(4, 6),
        "honest accused": Share(1, 2),
        "natural accused": Share(1, 2),
        "softened": Share(3, 4),
        "identity": Share(1, 3),
    }


def test_figures_of_nothing_are_shares_of_nothing() -> None:
    """A file without natural rewrites says so, and not that none was accused."""
    assert set(shares(()).values()) == {Share(0, 0)}


def test_a_lost_span_that_mending_puts_back_is_no_leak() -> None:
    """The draft's own words are back in the text that goes out."""
    lost = Label("dropped_condition", "", "by Friday")
    rewrite = "We may refund the fee. Please send the form."

    put_back = planted(label=lost, rewrite=rewrite, mended=DRAFT)
    still_lost = planted(label=lost, rewrite=rewrite, mended=rewrite)

    assert shares([put_back])["leak"] == Share(0, 1)
    assert shares([still_lost])["leak"] == Share(1, 1)


def test_a_guardrail_is_right_where_it_touches_the_slip_and_wrong_anywhere_else() -> None:
    """Touching is enough, whatever the category; a block on a faithful rewrite is always wrong."""
    strengthened, deadline = line("strengthened"), line("new_deadline")

    assert (strengthened.right, strengthened.wrong) == (1, 1)
    assert (deadline.right, deadline.wrong) == (0, 2)
    assert line("false_action").precision == Share(2, 2)


def test_a_category_is_recalled_where_it_is_named_at_its_place() -> None:
    """Under another name or beside the slip it is caught, and no more."""
    assert line("strengthened").recall == Share(2, 6)
    assert line("strengthened").caught == Share(4, 6)
    assert line("false_action").recall == Share(0, 0)


def test_a_draft_accused_of_being_itself_is_no_guardrails_figure() -> None:
    """Identity has a line of its own, and nobody wrote that rewrite."""
    accused = faithful(Kind.IDENTITY, finding("lost_request", draft=words(DRAFT, "Please")))

    row = next(row for row in by_guardrail([accused]) if row.guardrail == "lost_request")

    assert row.precision == Share(0, 0)


def test_every_guardrail_has_a_line_and_so_has_a_category_that_none_is_named_for() -> None:
    """A label that nobody can find must not vanish from the table."""
    names = [row.guardrail for row in by_guardrail([planted(label=Label("sarcasm", "will", ""))])]

    assert names == [*PRECEDENCE, "sarcasm"]


def test_the_curve_catches_and_accuses_more_the_milder_the_findings_that_stop() -> None:
    """Block; block or review; any finding at all."""
    rows = [tuple(row.values()) for row in curve(ALL).values()]

    assert rows == [
        (Share(4, 6), Share(1, 2), Share(1, 2)),
        (Share(5, 6), Share(1, 2), Share(2, 2)),
        (Share(5, 6), Share(2, 2), Share(2, 2)),
    ]


def test_figures_by_length_add_up_to_all() -> None:
    """Each rewrite is counted in one length; a draft with several rewrites is one draft."""
    longer = faithful(Kind.HONEST, draft="word " * 40)
    figures = Figures.of([*ALL, longer])

    assert figures.drafts == 1
    assert tuple(figures.lengths) == LENGTHS
    assert figures.lengths["short"] == shares(ALL)
    assert figures.lengths["medium"]["honest accused"] == Share(0, 1)
    assert figures.overall["honest accused"] == Share(1, 3)
