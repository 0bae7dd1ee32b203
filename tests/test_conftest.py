"""The safety net of the test suite itself."""

import asyncio
import socket

import pytest

from tests.conftest import BlockedNetwork


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("10.0.0.1", 443), ("example.org", 80)])
def test_a_test_cannot_connect_to_another_machine(
    address: tuple[str, int], blocked_network: list[str]
) -> None:
    """Neither by address nor by name, and the attempt is on record."""
    with pytest.raises(BlockedNetwork), socket.create_connection(address, timeout=0.1):
        pass
    assert len(blocked_network) == 1
    blocked_network.clear()


def test_a_test_cannot_send_a_datagram_away(blocked_network: list[str]) -> None:
    """UDP needs no connect, so sending is guarded too."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
        pytest.raises(BlockedNetwork),
    ):
        sock.sendto(b"x", ("192.0.2.1", 9))
    blocked_network.clear()


@pytest.mark.anyio
async def test_loopback_stays_open() -> None:
    """Scripted upstreams and real servers run on this machine."""
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection("localhost", port)
    writer.close()
    server.close()
    await server.wait_closed()
