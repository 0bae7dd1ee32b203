"""Which samples a share is counted on."""

import pytest
from pydantic import TypeAdapter

from evals.answers.behaviours import BEHAVIOURS, Group
from evals.statistics.shares import Share
from evals.suite.rates import FAITHFUL, Rate, good_faith, rate
from evals.suite.run import Sample

RATE: TypeAdapter[Share] = TypeAdapter(Rate)


def test_a_real_model_and_the_honest_script_answer_in_good_faith() -> None:
    """And no other script does."""
    honest = {each.name for each in BEHAVIOURS if good_faith(Sample(case="x", behaviour=each.name))}

    assert honest == {FAITHFUL}
    assert honest == {each.name for each in BEHAVIOURS if each.group is Group.HONEST}
    assert good_faith(Sample(case="x"))


def test_repeats_of_a_case_are_one_trial() -> None:
    """Two scripted models on one case are two trials: what they say differs."""
    samples = [
        Sample(case="a", behaviour=behaviour, repeat=repeat)
        for behaviour in ("faithful", "new_deadline")
        for repeat in range(3)
    ]

    assert rate(samples, lambda sample: sample.repeat == 0) == Share(2, 6, units=2)
    assert rate(samples[::3], lambda _: True) == Share(2, 2)


@pytest.mark.parametrize("share", [Share(3, 4), Share(6, 8, units=4), Share(0, 0)])
def test_a_share_stands_in_json_with_its_bounds_and_comes_back(share: Share) -> None:
    """The bounds follow from the counts, so they are not read."""
    spelt = RATE.dump_python(share)

    assert (spelt["low"], spelt["high"]) == pytest.approx(share.interval, abs=1e-4)
    assert RATE.validate_python(spelt) == share
    assert RATE.validate_json(RATE.dump_json(share)) == share
    assert RATE.validate_python(share) == share
