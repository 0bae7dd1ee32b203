"""What a run does: which cases, answered by whom, how often; always in the same order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from evals.answers.behaviours import BEHAVIOURS, BY_NAME, Behaviour, Group
from evals.errors import SuiteError
from evals.running.asking import Task
from evals.suite.case import Case, Category
from evals.suite.run import Run, Selection

SAMPLED = 10
"""Of a model that fails as a whole, every tenth case tells as much as all of them."""
SAMPLED_GROUPS = frozenset({Group.WRONG, Group.FORM, Group.FAILURE})


class PlanError(SuiteError):
    """A selection that selects nothing, or names what there is not; the message says which."""


def selected(
    cases: Iterable[Case], tags: Sequence[str] = (), only: Sequence[str] = ()
) -> tuple[Case, ...]:
    """The cases that carry every one of these tags and, where ids are given, are among them.

    Raises PlanError where none is left, or an id is unknown.
    """
    known = tuple(cases)
    unknown = set(only) - {case.id for case in known}
    if unknown:
        raise PlanError(f"there is no case {', '.join(sorted(unknown))}")
    found = tuple(
        case for case in known if set(tags) <= case.labelled and (not only or case.id in only)
    )
    if not found:
        raise PlanError(f"no case has {' and '.join(tags)}" if tags else "there is no case")
    return found


def failing(run: Run) -> frozenset[str]:
    """The ids of the cases of which a sample failed or leaked."""
    return frozenset(s.case for s in run.samples if s.failed or s.leaked)


def tasks(cases: Sequence[Case], selection: Selection) -> Iterator[Task]:
    """Every task of a run. Raises PlanError for an unknown behaviour."""
    unknown = set(selection.behaviours) - BY_NAME.keys()
    if unknown:
        raise PlanError(
            f"there is no behaviour {', '.join(sorted(unknown))}; there is {', '.join(BY_NAME)}"
        )
    for repeat in range(selection.repeats):
        if not selection.behaviours:
            yield from (Task(case, None, repeat) for case in cases)
        for name in selection.behaviours:
            yield from _scripted(cases, BY_NAME[name], repeat, whole=selection.whole)


def all_behaviours() -> tuple[str, ...]:
    """The names of every scripted model, in the order of reports."""
    return tuple(behaviour.name for behaviour in BEHAVIOURS)


def _scripted(
    cases: Sequence[Case], behaviour: Behaviour, repeat: int, *, whole: bool
) -> Iterator[Task]:
    """Tasks of one scripted model: those that tell most, or, where `whole`, all that there are."""
    if not whole and behaviour.group is Group.SLIP:
        cases = [case for case in cases if _written_for(case, behaviour)]
    fitting = (
        Task(case, behaviour.name, repeat, script)
        for case in cases
        if (script := behaviour.script(case))
    )
    every = SAMPLED if not whole and behaviour.group in SAMPLED_GROUPS else 1
    yield from islice(fitting, 0, None, every)


def _written_for(case: Case, behaviour: Behaviour) -> bool:
    """True where no mechanical edit has to stand in for a slip that somebody wrote."""
    categories = {str(slip.category) for slip in case.slips}
    return behaviour.name in categories or behaviour.name not in set(Category)
