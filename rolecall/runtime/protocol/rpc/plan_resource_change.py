"""`PlanResourceChange`: what a change would do."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.PlanResourceChange.Request, context: Context
) -> pb.PlanResourceChange.Response:
    """Answer `PlanResourceChange`."""
    known = context.resources[request.type_name]
    sends_plans = request.client_capabilities.store_planned_private or bool(request.planned_private)
    prior = known.receive_state(request.prior_state)
    unchanged = request.proposed_new_state == request.prior_state
    result = application.plan(
        request.type_name,
        prior,
        prior if unchanged else known.receive_state(request.proposed_new_state),
        known.receive(request.config),
        request.prior_private,
        identity=context.receive_identity(request.type_name, request.prior_identity),
        deferral_allowed=request.client_capabilities.deferral_allowed,
        planned_private=request.planned_private if sends_plans else None,
    )
    findings = list(result.diagnostics)
    identity = context.send_identity(request.type_name, result.identity, findings)
    return pb.PlanResourceChange.Response(
        planned_state=known.send(result.planned),
        requires_replace=[messages.attribute_path(path, known.type) for path in result.requires_replace],
        planned_private=result.private,
        planned_identity=identity,
        deferred=messages.deferred(result.deferred),
        diagnostics=messages.diagnostics(findings, known.type),
    )
