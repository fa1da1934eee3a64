"""Networks, proxies and vendors on a bad day."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rolecall.runtime.errors import (
    AmbiguousOutcome,
    NotFound,
    NotTheApi,
    TlsFailure,
    Unauthenticated,
    Unavailable,
    Unreachable,
    VendorError,
)
from rolecall.runtime.http.network import proxy_for
from rolecall.specification.schema import Operation
from tests.runtime.http.certificates import self_signed
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.vendor import CREATE, DELETE, GET, LIST, UPDATE, Drop, Reply, Request, Script, serving


def then(*steps: Callable[[], Reply]) -> Script:
    """A script that answers with each step in turn, and then with the last for ever."""
    left = list(steps)

    def script(_: Request) -> Reply:
        return (left.pop(0) if len(left) > 1 else left[0])()

    return script


def ok() -> Reply:
    return Reply.json({"data": {"id": 1}})


def drop() -> Reply:
    raise Drop


def status(code: int, **headers: str) -> Callable[[], Reply]:
    return lambda: Reply.json({}, code, **headers)


def broken() -> Reply:
    return Reply(200, b'{"data": {"id"', {"content-type": "application/json"})


def cut() -> Reply:
    return Reply(200, b'{"data"', {"content-type": "application/json"}, length=100)


def trickle() -> Reply:
    return Reply(200, b" " * 100, pauses=(0.02,) * 100)


def silence() -> Reply:
    return Reply(200, b" ", pauses=(0.5,))


TROUBLE = {
    "drop": drop,
    "500": status(500),
    "503": status(503),
    "429": status(429),
    "broken": broken,
    "cut": cut,
    "trickle": trickle,
    "silence": silence,
}


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("operation", [GET, UPDATE, DELETE], ids=lambda operation: str(operation.method))
def test_what_is_idempotent_is_repeated_until_it_works(
    vendor: Start, connect: Connect, operation: Operation, trouble: str
) -> None:
    server = vendor(then(TROUBLE[trouble], TROUBLE[trouble], ok))
    answer = connect(server.url, timeout_seconds=0.2).call(operation, {"id": 1})
    assert answer.data == {"data": {"id": 1}}
    assert server.count() == 3


@pytest.mark.parametrize(
    ("trouble", "read", "write"),
    [
        ("drop", Unavailable, AmbiguousOutcome),
        ("500", Unavailable, Unavailable),
        ("429", Unavailable, Unavailable),
        ("broken", NotTheApi, AmbiguousOutcome),
        ("cut", Unavailable, AmbiguousOutcome),
        ("silence", Unavailable, AmbiguousOutcome),
    ],
)
def test_after_the_retries_the_error_says_what_is_known(
    vendor: Start, connect: Connect, trouble: str, read: type[VendorError], write: type[VendorError]
) -> None:
    server = vendor(then(TROUBLE[trouble]))
    client = connect(server.url, timeout_seconds=0.2)
    for operation, kind in ((GET, read), (UPDATE, write)):
        with pytest.raises(VendorError) as raised:
            client.call(operation, {"id": 1})
        assert type(raised.value) is kind
    assert server.count() == 6


@pytest.mark.parametrize("trouble", sorted(TROUBLE.keys() - {"429"}))
def test_a_create_that_may_have_been_done_is_never_repeated(vendor: Start, connect: Connect, trouble: str) -> None:
    server = vendor(then(TROUBLE[trouble], ok))
    with pytest.raises(AmbiguousOutcome) as raised:
        connect(server.url, timeout_seconds=0.2).call(CREATE, body={"name": "x"})
    assert (raised.value.method, raised.value.path) == ("POST", "/api/things")
    assert server.count() == 1


@pytest.mark.parametrize("refusal", [status(429), status(429, retry_after="0")])
def test_a_create_that_was_certainly_not_done_is_repeated(
    vendor: Start, connect: Connect, refusal: Callable[[], Reply]
) -> None:
    server = vendor(then(refusal, ok))
    assert connect(server.url).call(CREATE, body={}).status == 200
    assert server.count() == 2


@pytest.mark.parametrize("code", [500, 502, 503, 504])
@pytest.mark.parametrize("retry_after", [None, "0"])
def test_a_create_answered_by_a_server_error_goes_out_once(
    vendor: Start, connect: Connect, code: int, retry_after: str | None
) -> None:
    failure = status(code) if retry_after is None else status(code, retry_after=retry_after)
    server = vendor(then(failure, ok))
    with pytest.raises(AmbiguousOutcome):
        connect(server.url).call(CREATE, body={"name": "x"})
    assert server.count() == 1


def test_an_update_by_post_is_repeated_when_said_to_be_safe(vendor: Start, connect: Connect) -> None:
    server = vendor(then(drop, status(502), ok))
    assert connect(server.url).call(CREATE, body={}, safe=True).status == 200
    assert server.count() == 3


def test_a_delete_repeated_after_a_lost_answer_finds_nothing(vendor: Start, connect: Connect) -> None:
    server = vendor(then(drop, status(404)))
    with pytest.raises(NotFound):
        connect(server.url).call(DELETE, {"id": 1})
    assert server.count() == 2


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 422, 501])
def test_refusals_are_not_repeated(vendor: Start, connect: Connect, code: int) -> None:
    server = vendor(then(status(code)))
    with pytest.raises(VendorError):
        connect(server.url).call(GET, {"id": 1})
    assert server.count() == 1


def test_no_retries_when_none_are_wanted(vendor: Start, connect: Connect) -> None:
    server = vendor(then(status(500)))
    with pytest.raises(Unavailable):
        connect(server.url, max_retries=0).call(LIST)
    assert server.count() == 1


def test_retry_after_is_kept(vendor: Start, connect: Connect) -> None:
    server = vendor(then(status(429, retry_after="1"), ok))
    connect(server.url).call(LIST)
    first, second = server.requests
    assert second.at - first.at >= 1.0


def test_an_update_in_doubt_stays_in_doubt_when_the_vendor_goes_away(connect: Connect) -> None:
    """The last attempt did nothing, but the first may have: "nothing was changed" would be wrong."""
    with serving(then(drop)) as server:
        client = connect(server.url, max_retries=1)

        def vanish(_: Request) -> Reply:
            threading.Thread(target=server.stop).start()
            raise Drop

        server.script = vanish
        with pytest.raises(AmbiguousOutcome):
            client.call(UPDATE, {"id": 1}, body={})


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_nobody_listens(connect: Connect) -> None:
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:\d+: Connection refused") as raised:
        connect(f"http://127.0.0.1:{closed_port()}").call(CREATE, body={})
    assert "Nothing was changed" in raised.value.diagnostic().detail


def test_after_one_call_found_the_vendor_away_others_fail_at_once(connect: Connect, vendor: Start) -> None:
    client = connect(f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(Unreachable) as first:
        client.call(LIST)
    with pytest.raises(Unreachable) as second:
        client.call(GET, {"id": 7})
    assert (first.value.path, second.value.path) == ("/api/things", "/api/things/7")
    assert second.value.message == first.value.message


def test_no_such_host(connect: Connect) -> None:
    with pytest.raises(Unreachable, match=r"'nowhere\.invalid' cannot be found"):
        connect("https://nowhere.invalid").call(LIST)


def test_a_connection_that_never_comes_about(connect: Connect) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        try:
            with pytest.raises(VendorError) as raised:
                connect(f"http://127.0.0.1:{full.getsockname()[1]}", timeout_seconds=0.2, max_retries=0).call(
                    CREATE, body={}
                )
            assert type(raised.value) is Unreachable
            assert "within 0.2 seconds" in raised.value.message
        finally:
            for filler in fillers:
                filler.close()


@contextmanager
def secure(folder: Path) -> Iterator[tuple[str, Path]]:
    pem, context = self_signed(folder)
    with serving(then(ok), context) as server:
        yield server.url, pem


def test_a_certificate_nobody_vouches_for(connect: Connect, tmp_path: Path) -> None:
    with secure(tmp_path) as (url, _):
        with pytest.raises(TlsFailure, match="not trusted: self-signed certificate") as raised:
            connect(url).call(CREATE, body={})
        detail = raised.value.diagnostic().detail
        assert "`ca_file`" in detail and "`insecure_skip_verify = true`" in detail


def test_a_certificate_the_ca_file_vouches_for(connect: Connect, tmp_path: Path) -> None:
    with secure(tmp_path) as (url, pem):
        assert connect(url, ca_file=str(pem)).call(LIST).status == 200


def test_no_verification_when_told_so(connect: Connect, tmp_path: Path) -> None:
    with secure(tmp_path) as (url, _):
        assert connect(url, insecure_skip_verify=True).call(LIST).status == 200


@pytest.mark.parametrize("content", [None, b"", b"no PEM"])
def test_a_ca_file_that_is_none(connect: Connect, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TlsFailure, match=r"ca\.pem") as raised:
        connect("https://127.0.0.1:1", ca_file=str(path)).call(LIST)
    assert "`ca_file`" in raised.value.diagnostic().detail


def test_tls_where_there_is_none(vendor: Start, connect: Connect) -> None:
    server = vendor(then(ok))
    with pytest.raises(TlsFailure, match="does not speak TLS") as raised:
        connect(server.url.replace("http:", "https:")).call(LIST)
    assert "http://" in raised.value.diagnostic().detail
    assert server.count() == 0


def test_a_proxy_is_used_as_the_environment_says(
    vendor: Start, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = vendor(then(ok))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "direct.invalid")
    assert connect("http://vendor.invalid").call(LIST).status == 200
    assert proxy.requests[0].target == "http://vendor.invalid/api/things?mode=json"
    with pytest.raises(Unreachable):
        connect("http://direct.invalid").call(LIST)
    assert proxy.count() == 1


def test_loopback_never_goes_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://proxy.invalid:3128")
    assert proxy_for("http://127.0.0.1:8089") is None
    assert proxy_for("https://localhost") is None
    assert proxy_for("https://[::1]:8089") is None
    assert proxy_for("https://vendor.invalid") == "http://proxy.invalid:3128"


def test_a_proxy_that_refuses(vendor: Start, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", vendor(then(status(403))).url)
    with pytest.raises(Unreachable, match="proxy"):
        connect("https://vendor.invalid").call(CREATE, body={})


def test_a_wrong_token_is_told_with_what_to_set(vendor: Start, connect: Connect) -> None:
    server = vendor(then(status(401)))
    with pytest.raises(Unauthenticated) as raised:
        connect(server.url).call(LIST)
    detail = raised.value.diagnostic().detail
    assert "`token`" in detail and "ACME_TOKEN" in detail and "s3cr3t" not in detail
