"""What the domain is told of personal data: it looks for none itself.

Whoever asked a model without showing it any says which texts of the draft it saw placeholders for,
and which pieces of its answer nobody may see.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Personal:
    """`own` are texts of the draft, as written; `foreign` are pieces of the answer.

    Foreign is a placeholder that is not the draft's, or what looks personal and stands nowhere in
    the draft.
    """

    own: tuple[str, ...] = ()
    foreign: frozenset[str] = frozenset()
