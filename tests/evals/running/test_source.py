"""Sources of answers: what each needs to know before it is asked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings, load_settings
from evals.answers.cassettes import Cassette, CassetteError, Recorded, save
from evals.errors import Unreachable
from evals.running import source
from evals.running.asking import Task
from evals.suite.prices import Prices
from tests.cli.evals.provider import provider
from tests.evals.suite.making import case

ANSWER = "I'm sorry, we can't refund you. [D1] Please send us the receipt. [D2]"


class Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.listens.set()


@contextmanager
def _served(settings: Settings) -> Iterator[str]:
    """A kindreply on a free port; its base URL."""
    server = Server(uvicorn.Config(create_app(settings), port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert server.listens.wait(10)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def test_a_deployed_service_says_itself_what_it_answers_with() -> None:
    """Prompt, model and guardrails; then it is asked like any other."""
    with provider(ANSWER) as base_url:
        settings = load_settings(model_base_url=base_url, model_name="scripted", log_level="error")
        with _served(settings) as url:
            deployed = source.service(url, None, "soften@1.0.0")
            (sample,) = deployed.answer([Task(case())], concurrency=1, prices=Prices())

    assert str(deployed.prompt) == "soften@1.0.0"
    assert (deployed.kind, deployed.model, deployed.endpoint) == ("live", "scripted", url)
    assert sample.reply == case().plain_rewrite


@pytest.mark.parametrize(
    ("reference", "why"),
    [(None, "answers without its model"), ("soften@9.9.9", "answers 422 unknown_prompt")],
)
def test_a_service_that_cannot_be_measured_is_refused_before_a_run(
    reference: str | None, why: str
) -> None:
    """Its phrasebook would be taken for the model, or every case fail alike."""
    with _served(load_settings(log_level="error")) as url, pytest.raises(Unreachable, match=why):
        source.service(url, None, reference)


def _cassette(path: Path, model: str = "m", version: str = "1.0.0", **more: object) -> None:
    about = {
        "prompt": {"name": "soften", "version": version, "id": "x"},
        "cases": ["x-001"],
        **more,
    }
    save(path, Cassette(about, [Recorded({"model": model, "messages": []}, 200, "", b"")]))


def test_a_cassette_is_played_with_the_prompt_it_was_recorded_with(tmp_path: Path) -> None:
    """Else every request would miss."""
    _cassette(tmp_path / "a.cassette.jsonl")

    assert str(source.cassettes(tmp_path, None).prompt) == "soften@1.0.0"
    assert source.cassettes(tmp_path, None).cases == ("x-001",)


def test_cassettes_of_several_prompts_leave_the_choice_to_the_settings(tmp_path: Path) -> None:
    """`--prompt` says which is meant."""
    _cassette(tmp_path / "a.cassette.jsonl")
    _cassette(tmp_path / "b.cassette.jsonl", version="1.1.0")

    assert source.cassettes(tmp_path, None).reference == load_settings().prompt


def test_a_cassette_is_played_with_the_placeholders_it_was_recorded_with(tmp_path: Path) -> None:
    """One from before there were any is played without."""
    _cassette(tmp_path / "a.cassette.jsonl")
    assert not source.cassettes(tmp_path, None).redacted
    _cassette(tmp_path / "a.cassette.jsonl", redacted=True)
    assert source.cassettes(tmp_path, None).redacted

    _cassette(tmp_path / "b.cassette.jsonl")
    with pytest.raises(CassetteError, match="KINDREPLY_REDACT"):
        source.cassettes(tmp_path, None)


def test_cassettes_of_several_models_do_not_belong_together(tmp_path: Path) -> None:
    """A comparison of prompts would be one of models."""
    _cassette(tmp_path / "a.cassette.jsonl")
    _cassette(tmp_path / "b.cassette.jsonl", model="other")

    with pytest.raises(CassetteError, match="are of several models"):
        source.cassettes(tmp_path, None)


def test_credentials_in_an_address_are_not_logged() -> None:
    """A log goes into pull requests."""
    settings = Settings.model_construct(
        **{
            **load_settings().model_dump(),
            "model_base_url": "https://user:key@models.example/v1",
            "model_name": "m",
        }
    )

    assert source.live(settings, None).endpoint == "https://models.example/v1"


def test_all_that_was_recorded_ships_with_a_word_on_how() -> None:
    """Cassettes of both releases, on sixty cases and more."""
    shipped = Path(source.__file__).parents[1] / "cassettes"

    for version in ("1.0.0", "1.1.0"):
        path = shipped / f"soften-{version}.cassette.jsonl"
        recorded = source.cassettes(path, None)
        assert str(recorded.prompt) == f"soften@{version}"
        assert len(recorded.cases or ()) >= 60
        assert '"made": "Written by a language model' in path.read_text(encoding="utf-8")[:2_000]
