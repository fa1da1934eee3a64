"""`CloseEphemeralResource`: end an ephemeral resource."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import messages
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.CloseEphemeralResource.Request, context: Context
) -> pb.CloseEphemeralResource.Response:
    """Answer `CloseEphemeralResource`."""
    findings = application.close_ephemeral(request.type_name, request.private)
    return pb.CloseEphemeralResource.Response(diagnostics=messages.diagnostics(findings))
