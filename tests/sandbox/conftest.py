"""Sandboxes of each vendor and clients for them; one of each per test."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sandbox import Sandbox, start
from sandbox.splunk.options import SplunkOptions
from sandbox.splunk.store import SplunkStore
from sandbox.tanium.options import TaniumOptions
from sandbox.tanium.store import TaniumStore

TaniumBox = Sandbox[TaniumStore, TaniumOptions]
SplunkBox = Sandbox[SplunkStore, SplunkOptions]


@pytest.fixture
def tanium() -> Iterator[TaniumBox]:
    with start("tanium", seed=3) as box:
        yield box


@pytest.fixture
def splunk() -> Iterator[SplunkBox]:
    with start("splunk", seed=3) as box:
        yield box


@pytest.fixture
def api(tanium: TaniumBox) -> Iterator[httpx.Client]:
    """Tanium's API with the administrator's token."""
    headers = {"session": tanium.environment["TANIUM_API_TOKEN"]}
    with httpx.Client(base_url=f"{tanium.url}/api/v2", headers=headers) as client:
        yield client


@pytest.fixture
def rest(splunk: SplunkBox) -> Iterator[httpx.Client]:
    """Splunk's API as admin with Basic authentication, answering JSON."""
    values = splunk.environment
    auth = (values["SPLUNK_USERNAME"], values["SPLUNK_PASSWORD"])
    with httpx.Client(base_url=f"{splunk.url}/services", auth=auth, params={"output_mode": "json"}) as client:
        yield client
