"""The context of a call besides its request: the codecs of the application's schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rolecall.runtime.application import Application, Object
from rolecall.runtime.diagnostics import Diagnostic, refusal
from rolecall.runtime.protocol.codec.objects import ObjectCodec
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.schema import Schema


class Codecs:
    """The codecs of one kind of schema, by type name, each compiled when first needed."""

    __slots__ = ("_made", "_noun", "_schemas")

    def __init__(self, noun: str, schemas: Callable[[], Mapping[str, Schema]]) -> None:
        self._noun = noun
        self._schemas = schemas
        self._made: dict[str, ObjectCodec | None] = {}

    def __getitem__(self, type_name: str) -> ObjectCodec:
        """The codec of `type_name`. Raises Refusal when the provider has no such type."""
        found = self.get(type_name)
        if found is None:
            raise refusal(
                f"Unknown {self._noun} {type_name}",
                "This version of the provider does not have it. Compare the provider's version with the configuration.",
            )
        return found

    def get(self, type_name: str) -> ObjectCodec | None:
        """The codec of `type_name`, or None when the provider has no such type."""
        if type_name not in self._made:
            schema = self._schemas().get(type_name)
            # Two threads may both compile it; the results are alike.
            self._made[type_name] = None if schema is None else ObjectCodec(schema)
        return self._made[type_name]


class Context:
    """The codecs of everything `application` declares. One for the life of the process."""

    __slots__ = ("actions", "data_sources", "ephemerals", "identities", "lists", "provider", "resources")

    def __init__(self, application: Application) -> None:
        self.provider = ObjectCodec(application.shim.schema)
        self.resources = Codecs("resource type", application.resource_schemas)
        self.data_sources = Codecs("data source", application.data_source_schemas)
        self.ephemerals = Codecs("ephemeral resource type", application.ephemeral_schemas)
        self.actions = Codecs("action", application.action_schemas)
        self.lists = Codecs("list resource type", application.list_schemas)
        self.identities = Codecs("identity of", application.identity_schemas)

    def receive_identity(self, type_name: str, message: pb.ResourceIdentityData) -> Object | None:
        """The identity in `message`; None when there is none. Raises CodecError."""
        known = self.identities.get(type_name)
        return None if known is None else known.receive(message.identity_data)

    def send_identity(
        self, type_name: str, identity: Object | None, findings: list[Diagnostic]
    ) -> pb.ResourceIdentityData | None:
        """`identity` as a message, or None when there is none. What does not fit becomes a finding."""
        known = self.identities.get(type_name)
        if known is None or identity is None:
            return None
        return pb.ResourceIdentityData(identity_data=known.send_state(identity, findings))
