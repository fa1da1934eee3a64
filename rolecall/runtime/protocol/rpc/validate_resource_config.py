"""`ValidateResourceConfig`: check a resource block."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.runtime.application import Application, Object
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.protocol.codec import messages
from rolecall.runtime.protocol.codec.objects import required
from rolecall.runtime.protocol.context import Context
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.specification.schema import Schema


def handle(
    application: Application, request: pb.ValidateResourceConfig.Request, context: Context
) -> pb.ValidateResourceConfig.Response:
    """Answer `ValidateResourceConfig`."""
    known = context.resources[request.type_name]
    config = required(known.receive(request.config))
    findings = application.validate_resource(request.type_name, config)
    if not request.client_capabilities.write_only_attributes_allowed:
        findings.extend(_write_only_given(known.schema, config))
    return pb.ValidateResourceConfig.Response(diagnostics=messages.diagnostics(findings, known.type))


def _write_only_given(schema: Schema, config: Object) -> Iterator[Diagnostic]:
    """An error for every write-only attribute at the top of `config` that has a value."""
    for attribute in schema.attributes:
        if attribute.write_only and config.get(attribute.name) is not None:
            yield Diagnostic(
                "error",
                "Write-only attributes need Terraform 1.11 or later",
                f"`{attribute.name}` is never stored. This Terraform would store it. Use a newer Terraform.",
                (attribute.name,),
            )
