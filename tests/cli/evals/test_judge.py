"""`kindreply evals judge`."""

from pathlib import Path

import pytest

from evals.judging.calibration import calibration, save
from evals.judging.items import Items
from evals.judging.judge import Judge
from evals.judging.labels import Labels
from evals.suite.log import read, write
from tests.cli.command_line import CommandLine
from tests.evals.judging.making import REPLY, Answering, level, replied
from tests.evals.suite.making import run
from tests.upstream import Upstream, fails, says

pytestmark = pytest.mark.usefixtures("folder")


def kept(name: str = "r1", reply: str = REPLY) -> Path:
    """A log below runs/."""
    path = Path(f"runs/{name}.run.jsonl")
    path.parent.mkdir(exist_ok=True)
    write(path, run(replied("x-001", reply), replied("x-002", reply), id=name))
    return path


def asking(endpoint: Upstream) -> tuple[str, ...]:
    """The options that name the judge."""
    return ("--base-url", endpoint.url, "--model", "judge-1")


def test_every_reply_gets_levels_in_a_log_of_its_own(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """Levels with interval and count, HEART beside them, and the plain word on gates."""
    kept()

    result = kindreply("evals", "judge", "r1", *asking(endpoint))

    assert result.code == 0
    assert "care       empathy         3.00 [3.00, 3.00]      2  0.0 % [" in result.out
    assert "clarity    transparency    3.00" in result.out
    assert "Not calibrated: these levels gate nothing." in result.out
    assert "judge-1: 10 calls, 110 tokens in, 70 out, cost unknown" in result.err
    scored = read(Path("runs/r1-judged-judge-1.run.jsonl"))
    assert [len(sample.scores) for sample in scored.samples] == [5, 5]


def test_the_same_command_asks_nothing_twice(kindreply: CommandLine, endpoint: Upstream) -> None:
    """`last` is a run too; the newest is the log with the scores."""
    kept()
    kindreply("evals", "judge", "last", *asking(endpoint))

    result = kindreply("evals", "judge", "r1", *asking(endpoint))

    assert result.code == 0
    assert "0 calls" in result.err
    assert len(endpoint.calls) == 10


def test_what_a_judge_said_is_recorded_and_given_back_with_its_cost(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """A second recording adds to the first; cassettes need no endpoint."""
    kept()
    kept("r2", "It is lost. No. 2")
    Path("prices.yaml").write_text("currency: EUR\nmodels: {judge-1: {in: 1000, out: 0}}\n")
    for name in ("r1", "r2"):
        recorded = kindreply(
            "evals", "judge", name, *asking(endpoint), "--record", "j.cassette.jsonl"
        )
        assert recorded.code == 0
    asked = len(endpoint.calls)

    for name in ("r1", "r2"):
        again = ("--cassettes", "j.cassette.jsonl", "--name", f"again-{name}")
        result = kindreply("evals", "judge", name, *again, "--prices", "prices.yaml")
        assert result.code == 0
        assert "cost 0.1100 EUR" in result.err
        samples = read(Path(f"runs/again-{name}.run.jsonl")).samples
        assert samples == read(Path(f"runs/{name}-judged-judge-1.run.jsonl")).samples
    assert len(endpoint.calls) == asked


def test_a_failing_endpoint_is_code_4_and_the_rest_can_be_asked_later(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """What failed, how often, and what to do."""
    kept()
    with Upstream(lambda _: fails(401, "invalid_api_key")) as closed:
        result = kindreply("evals", "judge", "r1", *asking(closed))
    assert result.code == 4
    assert "nothing was judged" in result.out
    assert "Not judged: 2. The same command asks them again.\n  " in result.err
    assert "misconfigured: status=401" in result.err

    assert kindreply("evals", "judge", "r1", *asking(endpoint)).code == 0


def test_an_answer_that_was_cut_gives_no_level_and_its_tokens_are_unknown(
    kindreply: CommandLine,
) -> None:
    """It is judged all the same: the same question would be cut again."""
    kept()
    with Upstream(lambda _: says('{"evidence": [', "length")) as wordy:
        result = kindreply("evals", "judge", "r1", *asking(wordy))

    assert result.code == 0
    assert "care       empathy         none                   0  100.0 % [" in result.out
    assert "10 calls not counted, cost unknown" in result.err


def test_two_runs_are_compared_in_both_orders(kindreply: CommandLine, endpoint: Upstream) -> None:
    """Counts of cases, how often the order decided, and a plain word on gates."""
    kept()
    kept("r2", "It is lost, please send the receipt.")

    result = kindreply("evals", "judge", "r1", "--pairwise", "r2", *asking(endpoint))

    assert result.code == 0
    assert "a is r1, b is r2" in result.out
    assert "care              0         0       2     1.000  0.0 % [" in result.out
    assert "Preferences are not calibrated: they gate nothing." in result.out
    assert len(endpoint.calls) == 20
    assert len(Path("runs/r1-or-r2-judged-judge-1.pairs.jsonl").read_text().splitlines()) == 10


def test_pairs_without_two_usable_answers_are_counted(kindreply: CommandLine) -> None:
    """A judge that keeps to no form prefers nothing."""
    kept()
    kept("r2", "It is lost.")
    with Upstream(lambda _: says("The first one, I think.")) as vague:
        result = kindreply("evals", "judge", "r1", "--pairwise", "r2", *asking(vague))

    assert result.code == 0
    assert result.out.count("without two usable answers: 100.0 %") == 5


def test_a_calibration_says_for_each_value_what_keeps_its_gate_shut(
    kindreply: CommandLine, endpoint: Upstream
) -> None:
    """Here there is no label at all."""
    kept()
    judge = Judge.of(Answering(lambda *_: level(3)), "judge-1")
    made = calibration(Items.load(), [], Labels(()), judge=judge, made="2026-11-22T05:00:00Z")
    save(Path("labels/calibration.json"), made)

    result = kindreply("evals", "judge", "r1", *asking(endpoint))

    assert "care: gates nothing: 0 of at least 50 labels by people\n" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["r9"], "there is no run r9"),
        (["r1"], "no model is there to judge"),
        (["r1", "--cassettes", ".", "--model", "m"], "--cassettes needs no --base-url"),
        (["r1", "--cassettes", "."], "there is no cassette"),
        (["r1", "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--judges", "7"], "no such"),
        (["r1", "--base-url", "ftp://x", "--model", "m"], "these settings cannot be used"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(
    kindreply: CommandLine, arguments: list[str], said: str
) -> None:
    """Nothing is asked."""
    kept()

    result = kindreply("evals", "judge", *arguments)

    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err
