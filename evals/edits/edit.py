"""One edit of a draft: what it is called, what it does, and which guardrails may name it."""

from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[str], str | None]
"""A pure function: the edited draft, or None where the draft has nothing that it applies to."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change under the name of its function; `labels` are empty where it keeps the meaning.

    Of a breaking edit, any of the labels is a right name for what it did.
    """

    change: Change
    labels: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What reports and the ratchet call it."""
        return self.change.__name__

    def __call__(self, draft: str) -> str | None:
        """Edit one draft; None where nothing of it changes."""
        edited = self.change(draft)
        return None if edited == draft else edited


def breaks(*labels: str) -> Callable[[Change], Edit]:
    """Mark a change that breaks the meaning, with the labels that may name it."""
    return lambda change: Edit(change, frozenset(labels))


def keeps(change: Change) -> Edit:
    """Mark a change that keeps the meaning."""
    return Edit(change)
