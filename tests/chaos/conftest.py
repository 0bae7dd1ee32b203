"""The upstream and the nursery that the tests of the kit share."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.chaos.nursery import Nursery
from tests.chaos.upstream import ChaosUpstream


@pytest.fixture
async def upstream() -> AsyncIterator[ChaosUpstream]:
    """A chaos upstream of this test's own."""
    async with ChaosUpstream() as running:
        yield running


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One nursery for all services of this worker."""
    with Nursery() as running:
        yield running
