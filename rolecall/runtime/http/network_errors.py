"""Errors of the network as errors of `rolecall.runtime.errors`."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from typing import Final

import httpx

from rolecall.runtime.errors import (
    AmbiguousOutcome,
    CertificateRefused,
    NotTheApi,
    TlsFailure,
    Unavailable,
    Unreachable,
    VendorError,
)
from rolecall.runtime.http.responses import Repeatable, Sent
from rolecall.runtime.http.tunnel import ProxyFailure

_PROXY_ADVICE: Final = (
    "Correct {proxy.variable}, with user and password where the proxy wants them "
    "(http://user:password@host:port), or name {host} in NO_PROXY to reach it directly."
)


_OUR_CERTIFICATE: Final = {
    "TLSV1_ALERT_UNKNOWN_CA": "it comes from an authority that is not trusted there",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "none was shown",
    "SSLV3_ALERT_BAD_CERTIFICATE": "it is bad",
    "SSLV3_ALERT_CERTIFICATE_EXPIRED": "it has expired",
    "SSLV3_ALERT_CERTIFICATE_REVOKED": "it was revoked",
    "SSLV3_ALERT_CERTIFICATE_UNKNOWN": "it is not known there",
    "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": "it is of a kind that is not taken",
    "TLSV1_ALERT_ACCESS_DENIED": "access is denied",
}
"""What a server says of the certificate of a client, by alert (RFC 8446 section 6.2)."""


class TooLarge(httpx.DecodingError):
    """An answer of more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__("too large")
        self.limit = limit


def receive(response: httpx.Response, seconds: float, limit: int) -> bytes:
    """The body of `response`, decompressed.

    Raises httpx.ReadTimeout when it is not complete after `seconds`, however steadily it trickles, TooLarge when it
    has more than `limit` bytes, and what httpx raises.
    """
    deadline = time.monotonic() + seconds
    received = bytearray()
    for chunk in response.iter_bytes():
        received += chunk
        if len(received) > limit:
            raise TooLarge(limit)
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the answer trickles")
    return bytes(received)


def failure(
    error: httpx.HTTPError, sent: Sent, host: str, seconds: float, may_have_acted: bool
) -> Repeatable | VendorError:
    """The exception to raise in place of `error`: a VendorError, or Repeatable around one.

    `seconds` is the timeout; `may_have_acted` says whether the request had left when the error came.
    """
    meant = _meaning(error, sent, host, seconds, may_have_acted)
    (meant.error if isinstance(meant, Repeatable) else meant).at(sent.method, sent.path)
    return meant


def _meaning(
    error: httpx.HTTPError, sent: Sent, host: str, seconds: float, may_have_acted: bool
) -> Repeatable | VendorError:
    alerts = (each.reason for each in _causes(error) if isinstance(each, ssl.SSLError))
    refused = next((_OUR_CERTIFICATE[each] for each in alerts if each in _OUR_CERTIFICATE), None)
    if refused is not None:  # the handshake failed, so that no request was read
        return CertificateRefused(f"{host} refuses the client certificate: {refused}.")
    if not may_have_acted:
        return _not_sent(error, host, seconds)
    message = _words(error, seconds)
    if sent.reads:
        if isinstance(error, httpx.DecodingError):
            return NotTheApi(message)
        return Repeatable(Unavailable(message))
    doubt = AmbiguousOutcome(message)
    return Repeatable(doubt, in_doubt=True) if sent.idempotent else doubt


def _not_sent(error: httpx.HTTPError, host: str, seconds: float) -> Repeatable | VendorError:
    proxy, raised = (error.proxy, error.error) if isinstance(error, ProxyFailure) else (None, error)
    peer = host if proxy is None else f"the proxy {proxy.shown} (named by {proxy.variable})"
    advice = "" if proxy is None else _PROXY_ADVICE.format(proxy=proxy, host=host.partition(":")[0])
    causes = list(_causes(raised))
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if tls is not None:
        return _tls_failure(tls, peer)
    lookup = next((cause for cause in causes if isinstance(cause, socket.gaierror)), None)
    if lookup is not None:
        sought = f"The host {host!r}" if proxy is None else _sentence(peer)
        unknown: VendorError = Unreachable(f"{sought} cannot be found ({lookup.strerror}).", advice=advice)
        return Repeatable(unknown) if lookup.errno == socket.EAI_AGAIN else unknown
    if isinstance(raised, httpx.ConnectTimeout | httpx.PoolTimeout):
        return Repeatable(Unreachable(f"No connection to {peer} within {seconds:g} seconds.", advice=advice))
    if isinstance(raised, httpx.ProxyError):
        return Repeatable(Unreachable(f"{_sentence(peer)} did not connect us to {host}: {raised}.", advice=advice))
    if isinstance(raised, httpx.ConnectError):
        why = next((c.strerror for c in reversed(causes) if isinstance(c, OSError) and c.strerror), None) or str(raised)
        return Repeatable(Unreachable(f"No connection to {peer}: {why}.", advice=advice))
    if proxy is not None:
        return Repeatable(
            Unreachable(f"{_sentence(peer)} did not connect us to {host}. {_words(raised, seconds)}", advice=advice)
        )
    return Repeatable(Unavailable(f"The login did not come through: {_words(error, seconds)}"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tls_failure(error: ssl.SSLError, host: str) -> TlsFailure:
    if isinstance(error, ssl.SSLCertVerificationError):
        return TlsFailure(f"The certificate of {host} is not trusted: {error.verify_message}.")
    if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"):
        return TlsFailure(
            f"{host} does not speak TLS on this port.",
            advice="Nothing was sent. Check the port, and whether the URL must start with http:// instead.",
        )
    return TlsFailure(f"TLS with {host} failed: {error.reason or error}.")


def _words(error: httpx.HTTPError, seconds: float) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"No answer within {seconds:g} seconds."
    if isinstance(error, TooLarge):
        return f"The answer is longer than {error.limit // 2**20} MiB."
    if isinstance(error, httpx.DecodingError):
        return "The answer is compressed in a way that cannot be read."
    return f"The connection broke before the answer was complete ({type(error).__name__})."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
