"""HTTP/2 as RFC 9113 has it, byte by byte. That a foreign client gets along with it is tested in `test_calls`."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hpack import Decoder, Encoder
from hypothesis import given
from hypothesis import strategies as st

from rolecall.runtime.protocol.grpc.calls import INTERNAL, Request
from rolecall.runtime.protocol.grpc.frames import ProtocolError
from rolecall.runtime.protocol.grpc.http2 import MAX_STREAMS, Connection

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RESET, SETTINGS, PUSH, PING, GOAWAY, WINDOW, CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED, PRIORITISED = 1, 1, 4, 8, 32


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    return struct.pack(">I", len(payload))[1:] + bytes((kind, flags)) + struct.pack(">I", stream) + payload


def frames(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    while data:
        size = int.from_bytes(data[:3], "big")
        yield data[3], data[4], int.from_bytes(data[5:9], "big"), data[9 : 9 + size]
        data = data[9 + size :]


def grpc(message: bytes) -> bytes:
    return b"\0" + struct.pack(">I", len(message)) + message


def fields(decoder: Decoder, block: bytes) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value, *_ in decoder.decode(block)]


class Peer:
    """A client's side, as plain as can be."""

    def __init__(self, settings: bytes = b"") -> None:
        self.server = Connection()
        self.encoder = Encoder()
        self.greeting = PREFACE + frame(SETTINGS, 0, 0, settings)
        self.last = -1

    def headers(self, path: str = "/s/m") -> bytes:
        fields = [(":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
                  ("content-type", "application/grpc"), ("te", "trailers")]  # fmt: skip
        return self.encoder.encode(fields)

    def request(self, message: bytes = b"hello", path: str = "/s/m") -> bytes:
        self.last += 2
        return frame(HEADERS, END_HEADERS, self.last, self.headers(path)) + frame(
            DATA, END_STREAM, self.last, grpc(message)
        )

    def greet(self) -> None:
        assert self.server.receive(self.greeting) == []
        self.server.take()


def opened(settings: bytes = b"") -> Peer:
    peer = Peer(settings)
    peer.greet()
    return peer


def test_the_server_says_what_it_takes_and_acknowledges() -> None:
    peer = Peer()
    peer.server.receive(peer.greeting)
    sent = list(frames(peer.server.take()))
    assert [(kind, flags) for kind, flags, _, _ in sent] == [(SETTINGS, 0), (WINDOW, 0), (SETTINGS, ACK)]
    assert dict(struct.iter_unpack(">HI", sent[0][3])) == {3: MAX_STREAMS, 4: 2**31 - 1}


def test_a_call_and_its_answer() -> None:
    peer = opened()
    assert peer.server.receive(peer.request(b"question")) == [Request(1, "/s/m", b"question")]
    peer.server.message(1, b"answer")
    peer.server.end(1)
    headers, data, trailers = frames(peer.server.take())
    decoder = Decoder()
    assert headers[:3] == (HEADERS, END_HEADERS, 1)
    assert fields(decoder, headers[3]) == [(":status", "200"), ("content-type", "application/grpc")]
    assert data == (DATA, 0, 1, grpc(b"answer"))
    assert trailers[:3] == (HEADERS, END_HEADERS | END_STREAM, 1)
    assert fields(decoder, trailers[3]) == [("grpc-status", "0")]
    assert not peer.server.busy()


def test_an_error_is_told_in_the_trailers() -> None:
    peer = opened()
    peer.server.receive(peer.request())
    peer.server.fail(1, INTERNAL, "went wrong")
    *_, trailers = frames(peer.server.take())
    assert fields(Decoder(), trailers[3]) == [("grpc-status", "13"), ("grpc-message", "went wrong")]


@given(st.lists(st.integers(1, 40), max_size=30), st.lists(st.binary(max_size=60), min_size=1, max_size=5))
def test_it_does_not_matter_how_the_bytes_are_cut(cuts: list[int], messages: list[bytes]) -> None:
    peer = Peer()
    data = peer.greeting + b"".join(
        peer.request(message, f"/s/{number % 2}") for number, message in enumerate(messages)
    )
    edges = [0]
    for cut in cuts:
        edges.append(min(edges[-1] + cut, len(data)))
    edges.append(len(data))
    found = [request for start, end in pairwise(edges) for request in peer.server.receive(data[start:end])]
    assert found == [Request(2 * number + 1, f"/s/{number % 2}", message) for number, message in enumerate(messages)]


def test_header_blocks_that_only_refer_to_the_table_are_understood_as_it_changes() -> None:
    peer = opened()
    paths = ["/s/a", "/s/b", "/s/a", "/s/a", "/s/c", "/s/b", "/s/a", *(f"/s/{number}" for number in range(90)), "/s/a"]
    for path in paths:
        (request,) = peer.server.receive(peer.request(b"", path))
        assert request.path == path


def test_padding_priority_and_continuation() -> None:
    peer = opened()
    block = peer.headers("/s/padded")
    head = frame(HEADERS, PADDED | PRIORITISED, 1, bytes((3,)) + struct.pack(">IB", 0, 15) + block[:4] + b"\0\0\0")
    rest = frame(CONTINUATION, 0, 1, block[4:9]) + frame(CONTINUATION, END_HEADERS, 1, block[9:])
    body = grpc(b"message")
    data = frame(DATA, PADDED, 1, bytes((2,)) + body[:6] + b"\0\0") + frame(DATA, END_STREAM, 1, body[6:])
    ignored = frame(PRIORITY, 0, 1, struct.pack(">IB", 0, 1)) + frame(200, 255, 1, b"of the future")
    assert peer.server.receive(head + rest + ignored + data) == [Request(1, "/s/padded", b"message")]


def test_pings_are_answered() -> None:
    peer = opened()
    peer.server.receive(frame(PING, 0, 0, b"12345678") + frame(PING, ACK, 0, b"87654321"))
    assert list(frames(peer.server.take())) == [(PING, ACK, 0, b"12345678")]


@pytest.mark.parametrize("body", [b"", b"\0\0\0", b"\1" + grpc(b"zip")[1:], grpc(b"a") + b"b", grpc(b"ab")[:-1]])
def test_what_is_not_one_plain_message_is_no_message(body: bytes) -> None:
    peer = opened()
    data = frame(HEADERS, END_HEADERS, 1, peer.headers()) + frame(DATA, END_STREAM, 1, body)
    assert peer.server.receive(data) == [Request(1, "/s/m", None)]
    empty = frame(HEADERS, END_HEADERS | END_STREAM, 3, peer.headers())
    assert peer.server.receive(empty) == [Request(3, "/s/m", None)]


def body_of(data: bytes, stream: int) -> bytes:
    return b"".join(payload for kind, _, of, payload in frames(data) if kind == DATA and of == stream)


def test_no_more_is_sent_than_the_peer_has_room_for() -> None:
    peer = opened(struct.pack(">HI", 4, 10))
    peer.server.receive(peer.request() + peer.request())
    for stream in (1, 3):
        peer.server.message(stream, b"x" * 25)
        peer.server.end(stream)
    sent = peer.server.take()
    assert [len(body_of(sent, stream)) for stream in (1, 3)] == [10, 10]
    assert peer.server.waiting(1) == 20
    peer.server.receive(frame(WINDOW, 0, 1, struct.pack(">I", 15)))
    assert len(body_of(peer.server.take(), 1)) == 15
    assert peer.server.busy()
    # More for every stream that is open: 10 -> 40, of which the first has used 25.
    peer.server.receive(frame(SETTINGS, 0, 0, struct.pack(">HI", 4, 40)))
    rest = list(frames(peer.server.take()))
    assert len(body_of(b"".join(frame(*item) for item in rest), 1)) == 5
    assert {of for kind, flags, of, _ in rest if kind == HEADERS and flags & END_STREAM} == {1, 3}
    assert not peer.server.busy()


def test_the_room_of_the_whole_connection_counts_as_well() -> None:
    peer = opened(struct.pack(">HI", 4, 2**31 - 1))
    peer.server.receive(peer.request())
    peer.server.message(1, b"x" * 100_000)
    peer.server.end(1)
    sent = list(frames(peer.server.take()))
    assert sum(len(payload) for kind, _, _, payload in sent if kind == DATA) == 65_535
    assert max(len(payload) for _, _, _, payload in sent) == 16_384
    peer.server.receive(frame(WINDOW, 0, 0, struct.pack(">I", 50_000)))
    assert len(body_of(peer.server.take(), 1)) == 100_005 - 65_535
    assert not peer.server.busy()


def test_a_shrunken_window_may_be_negative() -> None:
    peer = opened(struct.pack(">HI", 4, 100))
    peer.server.receive(peer.request())
    peer.server.message(1, b"x" * 200)
    peer.server.take()
    peer.server.receive(frame(SETTINGS, 0, 0, struct.pack(">HI", 4, 50)))
    peer.server.receive(frame(WINDOW, 0, 1, struct.pack(">I", 50)))
    assert body_of(peer.server.take(), 1) == b""
    peer.server.receive(frame(WINDOW, 0, 1, struct.pack(">I", 10)))
    assert len(body_of(peer.server.take(), 1)) == 10


def test_we_give_room_for_gigabytes() -> None:
    peer = opened()
    given = 2**31 - 1
    peer.server.receive(frame(HEADERS, END_HEADERS, 1, peer.headers()))
    peer.server._taken = 2**30 - 1  # as if that much had come
    peer.server.receive(frame(DATA, 0, 1, b"x" * 10_000))
    (update,) = frames(peer.server.take())
    assert (update[0], update[2]) == (WINDOW, 0)
    assert int.from_bytes(update[3], "big") <= given


def test_a_call_given_up_gets_no_answer() -> None:
    peer = opened()
    peer.server.receive(peer.request() + frame(RESET, 0, 1, struct.pack(">I", 8)))
    assert peer.server.waiting(1) is None
    peer.server.message(1, b"answer")
    peer.server.end(1)
    peer.server.fail(1, INTERNAL, "x")
    assert peer.server.take() == b""
    assert peer.server.receive(frame(DATA, END_STREAM, 1, b"late") + frame(WINDOW, 0, 1, struct.pack(">I", 1))) == []


def test_calls_beyond_the_limit_are_refused_one_by_one() -> None:
    peer = opened()
    for _ in range(MAX_STREAMS):
        peer.server.receive(peer.request())
    assert peer.server.receive(peer.request()) == []
    assert list(frames(peer.server.take())) == [(RESET, 0, peer.last, struct.pack(">I", 7))]
    peer.server.end(1)
    assert len(peer.server.receive(peer.request())) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (frame(DATA, 0, 1, b"x"), 1),
        (frame(DATA, 0, 0, b"x"), 1),
        (frame(CONTINUATION, END_HEADERS, 1, b""), 1),
        (frame(HEADERS, 0, 1, b"\x82") + frame(PING, 0, 0, b"12345678"), 1),
        (frame(HEADERS, END_HEADERS, 2, b"\x82"), 1),
        (frame(HEADERS, END_HEADERS | PADDED, 1, b"\x09\x82"), 1),
        (frame(HEADERS, END_HEADERS, 1, b"\xff\xff\xff\xff"), 9),
        (frame(PUSH, 0, 1, b""), 1),
        (frame(PING, 0, 0, b"short"), 6),
        (frame(WINDOW, 0, 0, b"x"), 6),
        (frame(WINDOW, 0, 0, struct.pack(">I", 2**31 - 1)), 3),
        (frame(SETTINGS, 0, 0, b"odd"), 6),
        (frame(SETTINGS, 0, 0, struct.pack(">HI", 4, 2**31)), 3),
        (frame(DATA, 0, 1, b"x" * 16_385), 6),
    ],
)
def test_nonsense_ends_the_connection_with_its_reason(data: bytes, code: int) -> None:
    peer = opened()
    with pytest.raises(ProtocolError) as caught:
        peer.server.receive(data)
    assert caught.value.code == code
    (goodbye,) = frames(peer.server.take())
    assert (goodbye[0], goodbye[3][4:]) == (GOAWAY, struct.pack(">I", code))


@given(st.binary(max_size=200))
def test_random_bytes_never_crash_it(data: bytes) -> None:
    for start in (b"", PREFACE, PREFACE + frame(SETTINGS, 0, 0)):
        try:
            Connection().receive(start + data)
        except ProtocolError:
            continue
