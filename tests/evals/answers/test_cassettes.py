"""Cassettes: what a model once said comes back byte for byte, and a miss says what changed."""

import asyncio
import json
from pathlib import Path

import httpx2
import pytest

from evals.answers.cassettes import (
    Cassette,
    CassetteError,
    Missed,
    Player,
    Recorded,
    Recorder,
    load,
    said_in,
    save,
)
from evals.answers.exchange import Exchange, exchange

URL = "https://provider.invalid/v1/chat/completions"
SYSTEM = "You rewrite. " * 30
ASKED = {
    "model": "m",
    "temperature": 0.2,
    "messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": "Draft."}],
}
BODY = '{"choices": [{"message": {"content": "Kind \u2028 words ✓"}}]}'.encode()


def _provider(body: bytes = BODY) -> httpx2.MockTransport:
    headers = {"content-type": "application/json", "set-cookie": "secret", "x-key": "secret"}
    return httpx2.MockTransport(lambda _: httpx2.Response(200, headers=headers, content=body))


def _post(
    transport: httpx2.AsyncBaseTransport, asked: object = ASKED
) -> tuple[httpx2.Response, Exchange]:
    async def once() -> tuple[httpx2.Response, Exchange]:
        with exchange() as noted:
            async with httpx2.AsyncClient(transport=transport) as client:
                headers = {"authorization": "Bearer secret"}
                answer = await client.post(URL, content=json.dumps(asked), headers=headers)
                return answer, noted

    return asyncio.run(once())


def _recorded(tmp_path: Path) -> Path:
    cassette = Cassette({"made": "by a test"})
    _post(Recorder(_provider(), cassette))
    path = tmp_path / "one.cassette.jsonl"
    save(path, cassette)
    return path


def test_a_recorded_answer_is_given_back_byte_for_byte(tmp_path: Path) -> None:
    """Through a file, whatever characters the model used."""
    answer, noted = _post(Player(load(_recorded(tmp_path))))

    assert answer.content == BODY
    assert answer.headers["content-type"] == "application/json"
    assert (noted.calls, noted.said) == (1, "Kind \u2028 words ✓")


def test_a_body_that_is_no_text_is_kept_too(tmp_path: Path) -> None:
    """Providers fail in every way."""
    cassette = Cassette()
    _post(Recorder(_provider(b"\xff\x00"), cassette))
    save(tmp_path / "x.cassette.jsonl", cassette)

    assert _post(Player(load(tmp_path / "x.cassette.jsonl")))[0].content == b"\xff\x00"


def test_no_header_and_so_no_key_is_kept(tmp_path: Path) -> None:
    """Neither of the request nor of the answer."""
    assert "secret" not in _recorded(tmp_path).read_text()


def test_a_system_text_is_kept_once(tmp_path: Path) -> None:
    """Sixty answers to one prompt of nine thousand characters would be mostly prompt."""
    cassette = Cassette()
    for draft in ("One.", "Two."):
        asked = {**ASKED, "messages": [ASKED["messages"][0], {"role": "user", "content": draft}]}  # type: ignore[index]
        _post(Recorder(_provider(), cassette), asked)
    path = tmp_path / "two.cassette.jsonl"
    save(path, cassette)

    assert path.read_text().count(SYSTEM) == 1
    assert load(path).calls[0].request["messages"][0]["content"] == SYSTEM
    assert load(path).model == "m"


def test_what_was_recorded_several_times_comes_back_in_its_order() -> None:
    """A model that is asked three times says three things."""
    bodies = [json.dumps({"choices": [{"message": {"content": c}}]}).encode() for c in "abc"]
    calls = [Recorded(ASKED, 200, "application/json", body) for body in bodies]
    player = Player(Cassette({}, calls))

    assert [_post(player)[1].said for _ in range(4)] == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"temperature": 0.3}, "temperature is 0.3, was 0.2"),
        ({"model": "other"}, "model is other, was m"),
        ({"messages": [{"role": "system", "content": "x"}, ASKED["messages"][1]]}, "the system"),  # type: ignore[index]
        ({"messages": []}, "0 messages, were 2"),
        ({"seed": 1}, "seed is 1, was None"),
    ],
)
def test_a_miss_says_what_differs_from_the_nearest_recording(
    tmp_path: Path, change: dict[str, object], why: str
) -> None:
    """So that it is clear whether prompt, parameters or case changed."""
    player = Player(load(_recorded(tmp_path)))

    request = httpx2.Request("POST", URL, content=json.dumps({**ASKED, **change}))

    with exchange() as noted, pytest.raises(Missed, match=why):
        asyncio.run(player.handle_async_request(request))

    assert noted.missed is not None
    assert "record again" in noted.missed


def test_an_empty_cassette_says_that_it_is_empty() -> None:
    """In place of an error about something else."""
    with exchange(), pytest.raises(Missed, match="nothing is recorded"):
        asyncio.run(
            Player().handle_async_request(httpx2.Request("POST", URL, content=json.dumps(ASKED)))
        )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "x.cassette.jsonl:1: is no cassette"),
        ('{"format": "other", "texts": {}}', "x.cassette.jsonl:1: is no cassette"),
        ('{"format": "kindreply.cassette/1", "texts": {}}\n{}', "x.cassette.jsonl:2: is no call"),
    ],
)
def test_a_file_that_is_no_cassette_is_said_to_be_none(tmp_path: Path, text: str, why: str) -> None:
    """With the line at fault."""
    path = tmp_path / "x.cassette.jsonl"
    path.write_text(text)

    with pytest.raises(CassetteError, match=why):
        load(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """Without a traceback."""
    with pytest.raises(CassetteError, match="FileNotFoundError"):
        load(tmp_path / "none")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"choices": [{"message": {"content": 1}}]}'])
def test_an_answer_that_is_no_completion_said_nothing(body: bytes) -> None:
    """A log holds what a model said, and nothing made up."""
    assert said_in(body) is None
