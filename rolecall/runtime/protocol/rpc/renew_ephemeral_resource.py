"""`RenewEphemeralResource`: make an ephemeral resource last longer."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.RenewEphemeralResource.Request, context: Context
) -> pb.RenewEphemeralResource.Response:
    """Answer `RenewEphemeralResource`."""
    result = application.renew_ephemeral(request.type_name, request.private)
    return pb.RenewEphemeralResource.Response(
        private=result.private,
        renew_at=result.renew_at,
        diagnostics=messages.diagnostics(result.diagnostics),
    )
