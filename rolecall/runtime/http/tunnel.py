"""The course of one request through a proxy: whether a failure is the proxy's, and whether the vendor heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import httpx

from rolecall.runtime.configuration.proxies import Proxy

_TUNNEL_STANDS: Final = ("proxy.start_tls.started", "socks.start_tls.started", "socks.setup_socks5_connection.complete")


class ProxyFailure(httpx.ProxyError):
    """The proxy could not be reached or did not connect us; `error` is what httpx raised."""

    def __init__(self, proxy: Proxy, error: httpx.HTTPError) -> None:
        super().__init__(str(error))
        self.proxy = proxy
        self.error = error


@dataclass(slots=True)
class Course:
    """How far a request came. Httpx's extension `trace` calls it with every event."""

    at_proxy: bool = True
    sent: bool = False

    def __call__(self, event: str, information: dict[str, Any]) -> None:
        """Note `event` (https://www.encode.io/httpcore/extensions/#trace)."""
        if event in _TUNNEL_STANDS:
            self.at_proxy = False
        elif event == "http11.send_request_headers.started" and information["request"].method != b"CONNECT":
            self.at_proxy, self.sent = False, True
