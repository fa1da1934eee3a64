"""`ReadDataSource`: read a data source."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ReadDataSource.Request, context: Context
) -> pb.ReadDataSource.Response:
    """Answer `ReadDataSource`."""
    known = context.data_sources[request.type_name]
    result = application.read_data_source(
        request.type_name,
        required(known.receive(request.config)),
        deferral_allowed=request.client_capabilities.deferral_allowed,
    )
    findings = list(result.diagnostics)
    state = known.send_state(result.state, findings)
    return pb.ReadDataSource.Response(
        state=state,
        deferred=messages.deferred(result.deferred),
        diagnostics=messages.diagnostics(findings, known.type),
    )
