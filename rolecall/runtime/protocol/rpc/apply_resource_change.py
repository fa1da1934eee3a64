"""`ApplyResourceChange`: create, update or destroy.

Whatever goes wrong, the answer carries the best state there is: losing it would lose the object.
"""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol import unexpected_exceptions
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ApplyResourceChange.Request, context: Context
) -> pb.ApplyResourceChange.Response:
    """Answer `ApplyResourceChange`."""
    known = context.resources[request.type_name]
    try:
        result = application.apply(
            request.type_name,
            known.receive_state(request.prior_state),
            known.receive_state(request.planned_state),
            known.receive(request.config),
            request.planned_private,
            identity=context.receive_identity(request.type_name, request.planned_identity),
        )
    except BaseException as error:
        # The prior state is what Terraform knows to exist; it is null for a create, for which no identity is planned.
        return pb.ApplyResourceChange.Response(
            new_state=request.prior_state,
            private=request.planned_private,
            new_identity=request.planned_identity if request.HasField("planned_identity") else None,
            diagnostics=messages.diagnostics(
                unexpected_exceptions.findings_of(error, "ApplyResourceChange"), known.type
            ),
        )
    findings = list(result.diagnostics)
    state = known.send_state(result.state, findings)
    identity = context.send_identity(request.type_name, result.identity, findings)
    return pb.ApplyResourceChange.Response(
        new_state=state,
        private=result.private,
        new_identity=identity,
        diagnostics=messages.diagnostics(findings, known.type),
    )
