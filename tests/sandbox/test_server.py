"""The HTTP server: keep-alive, latency, TLS, broken requests, many clients at once."""

from __future__ import annotations

import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from rolecall.sandbox import VENDORS, start
from tests.runtime.resources.boxes import TaniumBox


def raw(box: TaniumBox, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", box.port), timeout=10) as connection:
        connection.sendall(data)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
        return received


def test_a_connection_is_kept_and_numbered(api: httpx.Client, tanium: TaniumBox) -> None:
    for _ in range(3):
        api.get("/roles")
    with httpx.Client(headers=api.headers) as other:
        other.get(f"{tanium.url}/api/v2/roles", headers={"Connection": "close"})
    assert [event.connection for event in tanium.log] == [1, 1, 1, 2]


def test_requests_sent_at_once_are_answered_in_order(tanium: TaniumBox) -> None:
    token = tanium.environment["TANIUM_API_TOKEN"]
    tanium.latency = 0.01
    one = f"GET /api/v2/roles HTTP/1.1\r\nHost: x\r\nsession: {token}\r\n\r\n"
    two = f"GET /api/v2/nothing HTTP/1.1\r\nHost: x\r\nsession: {token}\r\nConnection: close\r\n\r\n"
    received = raw(tanium, (one + two).encode())
    assert received.count(b"HTTP/1.1 ") == 2
    assert received.index(b"200 OK") < received.index(b"404 Not Found")


def test_a_body_may_come_in_pieces_and_wait_for_leave(tanium: TaniumBox) -> None:
    token = tanium.environment["TANIUM_API_TOKEN"]
    body = b'{"name": "jdoe"}'
    head = (
        f"POST /api/v2/users HTTP/1.1\r\nHost: x\r\nsession: {token}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", tanium.port), timeout=10) as connection:
        connection.sendall(head.encode())
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(body[:5])
        connection.sendall(body[5:])
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK")
    assert tanium.store.live_user("jdoe") is not None


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"NONSENSE\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
        (b"GET /" + b"x" * 70_000, b"431"),
    ],
)
def test_broken_requests_are_refused_and_the_connection_closed(tanium: TaniumBox, data: bytes, status: bytes) -> None:
    assert raw(tanium, data).startswith(b"HTTP/1.1 " + status)


def test_latency_holds_answers_back_without_holding_up_others(tanium: TaniumBox, api: httpx.Client) -> None:
    tanium.latency = 0.3
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: api.get("/roles").status_code, range(8)))
    assert answers == [200] * 8
    assert tanium.log.peak() > 1


def test_stop_is_quick_whatever_is_open() -> None:
    box = start("tanium")
    headers = {"session": box.environment["TANIUM_API_TOKEN"]}
    box.latency = 600
    failed = threading.Event()

    def ask() -> None:
        try:
            httpx.get(f"{box.url}/api/v2/roles", headers=headers, timeout=60)
        except httpx.TransportError:
            failed.set()

    waiting = threading.Thread(target=ask)
    waiting.start()
    while not box.log:
        waiting.join(0.01)
    box.stop()
    box.stop()
    waiting.join(30)
    assert failed.is_set()
    with pytest.raises(httpx.ConnectError):
        httpx.get(box.url)


@pytest.mark.parametrize("vendor", VENDORS)
def test_tls_with_a_certificate_of_ones_own(vendor: str, certificate: tuple[str, str]) -> None:
    pem, key = certificate
    with start(vendor, tls=(pem, key)) as box:
        assert box.url.startswith("https://127.0.0.1:")
        assert any(value.startswith(box.url) for value in box.environment.values())
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            httpx.get(f"{box.url}/__sandbox__/log")
        trusting = ssl.create_default_context(cafile=pem)
        assert httpx.get(f"{box.url}/__sandbox__/log", verify=trusting).json() == []
        with pytest.raises(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{box.port}/__sandbox__/log")


def test_what_start_refuses() -> None:
    with pytest.raises(ValueError, match="no vendor 'acme'; there are tanium, splunk"):
        start("acme")
    with pytest.raises(ValueError, match="no option 'colour'"):
        start("tanium", options={"colour": "red"})
    with start("tanium") as box, pytest.raises(OSError, match="in use"):
        start("splunk", port=box.port)
    with pytest.raises(OSError, match="No such file"):
        start("tanium", tls=("/nowhere/cert.pem", "/nowhere/key.pem"))


def test_a_bug_in_the_sandbox_is_a_500_and_no_silence(
    tanium: TaniumBox, api: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    tanium.store.users[1] = None  # type: ignore[assignment]  # the store is broken on purpose
    assert api.get("/users").status_code == 500
    assert "Traceback" in capsys.readouterr().err


def test_clients_and_the_test_change_the_store_at_once(tanium: TaniumBox, api: httpx.Client) -> None:
    def client(number: int) -> list[int]:
        return [
            int(api.post("/users", json={"name": f"client{number}-{turn}"}).json()["data"]["id"]) for turn in range(15)
        ]

    def test(number: int) -> list[int]:
        made = []
        for turn in range(15):
            user = tanium.store.add_user(f"test{number}-{turn}")
            tanium.store.grant_role(user.id, "Analyst")
            made.append(user.id)
            assert api.get("/users", params={"limit": 500}).status_code == 200
        return made

    with ThreadPoolExecutor(8) as pool:
        made = [*pool.map(client, range(4)), *pool.map(test, range(4))]
    ids = [id for each in made for id in each]
    assert len(ids) == len(set(ids)) == 120
    assert set(ids) < set(tanium.store.users)


def test_ten_thousand_users_in_pages_of_five_hundred() -> None:
    with start("tanium", seed=10_000) as box:
        headers = {"session": box.environment["TANIUM_API_TOKEN"]}
        with httpx.Client(base_url=f"{box.url}/api/v2", headers=headers) as api:
            seen: set[int] = set()
            while page := api.get("/users", params={"limit": 500, "offset": len(seen)}).json()["data"]:
                seen |= {row["id"] for row in page}
        assert len(seen) == 10_001
        assert box.log.count("GET", "/users$") == 22
