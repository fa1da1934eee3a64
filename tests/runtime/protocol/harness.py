"""Start the toy provider as Terraform does, and call it with a client of our own."""

from __future__ import annotations

import base64
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import grpc

from rolecall.runtime.protocol import handshake
from rolecall.runtime.protocol.codec import dynamic_value
from rolecall.runtime.protocol.grpc import certificates
from rolecall.runtime.protocol.grpc.certificates import Identity
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.types import Type

TOY = Path(__file__).with_name("toy")


def environment(store: Path, client: Identity, **more: str) -> dict[str, str]:
    """The environment Terraform gives."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    return kept | {
        handshake.COOKIE_NAME: handshake.COOKIE,
        "PLUGIN_PROTOCOL_VERSIONS": "5,6",
        handshake.CLIENT_CERTIFICATE: client.certificate_pem.decode(),
        "TOY_STORE": str(store),
        **more,
    }


def start(
    store: Path, client: Identity, *, command: Sequence[str | Path] = (sys.executable, TOY), **more: str
) -> subprocess.Popen[bytes]:
    """A toy provider process."""
    return subprocess.Popen(
        list(command),
        env=environment(store, client, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def read_handshake(process: subprocess.Popen[bytes]) -> tuple[str, bytes]:
    """The socket's path and the server's certificate (PEM)."""
    assert process.stdout is not None
    line = process.stdout.readline().decode().strip()
    core, protocol, network, path, transport, encoded = line.split("|")
    assert (core, protocol, network, transport) == ("1", "6", "unix", "grpc")
    assert "=" not in encoded
    der = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
    return path, Identity(der, b"").certificate_pem


def open_channel(path: str, server_pem: bytes, client: Identity) -> grpc.Channel:
    """A channel as Terraform opens it."""
    return grpc.secure_channel(
        f"unix:{path}",
        grpc.ssl_channel_credentials(server_pem, client.key_pem, client.certificate_pem),
        options=[
            ("grpc.ssl_target_name_override", certificates.SERVER_NAME),
            ("grpc.default_authority", certificates.SERVER_NAME),
            ("grpc.max_receive_message_length", -1),
            ("grpc.max_send_message_length", -1),
        ],
    )


def raw(channel: grpc.Channel, path: str, shape: str = "unary") -> Any:
    """The method `path` from bytes to bytes, with one answer or a `stream` of them."""
    make = channel.unary_unary if shape == "unary" else channel.unary_stream
    return make(path, request_serializer=bytes, response_deserializer=bytes)


class Client:
    """Calls one provider process."""

    def __init__(self, process: subprocess.Popen[bytes], path: str, channel: grpc.Channel) -> None:
        self.process = process
        self.path = Path(path)
        self.channel = channel

    def call(self, name: str, /, **fields: Any) -> Any:
        """The answer to the call `name`."""
        messages = getattr(pb, name)
        method = self.channel.unary_unary(
            f"/tfplugin6.Provider/{name}",
            request_serializer=messages.Request.SerializeToString,
            response_deserializer=messages.Response.FromString,
        )
        return method(messages.Request(**fields), timeout=20)

    def rows(self, **fields: Any) -> list[Any]:
        """The events of `ListResource`."""
        return self.events("ListResource", **fields)

    def events(self, name: str, /, **fields: Any) -> list[Any]:
        """The events that answer the call `name`."""
        messages = getattr(pb, name)
        method = self.channel.unary_stream(
            f"/tfplugin6.Provider/{name}",
            request_serializer=messages.Request.SerializeToString,
            response_deserializer=messages.Event.FromString,
        )
        return list(method(messages.Request(**fields), timeout=20))

    def shutdown(self) -> None:
        """What Terraform says in the end."""
        raw(self.channel, "/plugin.GRPCController/Shutdown")(b"", timeout=20)


@contextlib.contextmanager
def running(store: Path, **more: str) -> Iterator[Client]:
    """A toy provider with a client, shut down in the end."""
    identity = certificates.create()
    process = start(store, identity, **more)
    try:
        path, server_pem = read_handshake(process)
        with open_channel(path, server_pem, identity) as channel:
            client = Client(process, path, channel)
            yield client
            if process.poll() is None:
                client.shutdown()
                process.wait(20)
    finally:
        process.kill()
        process.communicate()


def wait_for(path: Path) -> None:
    """Until there is such a file."""
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not appear"
        time.sleep(0.01)


def wire(kind: Type, value: Any) -> pb.DynamicValue:
    """`value` as Terraform sends it."""
    return pb.DynamicValue(msgpack=dynamic_value.encode(kind, value))


def value(kind: Type, message: pb.DynamicValue) -> Any:
    """What `message` holds."""
    return dynamic_value.decode(kind, message.msgpack)


def null_object(kind: Type, **given: Any) -> dict[str, Any]:
    """An object of `kind` with null everywhere but in `given`."""
    names = [name for name, _ in kind.fields]  # type: ignore[union-attr] # every caller passes an object type
    return dict.fromkeys(names) | given
