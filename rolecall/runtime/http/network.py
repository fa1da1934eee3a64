"""The way onto the network: read-only guard, stop, limiter, TLS, proxies, and a log line per request."""

from __future__ import annotations

import ssl
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

import certifi
import httpx

from rolecall.runtime.configuration.proxies import Proxy
from rolecall.runtime.errors import ReadOnly, Stopped, TlsFailure
from rolecall.runtime.http.address import TlsTrust
from rolecall.runtime.http.quotas import part_of, told, until_reset
from rolecall.runtime.http.rate_limiter import Limiter
from rolecall.runtime.http.retry import retry_after
from rolecall.runtime.http.tunnel import Course, ProxyFailure
from rolecall.runtime.logging import Logger
from rolecall.runtime.writes import note_answer
from rolecall.specification.traits import Quota

EXCHANGE: Final = "rolecall.exchange"
"""The request extension that holds an `Exchange`."""
AUTHENTICATION: Final = "rolecall.authentication"
"""The request extension that marks a request by which we authenticate."""

MAX_CONNECTIONS: Final = 128
_KEEPALIVE_SECONDS: Final = 15.0
_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

log = Logger("http")


@dataclass(slots=True)
class Exchange:
    """The course of one request: whether the vendor may have acted on it, and the seconds our limiter held it.

    `answers` are the log lines of its answers. They wait for `tell`: the request id of an answer may repeat a secret
    that its body shows, and the body is read later.
    """

    may_have_acted: bool = False
    held: float = 0.0
    answers: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, *, registered: bool = False) -> None:
        """Log the answers that are not logged yet; their request ids only if the secrets of bodies are `registered`."""
        for keys in self.answers:
            log.debug("request", **(keys if registered else {**keys, "request_id": None}))
        self.answers.clear()


class Guard(httpx.BaseTransport):
    """Wraps the transport that sends.

    `may_send` is asked before each request and raises Stopped to prevent it; `sleep` waits and gives False when it
    was woken to stop; `request_id` reads an answer's request id, for the log; `proxy` is the way that requests take.
    """

    def __init__(
        self,
        inner: httpx.BaseTransport,
        *,
        limiter: Limiter,
        may_send: Callable[[], None],
        sleep: Callable[[float], bool],
        request_id: Callable[[httpx.Headers], str | None],
        read_only: bool = False,
        quota: Quota | None = None,
        base_path: str = "",
        proxy: Proxy | None = None,
    ) -> None:
        self._inner = inner
        self._proxy = proxy
        self._limiter = limiter
        self._may_send = may_send
        self._sleep = sleep
        self._request_id = request_id
        self._read_only = read_only
        self._quota = quota
        self._base_path = base_path

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send `request`. Raises ReadOnly and Stopped before, ProxyFailure, and what else httpx raises."""
        exchange = request.extensions.get(EXCHANGE)
        if exchange is None:
            exchange = Exchange()
            response = self._sent(request, exchange)
            exchange.tell(registered=True)
            return response
        return self._sent(request, exchange)

    def _sent(self, request: httpx.Request, exchange: Exchange) -> httpx.Response:
        if self._read_only and request.method not in ("GET", "HEAD") and not request.extensions.get(AUTHENTICATION):
            raise ReadOnly(method=request.method, path=request.url.path)
        self._may_send()
        try:
            exchange.held += self._limiter.acquire(self._sleep, self._part(request))
        except InterruptedError:
            raise Stopped(method=request.method, path=request.url.path) from None
        start = time.monotonic()
        exchange.may_have_acted = True
        course = Course()
        if self._proxy is not None:
            request.extensions["trace"] = course
        try:
            response = self._inner.handle_request(request)
        except httpx.HTTPError as error:
            self._log_failure(request, start, error)
            if isinstance(error, _NEVER_SENT) or (self._proxy is not None and not course.sent):
                exchange.may_have_acted = False
            else:
                self._record(request, None)
            if self._proxy is not None and course.at_proxy:
                raise ProxyFailure(self._proxy, error) from error
            raise
        self._record(request, response.status_code)
        self._note(request, response, start, exchange)
        return response

    def close(self) -> None:
        """Close every connection."""
        self._inner.close()

    def _record(self, request: httpx.Request, status: int | None) -> None:
        if not request.extensions.get(AUTHENTICATION):
            note_answer(request.method, status)

    def _part(self, request: httpx.Request) -> str:
        return part_of(request.url.path, self._base_path) if self._quota is not None else ""

    def _note(self, request: httpx.Request, response: httpx.Response, start: float, exchange: Exchange) -> None:
        seconds = time.monotonic() - start
        if left := told(self._quota, response.headers):
            self._limiter.quota(self._part(request), *left)
        if response.status_code in (429, 503):
            self._limiter.throttled(retry_after(response.headers) or until_reset(self._quota, response.headers))
        else:
            self._limiter.answered(seconds)
        if response.status_code == 401:
            exchange.may_have_acted = False
        if log.enabled("debug"):
            exchange.answers.append(
                {
                    "method": request.method,
                    "path": request.url.path,
                    "query": request.url.query.decode("ascii", "replace"),
                    "status": response.status_code,
                    "ms": round(seconds * 1000),
                    "request_id": self._request_id(response.headers),
                }
            )

    def _log_failure(self, request: httpx.Request, start: float, error: Exception) -> None:
        log.debug(
            "request failed",
            method=request.method,
            path=request.url.path,
            ms=round((time.monotonic() - start) * 1000),
            error=f"{type(error).__name__}: {error}",
        )


def network(url: str, trust: TlsTrust, proxy: Proxy | None) -> httpx.HTTPTransport:
    """A transport that connects to `url`'s host, through `proxy` if there is one.

    Raises TlsFailure when `trust` cannot be used.
    """
    # The client certificate is for the system, not for the proxy on the way to it.
    at_proxy = tls_context(replace(trust, certificate=None)) if proxy is not None and proxy.has_tls else None
    return httpx.HTTPTransport(
        verify=tls_context(trust) if url.lower().startswith("https:") else False,
        limits=httpx.Limits(
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            keepalive_expiry=_KEEPALIVE_SECONDS,
        ),
        proxy=None if proxy is None else httpx.Proxy(proxy.url, ssl_context=at_proxy),
    )


def tls_context(trust: TlsTrust) -> ssl.SSLContext:
    """TLS settings: the authorities of `trust` alone if it has any, else the system's and certifi's.

    Raises TlsFailure when a certificate cannot be read.
    """
    context = _trusting(trust)
    if trust.certificate is not None:
        try:
            # Python takes them from files alone; this one is readable for us only, and gone in a moment.
            with tempfile.NamedTemporaryFile(prefix="rolecall-") as file:
                file.write(trust.certificate)
                file.flush()
                context.load_cert_chain(file.name)
        except (OSError, ValueError) as error:
            raise TlsFailure(
                f"The client certificate and its key cannot be used: {error}.",
                advice="Nothing was sent. Both must be PEM files that belong together, the key without a password.",
            ) from None
    return context


def _trusting(trust: TlsTrust) -> ssl.SSLContext:
    ca_file = trust.ca_file
    if trust.anybody:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    if trust.ca is not None:
        try:
            return ssl.create_default_context(cadata=trust.ca)
        except (ssl.SSLError, ValueError):
            raise TlsFailure(
                "The authority's certificate in the provider block is no PEM certificate.",
                advice='Nothing was sent. Give the text of the file, for example with `file("ca.pem")`.',
            ) from None
    if ca_file is None:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError) as error:
        why = "it holds no PEM certificate" if isinstance(error, ssl.SSLError) else error.strerror or str(error)  # type: ignore[union-attr]  # ValueError (a null byte) has no strerror; str() then serves
        raise TlsFailure(
            f"ca_file {ca_file!r} cannot be used: {why}.",
            advice="Nothing was sent. Set `ca_file` to a readable file with the authority's certificate in PEM.",
        ) from None
