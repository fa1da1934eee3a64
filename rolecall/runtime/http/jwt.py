"""Claims of our own tokens, where those are JSON Web Tokens (RFC 7519). Signatures are not checked."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any


def claim(token: str, name: str) -> str | None:
    """The claim `name` of `token` as text; None where it is no JWT or has no such claim."""
    value = _claims(token).get(name)
    return None if value is None else str(value)


def listed(token: str, name: str) -> frozenset[str]:
    """The texts that the claim `name` of `token` lists; none where it is no JWT or that is no list."""
    value = _claims(token).get(name)
    return frozenset(each for each in value if isinstance(each, str)) if isinstance(value, list) else frozenset()


def _claims(token: str) -> dict[str, Any]:
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        claims: Any = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return {}
    return claims if isinstance(claims, dict) else {}
