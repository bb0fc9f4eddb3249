"""The outside world, as the tests of feeds have it."""

from collections.abc import AsyncIterator

import pytest

from tests.sources.feeds.outside import Outside, serving


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    async with serving() as server:
        yield server
