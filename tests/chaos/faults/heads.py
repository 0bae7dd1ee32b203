"""Heads of an answer that are no HTTP, wrong, or huge (U15, U19, U22)."""

from tests.chaos.fault import MODEL, ONCE, PERHAPS_RETRIED, fault
from tests.chaos.texts import BAD, GOOD
from tests.chaos.wire import JSON, Wire, head

NO_HTTP = ("unreachable", "bad_answer", "provider_error", "misconfigured")
BAD_LENGTH = {"Content-Length": str(len(BAD))}
GOOD_LENGTH = {"Content-Length": str(len(GOOD))}


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def http_0_9(wire: Wire) -> None:
    """A body without any head, as in the year 1991."""
    await wire.send(BAD)


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def ssh_banner(wire: Wire) -> None:
    """Another protocol altogether."""
    await wire.send(b"SSH-2.0-OpenSSH_9.9\r\n")


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def http_2_settings(wire: Wire) -> None:
    """A frame of HTTP/2 to a client that spoke HTTP/1.1."""
    await wire.send(b"\x00\x00\x00\x04\x00\x00\x00\x00\x00")


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def random_bytes(wire: Wire) -> None:
    """Noise."""
    await wire.send(wire.dice.randbytes(wire.dice.randrange(1, 4_000)))


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def status_line_without_status(wire: Wire) -> None:
    """A status line that ends after its version."""
    await wire.send(b"HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def status_of_four_digits(wire: Wire) -> None:
    """Status 2000."""
    await wire.send(head(2000, {**JSON, **BAD_LENGTH}), BAD)


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def status_of_zeros(wire: Wire) -> None:
    """Status 000."""
    await wire.send(b"HTTP/1.1 000 Chaos\r\nContent-Length: 2\r\n\r\n{}")


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def switches_protocols(wire: Wire) -> None:
    """101 to a client that asked for no other protocol."""
    await wire.send(head(101, {"Upgrade": "chaos", "Connection": "Upgrade"}), BAD)


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def no_content(wire: Wire) -> None:
    """204, which has no body."""
    await wire.send(head(204, {}))
    wire.keep = True


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def not_modified(wire: Wire) -> None:
    """304 to a request that named no version."""
    await wire.send(head(304, {}))
    wire.keep = True


@fault("U15", MODEL, *NO_HTTP, calls=PERHAPS_RETRIED)
async def partial_content(wire: Wire) -> None:
    """206 with a good answer in it."""
    await wire.answer(GOOD, 206)


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def header_without_colon(wire: Wire) -> None:
    """A line among the headers that is none."""
    await wire.send(b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 2\r\n\r\n{}")


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def nul_in_header(wire: Wire) -> None:
    """A header with a NUL in its value."""
    await wire.send(head(200, {**JSON, **BAD_LENGTH, "X-Chaos": "a\0b"}), BAD)


@fault("U15", *NO_HTTP, calls=PERHAPS_RETRIED)
async def space_in_header_name(wire: Wire) -> None:
    """A header whose name has a space before its colon."""
    await wire.send(head(200, {**JSON, **BAD_LENGTH, "X-Chaos ": "x"}), BAD)


@fault("U19", MODEL, *NO_HTTP, calls=PERHAPS_RETRIED)
async def bare_line_feeds(wire: Wire) -> None:
    """A head whose lines end without a carriage return."""
    await wire.send(head(200, {**JSON, **GOOD_LENGTH}).replace(b"\r\n", b"\n"), GOOD)


@fault("U19", MODEL, *NO_HTTP, calls=PERHAPS_RETRIED)
async def folded_header(wire: Wire) -> None:
    """A header that goes on in the next line, as was once allowed."""
    await wire.send(head(200, {**JSON, "X-Chaos": "a\r\n b", **GOOD_LENGTH}), GOOD)


@fault("U22", *NO_HTTP, calls=PERHAPS_RETRIED)
async def header_of_200_kb(wire: Wire) -> None:
    """One header of 200 kB."""
    await wire.send(head(200, {**JSON, "X-Chaos": "x" * 200_000, **BAD_LENGTH}), BAD)


@fault("U22", *NO_HTTP, calls=PERHAPS_RETRIED)
async def ten_thousand_headers(wire: Wire) -> None:
    """Ten thousand short headers."""
    many = {f"X-Chaos-{number}": "x" * 20 for number in range(10_000)}
    await wire.send(head(200, {**JSON, **many, **BAD_LENGTH}), BAD)


@fault("U22", *NO_HTTP, calls=PERHAPS_RETRIED)
async def endless_status_line(wire: Wire) -> None:
    """A status line of ten megabytes."""
    await wire.send(b"HTTP/1.1 200 ")
    await wire.pour(b"x" * 100_000 for _ in range(100))


@fault("U19", MODEL, calls=ONCE)
async def content_type_text(wire: Wire) -> None:
    """A good answer that says it is plain text."""
    await wire.answer(GOOD, headers={"Content-Type": "text/plain"})


@fault("U19", MODEL, calls=ONCE)
async def content_type_junk(wire: Wire) -> None:
    """A good answer whose content type is none, in a character set that does not exist."""
    await wire.answer(GOOD, headers={"Content-Type": "??;charset=klingon"})


@fault("U19", MODEL, calls=ONCE)
async def no_content_type(wire: Wire) -> None:
    """A good answer that does not say what it is."""
    await wire.answer(GOOD, headers={})


@fault("U19", MODEL, calls=ONCE)
async def cookies(wire: Wire) -> None:
    """A good answer that sets cookies, which nobody may send back."""
    await wire.answer(GOOD, headers={**JSON, "Set-Cookie": "a=b; Path=/", "set-cookie": "c=d"})


@fault("U19", MODEL, calls=ONCE)
async def latin_1_header(wire: Wire) -> None:
    """A good answer with a header that is not ASCII."""
    await wire.answer(GOOD, headers={**JSON, "X-Chaos": "\xe9\xff"})


@fault("U19", MODEL, calls=ONCE)
async def good(wire: Wire) -> None:
    """No fault at all: what a service must not break."""
    await wire.answer(GOOD)
