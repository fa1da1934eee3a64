"""`ValidateActionConfig`: check the configuration of an action."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateActionConfig.Request, context: Context
) -> pb.ValidateActionConfig.Response:
    """Answer `ValidateActionConfig`."""
    known = context.actions[request.type_name]
    findings = application.validate_action(request.type_name, required(known.receive(request.config)))
    return pb.ValidateActionConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
