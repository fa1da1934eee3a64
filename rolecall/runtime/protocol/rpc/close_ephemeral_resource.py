"""`CloseEphemeralResource`: end an ephemeral resource."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.CloseEphemeralResource.Request, context: Context
) -> pb.CloseEphemeralResource.Response:
    """Answer `CloseEphemeralResource`."""
    findings = application.close_ephemeral(request.type_name, request.private)
    return pb.CloseEphemeralResource.Response(diagnostics=messages.diagnostics(findings))
