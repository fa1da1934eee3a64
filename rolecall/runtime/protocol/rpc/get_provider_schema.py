"""`GetProviderSchema`: every schema."""

from __future__ import annotations

from collections.abc import Mapping

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import schemas
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.schema import Schema


def handle(
    application: Application, request: pb.GetProviderSchema.Request, context: Context
) -> pb.GetProviderSchema.Response:
    """Answer `GetProviderSchema`."""
    return pb.GetProviderSchema.Response(
        server_capabilities=schemas.capabilities(),
        provider=schemas.schema(application.shim.schema),
        resource_schemas=_messages(application.resource_schemas()),
        data_source_schemas=_messages(application.data_source_schemas()),
        ephemeral_resource_schemas=_messages(application.ephemeral_schemas()),
        list_resource_schemas=_messages(application.list_schemas()),
        action_schemas={
            name: pb.ActionSchema(schema=schemas.schema(item)) for name, item in application.action_schemas().items()
        },
        functions={name: schemas.function(item) for name, item in application.functions().items()},
    )


def _messages(declared: Mapping[str, Schema]) -> dict[str, pb.Schema]:
    return {name: schemas.schema(item) for name, item in declared.items()}
