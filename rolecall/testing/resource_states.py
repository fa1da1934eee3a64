"""Resources as state, a refresh and a plan hold them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from rolecall.runtime.protocol.pb import tfplugin6_pb2 as pb
from rolecall.testing.configuration import Values


@dataclass(frozen=True)
class Recorded:
    """One resource in the state: its attributes as JSON, what the provider keeps for itself, and its identity."""

    attributes: str
    private: bytes
    identity: bytes


@dataclass(frozen=True)
class Current:
    """A resource as the last refresh found it."""

    state: Values
    private: bytes = b""
    identity: bytes = b""


@dataclass(frozen=True)
class Planned:
    """What is to happen to a resource; `state` is what becomes of it."""

    action: str
    state: Values
    config: Values
    private: bytes
    identity: bytes
    differs: frozenset[str] = frozenset()


def identity_data(data: bytes) -> pb.ResourceIdentityData | None:
    """An identity as messages of the protocol carry it."""
    return pb.ResourceIdentityData(identity_data=pb.DynamicValue(msgpack=data)) if data else None


def state_json(state: Values) -> str:
    """A state as its file has it."""
    return json.dumps(state, sort_keys=True, default=lambda number: float(number) if isinstance(number, Decimal) else 0)
