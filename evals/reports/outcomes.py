"""What became of the answers of each model, counted."""

from collections.abc import Mapping

from evals.suite.summary import Group, Summary

OUTCOMES = ("rewritten", "mended", "fallback", "unchanged")
NO_REPLY = "no reply"


def groups(figures: Summary) -> Mapping[str, Group]:
    """Model -> its samples: each scripted one in the order of the suite, or the real one."""
    asked = figures.measured.selection.behaviours
    if not figures.behaviours:
        return {figures.measured.model: figures.answers}
    known = [name for name in asked if name in figures.behaviours]
    others = [name for name in figures.behaviours if name not in asked]
    return {name: figures.behaviours[name] for name in (*known, *others)}


def tally(group: Group) -> dict[str, int]:
    """Outcome -> samples; whatever has no reply has no outcome."""
    counts = {outcome: group.outcomes.get(outcome, 0) for outcome in OUTCOMES}
    return {**counts, NO_REPLY: group.samples - sum(counts.values())}
