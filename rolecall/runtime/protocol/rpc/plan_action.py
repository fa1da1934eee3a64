"""`PlanAction`: look at what an action is for, before it is asked for."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.PlanAction.Request, context: Context) -> pb.PlanAction.Response:
    """Answer `PlanAction`."""
    known = context.actions[request.action_type]
    findings = application.plan_action(request.action_type, required(known.receive(request.config)))
    return pb.PlanAction.Response(diagnostics=messages.diagnostics(findings, known.type))
