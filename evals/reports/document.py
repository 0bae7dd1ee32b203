"""A run as one JSON document, for programs: what was run, its figures and every sample."""

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.suite.comparison import Comparison
from evals.suite.run import Header, Run, Sample
from evals.suite.summary import Summary


class Document(BaseModel):
    """Everything that there is to know about a run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["kindreply.report/1"] = "kindreply.report/1"
    header: Header
    summary: Summary
    samples: tuple[Sample, ...]


def as_json(run: Run, figures: Summary) -> str:
    """The document, indented, with a line ending."""
    document = Document(header=run.header, summary=figures, samples=run.samples)
    return document.model_dump_json(indent=1) + "\n"


def comparison_json(comparison: Comparison) -> str:
    """A comparison, indented, with a line ending."""
    return comparison.model_dump_json(indent=1) + "\n"


def schema() -> str:
    """The JSON schema of `as_json`."""
    return _schema(Document)


def comparison_schema() -> str:
    """The JSON schema of `comparison_json`."""
    return _schema(Comparison)


def _schema(model: type[BaseModel]) -> str:
    described = model.model_json_schema(mode="serialization")
    return json.dumps(described, indent=1, sort_keys=True) + "\n"
