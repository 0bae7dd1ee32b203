"""A fault does what its name says, as a client sees it that knows no HTTP: the kit tests itself."""

import asyncio
import json
import re
import zlib
from collections.abc import Callable

import pytest

from tests.chaos.fault import Fault, Stage, add
from tests.chaos.faults import FAULTS, contents, statuses
from tests.chaos.faults.bodies import gzip_bomb
from tests.chaos.raw_client import Heard, hear
from tests.chaos.texts import BAD, GOOD
from tests.chaos.upstream import ChaosUpstream, steps

pytestmark = pytest.mark.anyio

Seen = Callable[[Heard], bool]
CATALOGUE = {f"U{number}" for number in range(1, 29)} - {"U27"}
"""U27 is no fault of an upstream but of the environment; test_matrix tries it."""


def ended(*ends: str) -> Seen:
    """Nothing came, and so it ended."""
    return lambda heard: heard.data == b"" and heard.end in ends


def has(*parts: bytes) -> Seen:
    """All of that came."""
    return lambda heard: all(part in heard.data for part in parts)


def body_is(body: bytes, *more: bytes) -> Seen:
    """This body under status 200, and these lines in its head."""
    return lambda heard: (
        heard.head.startswith(b"HTTP/1.1 200 ")
        and heard.body == body
        and all(line in heard.head for line in more)
    )


def matches(pattern: bytes) -> Seen:
    """Begins like that."""
    return lambda heard: bool(re.match(pattern, heard.data, re.DOTALL))


def more_than(size: int, *parts: bytes) -> Seen:
    """So much came, with this in its head."""
    return lambda heard: len(heard.data) > size and all(part in heard.data for part in parts)


def is_status(status: int, *parts: bytes) -> Seen:
    """That status, and these lines."""
    return lambda heard: (
        heard.head.startswith(b"HTTP/1.1 %d " % status)
        and all(part in heard.head for part in parts)
    )


def unfinished_body(heard: Heard) -> bool:
    """Fewer bytes than the head declares, then the end."""
    declared = re.search(rb"Content-Length: (\d+)", heard.head)
    return bool(declared) and int(declared[1]) > len(heard.body) and heard.end != "silent"  # type: ignore[index]


def stalled_body(heard: Heard) -> bool:
    """Fewer bytes than the head declares, and no end."""
    declared = re.search(rb"Content-Length: (\d+)", heard.head)
    return bool(declared) and int(declared[1]) > len(heard.body) and heard.end == "silent"  # type: ignore[index]


CHUNKED = b"Transfer-Encoding: chunked"
SEEN: dict[str, Seen] = {
    "reset_at_accept": ended("reset"),
    "close_at_accept": ended("closed", "reset"),
    "tls_self_signed": body_is(BAD),
    "reset_before_answer": ended("reset"),
    "close_before_answer": ended("closed"),
    "reset_mid_head": lambda heard: b"\r\n\r\n" not in heard.data and heard.end == "reset",
    "close_mid_head": lambda heard: b"\r\n\r\n" not in heard.data and heard.end == "closed",
    "reset_mid_body": lambda heard: heard.end == "reset" and BAD not in heard.data,
    "short_body": unfinished_body,
    "stale_keep_alive": lambda heard: heard.body == GOOD and heard.end == "closed",
    "reset_when_used_again": body_is(GOOD),
    "unasked_second_answer": lambda heard: heard.data.count(b"HTTP/1.1 200") == 2,
    "never_closed": lambda heard: b"Connection: close" in heard.head and heard.end == "silent",
    "good_before_the_body": body_is(GOOD, b"Connection: close"),
    "refused_before_the_body": is_status(413),
    "silence": ended("silent"),
    "head_in_crumbs": lambda heard: 1 <= len(heard.data) < 300,
    "body_in_crumbs": lambda heard: 1 <= len(heard.body) < 300,
    "stall_mid_head": lambda heard: b"\r\n\r\n" not in heard.data and heard.end == "silent",
    "stall_mid_body": stalled_body,
    "stall_before_the_last_byte": lambda heard: heard.body == BAD[:-1] and heard.end == "silent",
    "slow_and_good": body_is(GOOD),
    "good_in_pieces": body_is(GOOD),
    "continue_flood": more_than(10**6, b"HTTP/1.1 100 Continue"),
    "early_hints_storm": more_than(10**6, b"HTTP/1.1 103 "),
    "hints_and_good": has(b"HTTP/1.1 100 ", b"HTTP/1.1 102 ", b"HTTP/1.1 103 ", GOOD),
    "endless_chunks": has(CHUNKED, b"1\r\n \r\n1\r\n \r\n"),
    "refuses_temperature": is_status(400),
    "redirect_same_origin": is_status(302, b"Location: /good/"),
    "redirect_cross_origin": is_status(307, b"Location: http://127.0.0.1:"),
    "redirect_loop": is_status(308, b"Location: /redirect_loop/"),
    "multiple_choices": is_status(300),
    "token_lost": lambda heard: "⟦1⟧" not in spoken(heard),
    "token_doubled": lambda heard: spoken(heard).count("⟦1⟧") == 2,
    "token_invented": lambda heard: "⟦7⟧" in spoken(heard),
    "bidi_in_content": lambda heard: "\u202e" in spoken(heard),
    "zero_width_in_content": lambda heard: "\u200b" in spoken(heard),
    "tags_in_content": lambda heard: "\U000e0066" in spoken(heard),
    "promise": lambda heard: "will refund" in spoken(heard),
    "lost_not": lambda heard: "We can refund" in spoken(heard),
    "other_amount": lambda heard: "$49.00" in spoken(heard),
    "two_replies": lambda heard: spoken(heard).count("<reply>") == 2,
    "a_link": lambda heard: "https://evil.example" in spoken(heard),
    "echoes_the_prompt": lambda heard: spoken(heard) == "Hello.",
    "drops_every_not": lambda heard: spoken(heard).startswith("<reply>"),
    "bomb_gzip": more_than(10**6, b"Content-Encoding: gzip"),
    "bomb_chunked": more_than(10**6, b"Content-Encoding: gzip", CHUNKED),
    "gzip_good": lambda heard: zlib.decompress(heard.body, 31) == BAD,
    "gzip_that_is_not": body_is(BAD, b"Content-Encoding: gzip"),
    "coding_unknown": body_is(BAD, b"Content-Encoding: identity, x-chaos"),
    "coding_identity": body_is(GOOD, b"Content-Encoding: identity"),
    "body_of_100_mb": lambda heard: heard.end == "full" and b": 104857600" in heard.head,
    "body_of_100_mb_in_chunks": lambda heard: heard.end == "full" and CHUNKED in heard.head,
    "body_of_100_mb_in_500": lambda heard: heard.end == "full" and b"1.1 500 " in heard.head,
    "length_of_an_exabyte": stalled_body,
    "long_body": lambda heard: (
        heard.body == BAD and int(heard.head.rpartition(b" ")[2]) < len(heard.body)
    ),
    "negative_length": has(b"Content-Length: -5\r\n"),
    "two_lengths": has(b"Content-Length: %d\r\ncontent-length: 7\r\n" % len(BAD)),
    "length_and_chunks": has(CHUNKED, b"Content-Length: 7\r\n"),
    "chunk_size_is_no_number": has(CHUNKED, b"\r\n\r\nzz\r\n"),
    "chunk_of_an_exabyte": has(CHUNKED, b"\r\n\r\nfffffffffffffff\r\n"),
    "chunks_without_end": lambda heard: heard.data.endswith(b"}\r\n") and heard.end == "closed",
    "chunk_cut": lambda heard: CHUNKED in heard.head and not heard.data.endswith(b"}\r\n"),
    "good_in_chunks": lambda heard: heard.data.endswith(b"\r\n0\r\nX-Trailer: x\r\n\r\n"),
    "cut_until_close": lambda heard: (
        BAD.startswith(heard.body) and b"Length" not in heard.head and heard.end == "closed"
    ),
    "good_until_close": lambda heard: heard.body == GOOD and heard.end == "closed",
    "http_0_9": lambda heard: heard.data == BAD,
    "ssh_banner": has(b"SSH-2.0-"),
    "http_2_settings": lambda heard: len(heard.data) == 9,
    "random_bytes": lambda heard: not heard.data.startswith(b"HTTP"),
    "status_line_without_status": matches(rb"HTTP/1.1\r\n"),
    "status_of_four_digits": matches(rb"HTTP/1.1 2000 "),
    "status_of_zeros": matches(rb"HTTP/1.1 000 "),
    "switches_protocols": is_status(101, b"Upgrade: chaos"),
    "no_content": is_status(204),
    "not_modified": is_status(304),
    "partial_content": is_status(206),
    "header_without_colon": has(b"\r\nno colon here\r\n"),
    "nul_in_header": has(b"X-Chaos: a\0b\r\n"),
    "space_in_header_name": has(b"X-Chaos : x\r\n"),
    "bare_line_feeds": lambda heard: b"\r\n" not in heard.data.partition(b"\n\n")[0],
    "folded_header": has(b"X-Chaos: a\r\n b\r\n"),
    "header_of_200_kb": lambda heard: len(heard.head) > 200_000,
    "ten_thousand_headers": lambda heard: heard.head.count(b"\r\n") > 10_000,
    "endless_status_line": lambda heard: b"\r\n" not in heard.data and heard.end == "full",
    "content_type_text": body_is(GOOD, b"Content-Type: text/plain"),
    "content_type_junk": body_is(GOOD, b"klingon"),
    "no_content_type": lambda heard: b"Content-Type" not in heard.head and heard.body == GOOD,
    "cookies": body_is(GOOD, b"Set-Cookie: a=b", b"set-cookie: c=d"),
    "latin_1_header": body_is(GOOD, b"\xe9\xff"),
    "good": body_is(GOOD),
}
AT_ONCE = 64
QUIET_S = 0.9
"""Longer than the slowest good answer, and than any pause of a busy machine."""
OWN_CLIENT = {"refused", "connect_hang", "tls_silence", "tls_cut_handshake", "tls_is_plain"}
"""Faults of which a client of HTTP sees no answer at all; they have a test each."""
SEEN |= {
    name: is_status(status, *(b"%b: " % header.encode() for header in headers()))
    for name, _, status, _, headers, *_ in statuses.ROWS
}
SEEN |= {name: is_status(200) for name, *_ in contents.ROWS}


def spoken(heard: Heard) -> str:
    """What the model says in an answer."""
    said: str = json.loads(heard.body)["choices"][0]["message"]["content"]
    return said


async def test_a_fault_does_what_its_name_says(upstream: ChaosUpstream) -> None:
    """Seen on the wire, all of them at once; and the upstream has counted each call."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def wrong(name: str) -> str | None:
        async with turns:
            heard = await hear(await upstream.url(name, seed=5), quiet_s=QUIET_S)
        calls = upstream.scenario(name, 5).calls
        if SEEN[name](heard) and calls == 1:
            return None
        return f"{name}: {calls} calls, {heard.data[:200]!r}, {heard.end}"

    found = await asyncio.gather(*(wrong(name) for name in SEEN))
    assert [each for each in found if each] == []


async def test_every_fault_is_looked_at() -> None:
    """A new fault without a line here would be a name and nothing more."""
    assert sorted(SEEN.keys() | OWN_CLIENT) == sorted(FAULTS)


async def test_there_are_faults_for_the_whole_catalogue() -> None:
    """At least sixty, and some for each entry."""
    assert len(FAULTS) >= 60
    assert {fault.entry for fault in FAULTS.values()} == CATALOGUE


async def test_a_refused_port_and_a_hanging_one_accept_nobody(upstream: ChaosUpstream) -> None:
    """One says no at once, the other says nothing."""
    with pytest.raises(ConnectionRefusedError):
        await hear(await upstream.url("refused"))
    heard = await _connects(await upstream.url("connect_hang"))
    assert heard == "hangs"


async def _connects(url: str) -> str:
    port = int(url.split(":")[2].split("/", maxsplit=1)[0])
    try:
        async with asyncio.timeout(0.3):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
    except TimeoutError:
        return "hangs"
    writer.close()
    return "connected"


@pytest.mark.parametrize(
    ("name", "first"),
    [("tls_silence", b""), ("tls_cut_handshake", b"\x16\x03\x03"), ("tls_is_plain", b"HTTP/1.1 ")],
)
async def test_a_broken_handshake_is_broken_so(
    upstream: ChaosUpstream, name: str, first: bytes
) -> None:
    """What a client gets in place of a server's hello."""
    url = await upstream.url(name)
    assert url.startswith("https:")
    heard = await hear(url.replace("https:", "http:"), b"\x16\x03\x01", quiet_s=0.1)
    assert heard.data.startswith(first)
    assert bool(heard.data) == bool(first)


async def test_the_tls_of_a_stranger_is_real_tls(upstream: ChaosUpstream) -> None:
    """A client that believes everything is answered; the certificate is its only fault."""
    heard = await hear(await upstream.url("tls_self_signed"))
    assert heard.body == BAD


async def test_a_bomb_unpacks_to_what_it_says() -> None:
    """Eight megabytes of it, from some kilobytes."""
    packed = b"".join(gzip_bomb(8))
    assert len(packed) < 16 * 1024
    assert len(zlib.decompressobj(31).decompress(packed)) == 8 * 1024 * 1024


async def test_kept_connections_go_stale_as_they_should(upstream: ChaosUpstream) -> None:
    """The second request over one connection meets the fault, the first does not."""
    again = await hear(await upstream.url("reset_when_used_again"), times=2, quiet_s=0.1)
    assert (again.body, again.end) == (GOOD, "reset")
    kept = await hear(await upstream.url("good"), times=2, quiet_s=0.1)
    assert kept.data.count(b"HTTP/1.1 200") == 2
    assert upstream.scenario("good").connections == 1


async def test_a_script_fails_so_often_and_then_is_fine(upstream: ChaosUpstream) -> None:
    """Told by the number of the call; the last step stays."""
    url = await upstream.url("status_503.2~status_429~good")
    heads = [(await hear(url, quiet_s=0.05)).head.split()[1] for _ in range(5)]
    assert heads == [b"503", b"503", b"429", b"200", b"200"]


async def test_a_port_of_its_own_also_gets_well(upstream: ChaosUpstream) -> None:
    """A connection that is reset at accept, then a good one."""
    url = await upstream.url("reset_at_accept~good")
    ends = [await hear(url, quiet_s=0.05) for _ in range(2)]
    assert [heard.end for heard in ends] == ["reset", "silent"]
    assert ends[1].body == GOOD
    scenario = upstream.scenario("reset_at_accept~good")
    assert (scenario.calls, scenario.connections) == (2, 2)


async def test_the_seed_decides_where_a_body_is_cut(upstream: ChaosUpstream) -> None:
    """The same seed cuts at the same place, each time; others cut elsewhere."""
    async with ChaosUpstream() as other:
        cuts = []
        for seed in range(4):
            here, there = [
                (await hear(await each.url("cut_json", seed), quiet_s=0.05)).body
                for each in (upstream, other)
            ]
            assert here == there
            cuts.append(len(here))
    assert len(set(cuts)) > 1


async def test_what_a_client_did_is_on_record(upstream: ChaosUpstream) -> None:
    """Bytes received, what was asked, and when it left an answer under way."""
    await hear(await upstream.url("silence"), quiet_s=0.05)
    await hear(await upstream.url("good"), quiet_s=0.05)
    silence = upstream.scenario("silence")
    assert len(silence.gone_at) == 1
    assert silence.gone_at[0] > silence.called_at[0]
    assert silence.bytes_received > len(silence.asked[0]) > 0
    assert upstream.scenario("good").gone_at == []


async def test_an_unknown_path_is_404(upstream: ChaosUpstream) -> None:
    """A misspelt fault must not pass for a good answer."""
    heard = await hear(f"{upstream.base}/goood/0/v1", quiet_s=0.05)
    assert heard.head.startswith(b"HTTP/1.1 404")
    with pytest.raises(KeyError):
        steps("goood")


async def test_a_name_is_taken_once() -> None:
    """A second fault of that name would replace the first in silence."""
    with pytest.raises(ValueError, match="two faults are called good"):
        add(FAULTS["good"])


async def test_a_fault_before_any_request_has_its_own_port(upstream: ChaosUpstream) -> None:
    """By path it could not be told which one is meant."""
    early: list[Fault] = [f for f in FAULTS.values() if f.stage in {Stage.ACCEPT, Stage.PORT}]
    urls = [await upstream.url(fault.name) for fault in early]
    ports = {url.split("/")[2] for url in urls}
    assert len(ports) == len(early)
    assert upstream.base.split("/")[2] not in ports
