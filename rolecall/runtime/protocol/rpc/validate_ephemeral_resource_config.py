"""`ValidateEphemeralResourceConfig`: check an ephemeral block."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateEphemeralResourceConfig.Request, context: Context
) -> pb.ValidateEphemeralResourceConfig.Response:
    """Answer `ValidateEphemeralResourceConfig`."""
    known = context.ephemerals[request.type_name]
    findings = application.validate_ephemeral(request.type_name, required(known.receive(request.config)))
    return pb.ValidateEphemeralResourceConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
