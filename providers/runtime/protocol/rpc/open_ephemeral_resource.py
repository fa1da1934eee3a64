"""`OpenEphemeralResource`: begin an ephemeral resource."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import messages
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.objects import required
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.OpenEphemeralResource.Request, context: Context
) -> pb.OpenEphemeralResource.Response:
    """Answer `OpenEphemeralResource`."""
    known = context.ephemerals[request.type_name]
    result = application.open_ephemeral(
        request.type_name,
        required(known.receive(request.config)),
        deferral_allowed=request.client_capabilities.deferral_allowed,
    )
    findings = list(result.diagnostics)
    values = known.send_state(result.result, findings)
    return pb.OpenEphemeralResource.Response(
        result=values,
        private=result.private,
        renew_at=result.renew_at,
        deferred=messages.deferred(result.deferred),
        diagnostics=messages.diagnostics(findings, known.type),
    )
