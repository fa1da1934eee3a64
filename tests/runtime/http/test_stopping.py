"""Clients that stop, close and share few connections."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from rolecall.runtime.errors import (
    Stopped,
)
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import CREATE, GET, LIST, Reply, Request


def ok(_: Request) -> Reply:
    return Reply.json({"data": 1}, x_request_id="r-1")


def test_many_threads_share_few_connections(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url)
    with ThreadPoolExecutor(16) as pool:
        assert len(list(pool.map(lambda number: client.call(GET, {"id": number}), range(200)))) == 200
    assert len({request.connection for request in server.requests}) <= 16


def test_sixty_four_requests_at_once(vendor: Start, connect: Connect) -> None:
    together = threading.Barrier(64)

    def script(request: Request) -> Reply:
        together.wait(20)
        return ok(request)

    client = connect(vendor(script).url, max_retries=0)
    with ThreadPoolExecutor(64) as pool:
        assert len(list(pool.map(lambda number: client.call(GET, {"id": number}), range(64)))) == 64


def test_stop_sends_nothing_new_and_answers_what_runs(vendor: Start, connect: Connect) -> None:
    arrived, proceed = threading.Event(), threading.Event()

    def script(request: Request) -> Reply:
        arrived.set()
        assert proceed.wait(10)
        return ok(request)

    server = vendor(script)
    client = connect(server.url)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.call, CREATE, body={})
        assert arrived.wait(10)
        client.stop()
        with pytest.raises(Stopped):
            client.call(LIST)
        proceed.set()
        assert running.result(10).data == {"data": 1}
    assert server.count() == 1


def test_who_is_finishing_goes_on_after_stop(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url)
    client.stop()
    with client.finishing():
        client.call(CREATE, body={})
        with client.finishing():
            client.call(LIST)
        client.call(LIST)
        with ThreadPoolExecutor(1) as pool, pytest.raises(Stopped):
            pool.submit(client.call, LIST).result(10)
    with pytest.raises(Stopped):
        client.call(LIST)
    assert server.count() == 3


def test_stop_wakes_who_waits_to_try_again(vendor: Start, connect: Connect) -> None:
    arrived = threading.Event()

    def script(_: Request) -> Reply:
        arrived.set()
        return Reply(429, headers={"retry-after": "100"})

    server = vendor(script)
    client = connect(server.url)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.call, LIST)
        assert arrived.wait(10)
        client.stop()
        assert running.exception(10) is not None
    assert server.count() == 1


def test_stop_wakes_who_waits_for_the_limiter(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url, requests_per_minute=1)
    client.call(LIST)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.call, LIST)
        client.stop()
        assert isinstance(running.exception(10), Stopped)
    assert server.count() == 1


def test_a_closed_client_sends_nothing(vendor: Start, connect: Connect) -> None:
    server = vendor(ok)
    client = connect(server.url)
    client.call(LIST)
    client.close()
    with client.finishing(), pytest.raises(Stopped):
        client.call(LIST)
    assert server.count() == 1
