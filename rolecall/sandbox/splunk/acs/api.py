"""The API of the Admin Config Service: which search head is addressed, who is let in, which function answers."""

from __future__ import annotations

import re
from collections.abc import Callable

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.splunk.acs import roles, tokens, users
from rolecall.sandbox.splunk.acs.call import Call, refusal
from rolecall.sandbox.splunk.model import User
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore

_BASE = re.compile(r"^/(?P<stack>[^/]+)/adminconfig/v2(?=/)")


def is_addressed(path: str) -> bool:
    """True for paths of the Admin Config Service."""
    return _BASE.match(path) is not None


class AdminConfig:
    """The service of one stack, over the users, roles and tokens of its search head."""

    def __init__(self, store: SplunkStore, options: SplunkOptions) -> None:
        self._store = store
        self._options = options
        self._router = _routes()
        self._waiting = 0

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        found = _BASE.match(request.raw_path)
        if found is None or found["stack"] != self._options.stack:
            raise refusal(404, "stack-not-found", "stack not found")
        caller = self._authenticate(request)
        self._busy(request)
        handler, request.arguments = self._router.find(request.method, _BASE.sub("", request.raw_path))
        return handler(Call(request, self._store, self._options, caller))

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as the service's code and message."""
        code = refusal.name or f"{refusal.status}-refused"
        response = Response.json({"code": code, "message": refusal.text}, refusal.status)
        response.headers.update({"X-REQUEST-ID": f"sandbox-{id(request):x}", **refusal.headers})
        return response

    def _authenticate(self, request: Request) -> User:
        token = next((each for each in self._store.tokens.values() if each.value == request.bearer), None)
        now = self._store.clock.now()
        if token is None or token.status != "enabled" or (token.expires and now >= token.expires):
            raise refusal(401, "unauthorized", "call not properly authenticated")
        user = self._store.users.get(token.user)
        if user is None:
            raise refusal(401, "unauthorized", "failed to parse token")
        token.last_used = int(now)
        return user

    def _busy(self, request: Request) -> None:
        """After a write the stack takes no other write until it was asked `busy_writes` times more."""
        if request.method == "GET":
            return
        if self._waiting:
            self._waiting -= 1
            raise refusal(424, "dependency-incomplete", "a change of this stack is still being carried out")
        self._waiting = self._options.busy_writes


def _routes() -> Router[Callable[[Call], Response]]:
    router: Router[Callable[[Call], Response]] = Router()
    router.add("/users", GET=users.list_users, POST=users.create_user)
    router.add("/users/{name}", GET=users.get_user, PATCH=users.update_user, DELETE=users.delete_user)
    router.add("/roles", GET=roles.list_roles, POST=roles.create_role)
    router.add("/roles/{name}", GET=roles.get_role, PATCH=roles.update_role, DELETE=roles.delete_role)
    router.add("/capabilities", GET=roles.all_capabilities)
    router.add("/tokens", GET=tokens.list_tokens, POST=tokens.create_token)
    router.add("/tokens/{id}", GET=tokens.get_token, DELETE=tokens.delete_token)
    return router
