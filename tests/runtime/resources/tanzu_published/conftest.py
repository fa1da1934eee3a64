"""The published API of Cloud Services, and somebody at work there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner


@pytest.fixture
def published() -> Iterator[TanzuSandbox]:
    with start("tanzu", options={"cloud_services": "v2"}) as box:
        yield box


@pytest.fixture
def team(published: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)
