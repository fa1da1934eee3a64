"""Proxies that the environment names, by the rules of curl and of Go's golang.org/x/net/http/httpproxy.

`HTTPS_PROXY` and `HTTP_PROXY` are for URLs of their scheme, `ALL_PROXY` for what neither names, `NO_PROXY` for hosts
that are reached directly. Each may be written in small letters too, which win. This machine is never reached through a
proxy. In a CGI program `HTTP_PROXY` is a header of whoever calls it, and is not believed
(https://pkg.go.dev/golang.org/x/net/http/httpproxy, https://curl.se/docs/manpage.html).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from rolecall.runtime.configuration.urls import is_loopback
from rolecall.runtime.secrets import redact, register_secret

SCHEMES: Final = ("http", "https", "socks5", "socks5h")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*")
_HOST: Final = re.compile(r"[\w.:-]+")


class ProxyProblem(ValueError):
    """The environment names a proxy that cannot be used; the text says which variable, why, and what is allowed."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy: `variable` names it, `shown` is its address without credentials, `url` the whole."""

    variable: str
    shown: str
    url: str = field(repr=False)

    @property
    def has_tls(self) -> bool:
        """True if the connection to the proxy itself is by TLS."""
        return self.url.startswith("https:")


def proxy_for(url: str, environment: Mapping[str, str]) -> Proxy | None:
    """The proxy through which `url` is reached; None for a direct connection. Its credentials become secrets.

    Raises ProxyProblem.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if is_loopback(host) or _is_direct(host, parts.port or _DEFAULT_PORTS.get(parts.scheme, 0), environment):
        return None
    for name in (f"{parts.scheme}_proxy", "all_proxy"):
        variable, value = _variable(name, environment)
        if value:
            return _proxy(variable, value)
    return None


def _variable(name: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """The variable `name` in small letters or else in capitals, and its value; an empty one counts as unset."""
    upper = name.upper()
    if environment.get(name):
        return name, environment[name].strip()
    if upper == "HTTP_PROXY" and environment.get("REQUEST_METHOD"):
        return upper, ""
    return upper, environment.get(upper, "").strip()


def _proxy(variable: str, value: str) -> Proxy:
    text = value if "://" in value else f"http://{value}"
    scheme = text.partition("://")[0].lower()
    if scheme not in SCHEMES and _SCHEME.fullmatch(scheme):
        raise ProxyProblem(
            f"{variable} names a proxy of the kind {scheme}://, which is not supported. Allowed are "
            f"{', '.join(f'{each}://' for each in SCHEMES)}, or a host alone, which means http://."
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    for secret in (parts.password, parts.password and f"{parts.username}:{parts.password}"):
        if secret:
            register_secret(secret)
            register_secret(unquote(secret))
    if scheme not in SCHEMES or not parts.hostname or not _HOST.fullmatch(parts.hostname) or port == 0:
        raise ProxyProblem(f"{variable} cannot be read as the address of a proxy. Write it as http://host:port.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    credentials = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    address = host if port is None else f"{host}:{port}"
    return Proxy(variable, redact(f"{scheme}://{address}"), f"{scheme}://{credentials}{address}")


def _is_direct(host: str, port: int, environment: Mapping[str, str]) -> bool:
    """True if NO_PROXY says that `host` is reached without a proxy."""
    _, value = _variable("no_proxy", environment)
    return any(_matches(item, host.lower(), port) for item in re.split(r"[,\s]+", value.lower()) if item)


def _matches(item: str, host: str, port: int) -> bool:
    """True if one entry of NO_PROXY means `host`: `*`, a network, an address or a domain, these two with a port too."""
    if item == "*":
        return True
    address = _address(host)
    if "/" in item:
        try:
            return address is not None and address in ipaddress.ip_network(item, strict=False)
        except ValueError:
            return False
    name, only = item, None
    if match := re.fullmatch(r"(\[[^]]*\]|[^:]*):(\d+)", item):
        name, only = match[1], int(match[2])
    if only not in (None, port):
        return False
    name = name.strip("[]").rstrip(".")
    wanted = _address(name)
    if wanted is not None or address is not None:
        return wanted == address
    name = name.removeprefix("*")
    return host.endswith(name) if name.startswith(".") else host == name or host.endswith(f".{name}")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
