"""`ListResource`: what the vendor has, row by row, for `terraform query`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rolecall.runtime.application import Application, ListEvent
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


def handle(
    application: Application, request: pb.ListResource.Request, context: Context
) -> Iterator[pb.ListResource.Event]:
    """Answer `ListResource`, one event per row."""
    known = context.lists[request.type_name]
    rows = application.list_resource(
        request.type_name,
        required(known.receive(request.config)),
        include_resource=request.include_resource_object,
        limit=request.limit,
    )
    for row in rows:
        yield _event(request.type_name, row, context)


def ended(findings: list[Any]) -> pb.ListResource.Event:
    """The event that ends a listing that failed."""
    return pb.ListResource.Event(diagnostic=findings)


def _event(type_name: str, row: ListEvent, context: Context) -> pb.ListResource.Event:
    known = context.resources[type_name]
    findings = list(row.diagnostics)
    identity = context.send_identity(type_name, row.identity, findings)
    resource = None if row.resource is None else known.send_state(row.resource, findings)
    return pb.ListResource.Event(
        identity=identity,
        display_name=messages.shown(row.display_name),
        resource_object=resource,
        diagnostic=messages.diagnostics(findings, known.type),
    )
