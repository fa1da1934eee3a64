"""`GetResourceIdentitySchemas`: what identifies a resource of each type."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import schemas
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.GetResourceIdentitySchemas.Request, context: Context
) -> pb.GetResourceIdentitySchemas.Response:
    """Answer `GetResourceIdentitySchemas`."""
    return pb.GetResourceIdentitySchemas.Response(
        identity_schemas={name: schemas.identity(item) for name, item in application.identity_schemas().items()}
    )
