"""`ValidateListResourceConfig`: check a list block of a query."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateListResourceConfig.Request, context: Context
) -> pb.ValidateListResourceConfig.Response:
    """Answer `ValidateListResourceConfig`."""
    known = context.lists[request.type_name]
    findings = application.validate_list(request.type_name, required(known.receive(request.config)))
    return pb.ValidateListResourceConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
