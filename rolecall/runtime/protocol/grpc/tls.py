"""Mutual TLS between exactly two parties, without files.

Terraform's certificate is a self-signed P-521 one. OpenSSL verifies it; the TLS library inside grpcio does not even
ask for that kind, and then Go sends no certificate at all. That is why the connection is not grpcio's.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from typing import Protocol

from rolecall.runtime.protocol.grpc.certificates import Identity


class Layer(Protocol):
    """The layer between a socket's bytes and the bytes of HTTP/2. Not for two threads at once."""

    def receive(self, data: bytes) -> bytes:
        """The plain bytes that `data` from the socket completes. Raises ssl.SSLError for a peer not trusted."""
        ...

    def send(self, data: bytes) -> bytes:
        """The bytes to write to the socket so that the peer gets `data`, and whatever else has to go out."""
        ...


class Plain:
    """A `Layer` that adds nothing, for debugging."""

    def receive(self, data: bytes) -> bytes:
        """See `Layer`."""
        return data

    def send(self, data: bytes) -> bytes:
        """See `Layer`."""
        return data


class Tls:
    """A `Layer` of TLS 1.3 that talks to the owner of one certificate and nobody else."""

    def __init__(self, context: ssl.SSLContext, client_certificate: bytes) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._session = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._client_certificate = client_certificate
        self._trusted = False
        self._waiting = bytearray()

    def receive(self, data: bytes) -> bytes:
        """See `Layer`."""
        self._incoming.write(data)
        if not self._trusted and not self._shake_hands():
            return b""
        received = bytearray()
        try:
            while (self._incoming.pending or self._session.pending()) and (chunk := self._session.read(65_536)):
                received += chunk
        except (ssl.SSLWantReadError, ssl.SSLZeroReturnError):
            pass
        return bytes(received)

    def send(self, data: bytes) -> bytes:
        """See `Layer`. Before the handshake is done `data` waits."""
        if not self._trusted:
            self._waiting += data
        elif data:
            self._session.write(data)
        return self._outgoing.read()

    def _shake_hands(self) -> bool:
        try:
            self._session.do_handshake()
        except ssl.SSLWantReadError:
            return False
        if self._session.getpeercert(binary_form=True) != self._client_certificate:
            raise ssl.SSLError("the client's certificate is not the one that Terraform announced")
        self._trusted = True
        if self._waiting:
            self._session.write(self._waiting)
            self._waiting.clear()
        return True


def layers(identity: Identity, client_certificate: str) -> Callable[[], Tls]:
    """Makes layers of a server that is `identity` and trusts `client_certificate` (PEM) alone.

    Raises ValueError or ssl.SSLError when that is no certificate.
    """
    context = _context(identity, client_certificate)
    expected = ssl.PEM_cert_to_DER_cert(client_certificate)
    return lambda: Tls(context, expected)


def _context(identity: Identity, client_certificate: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    made.verify_mode = ssl.CERT_REQUIRED
    made.num_tickets = 0
    made.set_alpn_protocols(["h2"])
    made.load_verify_locations(cadata=client_certificate)
    certificate, key = _pipe_with(identity.certificate_pem), _pipe_with(identity.key_pem)
    try:
        # OpenSSL reads files only. A pipe is one that never touches a disk.
        made.load_cert_chain(f"/dev/fd/{certificate}", f"/dev/fd/{key}")
    finally:
        os.close(certificate)
        os.close(key)
    return made


def _pipe_with(data: bytes) -> int:
    """The reading end of a pipe that holds `data`, which is far smaller than any pipe."""
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return reader
