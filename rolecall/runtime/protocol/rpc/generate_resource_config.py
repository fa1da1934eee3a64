"""`GenerateResourceConfig`: a configuration for an imported state."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.GenerateResourceConfig.Request, context: Context
) -> pb.GenerateResourceConfig.Response:
    """Answer `GenerateResourceConfig`."""
    known = context.resources[request.type_name]
    config, diagnostics = application.generate_config(request.type_name, required(known.receive_state(request.state)))
    findings = list(diagnostics)
    message = known.send_state(config, findings)
    return pb.GenerateResourceConfig.Response(config=message, diagnostics=messages.diagnostics(findings, known.type))
