"""Bodies that are framed wrongly, compressed or endless (U6, U19, U22, U25)."""

import gzip
import zlib
from collections.abc import Iterator

from tests.chaos.fault import MODEL, ONCE, PERHAPS_RETRIED, fault
from tests.chaos.texts import BAD, GOOD
from tests.chaos.wire import JSON, Wire, chunk, head

MEGABYTE = 1024 * 1024
HUGE_BYTES = 100 * MEGABYTE
BOMB_MEGABYTES = 1024
CHUNKED = {**JSON, "Transfer-Encoding": "chunked"}
BROKEN = ("unreachable", "bad_answer", "provider_error")


def gzip_bomb(megabytes: int) -> Iterator[bytes]:
    """A gzip stream of about a kilobyte for each megabyte of zeros that it unpacks to.

    A flushed deflate block stands for itself, so one is made and repeated; the checksum at the
    end is left out, since whoever gets there has unpacked everything.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    for _ in range(megabytes):
        yield block
    yield packer.flush(zlib.Z_FINISH)


async def _packed(wire: Wire, body: bytes, coding: str) -> None:
    await wire.answer(body, headers={**JSON, "Content-Encoding": coding})


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def bomb_gzip(wire: Wire) -> None:
    """A megabyte that unpacks to a gigabyte."""
    body = b"".join(gzip_bomb(BOMB_MEGABYTES))
    await _packed(wire, body, "gzip")


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def bomb_chunked(wire: Wire) -> None:
    """The same without a length."""
    await wire.send(head(200, {**CHUNKED, "Content-Encoding": "gzip"}))
    await wire.pour(map(chunk, gzip_bomb(BOMB_MEGABYTES)))
    await wire.send(chunk(b""))


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def gzip_good(wire: Wire) -> None:
    """A good answer, compressed though nobody asked for that."""
    await _packed(wire, gzip.compress(BAD), "gzip")


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def gzip_that_is_not(wire: Wire) -> None:
    """Said to be compressed, and plain."""
    await _packed(wire, BAD, "gzip")


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def coding_unknown(wire: Wire) -> None:
    """A coding that does not exist, after one that does."""
    await _packed(wire, BAD, "identity, x-chaos")


@fault("U19", MODEL, calls=ONCE)
async def coding_identity(wire: Wire) -> None:
    """Says that it is not compressed."""
    await _packed(wire, GOOD, "identity")


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def body_of_100_mb(wire: Wire) -> None:
    """A hundred megabytes, declared."""
    await wire.send(head(200, {**JSON, "Content-Length": str(HUGE_BYTES)}))
    await wire.pour(b" " * MEGABYTE for _ in range(100))


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def body_of_100_mb_in_chunks(wire: Wire) -> None:
    """A hundred megabytes, not declared."""
    await wire.send(head(200, CHUNKED))
    await wire.pour(chunk(b" " * MEGABYTE) for _ in range(100))
    await wire.send(chunk(b""))


@fault("U22", "provider_error", calls=PERHAPS_RETRIED)
async def body_of_100_mb_in_500(wire: Wire) -> None:
    """An error page of a hundred megabytes."""
    await wire.send(head(500, CHUNKED))
    await wire.pour(chunk(b" " * MEGABYTE) for _ in range(100))
    await wire.send(chunk(b""))


@fault("U22", "provider_error", "unreachable", calls=PERHAPS_RETRIED)
async def length_of_an_exabyte(wire: Wire) -> None:
    """A length that no machine holds, and the connection stays open."""
    await wire.send(head(200, {**JSON, "Content-Length": "1" + "0" * 18}), BAD)
    await wire.silence()


@fault("U6", *BROKEN, calls=PERHAPS_RETRIED)
async def long_body(wire: Wire) -> None:
    """The body goes on after the length that was declared."""
    await wire.answer(BAD, length=len(BAD) - wire.dice.randrange(1, 50))


@fault("U6", *BROKEN, calls=PERHAPS_RETRIED)
async def negative_length(wire: Wire) -> None:
    """A length below nothing."""
    await wire.send(head(200, {**JSON, "Content-Length": "-5"}), BAD)


@fault("U6", *BROKEN, calls=PERHAPS_RETRIED)
async def two_lengths(wire: Wire) -> None:
    """Two lengths that differ."""
    both = {**JSON, "Content-Length": str(len(BAD)), "content-length": "7"}
    await wire.send(head(200, both), BAD)


@fault("U6", MODEL, *BROKEN, calls=PERHAPS_RETRIED)
async def length_and_chunks(wire: Wire) -> None:
    """A length and chunks at once: the chunks count, or nothing does."""
    await wire.send(head(200, {**CHUNKED, "Content-Length": "7"}), chunk(GOOD), chunk(b""))


@fault("U25", *BROKEN, calls=PERHAPS_RETRIED)
async def chunk_size_is_no_number(wire: Wire) -> None:
    """A chunk whose size is a word."""
    await wire.send(head(200, CHUNKED), b"zz\r\n", BAD, b"\r\n0\r\n\r\n")


@fault("U25", *BROKEN, calls=PERHAPS_RETRIED)
async def chunk_of_an_exabyte(wire: Wire) -> None:
    """A chunk that is larger than all memory; its first part comes, then the end."""
    await wire.send(head(200, CHUNKED), b"fffffffffffffff\r\n", BAD)


@fault("U25", *BROKEN, calls=PERHAPS_RETRIED)
async def chunks_without_end(wire: Wire) -> None:
    """All chunks but the last, then the connection closes: the JSON is whole, the body is not."""
    await wire.send(head(200, CHUNKED), chunk(BAD))


@fault("U25", *BROKEN, calls=PERHAPS_RETRIED)
async def chunk_cut(wire: Wire) -> None:
    """The connection closes in the middle of a chunk."""
    whole = chunk(BAD)
    await wire.send(head(200, CHUNKED), whole[: wire.dice.randrange(6, len(whole) - 2)])


@fault("U25", MODEL, calls=ONCE)
async def good_in_chunks(wire: Wire) -> None:
    """A good answer in chunks of odd sizes, with a trailer."""
    at, parts = 0, []
    while at < len(GOOD):
        size = wire.dice.randrange(1, 200)
        parts.append(chunk(GOOD[at : at + size]))
        at += size
    await wire.send(head(200, CHUNKED), *parts, b"0\r\nX-Trailer: x\r\n\r\n")
    wire.keep = True


@fault("U25", *BROKEN, calls=PERHAPS_RETRIED)
async def cut_until_close(wire: Wire) -> None:
    """A body that ends where the connection does, which is in the middle of the JSON."""
    await wire.send(head(200, JSON), BAD[: wire.dice.randrange(1, len(BAD) - 1)])


@fault("U25", MODEL, calls=ONCE)
async def good_until_close(wire: Wire) -> None:
    """A good answer that ends where the connection does."""
    await wire.send(head(200, {**JSON, "Connection": "close"}), GOOD)
