"""All edits together: their names, their labels, and what must hold of every one on every draft."""

from collections import Counter

import pytest

from api.domain.guardrails.precedence import PRECEDENCE
from api.domain.reading import read
from evals.edits.breaking import BREAKING
from evals.edits.edit import Edit
from evals.edits.preserving import PRESERVING
from evals.guarantees import broken
from evals.metamorphic import drafts

EDITS = (*PRESERVING, *BREAKING)
DEV = tuple(draft for _, draft in drafts("dev"))
NOT_YET = {"widened_scope", "swapped_actor", "reattached_fact"}
"""Labels of the design that no guardrail gives today."""


def test_there_are_enough_of_both_and_no_two_share_a_name() -> None:
    """The ratchet and the reports go by the name."""
    names = Counter(edit.name for edit in EDITS)

    assert len(PRESERVING) >= 14
    assert len(BREAKING) >= 18
    assert max(names.values()) == 1


def test_every_kind_of_violation_is_broken_by_an_edit() -> None:
    """A label that no edit can earn would never be missed."""
    labels = frozenset().union(*(edit.labels for edit in BREAKING))

    # An edit has no other language, and no placeholder that a model was sent.
    assert labels == (set(PRECEDENCE) | NOT_YET) - {"changed_language", "disclosure"}
    assert all(edit.labels for edit in BREAKING)
    assert not any(edit.labels for edit in PRESERVING)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_has_work_says_the_same_every_time_and_leaves_a_readable_draft(edit: Edit) -> None:
    """No clock, no chance: a share that moves by itself would say nothing of the rules."""
    edited = [(draft, edit(draft)) for draft in DEV]

    changed = [(draft, result) for draft, result in edited if result is not None]
    assert changed
    assert all(edit(draft) == result for draft, result in changed)
    assert all(result != draft and read(result).sentences for draft, result in changed)


@pytest.mark.parametrize("edit", PRESERVING, ids=lambda edit: edit.name)
def test_an_edit_that_keeps_the_meaning_keeps_protected_text_byte_for_byte(edit: Edit) -> None:
    """A link with one letter less is another link, however kind the words around it."""
    for draft in DEV:
        assert not list(broken(read(draft), edit(draft) or draft))
