"""`ReadResource`: what the vendor has now."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.ReadResource.Request, context: Context) -> pb.ReadResource.Response:
    """Answer `ReadResource`."""
    known = context.resources[request.type_name]
    result = application.read(
        request.type_name,
        required(known.receive_state(request.current_state)),
        request.private,
        identity=context.receive_identity(request.type_name, request.current_identity),
        deferral_allowed=request.client_capabilities.deferral_allowed,
    )
    findings = list(result.diagnostics)
    state = known.send_state(result.state, findings)
    identity = context.send_identity(request.type_name, result.identity, findings)
    return pb.ReadResource.Response(
        new_state=state,
        private=result.private,
        new_identity=identity,
        deferred=messages.deferred(result.deferred),
        diagnostics=messages.diagnostics(findings, known.type),
    )
