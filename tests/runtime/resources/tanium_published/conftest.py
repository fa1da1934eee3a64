"""A Tanium that speaks the API that the vendor publishes, and somebody at work there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tanium import PROVIDER
from rolecall.sandbox import start
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner


@pytest.fixture
def published() -> Iterator[TaniumBox]:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        yield box


@pytest.fixture
def team(published: TaniumBox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)
