"""The checks of the suite as one assertion, for the tests of a product team.

@pytest.mark.parametrize("case", load(Path("our_cases.jsonl")), ids=lambda case: case.id)
def test_our_assistant_keeps_to_the_draft(case: Case) -> None:
    assert_passes(our_assistant(case.draft), case)
"""

from evals.suite.case import Case
from evals.suite.checks import checks
from evals.suite.run import Check, Sample

OF_KINDREPLY = frozenset({"by_model", "not_mended"})
"""What only a sample of this service can be asked; of a text, nobody knows who wrote it."""
SHOWN_CHARS = 500


def assert_passes(reply: str | Sample, case: Case) -> None:
    """Raise AssertionError that names each failed check and why, and shows the reply.

    `reply` is what a customer would read, whoever wrote it, or a sample of a run.
    """
    __tracebackhide__ = True
    asked = _asked(reply, case)
    failed = [check for check in asked if check.passed is False]
    if failed:
        text = reply if isinstance(reply, str) else reply.reply
        applied = sum(check.passed is not None for check in asked)
        lines = [
            f"{case.id}: {len(failed)} of {applied} checks failed",
            *(f"  {check.name}: {check.why}" for check in failed),
            f"  the reply: {text[:SHOWN_CHARS]}",
        ]
        raise AssertionError("\n".join(lines))


def _asked(reply: str | Sample, case: Case) -> tuple[Check, ...]:
    if isinstance(reply, Sample):
        return reply.checks or checks(case, reply, good=True)
    sample = Sample(case=case.id, reply=reply)
    every = checks(case, sample, good=True)
    return tuple(check for check in every if check.name not in OF_KINDREPLY)
