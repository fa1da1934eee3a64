"""OAuth for Okta's APIs: service apps that prove who they are by a signed statement, and what their tokens reach."""

from __future__ import annotations

from dataclasses import dataclass

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.signatures import PublicKey, is_signed, parts
from rolecall.sandbox.core.tokens import decode_jwt, encode_jwt, random_text
from rolecall.sandbox.okta.errors import OktaRefusal, bad_token
from rolecall.sandbox.okta.model import User
from rolecall.sandbox.okta.store import OktaStore

PATH = "/oauth2/v1/token"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFE = 3600


@dataclass
class ServiceApp:
    """An app that acts for itself: its public keys by id, and the scopes that it was granted."""

    id: str
    keys: dict[str, PublicKey]
    scopes: frozenset[str]


class OAuth:
    """The authorization server of the organization itself."""

    def __init__(self, store: OktaStore) -> None:
        self._store = store
        self._key = random_text(32).encode()
        self.apps: dict[str, ServiceApp] = {}

    def add(self, kid: str, modulus: int, scopes: str) -> dict[str, str]:
        """A new service app with one key."""
        app = ServiceApp(self._store.new_id("0oa"), {kid: PublicKey(modulus)}, frozenset(scopes.split()))
        self.apps[app.id] = app
        return {"client_id": app.id}

    def handle(self, request: Request) -> Response:
        """POST /oauth2/v1/token; refuses what is no proof."""
        if request.method != "POST":
            raise Refusal(405, "Method Not Allowed", "invalid_request", Allow="POST")
        form = request.form
        if form.get("grant_type") != "client_credentials":
            raise Refusal(400, "The authorization grant type is not supported.", "unsupported_grant_type")
        app = self._proven(request, form)
        scopes = form.get("scope", "").split()
        if not scopes or not app.scopes.issuperset(scopes):
            raise Refusal(400, "One or more scopes are not configured for the client.", "invalid_scope")
        now = int(self._store.clock.now())
        claims = {"iss": request.origin, "sub": app.id, "cid": app.id, "scp": scopes, "iat": now, "exp": now + LIFE}
        token = encode_jwt({"kid": "sandbox", "alg": "HS256"}, {**claims, "jti": random_text(20)}, self._key)
        said = {"token_type": "Bearer", "expires_in": LIFE, "access_token": token, "scope": " ".join(scopes)}
        return Response.json(said)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as OAuth words it (RFC 6749 section 5.2)."""
        name = refusal.name if not refusal.name.startswith("E0") else "server_error"
        body = {"error": name or "server_error", "error_description": refusal.text}
        return Response.json(body, refusal.status, **refusal.headers)

    def _proven(self, request: Request, form: dict[str, str]) -> ServiceApp:
        token = form.get("client_assertion", "")
        found = parts(token) if form.get("client_assertion_type") == ASSERTION else None
        if found is None:
            raise Refusal(401, "The client_assertion is missing or malformed.", "invalid_client")
        header, claims = found
        app = self.apps.get(str(claims.get("sub")))
        if app is None or claims.get("iss") != claims.get("sub"):
            raise Refusal(401, "The client_assertion names no client.", "invalid_client")
        key = app.keys.get(str(header.get("kid")))
        if key is None or not is_signed(token, key):
            text = "The client_assertion signature is invalid."
            raise Refusal(401, text, "invalid_client")
        if claims.get("aud") != f"{request.origin}{PATH}":
            raise Refusal(401, "The audience of client_assertion must be the endpoint invoked.", "invalid_client")
        if not self._store.clock.now() < claims.get("exp", 0) <= self._store.clock.now() + 3600:
            raise Refusal(401, "The client_assertion is expired, or lasts for more than an hour.", "invalid_client")
        return app

    def caller(self, request: Request) -> User:
        """The app whose token the request bears, as the API sees who acts; refuses with 401, or 403 for its scopes."""
        claims = decode_jwt(request.bearer, self._key) if request.bearer.count(".") == 2 else None
        if claims is None or claims["exp"] < self._store.clock.now():
            raise bad_token()
        part = request.raw_path.split("/")[3] if request.raw_path.count("/") > 2 else ""
        if part == "meta":
            part = "userTypes" if request.raw_path.split("/")[4] == "types" else "schemas"
        needed = {f"okta.{part}.manage"} | ({f"okta.{part}.read"} if request.method == "GET" else set())
        if not needed & set(claims["scp"]):
            text = "The access token provided does not contain the required scopes."
            raise OktaRefusal(403, "E0000006", text)
        now = self._store.clock.now()
        user = User(claims["sub"], {"login": claims["sub"]}, "ACTIVE", now, now, now)
        user.administrator = True
        return user
