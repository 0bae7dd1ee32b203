"""`kindreply evals run`: scripted, from cassettes and live; cut off and taken up."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import prompts
from api.cli.evals.progress import shown
from evals.running.execution import begin
from evals.suite.log import read
from evals.suite.run import Sample
from tests.cli.command_line import CommandLine, Result
from tests.cli.evals.provider import provider
from tests.evals.suite.making import case, run

ANSWER = "I'm sorry, we can't refund you. [D1] Please send us the receipt. [D2]"


@pytest.fixture
def dataset(tmp_path: Path) -> str:
    """Two small cases of somebody's own."""
    path = tmp_path / "own.jsonl"
    lines = (case(f"own-{n}", must_keep=[["receipt"]], tags=["own"]) for n in (1, 2))
    path.write_text("\n".join(line.model_dump_json(exclude_none=True) for line in lines))
    return str(path)


@pytest.fixture
def runs(tmp_path: Path) -> str:
    """Where this test's logs go."""
    return str(tmp_path / "runs")


def _run(kindreply: CommandLine, runs: str, *options: str) -> Result:
    return kindreply("evals", "run", "--runs", runs, "--name", "r1", *options)


def test_a_scripted_run_needs_nothing_and_reports_what_agents_receive(
    kindreply: CommandLine, dataset: str, runs: str
) -> None:
    """The default: no key, no model, no network."""
    behaviours = ("--behaviour", "faithful", "--behaviour", "http_500")
    result = _run(kindreply, runs, "--dataset", dataset, *behaviours)

    assert result.code == 0, result.out + result.err
    assert f"soften@{prompts.load('soften@production').version}" in result.out
    assert "held       every.usable at least 100 %" in result.out
    assert "r1: 3 samples in" in result.err
    log = read(Path(runs) / "r1.run.jsonl")
    assert {s.key for s in log.samples} == {
        ("own-1", "faithful", 0),
        ("own-2", "faithful", 0),
        ("own-1", "http_500", 0),
    }
    assert log.header.guardrails
    assert log.cases["own-1"].tags == ("own",)


def test_a_working_copy_can_be_measured_before_it_is_released(
    kindreply: CommandLine, dataset: str, runs: str
) -> None:
    """`--prompt soften@working` is an edit that nobody committed."""
    _run(
        kindreply,
        runs,
        "--dataset",
        dataset,
        "--behaviour",
        "faithful",
        "--prompt",
        "soften@working",
    )

    assert read(Path(runs) / "r1.run.jsonl").header.prompt.version == "working"


def test_a_broken_gate_ends_with_1_and_is_named(
    kindreply: CommandLine, dataset: str, runs: str, tmp_path: Path
) -> None:
    """CI looks at nothing else."""
    gates = tmp_path / "gates.yaml"
    gates.write_text("mock:\n  false_alarms: {at_most: 0 %}\n")
    wrong = case("own-1", draft="It costs £5.", rewrite="It costs £7. [D1]")
    Path(dataset).write_text(wrong.model_dump_json(exclude_none=True))

    result = _run(
        kindreply, runs, "--dataset", dataset, "--behaviour", "faithful", "--gates", str(gates)
    )

    assert result.code == 1
    assert "BROKEN     false_alarms at most 0 %" in result.out


def test_a_baseline_is_written_and_held_against(
    kindreply: CommandLine, dataset: str, runs: str, tmp_path: Path
) -> None:
    """The same run again is no worse."""
    summary, gates = tmp_path / "mock.summary.json", tmp_path / "gates.yaml"
    gates.write_text("mock:\n  checks.keeps_facts: {worse_by: 1 %}\n")
    common = ("--dataset", dataset, "--behaviour", "faithful", "--gates", str(gates))

    assert _run(kindreply, runs, *common, "--save-summary", str(summary)).code == 0
    assert json.loads(summary.read_text())["format"] == "kindreply.summary/1"
    again = kindreply(
        "evals", "run", "--runs", runs, "--name", "r2", *common, "--baseline", str(summary)
    )
    assert again.code == 0
    assert "worse than the baseline" in again.out


def test_a_live_run_asks_the_model_and_can_be_recorded_and_played(
    kindreply: CommandLine, dataset: str, runs: str, tmp_path: Path
) -> None:
    """Played, it needs no provider any more, and says the same."""
    cassette = str(tmp_path / "soften-1.0.0.cassette.jsonl")
    with provider(f"<reply>{ANSWER}</reply>") as base_url:
        asked = ("--base-url", base_url, "--model", "scripted", "--dataset", dataset)
        live = _run(kindreply, runs, "--live", *asked)
        recorded = kindreply(
            "evals",
            "record",
            cassette,
            "--note",
            "by a test",
            *asked,
            "--runs",
            runs,
            "--name",
            "r2",
        )
    assert live.code == 0, live.out + live.err
    assert recorded.code == 0, recorded.err
    assert "2 calls for 2 cases" in recorded.out

    played = kindreply(
        "evals",
        "run",
        "--cassettes",
        cassette,
        "--dataset",
        dataset,
        "--runs",
        runs,
        "--name",
        "r3",
    )

    assert played.code == 0, played.out + played.err
    folder = Path(runs)
    one, two = (read(folder / f"{name}.run.jsonl").samples for name in ("r1", "r3"))
    assert {s.reply for s in one} == {s.reply for s in two} == {case().plain_rewrite}


def test_a_request_that_is_not_on_the_cassette_is_an_error_that_says_what_changed(
    kindreply: CommandLine, dataset: str, runs: str, tmp_path: Path
) -> None:
    """Nothing that was not measured counts."""
    cassette = str(tmp_path / "soften-1.0.0.cassette.jsonl")
    with provider(ANSWER) as base_url:
        asked = ("--base-url", base_url, "--model", "scripted", "--dataset", dataset)
        recording = ("--note", "x", "--prompt", "soften@1.0.0", "--runs", runs)
        kindreply("evals", "record", cassette, *recording, *asked)

    missed = _run(
        kindreply, runs, "--cassettes", cassette, "--dataset", dataset, "--prompt", "soften@1.1.0"
    )

    assert missed.code == 4
    errors = {s.error for s in read(Path(runs) / "r1.run.jsonl").samples}
    assert any(error and "the system message is another" in error for error in errors)


def test_a_model_that_never_answers_ends_with_4(
    kindreply: CommandLine, dataset: str, runs: str
) -> None:
    """The phrasebook answers for it, so the replies are fine; the measurement is not."""
    result = _run(
        kindreply, runs, "--live", "--base-url", "http://127.0.0.1:9/v1", "--model", "m",
        "--dataset", dataset,
    )  # fmt: skip

    assert result.code == 4


def test_a_deployed_service_that_does_not_answer_ends_with_4(
    kindreply: CommandLine, runs: str
) -> None:
    """Before a log is begun."""
    result = _run(kindreply, runs, "--service-url", "http://127.0.0.1:9")

    assert result.code == 4
    assert "does not answer" in result.err
    assert not Path(runs).exists()


def test_a_run_that_was_cut_off_is_taken_up_and_asks_nothing_twice(
    kindreply: CommandLine, dataset: str, runs: str
) -> None:
    """The log loses its last line here, as in a crash."""
    _run(kindreply, runs, "--dataset", dataset, "--behaviour", "faithful")
    log = Path(runs) / "r1.run.jsonl"
    whole = log.read_text()
    log.write_text(whole[: whole.rindex("\n", 0, -1) + 20])

    result = kindreply("evals", "run", "--resume", "last", "--runs", runs)

    assert result.code == 0, result.err
    assert "1 samples are done already; 1 to go." in result.err
    assert len(read(log).samples) == 2


def test_only_what_failed_can_be_run_again(kindreply: CommandLine, dataset: str, runs: str) -> None:
    """After a change, the others need not be paid again."""
    bad = case("own-1", must_keep=[["nowhere to be found"]])
    good = case("own-2")
    Path(dataset).write_text("\n".join(c.model_dump_json(exclude_none=True) for c in (bad, good)))
    common = ("--dataset", dataset, "--behaviour", "faithful", "--runs", runs)
    kindreply("evals", "run", *common, "--name", "r1")

    kindreply("evals", "run", *common, "--name", "r2", "--only-failing", "r1")

    assert list(read(Path(runs) / "r2.run.jsonl").cases) == ["own-1"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--cassettes", ".", "--live"), "one of --mock, --cassettes and --live"),
        (("--live",), "no model is configured"),
        (("--service-url", "http://127.0.0.1:9", "--mock"), "one of --mock"),
        (("--live", "--base-url", "http://127.0.0.1:9/v1", "--model", "m", "--whole"), "to --mock"),
        (("--behaviour", "nice"), "no behaviour nice"),
        (("--tag", "nowhere"), "no case has nowhere"),
        (("--case", "x-999"), "there is no case x-999"),
        (("--prompt", "soften@9.9.9"), "no such version"),
        (("--resume", "r9"), "there is no run r9"),
        (("--cassettes", "."), "there is no cassette"),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_said_in_one_line_and_ends_with_2(
    kindreply: CommandLine, runs: str, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    """Nothing is asked and no log is begun."""
    here = tuple(str(tmp_path) if option == "." else option for option in options)
    result = _run(kindreply, runs, *here)

    assert result.code == 2
    assert why in result.err
    assert "Traceback" not in result.err
    assert not Path(runs).exists()


def test_a_wrong_line_of_a_dataset_is_named(
    kindreply: CommandLine, runs: str, tmp_path: Path
) -> None:
    """File, line and field."""
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "own-1"}\n')

    result = _run(kindreply, runs, "--dataset", str(path))

    assert result.code == 2
    assert "own.jsonl:1: kind: Field required" in result.err


def test_progress_is_shown_to_people(kindreply: CommandLine, dataset: str, runs: str) -> None:
    """With the rate, the cost so far and the time left."""
    result = kindreply(
        "evals", "run", "--runs", runs, "--dataset", dataset, "--behaviour", "faithful",
        terminals=("stderr",),
    )  # fmt: skip

    assert "cost" in result.err
    assert "2/2" in result.err


def test_an_interrupted_run_says_how_it_goes_on(
    runs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in the log is done; `--resume` does the rest."""
    begun = begin(run(Sample(case="x-001"), source="live").header, Path(runs))

    def cut_off() -> Iterator[Sample]:
        yield Sample(case="x-001")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shown(begun, begun.keep(cut_off()), currency="")

    assert "kindreply evals run --resume r1" in capsys.readouterr().err
    assert len(read(begun.path).samples) == 1


def test_a_cost_that_is_unknown_stays_unknown(
    runs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sum without a part of it would look like a saving."""
    begun = begin(run(Sample(case="x-001"), source="live").header, Path(runs))
    samples = (Sample(case="x-001", calls=1), Sample(case="x-002", calls=1, cost=2.0))

    shown(begun, iter(samples), currency="EUR")
    shown(replace(begun, done=(samples[1],)), iter(()), currency="EUR")

    assert "cost unknown" in (said := capsys.readouterr().err)
    assert "cost 2.0000 EUR" in said


def test_a_scripted_run_opens_no_connection(runs: str) -> None:
    """Neither this process nor those that it starts: nobody is phoned, not even loopback."""
    script = (
        "import os, sys\n"
        "def hook(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        os.write(2, f'CONNECTED {arguments}\\n'.encode())\n"
        "sys.addaudithook(hook)\n"
        "from api.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, "evals", "run", "--mock", "--runs", runs]

    finished = subprocess.run(  # noqa: S603 - this interpreter
        [*command, "--kind", "core", "--limit", "30", "--behaviour", "faithful"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stderr
    assert "30 samples" in finished.stderr
    assert "CONNECTED" not in finished.stderr
