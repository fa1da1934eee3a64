"""`GetFunctions`: the functions."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import schemas
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.GetFunctions.Request, context: Context) -> pb.GetFunctions.Response:
    """Answer `GetFunctions`."""
    return pb.GetFunctions.Response(
        functions={name: schemas.function(item) for name, item in application.functions().items()}
    )
