"""Connections that are refused, hang, break or are closed at a bad moment (U1, U2, U3, U6)."""

import asyncio
import contextlib

from tests.chaos.fault import (
    MODEL,
    ONCE,
    PERHAPS_RETRIED,
    RETRIED,
    UNCALLED,
    Stage,
    fault,
)
from tests.chaos.texts import BAD, GOOD
from tests.chaos.wire import JSON, Gone, Wire, head


@fault("U1", "unreachable", calls=UNCALLED, stage=Stage.PORT)
async def refused(_wire: Wire) -> None:
    """Nobody listens at the address."""


@fault("U3", "unreachable", "timeout", calls=UNCALLED, stage=Stage.PORT)
async def connect_hang(_wire: Wire) -> None:
    """The queue of the listener is full: a connection is neither accepted nor refused."""


@fault("U1", "unreachable", calls=RETRIED, stage=Stage.ACCEPT)
async def reset_at_accept(wire: Wire) -> None:
    """The connection is reset as soon as it stands."""
    wire.reset()


@fault("U1", "unreachable", calls=RETRIED, stage=Stage.ACCEPT)
async def close_at_accept(wire: Wire) -> None:
    """The connection is closed as soon as it stands."""
    wire.close()


@fault("U2", "misconfigured", calls=ONCE, stage=Stage.ACCEPT, tls=True)
async def tls_self_signed(wire: Wire) -> None:
    """The certificate is one that nobody trusts."""
    await wire.start_tls()
    await wire.read_body(await wire.read_head())
    await wire.answer(BAD)


@fault("U3", "unreachable", "timeout", calls=PERHAPS_RETRIED, stage=Stage.ACCEPT, tls=True)
async def tls_silence(wire: Wire) -> None:
    """The handshake is never answered."""
    await wire.until_gone()


@fault("U3", "unreachable", "misconfigured", calls=PERHAPS_RETRIED, stage=Stage.ACCEPT, tls=True)
async def tls_cut_handshake(wire: Wire) -> None:
    """The connection is closed in the middle of the handshake."""
    await wire.send(b"\x16\x03\x03\x00\x7a\x02")
    await asyncio.sleep(0.01)


@fault("U3", "unreachable", "misconfigured", calls=PERHAPS_RETRIED, stage=Stage.ACCEPT, tls=True)
async def tls_is_plain(wire: Wire) -> None:
    """A server that speaks plain HTTP answers the handshake."""
    await wire.send(head(400, {"Content-Length": "0", "Connection": "close"}))
    with contextlib.suppress(Gone):
        await wire.until_gone()


@fault("U1", "unreachable", calls=RETRIED)
async def reset_before_answer(wire: Wire) -> None:
    """The connection is reset once the request has been read."""
    wire.reset()


@fault("U1", "unreachable", calls=RETRIED)
async def close_before_answer(wire: Wire) -> None:
    """The connection is closed once the request has been read."""
    wire.close()


@fault("U1", "unreachable", calls=RETRIED)
async def reset_mid_head(wire: Wire) -> None:
    """The connection is reset in the middle of the answer's head."""
    whole = head(200, {**JSON, "Content-Length": str(len(BAD))})
    await wire.send(whole[: wire.dice.randrange(1, len(whole) - 2)])
    await asyncio.sleep(0.01)
    wire.reset()


@fault("U1", "unreachable", calls=RETRIED)
async def close_mid_head(wire: Wire) -> None:
    """The connection is closed in the middle of the answer's head."""
    whole = head(200, {**JSON, "Content-Length": str(len(BAD))})
    await wire.send(whole[: wire.dice.randrange(1, len(whole) - 2)])


@fault("U6", "unreachable", calls=RETRIED)
async def reset_mid_body(wire: Wire) -> None:
    """The connection is reset in the middle of the body."""
    await wire.answer(BAD[: wire.dice.randrange(1, len(BAD))], length=len(BAD))
    await asyncio.sleep(0.01)
    wire.reset()


@fault("U6", "unreachable", calls=RETRIED)
async def short_body(wire: Wire) -> None:
    """The body ends before the length that was declared, even one whose JSON is whole."""
    cut = wire.dice.choice([len(BAD), wire.dice.randrange(1, len(BAD))])
    await wire.answer(BAD[:cut], length=len(BAD) + wire.dice.randrange(1, 99))


@fault("U6", MODEL, calls=(1, 2), warm_ups=1)
async def stale_keep_alive(wire: Wire) -> None:
    """A kept connection is closed between two requests, without a word."""
    await wire.answer(GOOD)
    wire.keep = False


@fault("U6", MODEL, calls=(1, 2), warm_ups=1)
async def reset_when_used_again(wire: Wire) -> None:
    """A kept connection is reset when the second request comes, as when both sides race."""
    if wire.served:
        wire.reset()
    else:
        await wire.answer(GOOD)


@fault("U6", MODEL, calls=ONCE, warm_ups=1)
async def unasked_second_answer(wire: Wire) -> None:
    """After a good answer comes another one that nobody asked for."""
    await wire.answer(GOOD)
    await wire.send(head(200, {**JSON, "Content-Length": str(len(BAD))}), BAD)
    await wire.silence()


@fault("U6", MODEL, calls=ONCE)
async def never_closed(wire: Wire) -> None:
    """The answer says that the connection closes, and it stays open."""
    await wire.answer(GOOD, headers={**JSON, "Connection": "close"})
    await wire.silence()


@fault("U6", MODEL, "unreachable", calls=PERHAPS_RETRIED, stage=Stage.HEAD)
async def good_before_the_body(wire: Wire) -> None:
    """A good answer comes before the request's body was read, and the connection is closed."""
    await wire.answer(GOOD, headers={**JSON, "Connection": "close"})
    wire.keep = False


@fault("U7", "prompt_rejected", "unreachable", calls=PERHAPS_RETRIED, stage=Stage.HEAD)
async def refused_before_the_body(wire: Wire) -> None:
    """413 comes before the request's body was read, and the connection is reset."""
    await wire.answer(b"", 413, {"Connection": "close"})
    wire.reset()
