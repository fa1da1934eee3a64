from __future__ import annotations

from collections.abc import Iterator

import pytest

from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from rolecall.testing import waits
from tests.runtime.resources.boxes import EntraBox, OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.existing_objects import Box, made
from tests.runtime.resources.practitioner import Practitioner


@pytest.fixture(autouse=True, scope="module")
def waits_are_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever the provider waits for is over at once, but in modules with the mark `real_time`."""
    if request.node.get_closest_marker("real_time"):
        yield
        return
    with waits.skipped():
        yield


@pytest.fixture
def tanium() -> Iterator[TaniumBox]:
    with start("tanium") as box:
        yield box


@pytest.fixture
def splunk() -> Iterator[SplunkBox]:
    with start("splunk") as box:
        yield box


@pytest.fixture
def tanzu() -> Iterator[TanzuSandbox]:
    with start("tanzu", seed=3) as box:
        assert isinstance(box, TanzuSandbox)
        yield box


@pytest.fixture
def okta() -> Iterator[OktaBox]:
    with start("okta", seed=3) as box:
        yield box


@pytest.fixture
def entra() -> Iterator[EntraBox]:
    with start("entra", seed=2) as box:
        yield box


@pytest.fixture(params=["tanium", "splunk", "okta", "scim"])
def existing(request: pytest.FixtureRequest) -> Iterator[tuple[Box, Practitioner, str]]:
    """A vendor with an object that an earlier run made, somebody at work there, and its label."""
    with made(request.param) as found:
        yield found
