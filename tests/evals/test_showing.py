"""The figures are shown with count and interval, and written as numbers."""

import json

from evals.figures import Figures
from evals.labels import LENGTHS, Kind
from evals.showing import as_json, lines
from tests.evals.labelled import LIE, faithful, finding, planted, words

FIGURES = Figures.of(
    [planted(finding("strengthened", reply=words(LIE, "will"))), faithful(Kind.HONEST)]
)


def test_the_lines_hold_every_figure_with_its_count() -> None:
    """A share without its count would look surer than it is."""
    shown = list(lines(FIGURES))

    assert "  catch                             100.0 % [20.7, 100.0] (1/1)" in shown
    assert "  natural accused                   none counted (0/0)" in shown
    assert [line for line in shown if line.endswith("drafts")] == [
        f"  {length} drafts" for length in LENGTHS
    ]
    (row,) = [line.split() for line in shown if line.startswith("  strengthened")]
    assert row[1:3] == ["1", "0"]
    assert row[-3:] == ["1", "of", "1"]


def test_a_guardrail_that_never_spoke_has_a_dash_for_its_precision() -> None:
    """None is not zero."""
    (row,) = [line.split() for line in lines(FIGURES) if line.startswith("  lost_refusal")]

    assert row[1:] == ["0", "0", "-", "-", "0", "of", "0"]


def test_the_curve_is_shown_with_its_heading() -> None:
    """One line for each threshold, what stops least first."""
    *_, heading, block, review, anything = lines(FIGURES)

    assert " ".join(heading.split()) == "what stops catch honest accused natural accused"
    assert block.startswith("  block   ")
    assert review.startswith("  block or review   ")
    assert anything.startswith("  any finding   ")


def test_the_json_holds_the_same_figures_as_numbers() -> None:
    """Hits, count, share and both bounds, so that nothing is read out of text."""
    kept = json.loads(json.dumps(as_json(FIGURES)))

    assert kept["drafts"] == 1
    assert kept["overall"]["catch"]["hits"] == kept["overall"]["catch"]["n"] == 1
    assert kept["overall"]["catch"]["share"] == 1.0
    assert 0.2 < kept["overall"]["catch"]["low"] < kept["overall"]["catch"]["high"] == 1.0
    assert kept["overall"]["natural accused"]["share"] is None
    assert set(kept["lengths"]) == set(LENGTHS)
    assert kept["guardrails"]["strengthened"]["right"] == 1
    assert kept["guardrails"]["strengthened"]["precision"]["n"] == 1
    assert kept["curve"]["block"]["catch"]["hits"] == 1
