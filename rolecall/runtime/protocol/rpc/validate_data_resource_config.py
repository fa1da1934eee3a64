"""`ValidateDataResourceConfig`: check a data block."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateDataResourceConfig.Request, context: Context
) -> pb.ValidateDataResourceConfig.Response:
    """Answer `ValidateDataResourceConfig`."""
    known = context.data_sources[request.type_name]
    findings = application.validate_data_source(request.type_name, required(known.receive(request.config)))
    return pb.ValidateDataResourceConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
