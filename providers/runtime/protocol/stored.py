"""States and identities as Terraform stores them: plain JSON of whatever schema version wrote it."""

from __future__ import annotations

from typing import Any

from providers.runtime.diagnostics import refusal
from providers.runtime.protocol.pb import tfplugin6_pb2 as pb
from providers.runtime.protocol.wire import CodecError, parse_json


def receive(message: pb.RawState) -> dict[str, Any]:
    """The JSON object in `message`. Raises CodecError, or Refusal for what Terraform 0.11 wrote."""
    if message.flatmap:
        raise refusal(
            "State of Terraform 0.11 cannot be read",
            "This state was written before Terraform 0.12. Upgrade it with Terraform 0.12 first.",
        )
    value = parse_json(message.json)
    if not isinstance(value, dict):
        raise CodecError("expected a stored object")
    return value
