"""`OpenEphemeralResource`: begin an ephemeral resource."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


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
