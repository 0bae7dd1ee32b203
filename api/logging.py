"""Logs: one JSON object a line, of named fields only, and never any text of a request.

What may be written is listed in FIELDS; anything else is taken out on the way, so that a careless
call cannot leak a draft. The standard library's log records (uvicorn, asyncio, clients) go the same
way, without their messages where those could quote a value.
"""

import json
import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Protocol

import structlog

FIELDS = frozenset(
    {
        "timestamp",
        "level",
        "event",
        "at",
        "chars",
        "engine",
        "error",
        "guardrails",
        "host",
        "key_id",
        "logger",
        "loopback_only",
        "message",
        "method",
        "model",
        "model_ms",
        "ms",
        "outcome",
        "port",
        "problem",
        "prompt",
        "prompt_id",
        "reason",
        "redacted",
        "request_id",
        "rewrite_id",
        "route",
        "status",
        "verdict",
        "version",
    }
)
LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
SPEAKING_LOGGERS = ("uvicorn",)
"""Loggers whose messages hold no value of a request; of others, only the name is written."""


class Log(Protocol):
    """What the service needs of a logger."""

    def debug(self, event: str, **fields: object) -> object:
        """Write an event that only matters when something is searched for."""

    def info(self, event: str, **fields: object) -> object:
        """Write an event of normal work."""

    def warning(self, event: str, **fields: object) -> object:
        """Write an event that an operator should look at."""

    def error(self, event: str, **fields: object) -> object:
        """Write an event that must not happen."""


def build_log(level: str, file: BinaryIO | None = None) -> Log:
    """A logger that writes JSON lines to `file`, by default to standard output.

    Not configured globally: whoever logs is handed its logger, and a test gets its own.
    """
    log: Log = structlog.wrap_logger(
        structlog.BytesLogger(file if file is not None else sys.stdout.buffer),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_named_fields,
            _as_json_bytes,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        cache_logger_on_first_use=True,
    )
    return log


def where(error: BaseException) -> str:
    """The last places of a traceback as `file:line`, innermost first: no values, no messages."""
    places: list[str] = []
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(places[:-6:-1])


class StandardLibraryLogs(logging.Handler):
    """Carries records of the standard library's logging into ours, without any traceback text."""

    def __init__(self, log: Log) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record: its logger, the type and place of its exception, its own words."""
        fields: dict[str, object] = {"logger": record.name}
        if record.name.startswith(SPEAKING_LOGGERS):
            fields["message"] = record.getMessage().strip()
        if record.exc_info and record.exc_info[1] is not None:
            fields |= {"error": type(record.exc_info[1]).__name__, "at": where(record.exc_info[1])}
        if record.levelno >= logging.ERROR:
            self._log.error("server", **fields)
        elif record.levelno >= logging.WARNING:
            self._log.warning("server", **fields)
        else:
            self._log.debug("server", **fields)


def adopt_standard_logging(log: Log) -> None:
    """Send everything that the process logs by the standard library through `log`."""
    logging.raiseExceptions = False  # a broken record would print its arguments
    root = logging.getLogger()
    root.handlers[:] = [StandardLibraryLogs(log)]
    root.setLevel(logging.WARNING)
    server = logging.getLogger("uvicorn")
    server.handlers.clear()
    server.propagate = True
    server.setLevel(logging.INFO)


def _keep_named_fields(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in FIELDS and value is not None}


def _as_json_bytes(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> bytes:
    return json.dumps(event, separators=(",", ":"), default=str).encode()
