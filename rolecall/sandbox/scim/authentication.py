"""Ways to be let in: bearer tokens, tokens of an issuer, HTTP Basic, a header of another name, a client certificate."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import unquote

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.tokens import random_text
from rolecall.sandbox.scim.options import ScimOptions
from rolecall.sandbox.scim.store import ScimStore

ISSUER = "/oauth/token"
"""Where the issuer gives tokens (RFC 6749 section 4.4)."""


class Authentication:
    """What one server takes, by the option `auth`."""

    def __init__(self, store: ScimStore, options: ScimOptions) -> None:
        self._store = store
        self._options = options

    def enter(self, request: Request) -> None:
        """Let the request in. Raises Refusal 401."""
        ways: dict[str, Callable[[Request], bool]] = {
            "bearer": self._has_token,
            "form": lambda each: self._store.flavour.token.fullmatch(each.bearer) is not None,
            "oauth": self._has_issued_token,
            "basic": lambda each: each.basic == self._store.login,
            "header": lambda each: _equal(each.headers.get("x-api-key", ""), self._store.api_key),
            "certificate": lambda each: each.certificate is not None,
        }
        if any(ways[name](request) for name in self._options.auth):
            return
        text = "A bearer token is missing." if not request.bearer else "The token is not known."
        raise Refusal(401, text, WWW_Authenticate='Bearer error="invalid_token"' if request.bearer else "Bearer")

    def _has_token(self, request: Request) -> bool:
        token, flavour = request.bearer, self._store.flavour
        if token and not flavour.token.fullmatch(token):
            text = f"The token does not have the form of a {flavour.name} token."
            raise Refusal(401, text, WWW_Authenticate='Bearer error="invalid_token"')
        return any(_equal(token, known) for known in self._store.tokens)

    def _has_issued_token(self, request: Request) -> bool:
        until = self._store.issued.get(request.bearer)
        return until is not None and until > self._store.clock.now()

    def issue(self, request: Request) -> Response:
        """A token for the client, for as long as the option `token_seconds` says."""
        form = request.form
        way, (client, secret) = self._client(request, form)
        known = client == self._store.login.name and _equal(secret, self._store.login.secret)
        if self._options.client_auth not in ("any", way) or not known:
            return Response.json({"error": "invalid_client"}, 401)
        if form.get("grant_type") != "client_credentials":
            return Response.json({"error": "unsupported_grant_type"}, 400)
        if self._options.scope and self._options.scope not in form.get("scope", "").split():
            return Response.json({"error": "invalid_scope"}, 400)
        token = random_text(40)
        self._store.issued[token] = self._store.clock.now() + self._options.token_seconds
        return Response.json({"access_token": token, "token_type": "Bearer", "expires_in": self._options.token_seconds})

    def _client(self, request: Request, form: dict[str, str]) -> tuple[str, tuple[str, str]]:
        if request.basic is None:
            return "body", (form.get("client_id", ""), form.get("client_secret", ""))
        name, secret = request.basic
        return "basic", (unquote(name), unquote(secret))


def _equal(given: str, known: str) -> bool:
    return bool(given) and hmac.compare_digest(given.encode(), known.encode())
