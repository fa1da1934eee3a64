"""The identity platform: the token endpoint, and what clients want to discover before they ask it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.core.tokens import decode_jwt
from rolecall.sandbox.entra import workload
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.people import DOMAIN
from rolecall.sandbox.entra.store import EntraStore

GRAPHS = ("https://graph.microsoft.com", "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn")
"""Graph by the names that it has in the clouds: whichever it is asked by, this is the one."""
_GRAPH_ID = "00000003-0000-0000-c000-000000000000"


class Identity:
    """The identity platform of one tenant, client credentials only, and the machine that its clients run on."""

    def __init__(self, store: EntraStore, options: EntraOptions) -> None:
        self._store = store
        self._options = options
        router: Router[Callable[[Request], Response]] = Router()
        self._router = router
        router.add("/common/discovery/instance", GET=self._instance)
        router.add("/{tenant}/v2.0/.well-known/openid-configuration", GET=self._configuration)
        router.add("/{tenant}/discovery/v2.0/keys", GET=self._keys)
        router.add("/{tenant}/oauth2/v2.0/token", POST=self._token)
        router.add("/ci/token", GET=lambda request: workload.ci_token(store, request))
        router.add("/metadata/identity/oauth2/token", GET=self._machine)
        router.add("/msi/token", GET=self._platform)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        return handler(request)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as the token endpoint words it; its name is an error and the number of an AADSTS message."""
        error, _, number = refusal.name.partition("/")
        trace, correlation = str(uuid.uuid4()), str(uuid.uuid4())
        time = iso(self._store.clock.now()).replace("T", " ")
        code = number or str(refusal.status)
        body = {
            "error": error if number else "temporarily_unavailable",
            "error_description": f"AADSTS{code}: {refusal.text} Trace ID: {trace} Correlation ID: {correlation} "
            f"Timestamp: {time}",
            "error_codes": [int(code)],
            "timestamp": time,
            "trace_id": trace,
            "correlation_id": correlation,
        }
        return Response.json(body, refusal.status, **refusal.headers)

    def permissions(self, token: str) -> frozenset[str] | None:
        """The application permissions in an access token for Graph; None for a token that is not one of ours.

        Refuses with 401 a token that is over.
        """
        claims = decode_jwt(token, self._store.key)
        if claims is None:
            return None
        if claims["exp"] < self._store.clock.now():
            raise Refusal(401, "Lifetime validation failed, the token is expired.", "InvalidAuthenticationToken")
        return frozenset(claims["roles"])

    def _tenant(self, request: Request) -> str:
        """The tenant in the path, by id or domain."""
        given = request.arguments["tenant"]
        if given.lower() not in (self._store.tenant_id, DOMAIN):
            raise Refusal(400, f"Tenant '{given}' not found.", "invalid_request/90002")
        return given

    def _configuration(self, request: Request) -> Response:
        root, tenant = f"{request.origin}/{self._tenant(request)}", self._store.tenant_id
        return Response.json(
            {
                "token_endpoint": f"{root}/oauth2/v2.0/token",
                "token_endpoint_auth_methods_supported": [
                    "client_secret_post",
                    "private_key_jwt",
                    "client_secret_basic",
                ],
                "jwks_uri": f"{root}/discovery/v2.0/keys",
                "response_modes_supported": ["query", "fragment", "form_post"],
                "response_types_supported": ["code", "id_token", "token"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid", "profile", "email", "offline_access"],
                "issuer": f"{request.origin}/{tenant}/v2.0",
                "authorization_endpoint": f"{root}/oauth2/v2.0/authorize",
                "device_authorization_endpoint": f"{root}/oauth2/v2.0/devicecode",
                "end_session_endpoint": f"{root}/oauth2/v2.0/logout",
                "tenant_region_scope": "EU",
            }
        )

    def _instance(self, request: Request) -> Response:
        host = request.origin.partition("//")[2]
        root = f"{request.origin}/{self._store.tenant_id}"
        return Response.json(
            {
                "tenant_discovery_endpoint": f"{root}/v2.0/.well-known/openid-configuration",
                "api-version": "1.1",
                "metadata": [{"preferred_network": host, "preferred_cache": host, "aliases": [host]}],
            }
        )

    def _keys(self, request: Request) -> Response:
        self._tenant(request)
        return Response.json({"keys": []})

    def _token(self, request: Request) -> Response:
        self._tenant(request)
        form = request.form
        if request.content_type != "application/x-www-form-urlencoded" or "grant_type" not in form:
            raise _missing("grant_type")
        if form["grant_type"] != "client_credentials":
            text = f"The app requested an unsupported grant type '{form['grant_type']}'."
            raise Refusal(400, text, "unsupported_grant_type/70003")
        self._check_client(request, form)
        token, lifetime = self._issue(self._resource(request, form.get("scope", "")))
        answer = {"token_type": "Bearer", "expires_in": lifetime, "ext_expires_in": lifetime, "access_token": token}
        return Response.json(answer, Cache_Control="no-store, no-cache", Pragma="no-cache")

    def _machine(self, request: Request) -> Response:
        workload.machine(request)
        return self._given(request)

    def _platform(self, request: Request) -> Response:
        workload.platform(self._store, request)
        return self._given(request)

    def _given(self, request: Request) -> Response:
        """The token of the machine's identity, which nobody has to prove."""
        resource = request.parameter("resource")
        if not request.parameter("api-version") or not resource:
            raise Refusal(400, "Missing parameter: api-version or resource.", "invalid_request/400")
        token, lifetime = self._issue(self._resource(request, f"{resource}/.default"))
        ends = str(int(self._store.clock.now()) + lifetime)
        return Response.json({"access_token": token, "expires_on": ends, "resource": resource, "token_type": "Bearer"})

    def _issue(self, resource: str) -> tuple[str, int]:
        """An access token of the client, and its life in seconds."""
        now, lifetime = int(self._store.clock.now()), int(self._options.token_seconds)
        claims: dict[str, Any] = {
            "aud": resource,
            "iss": f"https://sts.windows.net/{self._store.tenant_id}/",
            "iat": now,
            "nbf": now,
            "exp": now + lifetime,
            "appid": self._store.client_id,
            "idtyp": "app",
            "roles": list(self._options.permissions),
            "tid": self._store.tenant_id,
            "uti": uuid.uuid4().hex,
            "ver": "1.0",
        }
        return self._store.add_token(claims), lifetime

    def _check_client(self, request: Request, form: dict[str, str]) -> None:
        """Let the client in by its secret, in the form or in Basic authentication (RFC 6749, 2.3.1)."""
        client, secret = form.get("client_id", ""), form.get("client_secret", "")
        if request.headers.get("authorization", "").lower().startswith("basic "):
            if request.basic is None:
                raise Refusal(401, "The Authorization header is not valid.", "invalid_client/7000216")
            client, secret = map(unquote, request.basic)
        if not client:
            raise _missing("client_id")
        if client != self._store.client_id:
            text = f"Application with identifier '{client}' was not found in the directory."
            raise Refusal(400, text, "unauthorized_client/700016")
        if "client_assertion" in form:
            workload.check_assertion(self._store, request, client, form)
            return
        if not secret:
            text = (
                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type."
            )
            raise Refusal(401, text, "invalid_client/7000216")
        if secret != self._store.client_secret:
            text = (
                "Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
                f"value, not the client secret ID, for a secret added to app '{client}'."
            )
            raise Refusal(401, text, "invalid_client/7000215")

    def _resource(self, request: Request, scope: str) -> str:
        if not scope:
            raise _missing("scope")
        resource, _, name = scope.rpartition("/")
        if name != ".default" or " " in scope.strip():
            text = f"The provided value for scope {scope} is not valid. Client credential flows must have a scope "
            raise Refusal(400, f"{text}value with /.default suffixed to the resource.", "invalid_scope/1002012")
        if resource not in (*GRAPHS, _GRAPH_ID, request.origin):
            text = f"The resource principal named {resource} was not found in the tenant."
            raise Refusal(400, text, "invalid_resource/500011")
        return resource


def _missing(name: str) -> Refusal:
    return Refusal(400, f"The request body must contain the following parameter: '{name}'.", "invalid_request/900144")
