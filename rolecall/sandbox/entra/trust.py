"""Whom the client is believed to be beside its secret: certificates, a CI system, a machine."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from rolecall.sandbox.core.signatures import PublicKey
from rolecall.sandbox.core.tokens import encode_jwt

AUDIENCE = "api://AzureADTokenExchange"
_LIFE = 600


@dataclass
class Workload:
    """The credentials of the client beside its secret.

    `certificates` are public keys by thumbprint (SHA-256, base64url). `issuer` and `subject` are whose tokens it trusts
    of the CI system that stands here too, whose jobs ask with `ci_token`. `machine_secret` is the header by which a
    machine in a platform asks for its token.
    """

    issuer: str = "https://token.actions.example.com"
    subject: str = "repo:example/access:ref:refs/heads/main"
    trusted: bool = True
    ci_token: str = field(default_factory=lambda: uuid.uuid4().hex)
    ci_key: bytes = field(default_factory=lambda: uuid.uuid4().bytes + uuid.uuid4().bytes)
    machine_secret: str = field(default_factory=lambda: uuid.uuid4().hex)
    certificates: dict[str, PublicKey] = field(default_factory=dict)

    def issued(self, now: float, audience: str = AUDIENCE, **claims: Any) -> str:
        """A token as the CI system gives one to a job."""
        said = {"iss": self.issuer, "sub": self.subject, "aud": audience, "iat": int(now), "exp": int(now) + _LIFE}
        return encode_jwt({"typ": "JWT", "alg": "HS256", "kid": "ci"}, {**said, **claims}, self.ci_key)
