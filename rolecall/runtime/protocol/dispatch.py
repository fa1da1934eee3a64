"""From a call's name and bytes to its handler and back.

A handler's module is imported at its first call: most Terraform commands need few of them.
"""

from __future__ import annotations

import importlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from rolecall.runtime.application import Application
from rolecall.runtime.logging import Logger
from rolecall.runtime.protocol.grpc.services import Services, Streaming, Unary

CALLS: Final[dict[str, str]] = {
    "GetMetadata": "get_metadata",
    "GetProviderSchema": "get_provider_schema",
    "GetResourceIdentitySchemas": "get_resource_identity_schemas",
    "GetFunctions": "get_functions",
    "ValidateProviderConfig": "validate_provider_config",
    "ValidateResourceConfig": "validate_resource_config",
    "ValidateDataResourceConfig": "validate_data_resource_config",
    "ValidateEphemeralResourceConfig": "validate_ephemeral_resource_config",
    "ValidateListResourceConfig": "validate_list_resource_config",
    "ConfigureProvider": "configure_provider",
    "UpgradeResourceState": "upgrade_resource_state",
    "UpgradeResourceIdentity": "upgrade_resource_identity",
    "ReadResource": "read_resource",
    "PlanResourceChange": "plan_resource_change",
    "ApplyResourceChange": "apply_resource_change",
    "ImportResourceState": "import_resource_state",
    "MoveResourceState": "move_resource_state",
    "GenerateResourceConfig": "generate_resource_config",
    "ReadDataSource": "read_data_source",
    "OpenEphemeralResource": "open_ephemeral_resource",
    "RenewEphemeralResource": "renew_ephemeral_resource",
    "CloseEphemeralResource": "close_ephemeral_resource",
    "ValidateActionConfig": "validate_action_config",
    "PlanAction": "plan_action",
    "CallFunction": "call_function",
    "StopProvider": "stop_provider",
}
"""Calls with one answer, and the modules of `rpc` that handle them."""

PROMPT: Final = frozenset(
    {
        "ValidateResourceConfig",
        "ValidateDataResourceConfig",
        "ValidateEphemeralResourceConfig",
        "UpgradeResourceState",
        "UpgradeResourceIdentity",
    }
)
"""Calls that ask nobody and wait for nothing. There are three of them for each resource of a plan."""

STREAMS: Final[dict[str, str]] = {"ListResource": "list_resource", "InvokeAction": "invoke_action"}
"""Calls with many answers, and the modules of `rpc` that handle them."""

_PACKAGE: Final = "rolecall.runtime.protocol"
_log = Logger("protocol")


class Running:
    """Counts the calls that run, each a `with` block, so that the process ends between calls and not within one."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0

    def __enter__(self) -> None:
        """A call starts."""
        with self._condition:
            self._count += 1

    def __exit__(self, *_error: object) -> None:
        """A call ends."""
        with self._condition:
            self._count -= 1
            self._condition.notify_all()

    def wait(self, timeout: float) -> bool:
        """Wait till no call runs, `timeout` seconds at most; whether that came true."""
        with self._condition:
            return self._condition.wait_for(lambda: self._count == 0, timeout)


def services(application: Application, running: Running, shutdown: Callable[[], None]) -> Services:
    """Every service of the plugin. `shutdown` is called when Terraform wants the process to end."""
    provider = _Provider(application, running)
    calls: dict[str, Unary | Streaming] = {name: Unary(provider.unary(name), name in PROMPT) for name in CALLS}
    calls |= {name: Streaming(provider.stream(name)) for name in STREAMS}

    def end(_request: bytes) -> bytes:
        shutdown()
        return b""

    return {
        "tfplugin6.Provider": calls,
        # Requests and answers of both are empty messages: no bytes. Nothing is ever written to stdout.
        "plugin.GRPCController": {"Shutdown": Unary(end)},
        "plugin.GRPCStdio": {"StreamStdio": Streaming(lambda _request: iter(()))},
    }


class _Provider:
    """Runs handlers. The message classes and codecs are made at the first call, after the handshake."""

    def __init__(self, application: Application, running: Running) -> None:
        self._application = application
        self._running = running
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def unary(self, name: str) -> Callable[[bytes], bytes]:
        """The function that answers the call `name`."""
        handle: Callable[..., Any] | None = None

        def answer(data: bytes) -> bytes:
            nonlocal handle
            pb, context = self._load()
            messages = getattr(pb, name)
            request = messages.Request.FromString(data)
            with self._running:
                began = time.monotonic()
                try:
                    if handle is None:
                        handle = importlib.import_module(f"{_PACKAGE}.rpc.{CALLS[name]}").handle
                    response = handle(self._application, request, context)
                except BaseException as error:  # whatever happens in a handler, Terraform gets an answer
                    response = messages.Response(diagnostics=_findings(error, name))
                if _log.enabled("trace"):
                    _log.trace("call", call=name, type=_type(request), seconds=time.monotonic() - began)
                encoded = response.SerializeToString()
            assert isinstance(encoded, bytes)
            return encoded

        return answer

    def stream(self, name: str) -> Callable[[bytes], Iterator[bytes]]:
        """The function that answers the call `name`, event by event."""

        def events(data: bytes) -> Iterator[bytes]:
            pb, context = self._load()
            with self._running:
                module = importlib.import_module(f"{_PACKAGE}.rpc.{STREAMS[name]}")
                try:
                    for event in module.handle(self._application, getattr(pb, name).Request.FromString(data), context):
                        yield event.SerializeToString()
                except Exception as error:
                    yield module.ended(_findings(error, name)).SerializeToString()

        return events

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    from rolecall.runtime.protocol.context import Context
                    from rolecall.runtime.protocol.pb import tfplugin6_pb2

                    self._loaded = (tfplugin6_pb2, Context(self._application))
        return self._loaded


def _findings(error: BaseException, call: str) -> Any:
    """`error` as diagnostic messages."""
    from rolecall.runtime.protocol import unexpected_exceptions
    from rolecall.runtime.protocol.codec import messages

    return messages.diagnostics(unexpected_exceptions.findings_of(error, call))


def _type(request: Any) -> str | None:
    """The type that `request` is about, if any."""
    names = ("type_name", "target_type_name", "action_type")
    return next((found for name in names if (found := getattr(request, name, None))), None)
