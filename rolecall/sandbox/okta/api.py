"""The API of Okta under `/api/v1`, and what the organization tells of itself."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from email.utils import formatdate

from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.okta import apps, groups, rules, system_log, user_types, users
from rolecall.sandbox.okta.call import BASE, Call
from rolecall.sandbox.okta.errors import OktaRefusal, bad_token
from rolecall.sandbox.okta.model import DEPROVISIONED, SUSPENDED, User
from rolecall.sandbox.okta.oauth import OAuth
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.rate_limits import Rates
from rolecall.sandbox.okta.store import OktaStore

METADATA = "/.well-known/okta-organization"
"""What everybody may know of the organization."""
_CODES = {404: "E0000022", 405: "E0000022", 429: "E0000047", 500: "E0000009"}


class Api:
    """The REST API of one organization."""

    def __init__(self, store: OktaStore, options: OktaOptions, oauth: OAuth) -> None:
        self._store = store
        self._oauth = oauth
        self._options = options
        store.on_change = self._refill
        self._rates = Rates(store.clock, options)
        self._router: Router[Callable[[Call], Response]] = Router()
        add = self._router.add
        user, group, app = f"{BASE}/users/{{user}}", f"{BASE}/groups/{{group}}", f"{BASE}/apps/{{app}}"
        add(f"{BASE}/logs", GET=system_log.list_events)
        add(f"{BASE}/users", GET=users.list_users, POST=users.create)
        add(user, GET=users.read, POST=users.update, PUT=users.replace, DELETE=users.delete)
        add(f"{user}/lifecycle/{{verb}}", POST=users.lifecycle)
        add(f"{user}/groups", GET=users.list_groups)
        add(f"{BASE}/meta/schemas/user/{{schema}}", GET=user_types.schema)
        add(f"{BASE}/meta/types/user", GET=user_types.list_types)
        add(f"{BASE}/meta/types/user/{{type}}", GET=user_types.read)
        add(f"{BASE}/groups", GET=groups.list_groups, POST=groups.create)
        rule = f"{BASE}/groups/rules/{{rule}}"
        add(f"{BASE}/groups/rules", GET=rules.list_rules, POST=rules.create)
        add(rule, GET=rules.read, PUT=rules.replace, DELETE=rules.delete)
        add(f"{rule}/lifecycle/activate", POST=rules.activate)
        add(f"{rule}/lifecycle/deactivate", POST=rules.deactivate)
        add(group, GET=groups.read, PUT=groups.replace, DELETE=groups.delete)
        add(f"{group}/users", GET=groups.list_members)
        add(f"{group}/users/{{user}}", PUT=groups.add_member, DELETE=groups.remove_member)
        add(f"{BASE}/apps", GET=apps.list_apps)
        add(app, GET=apps.read)
        add(f"{app}/users", GET=apps.list_users, POST=apps.assign_user)
        add(f"{app}/users/{{user}}", GET=apps.read_user, POST=apps.update_user, DELETE=apps.unassign_user)
        add(f"{app}/groups", GET=apps.list_groups)
        add(f"{app}/groups/{{group}}", GET=apps.read_group, PUT=apps.assign_group, DELETE=apps.unassign_group)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        if request.raw_path == METADATA and self._options.tells_organization:
            return self._stamp(Response.json({"id": self._store.organization, "pipeline": "idx"}))
        caller = self._enter(request)
        self._rates.count(request.raw_path)
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        call = Call(request, self._store, self._options, caller)
        if handler is not users.read:
            call.require_administrator()
        with system_log.noted(self._store, request, caller.profile["login"]):
            response = handler(call)
        return self._stamp(response)

    def _refill(self, user: User) -> None:
        for rule in self._store.rules.values():
            rules.fill(self._store, rule, user)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as Okta's error object."""
        code = refusal.name if refusal.name.startswith("E0") else _CODES.get(refusal.status, "E0000009")
        causes = refusal.causes if isinstance(refusal, OktaRefusal) else ()
        body = {
            "errorCode": code,
            "errorSummary": refusal.text,
            "errorLink": code,
            "errorId": f"oae{uuid.uuid4().hex[:22]}",
            "errorCauses": [{"errorSummary": cause} for cause in causes],
        }
        return self._stamp(Response.json(body, refusal.status, **refusal.headers))

    def _enter(self, request: Request) -> User:
        """The owner of the token; refuses with 401. The tokens of people who are suspended or deactivated are void.

        The scheme may stand before the token without a blank: the vendor's own library sends it so.
        """
        header = request.headers.get("authorization", "")
        if request.bearer:
            return self._oauth.caller(request)
        token = self._store.tokens.get(header.removeprefix("SSWS").strip()) if header.startswith("SSWS") else None
        user = self._store.users.get(token.user_id) if token else None
        if user is None or user.status in (SUSPENDED, DEPROVISIONED):
            self._rates.forget()
            raise bad_token()
        return user

    def _stamp(self, response: Response) -> Response:
        response.headers |= {
            "X-Okta-Request-Id": uuid.uuid4().hex,
            "Date": formatdate(self._store.clock.now(), usegmt=True),
            **self._rates.headers,
        }
        return response
