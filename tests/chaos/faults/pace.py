"""Answers that come slowly, in crumbs, or never to an end (U3, U4, U5)."""

import asyncio
from collections.abc import Iterator

from tests.chaos.fault import MODEL, ONCE, PERHAPS_RETRIED, fault
from tests.chaos.texts import BAD, GOOD
from tests.chaos.wire import JSON, Wire, head

WHOLE_BAD_HEAD = head(200, {**JSON, "Content-Length": str(len(BAD))})
STORM = 100_000
"""Lines of a storm: seconds of work for whoever reads them all."""


def crumbs(whole: bytes) -> Iterator[bytes]:
    """A text byte by byte."""
    return (whole[at : at + 1] for at in range(len(whole)))


@fault("U4", "timeout", calls=ONCE)
async def silence(wire: Wire) -> None:
    """The request is read and never answered."""
    await wire.silence()


@fault("U5", "timeout", calls=ONCE)
async def head_in_crumbs(wire: Wire) -> None:
    """The head comes byte by byte, and would take far longer than anybody waits."""
    filler = head(200, {**JSON, "X-Filler": "x" * 5_000})
    await wire.pour(crumbs(filler), every_s=0.05)


@fault("U5", "timeout", calls=ONCE)
async def body_in_crumbs(wire: Wire) -> None:
    """The body comes byte by byte: for a timeout per read it is never too slow."""
    await wire.send(WHOLE_BAD_HEAD)
    await wire.pour(crumbs(BAD * 5), every_s=0.05)


@fault("U4", "timeout", calls=ONCE)
async def stall_mid_head(wire: Wire) -> None:
    """Nothing comes after a part of the head."""
    await wire.send(WHOLE_BAD_HEAD[: wire.dice.randrange(1, len(WHOLE_BAD_HEAD) - 2)])
    await wire.silence()


@fault("U4", "timeout", calls=ONCE)
async def stall_mid_body(wire: Wire) -> None:
    """Nothing comes after a part of the body."""
    await wire.send(WHOLE_BAD_HEAD, BAD[: wire.dice.randrange(1, len(BAD))])
    await wire.silence()


@fault("U4", "timeout", calls=ONCE)
async def stall_before_the_last_byte(wire: Wire) -> None:
    """All but the last byte of the body comes."""
    await wire.send(WHOLE_BAD_HEAD, BAD[:-1])
    await wire.silence()


@fault("U4", MODEL, calls=ONCE)
async def slow_and_good(wire: Wire) -> None:
    """A good answer takes its time, within the deadline."""
    await asyncio.sleep(wire.dice.uniform(0.3, 0.6))
    await wire.answer(GOOD)


@fault("U5", MODEL, calls=ONCE)
async def good_in_pieces(wire: Wire) -> None:
    """A good answer comes in many small pieces, within the deadline."""
    whole = head(200, {**JSON, "Content-Length": str(len(GOOD))}) + GOOD
    await wire.pour((whole[at : at + 40] for at in range(0, len(whole), 40)), every_s=0.005)


@fault("U5", "timeout", "unreachable", "provider_error", "bad_answer", calls=PERHAPS_RETRIED)
async def continue_flood(wire: Wire) -> None:
    """100 Continue again and again, as fast as it is read, and never an answer."""
    await wire.pour(head(100, {}, words="Continue") * 50 for _ in range(STORM))


@fault("U5", "timeout", "unreachable", "provider_error", "bad_answer", calls=PERHAPS_RETRIED)
async def early_hints_storm(wire: Wire) -> None:
    """103 Early Hints with large headers, as fast as they are read, and never an answer."""
    hint = head(103, {f"Link-{number}": "x" * 200 for number in range(20)})
    await wire.pour(hint for _ in range(STORM))


@fault("U5", MODEL, calls=ONCE)
async def hints_and_good(wire: Wire) -> None:
    """A few informational answers stand before a good one."""
    await wire.send(head(100, {}), head(102, {}), head(103, {"Link": "</x>; rel=preload"}))
    await wire.answer(GOOD)


@fault("U5", "timeout", "unreachable", "provider_error", "bad_answer", calls=PERHAPS_RETRIED)
async def endless_chunks(wire: Wire) -> None:
    """A chunked body of spaces, one each few milliseconds, without an end."""
    await wire.send(head(200, {**JSON, "Transfer-Encoding": "chunked"}))
    await wire.pour((b"1\r\n \r\n" for _ in range(STORM)), every_s=0.01)
