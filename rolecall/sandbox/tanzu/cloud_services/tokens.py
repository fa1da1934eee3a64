"""The tokens of an organization's people: API tokens, and the access tokens that are given for them."""

from __future__ import annotations

import secrets
import threading
import uuid
from abc import ABC, abstractmethod
from typing import Any

from rolecall.sandbox.core.clock import Clock
from rolecall.sandbox.core.tokens import encode_jwt, random_text
from rolecall.sandbox.tanzu.cloud_services.model import Member, Token
from rolecall.sandbox.tanzu.options import TanzuOptions

_API_TOKEN_SECONDS = 180 * 86400.0


class Tokens(ABC):
    """What an organization does with tokens; it says itself who its people are."""

    members: dict[str, Member]

    def __init__(self, lock: threading.RLock, clock: Clock, options: TanzuOptions) -> None:
        self.lock = lock
        self._clock = clock
        self._options = options
        self.org_id = str(uuid.uuid4())
        self.api_tokens: dict[str, Token] = {}
        self.access_tokens: dict[str, Token] = {}
        self.exchanges = 0

    @abstractmethod
    def member(self, who: str) -> Member:
        """The person with this address or id; raises KeyError."""

    @abstractmethod
    def is_active(self, who: str) -> bool:
        """True for a person who may do something."""

    def add_api_token(self, who: str, seconds: float = _API_TOKEN_SECONDS) -> Token:
        """A new API token of a member; raises KeyError."""
        with self.lock:
            value = random_text(64)
            token = Token(value, self.member(who).user_id, self._clock.now() + seconds)
            self.api_tokens[value] = token
            return token

    def revoke_api_token(self, api_token: str) -> None:
        """Remove an API token; the access tokens given for it go on working. Raises KeyError."""
        with self.lock:
            if self.api_tokens.pop(api_token, None) is None:
                raise KeyError("no such API token")

    def expire_api_token(self, api_token: str) -> None:
        """Make an API token expired as of a second ago; raises KeyError."""
        with self.lock:
            if api_token not in self.api_tokens:
                raise KeyError("no such API token")
            self.api_tokens[api_token].expires = self._clock.now() - 1

    def end_access_tokens(self) -> int:
        """Let every access token's time be over, and say how many there were."""
        with self.lock:
            ended = len(self.access_tokens)
            self.access_tokens.clear()
            return ended

    def exchange(self, value: str) -> Token | None:
        """An access token for an API token; None for one that does not let anyone in."""
        with self.lock:
            now = self._clock.now()
            token = self.api_tokens.get(value)
            if token is None or now >= token.expires or not self.is_active(token.user_id):
                return None
            expires = now + self._options.access_token_seconds
            access = Token(self._jwt(token.user_id, now, expires), token.user_id, expires)
            self.access_tokens[access.value] = access
            self.exchanges += 1
            return access

    def owner(self, value: str) -> Member | None:
        """The person whose API token this is, where it lets them in."""
        with self.lock:
            token = self.api_tokens.get(value)
            if token is None or self._clock.now() >= token.expires or not self.is_active(token.user_id):
                return None
            return self.members[token.user_id]

    def bearer(self, value: str) -> Member | None:
        """The person whose access token this is, member or not by now; None once its time is over."""
        token = self.access_tokens.get(value)
        if token is None or self._clock.now() >= token.expires:
            return None
        return self.members.get(token.user_id)

    def _jwt(self, user_id: str, now: float, expires: float) -> str:
        """An access token (RFC 7519), with a signature of nothing."""
        sub = f"vmware.com:{user_id}" if self._options.prefixed_token_ids else user_id
        match self._options.token_subject:
            case "encoded":
                sub = "".join(f"%{byte:02X}" for byte in sub.encode())
            case "account":
                sub = self.members[user_id].email
            case "unknown":
                sub = "nobody-here"
        claims: dict[str, Any] = {"sub": sub, "iat": int(now), "exp": int(expires)}
        if self._options.organization_in_tokens:
            claims["context_name"] = self.org_id
        return encode_jwt({"alg": "RS256", "kid": "sandbox"}, claims, secrets.token_bytes(32))
