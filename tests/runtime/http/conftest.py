from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

import pytest

from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.http import retry
from rolecall.runtime.http.client import Client, Settings
from rolecall.specification.schema import Provider
from tests.runtime.http.listings import Setup, Store, things
from tests.runtime.http.vendor import SHIM, Script, Vendor, serving

Start: TypeAlias = Callable[[Script], Vendor]
Connect: TypeAlias = Callable[..., Client]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries wait for milliseconds, and no proxy of this machine is used."""
    monkeypatch.setattr(retry, "FIRST_WAIT_SECONDS", 0.002)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def vendor() -> Iterator[Start]:
    """Starts a server that answers as its script says; stopped after the test."""
    running = []

    def start(script: Script) -> Vendor:
        manager = serving(script)
        server = manager.__enter__()
        running.append(manager)
        return server

    yield start
    for manager in running:
        manager.__exit__(None, None, None)


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes a client for a URL; closed after the test."""
    clients: list[Client] = []

    def make(url: str, shim: Provider = SHIM, *, read_only: bool = False, **settings: Any) -> Client:
        settings.setdefault("arguments", {"token": "s3cr3t-token"})
        settings.setdefault("max_retries", 2)
        client = Client(shim, Settings(url=url, **settings), read_only=read_only)
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def setup(vendor: Start, connect: Connect) -> Callable[..., Setup]:
    """Makes a vendor of things, and listings that read it."""

    def make(rows: Iterable[dict[str, Any]] | int, refresh: str = "auto", **how: Any) -> Setup:
        store = Store(things(rows) if isinstance(rows, int) else rows, **how)
        server = vendor(store)
        return Setup(store, server, Listings(connect(server.url, refresh=refresh)))

    return make
