"""The lint that keeps the phrasebook honest."""

from collections.abc import Mapping
from typing import Any

import pytest

import prompts
from api.rewriting.phrasebook_lint import lint

DATA: Mapping[str, Any] = prompts.data("phrasebook/en.yaml")
GOOD = {
    "id": "trial",
    "kind": "cold",
    "match": "zebra crossing shut",
    "say": "zebra crossing closed",
    "why": "plain",
    "example": {"before": "The zebra crossing shut.", "after": "The zebra crossing closed."},
}


def codes(**changes: Any) -> set[str]:
    """What the lint says about one entry beside the shipped ones."""
    entry = {**GOOD, **changes}
    return {p.code for p in lint({**DATA, "entries": [*DATA["entries"], entry]})}


def test_the_shipped_phrasebook_is_clean() -> None:
    """Every entry that ships says no more and no less than what it replaces."""
    assert lint(DATA) == []


def test_a_good_entry_is_welcome() -> None:
    """The lint refuses for a reason, not for being new."""
    assert codes() == set()


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("adds_commitment", {"say": "zebra crossing, and we will refund you"}),
        ("adds_commitment", {"say": "{we}'ll look at the zebra crossing"}),
        ("adds_absolute", {"say": "zebra crossing always closed"}),
        ("adds_absolute", {"say": "zebra crossing immediately closed"}),
        ("adds_figure", {"say": "zebra crossing closed for 2 days"}),
        ("adds_figure", {"say": "zebra crossing closed today"}),
        ("admits_fault", {"say": "zebra crossing closed, {our} mistake"}),
        ("adds_absolute", {"again": "zebra crossing never open"}),
        ("no_example", {"example": None}),
        ("example_differs", {"example": {"before": "A zebra crossing shut.", "after": "Closed."}}),
        ("duplicate_id", {"id": DATA["entries"][0]["id"]}),
        ("malformed", {"match": "(zebra crossing"}),
        ("malformed", {"match": "zebra crossing)"}),
        ("malformed", {"match": "<zebra> crossing"}),
        ("malformed", {"match": "<what:zebra crossing"}),
        ("malformed", {"match": "<1a:zebra> crossing"}),
        ("malformed", {"match": "<what>"}),
        (
            "adds_figure",
            {
                "say": "zebra crossing closed today",
                "example": {
                    "before": "The zebra crossing shut.",
                    "after": "The zebra crossing closed today.",
                },
            },
        ),
        ("malformed", {"match": "{no_such_set} zebra"}),
        ("unknown_kind", {"kind": "chilly"}),
        ("unknown_slot", {"say": "zebra <what>"}),
        (
            "loses_refusal",
            {
                "match": "zebra crossing is not open",
                "say": "zebra crossing waits",
                "example": {
                    "before": "The zebra crossing is not open.",
                    "after": "The zebra crossing waits.",
                },
            },
        ),
        (
            "unreachable",
            {
                "match": "prior to zebra",
                "say": "before zebra",
                "mild": True,
                "example": {"before": "Eat prior to zebra.", "after": "Eat before zebra."},
            },
        ),
        (
            "unstable",
            {
                "match": "zebra must wait",
                "say": "zebra zebra must wait",
                "example": {
                    "before": "The zebra must wait.",
                    "after": "The zebra zebra zebra zebra zebra zebra zebra must wait.",
                },
            },
        ),
    ],
)
def test_a_bad_entry_is_refused(code: str, changes: Mapping[str, Any]) -> None:
    """Each way to make a reply promise, raise, count, admit or go wrong has its own refusal."""
    assert code in codes(**changes)


def test_a_second_entry_with_the_same_pattern_is_refused() -> None:
    """The second of two equal patterns would never be said."""
    twin = {**GOOD, "id": "twin"}

    found = lint({**DATA, "entries": [*DATA["entries"], GOOD, twin]})

    assert "duplicate" in {problem.code for problem in found}


def test_an_acknowledgement_that_promises_is_refused() -> None:
    """Hearing a feeling binds to nothing."""
    bad = {"id": "trial", "say": "we will refund you", "why": "x"}

    found = lint({**DATA, "situations": [*DATA["situations"], bad]})

    assert [(problem.code, problem.entry) for problem in found] == [("adds_commitment", "trial")]


def test_a_cue_that_cannot_be_read_is_refused() -> None:
    """A pattern of a situation is checked now, not when the first customer meets it."""
    bad = {"id": "trial", "say": "{we} see.", "why": "x", "customer": ["(lost"]}

    found = lint({**DATA, "situations": [*DATA["situations"], bad]})

    assert [problem.code for problem in found] == ["malformed"]


def test_data_without_situations_is_refused() -> None:
    """A part that is missing is a problem, not a crash."""
    found = lint({name: value for name, value in DATA.items() if name != "care_notes"})

    assert [problem.code for problem in found] == ["malformed"]
