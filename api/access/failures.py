"""How often an address has shown a wrong key: guessing is made slow, memory stays bounded."""

import ipaddress
import math
from collections import OrderedDict, deque
from collections.abc import Callable

MAX_FAILURES = 10
WINDOW_S = 60.0
MAX_ADDRESSES = 10_000
IPV6_BITS = 64
"""One household has this much of IPv6 to itself: counting single addresses would count nothing."""


class Failures:
    """Counts wrong keys by address, over the last minute at any moment.

    The addresses that have been quiet for longest are forgotten beyond `max_addresses`.
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
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        """How many addresses are remembered."""
        return len(self._times)

    def count(self, address: str) -> int | None:
        """Count one failure; or, where it is one too many, the whole seconds until it would not be.

        One too many is not counted: an address that never stops gets its share each minute.
        """
        now = self._clock()
        source = _source(address)
        times = self._times.setdefault(source, deque(maxlen=self._limit))
        if len(times) == self._limit and now - times[0] < WINDOW_S:
            return math.ceil(times[0] + WINDOW_S - now)
        times.append(now)
        self._times.move_to_end(source)
        if len(self._times) > self._max_addresses:
            self._times.popitem(last=False)
        return None


def _source(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - the version's name
        return address
    return str(ipaddress.ip_network((parsed, IPV6_BITS), strict=False))
