"""`UpgradeResourceState`: stored state, of this or an older schema version, as this version has it.

Terraform calls it for every resource whenever it reads state, mostly with nothing to upgrade.
"""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages, stored_state
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.UpgradeResourceState.Request, context: Context
) -> pb.UpgradeResourceState.Response:
    """Answer `UpgradeResourceState`."""
    known = context.resources[request.type_name]
    raw = stored_state.receive(request.raw_state)
    known.hide(raw)
    result = application.upgrade_state(request.type_name, request.version, raw)
    findings = list(result.diagnostics)
    state = known.send_state(result.state, findings)
    return pb.UpgradeResourceState.Response(
        upgraded_state=state, diagnostics=messages.diagnostics(findings, known.type)
    )
