"""How often an address has shown a wrong key: guessing is made slow, memory stays bounded."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable

MAX_FAILURES = 10
WINDOW_S = 60.0
MAX_ADDRESSES = 10_000
IPV6_BITS = 64
"""One household has this much of IPv6 to itself: counting single addresses would count nothing."""


class Failures:
    """Counts wrong keys by address, in windows that begin with an address's first.

    The addresses that began longest ago are forgotten beyond `max_addresses`.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        limit: int = MAX_FAILURES,
        max_addresses: int = MAX_ADDRESSES,
    ) -> None:
        self._clock = clock
        self._limit = limit
        self._max_addresses = max_addresses
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._windows)

    def count(self, address: str) -> int | None:
        """Count one failure; where it is one too many, the whole seconds until the next window."""
        now = self._clock()
        source = _source(address)
        began, failed = self._windows.get(source, (now, 0))
        if now - began >= WINDOW_S:
            del self._windows[source]
            began, failed = now, 0
        self._windows[source] = (began, failed + 1)
        if len(self._windows) > self._max_addresses:
            self._windows.popitem(last=False)
        return math.ceil(began + WINDOW_S - now) if failed >= self._limit else None


def _source(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - the version's name
        return address
    return str(ipaddress.ip_network((parsed, IPV6_BITS), strict=False))
