"""What a key may be used for. A route names the one scope it needs; without it, nobody passes."""

from enum import StrEnum


class Scope(StrEnum):
    """One kind of work; a key carries those that its holder needs, and no other."""

    REWRITE = "rewrite"
    """Soften drafts."""
    CHECK = "check"
    """Hold rewrites of others against their drafts."""
    FEEDBACK = "feedback"
    """Say what became of a reply."""
    STATS = "stats"
    """Read counts and metrics."""
    PROMPTS = "prompts"
    """Read prompts, and move their labels."""
    KEYS = "keys"
    """Mint short-lived tokens that others use."""


ALL_SCOPES = frozenset(Scope)
