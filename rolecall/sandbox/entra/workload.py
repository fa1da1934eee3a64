"""Credentials that are no secrets: certificates, tokens of a CI system, and the identity of a machine."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.signatures import is_signed, parts
from rolecall.sandbox.core.tokens import decode_jwt
from rolecall.sandbox.entra.people import DOMAIN
from rolecall.sandbox.entra.store import EntraStore
from rolecall.sandbox.entra.trust import AUDIENCE

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def check_assertion(store: EntraStore, request: Request, client: str, form: dict[str, str]) -> None:
    """Let the client in by a signed statement (RFC 7523), its own or that of an issuer it trusts; refuses with 401."""
    if form.get("client_assertion_type") != ASSERTION:
        raise Refusal(401, "The client_assertion_type is not supported.", "invalid_client/700027")
    token = form["client_assertion"]
    found = parts(token)
    if found is None:
        raise Refusal(401, "Client assertion is malformed.", "invalid_client/50027")
    header, claims = found
    now = store.clock.now()
    if not claims.get("nbf", 0) - 300 <= now < claims.get("exp", 0):
        text = "Client assertion is not within its valid time range."
        raise Refusal(401, text, "invalid_client/700024")
    if header.get("alg") == "HS256":
        _check_issued(store, token, claims)
        return
    key = store.workload.certificates.get(str(header.get("x5t#S256", "")).rstrip("="))
    if key is None or not is_signed(token, key):
        text = "Client assertion failed signature validation: the key was not found, by thumbprint of the certificate."
        raise Refusal(401, text, "invalid_client/700027")
    audiences = {f"{request.origin}/{tenant}/oauth2/v2.0/token" for tenant in (store.tenant_id, DOMAIN)}
    if claims.get("aud") not in audiences:
        raise Refusal(401, "Client assertion audience claim does not match Realm issuer.", "invalid_client/700023")
    if (claims.get("iss"), claims.get("sub")) != (client, client) or not claims.get("jti"):
        raise Refusal(401, "Client assertion issuer and subject are not the client id.", "invalid_client/700030")


def _check_issued(store: EntraStore, token: str, claims: dict[str, Any]) -> None:
    workload = store.workload
    if not workload.trusted or claims.get("iss") != workload.issuer or decode_jwt(token, workload.ci_key) is None:
        text = f"No matching federated identity record found for presented assertion issuer '{claims.get('iss')}'."
        raise Refusal(401, text, "invalid_client/700211")
    if claims.get("sub") != workload.subject:
        text = f"No matching federated identity record found for presented assertion subject '{claims.get('sub')}'."
        raise Refusal(401, text, "invalid_client/700213")
    if claims.get("aud") != AUDIENCE:
        text = f"No matching federated identity record found for presented assertion audience '{claims.get('aud')}'."
        raise Refusal(401, text, "invalid_client/700212")


def ci_token(store: EntraStore, request: Request) -> Response:
    """GET /ci/token: the CI system's token for the job that asks."""
    if request.bearer != store.workload.ci_token:
        raise Refusal(401, "The job may ask for no token.", "invalid_client/401")
    audience = request.parameter("audience", "https://ci.example.com")
    return Response.json({"count": 1, "value": store.workload.issued(store.clock.now(), audience)})


def machine(request: Request) -> None:
    """Refuse a question to the machine's metadata without its header, as anything that is led there would send it."""
    if request.headers.get("metadata") != "true" or "x-forwarded-for" in request.headers:
        raise Refusal(400, "Required metadata header not specified.", "invalid_request/400")


def platform(store: EntraStore, request: Request) -> None:
    """Refuse a question to the platform without the secret that it gave to the process."""
    if request.headers.get("x-identity-header") != store.workload.machine_secret:
        raise Refusal(401, "The identity header is missing or wrong.", "unauthorized/401")
