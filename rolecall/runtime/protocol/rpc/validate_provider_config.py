"""`ValidateProviderConfig`: check the provider block."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateProviderConfig.Request, context: Context
) -> pb.ValidateProviderConfig.Response:
    """Answer `ValidateProviderConfig`."""
    known = context.provider
    findings = application.validate_provider(required(known.receive(request.config)))
    return pb.ValidateProviderConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
