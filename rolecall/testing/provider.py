"""A provider that is called as Terraform calls it, message by message, without a process and a socket in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.engine import Engine
from rolecall.runtime.protocol.codec import dynamic_value
from rolecall.runtime.protocol.dispatch import Running, services
from rolecall.runtime.protocol.grpc.services import Streaming, Unary
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.runtime.values.canonical import canonical_value
from rolecall.specification.schema import Provider, Schema
from rolecall.specification.types import Type

TERRAFORM = "1.11.4"


class CallFailed(AssertionError):
    """A call was answered with errors: `answer` is the whole answer, in the call's own message."""

    def __init__(self, name: str, answer: Any, texts: list[str]) -> None:
        super().__init__(f"{name}: {texts}")
        self.answer = answer


class ProviderCalls:
    """What one provider process answers: requests and answers are the bytes of the plugin protocol's messages.

    `said` gets the text of every diagnostic; `neighbours` are the other processes of the run.
    """

    def __init__(
        self,
        shim: Provider,
        environment: Mapping[str, str],
        said: list[str],
        neighbours: Neighbours | None = None,
    ) -> None:
        self._engine = Engine(shim, environment=environment, neighbours=neighbours)
        self._calls = services(self._engine, Running(), lambda: None)["tfplugin6.Provider"]
        self._said = said
        nothing = wire(shim.schema.type, dict.fromkeys(shim.schema.type.names()))
        self.call("ValidateProviderConfig", config=nothing)
        self.call("ConfigureProvider", config=nothing, terraform_version=TERRAFORM)

    def call(self, name: str, /, **fields: Any) -> Any:
        """The answer to the call `name`; raises CallFailed when it holds an error."""
        messages = getattr(pb, name)
        answer = messages.Response.FromString(self._answer(name, messages.Request(**fields).SerializeToString()))
        texts = [f"{item.summary}: {item.detail}" for item in answer.diagnostics]
        self._said += texts
        errors = [item for item in answer.diagnostics if item.severity == pb.Diagnostic.ERROR]
        if errors:
            raise CallFailed(name, answer, texts)
        return answer

    def _answer(self, name: str, request: bytes) -> bytes:
        call = self._calls[name]
        assert isinstance(call, Unary)
        return call.answer(request)

    def events(self, name: str, /, **fields: Any) -> list[Any]:
        """The events that answer the call `name`; what they say is in `said`."""
        messages, call = getattr(pb, name), self._calls[name]
        assert isinstance(call, Streaming)
        request = messages.Request(**fields).SerializeToString()
        found = [messages.Event.FromString(each) for each in call.answers(request)]
        self._said += [str(each) for each in found]
        return found

    def close(self) -> None:
        """End what a provider process would end with."""
        self._engine.stop()
        self._engine.close()


def wire(kind: Type, value: Any) -> pb.DynamicValue:
    """`value` as Terraform sends it."""
    return pb.DynamicValue(msgpack=dynamic_value.encode(kind, value))


def read(schema: Schema, message: pb.DynamicValue) -> dict[str, Any] | None:
    """The object in `message`, which must be of the type that `schema` has; None when it is null."""
    value = canonical_value(schema.type, dynamic_value.decode(schema.type, message.msgpack))
    assert value is None or isinstance(value, dict)
    return value
