"""The API of Cloud Services under `/csp/gateway/am/api`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.tanzu.body import json_object
from rolecall.sandbox.tanzu.cloud_services import invitations, members
from rolecall.sandbox.tanzu.cloud_services.access import enter, require_administrator, require_member
from rolecall.sandbox.tanzu.cloud_services.call import Call
from rolecall.sandbox.tanzu.cloud_services.published import members as published
from rolecall.sandbox.tanzu.cloud_services.published.api import router
from rolecall.sandbox.tanzu.cloud_services.store import CloudServices
from rolecall.sandbox.tanzu.options import TanzuOptions

BASE = "/csp/gateway/am/api"
EXCHANGE = f"{BASE}/auth/api-tokens/authorize"
DETAILS = f"{BASE}/auth/api-tokens/details"

_FOR_MEMBERS = (
    members.list_roles,
    published.list_members,
    published.list_members_of_the_first_version,
    published.search,
    published.list_roles,
    members.read_member,
)
"""What needs no administrator; the last one says itself whom it is for."""


class Api:
    """The REST API of one organization."""

    def __init__(self, cloud: CloudServices, options: TanzuOptions) -> None:
        self._cloud = cloud
        self._options = options
        self._router: Router[Callable[[Call], Response]] = Router()
        add = self._router.add
        org = f"{BASE}/orgs/{{org}}"
        add(f"{org}/users", GET=members.list_members)
        add(f"{org}/users/search", GET=members.search)
        add(f"{org}/users/{{user}}", PATCH=members.change_role, DELETE=members.remove_member, GET=members.read_member)
        add(f"{BASE}/v3/users/{{user}}/orgs/{{org}}/roles", PATCH=members.change_roles)
        add(f"{org}/roles", GET=members.list_roles)
        add(f"{org}/invitations", GET=invitations.list_invitations, POST=invitations.invite)
        add(f"{org}/invitations/{{id}}", GET=invitations.read_invitation)
        self._published = router(BASE)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        if request.raw_path.rstrip("/") == EXCHANGE:
            return self._exchange(request)
        if request.raw_path == DETAILS:
            return self._details(request)
        caller = enter(request, self._cloud, own_header=True)
        paths = self._published if self._options.cloud_services == "v2" else self._router
        handler, request.arguments = paths.find(request.method, request.raw_path)
        call = Call(request, self._cloud, self._options, caller)
        call.check_organization()
        if handler not in _FOR_MEMBERS:
            require_administrator(caller)
        elif handler is not members.read_member:
            require_member(caller)
        return handler(call)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as Cloud Services' error object."""
        name = refusal.name or "internal_error"
        body = {
            "cspErrorCode": f"csp.{name}",
            "errorCode": name,
            "message": refusal.text,
            "moduleCode": 540,
            "requestId": str(uuid.uuid4()),
            "statusCode": refusal.status,
        }
        return Response.json(body, refusal.status, **refusal.headers)

    def _details(self, request: Request) -> Response:
        """The organization and the account of the API token in `tokenValue`, without any other credentials."""
        if request.method != "POST":
            raise Refusal(405, "Method Not Allowed", "method_not_allowed", Allow="POST")
        given = json_object(request).get("tokenValue")
        owner = self._cloud.owner(given) if isinstance(given, str) else None
        if owner is None:
            raise Refusal(400, "invalid_grant: The API token is invalid or expired.", "invalid_grant")
        return Response.json(
            {
                "tokenId": str(uuid.uuid5(uuid.NAMESPACE_OID, str(given))),
                "tokenName": "sandbox",
                "orgId": self._cloud.org_id,
                "userId": owner.user_id,
                "acct": owner.email,
            }
        )

    def _exchange(self, request: Request) -> Response:
        """An access token for an API token, in the form field `api_token` or the older `refresh_token`."""
        if request.method != "POST":
            raise Refusal(405, "Method Not Allowed", "method_not_allowed", Allow="POST")
        if request.content_type != "application/x-www-form-urlencoded":
            raise Refusal(415, f"Content type '{request.content_type}' is not supported.", "unsupported_media_type")
        form = parse_qs(request.body.decode("latin-1"))
        given = form.get("api_token") or form.get("refresh_token") or [request.parameter("refresh_token")]
        if not given[0]:
            raise Refusal(400, "invalid_request: api_token is missing", "invalid_request")
        token = self._cloud.exchange(given[0])
        if token is None:
            raise Refusal(400, "invalid_grant: The API token is invalid or expired.", "invalid_grant")
        answer: dict[str, Any] = {
            "access_token": token.value,
            "refresh_token": given[0],
            "token_type": "bearer",
            "expires_in": int(self._options.access_token_seconds),
            "scope": "openid csp:org_admin csp:org_member tmc:admin",
        }
        if self._options.cloud_services == "v2":
            answer["id_token"] = token.value
        if not self._options.state_lifetime:
            del answer["expires_in"]
        return Response.json(answer)
