"""States and identities as Terraform stores them: plain JSON of whatever schema version wrote it."""

from __future__ import annotations

from typing import Any

from rolecall.runtime.diagnostics import refusal
from rolecall.runtime.protocol.codec.msgpack_json import CodecError, parse_json
from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb


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
