"""How calls travel: gRPC over a unix socket, with mutual TLS.

The seam is small: services are tables of functions from bytes to bytes, and a `Transport` listens, serves and
stops. `GrpcTransport` does it with grpcio and one thread per running call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias

import grpc

from providers.runtime.protocol.certificates import Identity

WORKERS: Final = 1024
"""Most calls served at once. Terraform's parallelism is a flag without a limit; threads start when needed."""


@dataclass(frozen=True, slots=True)
class Unary:
    """A call with one answer."""

    answer: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Streaming:
    """A call with any number of answers."""

    answers: Callable[[bytes], Iterator[bytes]]


Services: TypeAlias = Mapping[str, Mapping[str, Unary | Streaming]]


class Transport(Protocol):
    """Serves calls at a socket."""

    def start(self) -> None:
        """Listen and serve. Raises OSError when the socket cannot be had."""
        ...

    def stop(self, grace: float) -> None:
        """Take no more calls, and return when those running are done, after `grace` seconds at most."""
        ...


class GrpcTransport:
    """A `Transport` on grpcio.

    `identity` is the server's own; `client_certificate` (PEM) is the only root that a client's certificate is
    verified against. Terraform's is self-signed, so nobody without its private key gets in. Without `identity`
    (the debug mode) whoever may open the socket may call.
    """

    def __init__(
        self,
        services: Services,
        path: str,
        identity: Identity | None = None,
        client_certificate: bytes | None = None,
    ) -> None:
        self._server = grpc.server(
            ThreadPoolExecutor(WORKERS, thread_name_prefix="call"),
            handlers=[
                grpc.method_handlers_generic_handler(
                    service, {name: _handler(method) for name, method in methods.items()}
                )
                for service, methods in services.items()
            ],
            options=[("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)],
        )
        address = f"unix:{path}"
        if identity is None:
            self._server.add_insecure_port(address)
            return
        credentials = grpc.ssl_server_credentials(
            [(identity.key_pem, identity.certificate_pem)],
            root_certificates=client_certificate,
            # grpcio's TLS library cannot verify Terraform's P-521 certificate, so it must not ask for it.
            require_client_auth=False,
        )
        self._server.add_secure_port(address, credentials)

    def start(self) -> None:
        """See `Transport`."""
        self._server.start()

    def stop(self, grace: float) -> None:
        """See `Transport`."""
        self._server.stop(grace).wait()


def _handler(method: Unary | Streaming) -> Any:
    match method:
        case Unary(answer):
            return grpc.unary_unary_rpc_method_handler(lambda request, _context: answer(request))
        case Streaming(answers):
            return grpc.unary_stream_rpc_method_handler(lambda request, _context: answers(request))
