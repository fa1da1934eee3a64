"""`ConfigureProvider`: take the provider block in. No vendor is called."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import messages
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.objects import required
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ConfigureProvider.Request, context: Context
) -> pb.ConfigureProvider.Response:
    """Answer `ConfigureProvider`."""
    known = context.provider
    findings = application.configure(
        required(known.receive(request.config)),
        terraform_version=request.terraform_version,
        deferral_allowed=request.client_capabilities.deferral_allowed,
    )
    return pb.ConfigureProvider.Response(diagnostics=messages.diagnostics(findings, known.type))
