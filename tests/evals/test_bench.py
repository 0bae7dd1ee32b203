"""`python -m evals.bench` as its reader uses it: on a small folder of ours, and on the real one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.domain.finding import Finding, Severity, Value, Verdict
from api.domain.reply import Engine, Outcome, Reply
from evals.bench import finish, main
from evals.engines import Run, Tally
from evals.real_drafts import RealDraft


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_the_phrasebook_is_run_over_every_draft(small_bench: Path) -> None:
    """Shares of changed and unchanged, and no guarantee broken."""
    assert small_bench

    ran = _run("phrasebook", "--show")

    assert ran.exit_code == 0, ran.output
    assert "(1/2)" in ran.output
    assert "2 replies, 0 problems" in ran.output


def test_a_scripted_model_lets_no_planted_promise_through(small_bench: Path) -> None:
    """The real client, real HTTP on loopback, and answers without source marks."""
    assert small_bench

    ran = _run("model")

    assert ran.exit_code == 0, ran.output
    assert "7 replies, 0 problems" in ran.output
    assert "planted words that reach the agent: 0.0 %" in ran.output
    assert "natural friendly" in ran.output


def test_blind_pairs_are_written_judged_and_counted(small_bench: Path) -> None:
    """From draft to figure, with a reader who finds every reply kinder."""
    pairs, key, said = (small_bench / name for name in ("pairs.jsonl", "key.json", "said.jsonl"))

    written = _run("blind", "--out", str(pairs), "--key", str(key), "--seed", "7")
    hidden = json.loads(key.read_text())["pairs"]
    said.write_text(
        "".join(
            json.dumps({"id": pair, "kinder": one["reply"], "odd": "none"}) + "\n"
            for pair, one in hidden.items()
        )
    )
    counted = _run("tally", str(said), "--key", str(key))

    assert written.output == "1 pairs to judge, 1 drafts unchanged\n"
    assert "(1/1)" in counted.output
    assert "odd or worse, of all: 0.0 %" in counted.output


def test_the_worst_replies_are_named(small_bench: Path) -> None:
    """A figure without its examples teaches nothing."""
    key, said = small_bench / "key.json", small_bench / "said.jsonl"
    _run("blind", "--out", str(small_bench / "pairs.jsonl"), "--key", str(key), "--seed", "7")
    ((pair, hidden),) = json.loads(key.read_text())["pairs"].items()
    judgement = {"id": pair, "kinder": "same", "odd": hidden["reply"], "note": "reads oddly"}
    said.write_text(json.dumps(judgement) + "\n")

    counted = _run("tally", str(said), "--key", str(key))

    assert "t1 (p001): reads oddly" in counted.output


def test_judgements_of_other_pairs_are_refused(small_bench: Path) -> None:
    """With a message, not with a figure."""
    key, said = small_bench / "key.json", small_bench / "said.jsonl"
    _run("blind", "--out", str(small_bench / "pairs.jsonl"), "--key", str(key), "--seed", "7")
    said.write_text('{"id": "p999", "kinder": "A", "odd": "none"}\n')

    ran = _run("tally", str(said), "--key", str(key))

    assert ran.exit_code == 1
    assert "p999" in ran.output


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader learns which variable to set."""
    monkeypatch.setenv("KINDREPLY_BENCH", str(tmp_path / "nowhere"))

    ran = _run("phrasebook")

    assert ran.exit_code == 1
    assert "KINDREPLY_BENCH" in ran.output


def test_a_reply_that_breaks_a_guarantee_fails_the_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With the draft, the finding and what is wrong, so that it can be looked at."""
    finding = Finding("new_commitment", Severity.BLOCK, "promises more", Value.INTEGRITY)
    reply = Reply("We will.", Outcome.REWRITTEN, Engine.MODEL, Verdict.BLOCK, findings=(finding,))
    run = Run(RealDraft("t9", "We may."), "eager", reply, ("block new_commitment: promises more",))

    with pytest.raises(SystemExit) as left:
        finish(Tally([run]))

    assert left.value.code == 1
    printed = capsys.readouterr().out
    assert "block new_commitment: 1" in printed
    assert "PROBLEM     t9 eager: block new_commitment: promises more" in printed


@pytest.mark.parametrize("engine", ["phrasebook", "model"])
def test_every_guarantee_holds_on_every_real_draft(engine: str, bench: Path) -> None:
    """Replies that people really wrote hold what no example of ours would."""
    assert bench

    ran = _run(engine)

    assert ran.exit_code == 0, ran.output
