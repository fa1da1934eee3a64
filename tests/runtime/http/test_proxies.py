"""Proxies of the environment: which one is used, what it gets to see, and what is said when it does not help."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from providers import tanium
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.configuration.proxies import ProxyProblem, proxy_for
from rolecall.runtime.errors import TlsFailure, Unreachable
from rolecall.runtime.secrets import redact
from tests.runtime.http.certificates import self_signed
from tests.runtime.http.conftest import Connect, Start
from tests.runtime.http.proxy import Kind, proxying
from tests.runtime.http.vendor import CREATE, LIST, Reply, Vendor, serving

VENDOR = "https://vendor.invalid"


def chosen(url: str, **environment: str) -> str | None:
    proxy = proxy_for(url, environment)
    return None if proxy is None else proxy.url


@pytest.mark.parametrize(
    ("environment", "used"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ({"https_proxy": "http://small:1", "HTTPS_PROXY": "http://CAPITAL:1"}, "http://small:1"),
        ({"https_proxy": "", "HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, None),
        ({"ALL_PROXY": "http://p:1"}, "http://p:1"),
        ({"all_proxy": "http://a:1", "HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ({"HTTPS_PROXY": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "proxy"}, "http://proxy"),
        ({"HTTPS_PROXY": "me:pass@proxy:3128"}, "http://me:pass@proxy:3128"),
        ({"HTTPS_PROXY": "http://proxy:3128/"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": " https://[2001:db8::1]:8080 "}, "https://[2001:db8::1]:8080"),
        ({"HTTPS_PROXY": "SOCKS5://p:1080"}, "socks5://p:1080"),
        ({"HTTPS_PROXY": "socks5h://p"}, "socks5h://p"),
    ],
)
def test_the_proxy_is_the_one_that_curl_and_go_would_take(environment: dict[str, str], used: str | None) -> None:
    assert chosen(VENDOR, **environment) == used


def test_http_urls_have_a_variable_of_their_own_which_a_cgi_program_does_not_believe() -> None:
    assert chosen("http://vendor.invalid", HTTP_PROXY="p:1", HTTPS_PROXY="q:1") == "http://p:1"
    assert chosen("http://vendor.invalid", HTTP_PROXY="evil:1", REQUEST_METHOD="GET") is None
    assert chosen("http://vendor.invalid", http_proxy="p:1", REQUEST_METHOD="GET") == "http://p:1"


@pytest.mark.parametrize(
    ("no_proxy", "url", "direct"),
    [
        ("*", VENDOR, True),
        ("other,*", VENDOR, True),
        ("vendor.invalid", VENDOR, True),
        ("VENDOR.invalid.", VENDOR, True),
        ("vendor.invalid", "https://api.vendor.invalid", True),
        ("vendor.invalid", "https://my-vendor.invalid", False),
        (".vendor.invalid", "https://api.vendor.invalid", True),
        (".vendor.invalid", VENDOR, False),
        ("*.vendor.invalid", "https://api.vendor.invalid", True),
        ("*.vendor.invalid", VENDOR, False),
        ("a.example, vendor.invalid", VENDOR, True),
        ("a.example vendor.invalid", VENDOR, True),
        ("vendor.invalid:443", VENDOR, True),
        ("vendor.invalid:8089", VENDOR, False),
        ("vendor.invalid:8089", f"{VENDOR}:8089", True),
        ("10.0.0.0/8", "https://10.1.2.3", True),
        ("10.0.0.0/8", "https://11.1.2.3", False),
        ("10.0.0.0/8", VENDOR, False),
        ("10.1.2.3", "https://10.1.2.3:8089", True),
        ("10.1.2.3:443", "https://10.1.2.3:8089", False),
        ("2001:db8::/32", "https://[2001:db8::7]", True),
        ("2001:db8::7", "https://[2001:0db8:0::7]:8089", True),
        ("[2001:db8::7]:443", "https://[2001:db8::7]", True),
        ("[2001:db8::7]:443", "https://[2001:db8::7]:8089", False),
        ("10.0.0.0/99", "https://10.1.2.3", False),
        ("0.1", "https://10.0.0.1", False),
        ("", VENDOR, False),
    ],
)
def test_no_proxy_names_hosts_domains_networks_and_ports(no_proxy: str, url: str, direct: bool) -> None:
    assert (chosen(url, HTTPS_PROXY="p:1", NO_PROXY=no_proxy) is None) is direct
    assert (chosen(url, ALL_PROXY="p:1", no_proxy=no_proxy) is None) is direct


@pytest.mark.parametrize("url", ["http://127.0.0.1:8089", "https://localhost", "https://127.8.9.1", "https://[::1]:1"])
def test_this_machine_is_never_reached_through_a_proxy(url: str) -> None:
    assert chosen(url, ALL_PROXY="p:1", HTTP_PROXY="p:1", HTTPS_PROXY="p:1") is None


@pytest.mark.parametrize("value", ["ftp://proxy:21", "socks4://proxy:1080", "gopher://proxy"])
def test_a_proxy_of_an_unknown_kind_is_refused_by_name(value: str) -> None:
    with pytest.raises(ProxyProblem, match=f"HTTPS_PROXY names a proxy of the kind {value.partition(':')[0]}://"):
        chosen(VENDOR, HTTPS_PROXY=value)
    environment = {"TANIUM_URL": VENDOR, "TANIUM_API_TOKEN": "token-123", "HTTPS_PROXY": value}
    settings, found = resolve(tanium.PROVIDER, {}, environment)
    assert settings is None
    assert [(item.path, "socks5h://" in item.detail) for item in found] == [(("url",), True)]
    assert resolve(tanium.PROVIDER, {}, {**environment, "NO_PROXY": "vendor.invalid"})[0] is not None


@pytest.mark.parametrize("value", ["http://", "http://pro xy:1", "http://p:port", "http://u:hunter2-x/y@p:1", "://p"])
def test_an_address_that_is_none_is_refused_and_not_shown(value: str) -> None:
    with pytest.raises(ProxyProblem) as raised:
        chosen(VENDOR, https_proxy=value)
    assert "https_proxy" in str(raised.value) and "hunter2" not in str(raised.value)


def test_a_proxy_that_cannot_be_used_is_no_crash(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "ftp://proxy:21")
    with pytest.raises(Unreachable, match="ftp://"):
        connect(VENDOR).call(LIST)


@pytest.fixture
def behind_tls(tmp_path: Path) -> Iterator[tuple[Vendor, str]]:
    """A vendor with a certificate for vendor.invalid, and the certificate's file."""
    pem, context = self_signed(tmp_path)
    with serving(lambda _: Reply.json({"data": {"id": 1}}), context) as server:
        yield server, str(pem)


@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_proxy_connects_us_and_sees_neither_token_nor_request(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch, kind: Kind
) -> None:
    server, pem = behind_tls
    with proxying(kind, server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"{kind}://127.0.0.1:{proxy.port}")
        client = connect(VENDOR, ca_file=pem)
        assert client.call(LIST).status == 200
        assert client.call(CREATE, body={}).status == 200
        assert "vendor.invalid" in proxy.heads[0] and len(proxy.heads) == 1
        assert b"s3cr3t-token" not in proxy.received and b"/api/things" not in proxy.received
    assert server.requests[0].headers["x-token"] == "s3cr3t-token"


def test_a_proxy_whose_name_comes_without_a_scheme_is_used(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, pem = behind_tls
    with proxying("http", server.port) as proxy:
        monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy.port}")
        assert connect(VENDOR, ca_file=pem).call(LIST).status == 200
        assert proxy.heads[0].startswith("CONNECT vendor.invalid:443 ")


def test_http_that_was_asked_for_is_forwarded(vendor: Start, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = vendor(lambda _: Reply.json({}))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "*.direct.invalid")
    assert connect("http://vendor.invalid", allow_insecure_http=True).call(LIST).status == 200
    assert proxy.requests[0].target == "http://vendor.invalid/api/things?mode=json"
    with pytest.raises(Unreachable, match="direct"):
        connect("http://api.direct.invalid", allow_insecure_http=True).call(LIST)
    assert proxy.count() == 1


def test_the_credentials_of_a_proxy_go_to_it_and_are_shown_nowhere(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, pem = behind_tls
    expected = base64.b64encode("clerk:p@ss-wörd-7".encode()).decode()
    with proxying("http", server.port, credentials=expected) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://clerk:p%40ss-w%C3%B6rd-7@127.0.0.1:{proxy.port}")
        assert connect(VENDOR, ca_file=pem).call(LIST).status == 200
    assert "ss-w" not in redact("p@ss-wörd-7 and p%40ss-w%C3%B6rd-7") and expected not in redact(expected)
    known = proxy_for(VENDOR, {"HTTPS_PROXY": "http://clerk:p%40ss-w%C3%B6rd-7@proxy:3128"})
    assert known is not None and "ss-w" not in repr(known) and known.shown == "http://proxy:3128"


def test_wrong_credentials_are_told_with_the_variable_to_set(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, pem = behind_tls
    with proxying("http", server.port, credentials="never") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://clerk:hunter2-9@127.0.0.1:{proxy.port}")
        with pytest.raises(Unreachable) as raised:
            connect(VENDOR, ca_file=pem, max_retries=0).call(CREATE, body={})
    detail = raised.value.diagnostic().detail
    assert f"proxy http://127.0.0.1:{proxy.port} (named by HTTPS_PROXY) did not connect us to vendor.invalid" in detail
    assert "407" in detail and "Correct HTTPS_PROXY" in detail and "NO_PROXY" in detail and "hunter2" not in detail
    assert server.count() == 0


@pytest.mark.parametrize("kind", ["http", "https", "socks5"])
def test_a_proxy_that_is_down_is_named_and_not_the_vendor(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"{kind}://clerk:hunter2-9@127.0.0.1:1")
    with pytest.raises(Unreachable) as raised:
        connect(VENDOR).call(CREATE, body={})
    said = raised.value.message
    assert said == f"No connection to the proxy {kind}://127.0.0.1:1 (named by HTTPS_PROXY): Connection refused."
    assert "Nothing was changed" in raised.value.diagnostic().detail


def test_a_proxy_that_nobody_can_find(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.invalid:3128")
    with pytest.raises(Unreachable, match=r"The proxy http://proxy\.invalid:3128 .* cannot be found"):
        connect(VENDOR).call(LIST)


def test_behind_a_silent_proxy_a_create_is_certainly_not_done(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, pem = behind_tls
    with proxying("http", server.port, answers=False) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(Unreachable, match=r"proxy .* No answer within 0\.2 seconds"):
            connect(VENDOR, ca_file=pem, timeout_seconds=0.2, max_retries=0).call(CREATE, body={})


def test_a_certificate_behind_a_proxy_is_the_vendors(
    behind_tls: tuple[Vendor, str], connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, _ = behind_tls
    with proxying("http", server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(TlsFailure, match=r"certificate of vendor\.invalid is not trusted"):
            connect(VENDOR).call(LIST)
