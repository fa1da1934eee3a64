"""`MoveResourceState`: state of another resource type, or of another provider's, as ours."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages, stored_state
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.MoveResourceState.Request, context: Context
) -> pb.MoveResourceState.Response:
    """Answer `MoveResourceState`."""
    known = context.resources[request.target_type_name]
    source = stored_state.receive(request.source_state)
    known.hide(source)
    result = application.move_state(
        request.source_provider_address,
        request.source_type_name,
        request.source_schema_version,
        source,
        request.target_type_name,
    )
    findings = list(result.diagnostics)
    state = known.send_state(result.state, findings)
    identity = context.send_identity(request.target_type_name, result.identity, findings)
    return pb.MoveResourceState.Response(
        target_state=state,
        target_private=result.private,
        target_identity=identity,
        diagnostics=messages.diagnostics(findings, known.type),
    )
