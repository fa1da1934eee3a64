"""`ValidateDataResourceConfig`: check a data block."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import messages
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.objects import required
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateDataResourceConfig.Request, context: Context
) -> pb.ValidateDataResourceConfig.Response:
    """Answer `ValidateDataResourceConfig`."""
    known = context.data_sources[request.type_name]
    findings = application.validate_data_source(request.type_name, required(known.receive(request.config)))
    return pb.ValidateDataResourceConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
