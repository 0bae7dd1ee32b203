"""A run as one JSON document."""

import json

from evals.reports.document import (
    Document,
    as_json,
    comparison_json,
    comparison_schema,
    schema,
)
from evals.suite.comparison import Comparison
from evals.suite.summary import summary
from tests.evals.reports.runs import hostile, regressed, scripted


def test_a_document_holds_the_header_the_figures_and_every_sample() -> None:
    """Read back, it is the run; no text is lost or changed."""
    for run in (scripted(), hostile()):
        text = as_json(run, summary(run))

        read = Document.model_validate_json(text)
        assert (read.header, read.samples) == (run.header, run.samples)
        assert read.summary == summary(run)
        assert json.loads(text)["format"] == "kindreply.report/1"


def test_every_share_of_a_document_has_its_count_and_interval() -> None:
    """A program need not count again."""
    figures = json.loads(as_json(scripted(), summary(scripted())))["summary"]

    assert figures["leaks"]["overall"].keys() >= {"hits", "n", "low", "high"}


def test_a_comparison_reads_back_as_it_was() -> None:
    """Its JSON is its own."""
    comparison, _, _ = regressed()

    assert Comparison.model_validate_json(comparison_json(comparison)) == comparison


def test_the_schemas_describe_every_field_of_the_documents() -> None:
    """And say that no other will come."""
    for described, written in (
        (schema(), as_json(scripted(), summary(scripted()))),
        (comparison_schema(), comparison_json(regressed()[0])),
    ):
        top = json.loads(described)
        assert set(top["properties"]) == set(json.loads(written))
        assert top["additionalProperties"] is False
