"""Claims of tokens that are JSON Web Tokens (RFC 7519). Signatures are not checked: nothing is decided by them."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any


def claim(token: str, name: str) -> str | None:
    """The claim `name` of `token` as text; None where it is no JWT or has no such claim."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        claims: Any = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return None
    value = claims.get(name) if isinstance(claims, dict) else None
    return None if value is None else str(value)
