"""`StopProvider`: the practitioner interrupted: finish and record what runs, start nothing new."""

from __future__ import annotations

from providers.runtime.application import Application
from providers.runtime.protocol import trouble
from providers.runtime.protocol.context import Context
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.StopProvider.Request, context: Context) -> pb.StopProvider.Response:
    """Answer `StopProvider`."""
    try:
        application.stop()
    except BaseException as error:
        finding = trouble.findings_of(error, "StopProvider")[0]
        return pb.StopProvider.Response(Error=f"{finding.summary}: {finding.detail}")
    return pb.StopProvider.Response()
