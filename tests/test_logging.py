"""Logs: named fields only, whoever writes."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from api.logging import adopt_standard_logging, build_log, where


def lines(file: io.BytesIO) -> list[dict[str, Any]]:
    """The events of a log."""
    return [json.loads(line) for line in file.getvalue().splitlines()]


@pytest.fixture
def adopted() -> Iterator[io.BytesIO]:
    """The standard library's logging sent into a buffer, and put back afterwards."""
    root, server = logging.getLogger(), logging.getLogger("uvicorn")
    before = (root.handlers[:], root.level, server.level, logging.raiseExceptions)
    file = io.BytesIO()
    adopt_standard_logging(build_log("debug", file))
    yield file
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    server.setLevel(before[2])
    logging.raiseExceptions = before[3]


def test_a_field_without_a_name_on_the_list_is_not_written() -> None:
    """A careless call cannot leak a draft."""
    file = io.BytesIO()
    build_log("info", file).info("request", draft="zebra", status=200, reason=None)
    (event,) = lines(file)
    assert "draft" not in event
    assert "reason" not in event
    assert event["status"] == 200


def test_less_severe_events_are_not_written() -> None:
    """The level is the operator's."""
    file = io.BytesIO()
    log = build_log("warning", file)
    log.debug("a")
    log.info("b")
    log.warning("c")
    log.error("d")
    assert [event["event"] for event in lines(file)] == ["c", "d"]


def test_a_server_error_is_logged_by_type_and_place(adopted: io.BytesIO) -> None:
    """uvicorn hands over the exception; its message may quote a draft."""
    try:
        raise ValueError("zebra")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    (event,) = lines(adopted)
    assert event["message"] == "Exception in ASGI application"
    assert event["error"] == "ValueError"
    assert event["at"].startswith("test_logging.py:")
    assert b"zebra" not in adopted.getvalue()


def test_messages_of_other_loggers_are_not_repeated(adopted: io.BytesIO) -> None:
    """asyncio prints the exception of a lost task, a client what it sent."""
    logging.getLogger("asyncio").error("Task exception: %r", ValueError("zebra"))
    logging.getLogger("some.client").warning("sent zebra")
    logging.getLogger("uvicorn.error").info("Started server process")
    assert [event["logger"] for event in lines(adopted)] == [
        "asyncio",
        "some.client",
        "uvicorn.error",
    ]
    assert b"zebra" not in adopted.getvalue()


def test_a_place_names_files_and_lines_only() -> None:
    """Innermost first; an error that was never raised has none."""

    async def fail() -> None:
        raise KeyError("zebra")

    with pytest.raises(KeyError) as error:
        asyncio.run(fail())
    assert where(error.value).startswith("test_logging.py:")
    assert "zebra" not in where(error.value)
    assert where(ValueError()) == ""
