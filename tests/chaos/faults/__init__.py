"""All the ways in which the chaos upstream misbehaves: importing them is what registers them."""

from tests.chaos.fault import FAULTS
from tests.chaos.faults import bodies, connections, contents, heads, pace, statuses

__all__ = ["FAULTS", "bodies", "connections", "contents", "heads", "pace", "statuses"]
