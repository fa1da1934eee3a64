"""A client of the issuer, who is also somebody that signs in by HTTP Basic."""

from __future__ import annotations

import base64
from dataclasses import dataclass


@dataclass(frozen=True)
class Login:
    """A name and its secret."""

    name: str
    secret: str

    def basic(self) -> str:
        """Both as HTTP Basic writes them (RFC 7617)."""
        return base64.b64encode(f"{self.name}:{self.secret}".encode()).decode()
