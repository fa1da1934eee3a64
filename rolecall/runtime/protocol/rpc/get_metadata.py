"""`GetMetadata`: the names of everything there is."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import schemas
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.GetMetadata.Request, context: Context) -> pb.GetMetadata.Response:
    """Answer `GetMetadata`."""
    return pb.GetMetadata.Response(
        server_capabilities=schemas.capabilities(),
        resources=[pb.GetMetadata.ResourceMetadata(type_name=name) for name in application.resource_schemas()],
        data_sources=[pb.GetMetadata.DataSourceMetadata(type_name=name) for name in application.data_source_schemas()],
        ephemeral_resources=[
            pb.GetMetadata.EphemeralMetadata(type_name=name) for name in application.ephemeral_schemas()
        ],
        list_resources=[pb.GetMetadata.ListResourceMetadata(type_name=name) for name in application.list_schemas()],
        actions=[pb.GetMetadata.ActionMetadata(type_name=name) for name in application.action_schemas()],
        functions=[pb.GetMetadata.FunctionMetadata(name=name) for name in application.functions()],
    )
