"""What data is known by: one value for everything that stands in it."""

from collections.abc import Mapping
from typing import Any


def digest(data: Mapping[str, Any]) -> str:
    """The sha256 of parsed data, whatever the order of its keys."""
    # Only words that are read in need these; imported above, they would cost each import of the
    # domain 10 ms.
    import hashlib  # noqa: PLC0415
    import json  # noqa: PLC0415

    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
