"""Opaque texts: random values, page tokens, and JSON Web Tokens (RFC 7519)."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import string
from collections.abc import Mapping
from typing import Any

_DIGESTS = {"HS512": "sha512"}


def random_text(length: int, alphabet: str = string.ascii_letters + string.digits) -> str:
    """A random value of letters and digits."""
    return "".join(secrets.choice(alphabet) for _ in range(length))


def seal(*values: Any) -> str:
    """A page token that carries JSON-ready values."""
    return _part(json.dumps(values).encode())


def unseal(token: str) -> list[Any]:
    """The values in a page token; none for a text that is no page token."""
    try:
        values = json.loads(decoded(token))
    except ValueError:
        return []
    return values if isinstance(values, list) else []


def encode_jwt(header: Mapping[str, Any], claims: Mapping[str, Any], key: bytes) -> str:
    """A JWT, signed with `key` whatever its header says of the signature."""
    signed = ".".join(_part(json.dumps(value, separators=(",", ":")).encode()) for value in (header, claims))
    return f"{signed}.{_sign(signed, key, str(header['alg']))}"


def decode_jwt(token: str, key: bytes) -> dict[str, Any] | None:
    """The claims of a token signed with `key` by HS256; None for anything else."""
    signed, _, signature = token.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _sign(signed, key, "HS256").encode()):
        return None
    claims = json.loads(decoded(signed.partition(".")[2]))
    return claims if isinstance(claims, dict) else None


def _sign(signed: str, key: bytes, algorithm: str) -> str:
    return _part(hmac.digest(key, signed.encode(), _DIGESTS.get(algorithm, "sha256")))


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(part: str) -> bytes:
    """The bytes of a part of a token: base64url without padding."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
