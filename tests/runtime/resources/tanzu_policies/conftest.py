"""A Mission Control that keeps role bindings in policies, and somebody at work there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from providers.tanzu import PROVIDER
from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.practitioner import Practitioner


@pytest.fixture
def box() -> Iterator[TanzuSandbox]:
    with start("tanzu", seed=3, options={"mission_control": "policy"}) as found:
        assert isinstance(found, TanzuSandbox)
        yield found


@pytest.fixture
def team(box: TanzuSandbox) -> Practitioner:
    return Practitioner(PROVIDER, box.environment)
