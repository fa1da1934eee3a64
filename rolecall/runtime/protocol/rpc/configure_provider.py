"""`ConfigureProvider`: take the provider block in. No vendor is called."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


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
