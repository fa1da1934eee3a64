"""The published API of Tanium: which function answers, and how errors are worded."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.tanium.access import Access
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.platform import groups, roles, scim_servers, tokens, users
from rolecall.sandbox.tanium.platform.call import Call, answer
from rolecall.sandbox.tanium.store import ADMINISTRATOR, TaniumStore


class PlatformApi:
    """The published API over one store."""

    def __init__(self, store: TaniumStore, options: TaniumOptions) -> None:
        self._store = store
        self._options = options
        self._access = Access(store, options)
        self._router = _routes()

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        self._access.enter(request)
        trusted = [part.strip() for part in self._access.token.trusted_ip_addresses.split(",") if part.strip()]
        address = ip_address(self._options.caller_address)
        if trusted and not any(address in ip_network(part, strict=False) for part in trusted):
            raise Refusal(403, "The address is not trusted.", "Unauthorized")
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        if handler not in _FOR_EVERYBODY:
            self._access.require(ADMINISTRATOR)
        return handler(Call(request, self._store, self._options, self._access))

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as text with the name of the error in it, and nothing else."""
        text = refusal.text if refusal.name in refusal.text else f"{refusal.name or 'ServerError'}: {refusal.text}"
        return Response.json({"text": text}, self._status(refusal), **refusal.headers)

    def _status(self, refusal: Refusal) -> int:
        """The status of an error, which the options say of some names."""
        if refusal.name.endswith("AlreadyExists"):
            return self._options.taken_status
        named = {"Unauthorized": self._options.denied_status, "InvalidSession": self._options.ended_status}
        return named.get(refusal.name, refusal.status)


def session(call: Call) -> Response:
    """GET /session/current: whose token it is; lists may be wrapped one element at a time."""
    caller = call.access.caller
    rows = call.store.roles.references(caller.roles)
    rows = [{"role": row} for row in rows] if call.options.wraps_session else rows
    return answer({"user": {"id": caller.id, "name": caller.name, "roles": rows}})


_FOR_EVERYBODY = (session, tokens.list_tokens, tokens.create_token, tokens.get_token, tokens.delete_token)
"""What needs no role."""


def _routes() -> Router[Callable[[Call], Response]]:
    router: Router[Callable[[Call], Response]] = Router()
    base = "/api/v2"
    router.add(f"{base}/session/current", GET=session)
    router.add(f"{base}/users", GET=users.list_users, POST=users.create_user)
    router.add(f"{base}/users/{{id}}", GET=users.get_user, PATCH=users.update_user, DELETE=users.delete_user)
    router.add(f"{base}/users/by-name/{{name}}", GET=users.get_by_name, PATCH=users.update_by_name)
    router.add(f"{base}/content_set_roles", GET=roles.list_roles)
    router.add(f"{base}/content_set_roles/memberships", GET=roles.list_holders)
    router.add(f"{base}/content_set_role_memberships", GET=roles.list_pairs, POST=roles.create_pair)
    router.add(f"{base}/content_set_role_memberships/{{id}}", GET=roles.get_pair, DELETE=roles.delete_pair)
    router.add(f"{base}/user_groups", GET=groups.list_groups, POST=groups.create_group)
    router.add(
        f"{base}/user_groups/{{id}}", GET=groups.get_group, PATCH=groups.update_group, DELETE=groups.delete_group
    )
    router.add(f"{base}/user_groups/by-name/{{name}}", GET=groups.get_by_name)
    router.add(f"{base}/scim_servers", GET=scim_servers.list_servers, POST=scim_servers.create_server)
    router.add(
        f"{base}/scim_servers/{{id}}",
        GET=scim_servers.get_server,
        PATCH=scim_servers.update_server,
        DELETE=scim_servers.delete_server,
    )
    router.add(f"{base}/api_tokens", GET=tokens.list_tokens, POST=tokens.create_token)
    router.add(f"{base}/api_tokens/{{id}}", GET=tokens.get_token, DELETE=tokens.delete_token)
    return router
