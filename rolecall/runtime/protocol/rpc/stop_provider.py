"""`StopProvider`: the practitioner interrupted: finish and record what runs, start nothing new."""

from __future__ import annotations

from rolecall.runtime.application import Application
from rolecall.runtime.protocol import unexpected_exceptions
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(application: Application, request: pb.StopProvider.Request, context: Context) -> pb.StopProvider.Response:
    """Answer `StopProvider`."""
    try:
        application.stop()
    except BaseException as error:
        finding = unexpected_exceptions.findings_of(error, "StopProvider")[0]
        return pb.StopProvider.Response(Error=f"{finding.summary}: {finding.detail}")
    return pb.StopProvider.Response()
