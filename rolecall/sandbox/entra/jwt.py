"""Access tokens that look like Microsoft's: a JWT, signed with a key nobody else has."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any


def encode(claims: Mapping[str, Any], key: bytes) -> str:
    """A signed JWT (RFC 7519) with these claims."""
    header = {"typ": "JWT", "alg": "HS256", "kid": "sandbox"}
    signed = ".".join(_part(json.dumps(value, separators=(",", ":")).encode()) for value in (header, claims))
    return f"{signed}.{_sign(signed, key)}"


def decode(token: str, key: bytes) -> dict[str, Any] | None:
    """The claims of a token signed with `key`; None for anything else."""
    signed, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _sign(signed, key).encode()):
        return None
    part = signed.partition(".")[2]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims if isinstance(claims, dict) else None


def _sign(signed: str, key: bytes) -> str:
    return _part(hmac.digest(key, signed.encode(), hashlib.sha256))


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
