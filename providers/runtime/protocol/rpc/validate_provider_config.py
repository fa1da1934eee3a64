"""`ValidateProviderConfig`: check the provider block."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import messages
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.objects import required
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ValidateProviderConfig.Request, context: Context
) -> pb.ValidateProviderConfig.Response:
    """Answer `ValidateProviderConfig`."""
    known = context.provider
    findings = application.validate_provider(required(known.receive(request.config)))
    return pb.ValidateProviderConfig.Response(diagnostics=messages.diagnostics(findings, known.type))
