"""Sockets and threads of the transport, with a foreign client (grpcio) and with one that misbehaves."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import grpc
import pytest

from rolecall.runtime.protocol.grpc.listener import Listener
from rolecall.runtime.protocol.grpc.services import Streaming, Unary
from rolecall.runtime.protocol.grpc.sockets import listening
from rolecall.runtime.protocol.grpc.tls import Plain
from tests.runtime.protocol.harness import raw
from tests.runtime.protocol.test_http2 import DATA, END_STREAM, GOAWAY, Peer, frame, frames

ROW = b"r" * 10_000


class Service:
    """What the tests call."""

    def __init__(self) -> None:
        self.produced = 0
        self.ended = threading.Event()
        self.started = threading.Event()
        self.release = threading.Event()

    def echo(self, data: bytes) -> bytes:
        return data

    def wait(self, data: bytes) -> bytes:
        self.started.set()
        self.release.wait(20)
        return data

    def thread(self, _data: bytes) -> bytes:
        return threading.current_thread().name.encode()

    def fail(self, _data: bytes) -> bytes:
        raise SystemExit("with a text")

    def rows(self, data: bytes) -> Iterator[bytes]:
        try:
            for _ in range(int(data)):
                self.produced += 1
                yield ROW
        finally:
            self.ended.set()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def path(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = str(tmp_path_factory.mktemp("t", numbered=True) / "s")
    methods: dict[str, Unary | Streaming] = {
        "echo": Unary(service.echo),
        "thread": Unary(service.thread),
        "prompt": Unary(service.thread, prompt=True),
        "wait": Unary(service.wait),
        "fail": Unary(service.fail),
        "rows": Streaming(service.rows),
    }
    listener = Listener({"test": methods}, listening(path), Plain)
    listener.start()
    yield path
    service.release.set()
    listener.stop(grace=5)


@pytest.fixture
def channel(path: str) -> Iterator[grpc.Channel]:
    options = [
        ("grpc.max_receive_message_length", -1),
        ("grpc.max_send_message_length", -1),
        ("grpc.http2.bdp_probe", 0),  # a window that stays as it is, however fast the machine
    ]
    with grpc.insecure_channel(f"unix:{path}", options) as channel:
        yield channel


def test_an_answer_as_large_as_its_question(channel: grpc.Channel) -> None:
    for size in (0, 1, 16_384, 65_535, 65_536, 3_000_000, 40_000_000):
        data = bytes(size)
        assert raw(channel, "/test/echo")(data, timeout=60) == data


def test_what_is_not_there_and_what_fails(channel: grpc.Channel) -> None:
    with pytest.raises(grpc.RpcError) as missing:
        raw(channel, "/test/nothing")(b"", timeout=20)
    assert missing.value.code() == grpc.StatusCode.UNIMPLEMENTED
    with pytest.raises(grpc.RpcError) as failed:
        raw(channel, "/test/fail")(b"", timeout=20)
    assert failed.value.code() == grpc.StatusCode.INTERNAL
    assert failed.value.details() == "the provider failed"


def test_a_compressed_message_is_refused_politely(channel: grpc.Channel) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        raw(channel, "/test/echo")(b"a" * 1000, timeout=20, compression=grpc.Compression.Gzip)
    assert caught.value.code() == grpc.StatusCode.INTERNAL


def test_hundreds_of_calls_that_wait_do_not_keep_others_out(channel: grpc.Channel, service: Service) -> None:
    waiting = [raw(channel, "/test/wait").future(b"w", timeout=60) for _ in range(300)]
    assert raw(channel, "/test/echo")(b"still here", timeout=20) == b"still here"
    service.release.set()
    assert {call.result() for call in waiting} == {b"w"}


def test_rows_are_made_as_fast_as_they_are_taken(channel: grpc.Channel, service: Service) -> None:
    rows = raw(channel, "/test/rows", "stream")(b"10000", timeout=60)
    assert next(rows) == ROW
    previous = -1
    while previous != service.produced:  # until it stands still: nobody takes more
        previous = service.produced
        time.sleep(0.2)
    assert service.produced < 2_000
    assert sum(1 for _ in rows) == 9_999
    assert service.ended.wait(20)


def test_rows_nobody_wants_any_more_are_not_made(channel: grpc.Channel, service: Service) -> None:
    rows = raw(channel, "/test/rows", "stream")(b"1000000000", timeout=60)
    next(rows)
    rows.cancel()
    assert service.ended.wait(20)


def test_calls_given_up_do_no_harm(channel: grpc.Channel) -> None:
    def call(number: int) -> bool:
        data = bytes(number * 997 % 200_000)
        pending = raw(channel, "/test/echo").future(data, timeout=60)
        if number % 3 == 0:
            pending.cancel()
            return True
        return bool(pending.result() == data)

    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(call, range(600)))


def test_a_peer_that_writes_without_reading_is_still_heard(path: str) -> None:
    """The two sides of a connection must never wait for each other."""
    peer = Peer()
    count, size = 500, 16_000
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        client.settimeout(30)
        client.sendall(peer.greeting + frame(8, 0, 0, (2**30).to_bytes(4, "big")))
        for _ in range(count):
            client.sendall(peer.request(bytes(size), "/test/echo"))
        received = bytearray()
        answered = 0
        while answered < count:
            received += client.recv(65_536)
            whole = 0
            while len(received) - whole >= 9:
                end = whole + 9 + int.from_bytes(received[whole : whole + 3], "big")
                if len(received) < end:
                    break
                answered += received[whole + 3] == 1 and bool(received[whole + 4] & END_STREAM)
                whole = end
            del received[:whole]


def test_nonsense_costs_only_its_own_connection(path: str, channel: grpc.Channel) -> None:
    assert raw(channel, "/test/echo")(b"before", timeout=20) == b"before"
    for nonsense in (b"GET / HTTP/1.1\r\n\r\n", Peer().greeting + frame(DATA, 0, 7, b"x")):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            client.settimeout(20)
            client.sendall(nonsense)
            received = b""
            with contextlib.suppress(ConnectionResetError):
                while chunk := client.recv(65_536):
                    received += chunk
        assert GOAWAY in [kind for kind, _, _, _ in frames(received)]
    assert raw(channel, "/test/echo")(b"after", timeout=20) == b"after"


def test_a_connection_lost_in_the_middle_of_calls(path: str, channel: grpc.Channel, service: Service) -> None:
    peer = Peer()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        client.sendall(peer.greeting + peer.request(b"x", "/test/wait") + peer.request(b"1000000", "/test/rows"))
        client.recv(1)
    assert service.ended.wait(20)
    service.release.set()
    assert raw(channel, "/test/echo")(b"after", timeout=20) == b"after"


def test_only_calls_that_may_wait_have_a_thread_of_their_own(channel: grpc.Channel) -> None:
    assert raw(channel, "/test/thread")(b"", timeout=20) == b"call"
    assert raw(channel, "/test/prompt")(b"", timeout=20) == b"network"


def test_stopping_waits_for_answers(tmp_path: Path) -> None:
    service = Service()
    path = str(tmp_path / "s")
    listener = Listener({"test": {"wait": Unary(service.wait)}}, listening(path), Plain)
    listener.start()
    with grpc.insecure_channel(f"unix:{path}") as channel:
        pending = raw(channel, "/test/wait").future(b"late", timeout=20)
        assert service.started.wait(20)
        stopping = threading.Thread(target=listener.stop, args=(20,))
        stopping.start()
        service.release.set()
        assert pending.result() == b"late"
        stopping.join(20)
        assert not stopping.is_alive()
