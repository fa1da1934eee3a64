"""`InvokeAction`: have the vendor do something, line by line of its progress."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.application import Application
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.InvokeAction.Request, context: Context
) -> Iterator[pb.InvokeAction.Event]:
    """Answer `InvokeAction`: an event for each line, and one at the end with what was found."""
    known = context.actions[request.action_type]
    findings: list[Diagnostic] = []
    for told in application.invoke_action(request.action_type, required(known.receive(request.config))):
        if isinstance(told, Diagnostic):
            findings.append(told)
        else:
            yield pb.InvokeAction.Event(progress=pb.InvokeAction.Event.Progress(message=messages.shown(told)))
    yield ended(messages.diagnostics(findings, known.type))


def ended(findings: list[Any]) -> pb.InvokeAction.Event:
    """The event that ends the stream."""
    return pb.InvokeAction.Event(completed=pb.InvokeAction.Event.Completed(diagnostics=findings))
