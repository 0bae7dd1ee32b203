"""The ways in which a model can fail, as the pipeline sees them."""

import pytest

from api.domain.reply import Reason
from api.rewriting import model
from api.rewriting.model import ModelError

NAMED = [
    thing
    for thing in vars(model).values()
    if isinstance(thing, type) and issubclass(thing, ModelError) and thing is not ModelError
]


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.__name__)
def test_every_failure_has_a_reason_of_the_http_contract(kind: type[ModelError]) -> None:
    """The pipeline turns a failure into a fallback with nothing but its reason."""
    assert kind("detail").reason in Reason


def test_the_docstring_draws_the_whole_tree() -> None:
    """Whoever adds a failure decides, in the drawing, who must act on it."""
    assert model.__doc__
    assert [kind.__name__ for kind in NAMED if kind.__name__ not in model.__doc__] == []


def test_a_raised_failure_can_know_better_than_its_class_whether_a_retry_helps() -> None:
    """A provider may forbid a retry of what is otherwise retried."""
    assert model.RateLimited("429").retriable
    assert not model.RateLimited("429", retriable=False).retriable
    assert model.PromptRejected("400", retriable=True).retriable
