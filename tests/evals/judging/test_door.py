"""A judge's model: the service's own client, live, recorded, or from a cassette."""

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.rewriting.model import CutShort, Unreachable
from api.settings import load_settings
from evals.answers.answer import JSON, completion
from evals.answers.cassettes import Cassette, CassetteError, Recorded, save
from evals.judging import door
from evals.judging.door import NotRecorded
from evals.judging.judge import Judge
from evals.running.source import SourceError
from tests.evals.judging.making import REPLY, level
from tests.evals.suite.making import case

pytestmark = pytest.mark.anyio
SETTINGS = load_settings(model_base_url="http://127.0.0.1:9/v1", model_name="m")


class Network(httpx2.AsyncBaseTransport):
    """Answers as it is told; `at_once` is the most calls that were under way together."""

    def __init__(self, content: str = level(2), finish_reason: str = "stop") -> None:
        self._body = completion(content, finish_reason)
        self._under_way = 0
        self.at_once = 0

    async def handle_async_request(self, _: httpx2.Request) -> httpx2.Response:
        """The one answer, after the others had their turn."""
        self._under_way += 1
        self.at_once = max(self.at_once, self._under_way)
        for _turn in range(5):
            await asyncio.sleep(0)
        self._under_way -= 1
        return httpx2.Response(200, headers=JSON, content=self._body)


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_calls_are_under_way_than_allowed(concurrency: int) -> None:
    """A local model has few places."""
    network = Network()
    model = door.live(SETTINGS, concurrency=concurrency, network=network)

    scores = await Judge.of(model, model.name).pointwise(case(), REPLY)
    await model.aclose()

    assert [score.level for score in scores] == [2] * 5
    assert {score.model for score in scores} == {"m"}
    assert model.endpoint == "http://127.0.0.1:9/v1"
    assert network.at_once == concurrency


async def test_what_was_recorded_is_given_back_without_a_network(tmp_path: Path) -> None:
    """Byte for byte, and with the name of the model that said it."""
    kept = Cassette({"made": "scripted"})
    live = door.live(SETTINGS, concurrency=5, keep=kept, network=Network())
    said = await Judge.of(live, live.name).pointwise(case(), REPLY)
    await live.aclose()
    save(tmp_path / "judge.cassette.jsonl", kept)

    for path in (tmp_path, tmp_path / "judge.cassette.jsonl"):
        played = door.cassettes(path, concurrency=2)
        again = await Judge.of(played, played.name).pointwise(case(), REPLY)
        await played.aclose()
        assert again == said
        assert (played.name, played.endpoint) == ("m", path.name)
    assert len(kept.calls) == 5


async def test_what_was_not_recorded_is_said(tmp_path: Path) -> None:
    """No opinion is made up, and nobody waits."""
    save(tmp_path / "a.cassette.jsonl", Cassette(calls=[recorded("m")]))
    model = door.cassettes(tmp_path, concurrency=5)

    with pytest.raises(NotRecorded, match=r"not on cassette: .*record again"):
        await Judge.of(model, model.name).pointwise(case(), REPLY)
    await model.aclose()


async def test_other_failures_pass() -> None:
    """What the client says of the network and of the answer is what counts."""

    class Down(httpx2.AsyncBaseTransport):
        async def handle_async_request(self, _: httpx2.Request) -> httpx2.Response:
            raise httpx2.ConnectError("refused")

    messages = (
        Judge.of(door.live(SETTINGS, concurrency=1), "m")
        .prompts["care"]
        .render(draft="No.", reply="No.")
    )
    asked: dict[str, Any] = {"parameters": {"temperature": 0}, "deadline_s": 0.2}
    for network, error in ((Down(), Unreachable), (Network("No.", "length"), CutShort)):
        model = door.live(SETTINGS, concurrency=1, network=network)
        with pytest.raises(error):
            await model.complete(messages, **asked)
        await model.aclose()


def recorded(model: str) -> Recorded:
    """One call to this model."""
    return Recorded({"model": model, "messages": []}, 200, "application/json", completion("x"))


def test_without_a_model_nobody_judges() -> None:
    """The error says what to give."""
    with pytest.raises(
        SourceError, match="no model is there to judge: give --base-url and --model"
    ):
        door.live(load_settings(), concurrency=1)


def test_a_folder_must_hold_cassettes_of_one_model(tmp_path: Path) -> None:
    """A calibration is bound to one."""
    with pytest.raises(SourceError, match=r"there is no cassette \(\*\.cassette\.jsonl\)"):
        door.cassettes(tmp_path, concurrency=1)
    for model in ("m", "n"):
        save(tmp_path / f"{model}.cassette.jsonl", Cassette(calls=[recorded(model)]))
    with pytest.raises(CassetteError, match="cassettes of several models: m, n"):
        door.cassettes(tmp_path, concurrency=1)
