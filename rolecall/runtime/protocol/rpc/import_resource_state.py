"""`ImportResourceState`: state of something that exists, by id or by identity."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ImportResourceState.Request, context: Context
) -> pb.ImportResourceState.Response:
    """Answer `ImportResourceState`."""
    known = context.resources[request.type_name]
    result = application.import_state(
        request.type_name,
        request.id,
        context.receive_identity(request.type_name, request.identity),
        deferral_allowed=request.client_capabilities.deferral_allowed,
    )
    findings = list(result.diagnostics)
    imported = []
    if result.state is not None:
        state = known.send_state(result.state, findings)
        identity = context.send_identity(request.type_name, result.identity, findings)
        imported.append(
            pb.ImportResourceState.ImportedResource(
                type_name=request.type_name, state=state, private=result.private, identity=identity
            )
        )
    return pb.ImportResourceState.Response(
        imported_resources=imported,
        deferred=messages.deferred(result.deferred),
        diagnostics=messages.diagnostics(findings, known.type),
    )
