"""The estate that jobs look at: a sandbox for each vendor, and the variables that lead to all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.estate.estate import Estate


@pytest.fixture
def estate() -> Iterator[Estate]:
    with Estate.open() as opened:
        yield opened
