"""`UpgradeResourceIdentity`: a stored identity as this version has it."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages, stored_state
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.UpgradeResourceIdentity.Request, context: Context
) -> pb.UpgradeResourceIdentity.Response:
    """Answer `UpgradeResourceIdentity`."""
    result = application.upgrade_identity(
        request.type_name, request.version, stored_state.receive(request.raw_identity)
    )
    findings = list(result.diagnostics)
    identity = context.send_identity(request.type_name, result.identity, findings)
    return pb.UpgradeResourceIdentity.Response(upgraded_identity=identity, diagnostics=messages.diagnostics(findings))
