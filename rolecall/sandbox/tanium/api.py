"""The API of Tanium: `/api/v2` with the `session` header, JSON, answers wrapped in `data`."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any, TypeVar

from rolecall.sandbox.core.clock import iso
from rolecall.sandbox.core.message import Refusal, Request, Response
from rolecall.sandbox.core.paging import page_of
from rolecall.sandbox.core.routing import Router
from rolecall.sandbox.core.vendor import set_fields
from rolecall.sandbox.tanium.access import Access
from rolecall.sandbox.tanium.body import (
    is_id,
    json_object,
    path_id,
    refuse_unknown,
    stored_text,
    user_fields,
    user_name,
)
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.records import REFERENCES, Catalogue, Token, User
from rolecall.sandbox.tanium.store import ADMINISTRATOR, CONTENT_ADMINISTRATOR, TaniumStore

_DEFAULT_PAGE, _LARGEST_PAGE = 100, 500
_SUMMARY = ("id", "name", "display_name", "email", "active", "deleted_flag")
_KEPT = ("id", "name", "last_login", "deleted_flag")
"""What an update that does not say it leaves as it is."""
Row = TypeVar("Row")


class Api:
    """The REST API of one store."""

    def __init__(self, store: TaniumStore, options: TaniumOptions) -> None:
        self._store = store
        self._options = options
        self._access = Access(store, options)
        router: Router[Callable[[Request], Response]] = Router()
        self._router = router
        base = "/api/v2"
        router.add(f"{base}/users", GET=self._list_users, POST=self._create_user)
        router.add(f"{base}/users/{{id}}", GET=self._get_user, PUT=self._replace_user, DELETE=self._delete_user)
        router.add(f"{base}/roles", GET=self._list(store.roles))
        router.add(f"{base}/computer_groups", GET=self._list(store.computer_groups))
        router.add(f"{base}/content_sets", GET=self._list(store.content_sets))
        router.add(f"{base}/personas", GET=self._list(store.personas))
        router.add(f"{base}/session/info", GET=self._session_info)
        router.add(f"{base}/api_tokens", GET=self._list_tokens, POST=self._create_token)
        router.add(f"{base}/api_tokens/{{id}}", GET=self._get_token, DELETE=self._delete_token)

    def handle(self, request: Request) -> Response:
        """Answer a request; the caller holds the store's lock."""
        self._access.enter(request)
        handler, request.arguments = self._router.find(request.method, request.raw_path)
        return handler(request)

    def refuse(self, request: Request, refusal: Refusal) -> Response:
        """A refusal as Tanium's error object: type, exception, error_context."""
        body = {"type": refusal.name or "ServerError", "exception": refusal.text, "error_context": "platform-api"}
        return self._stamp(Response.json(body, refusal.status, **refusal.headers))

    def _data(self, value: Any) -> Response:
        return self._stamp(Response.json({"data": value}))

    def _stamp(self, response: Response) -> Response:
        response.headers["X-Request-Id"] = str(uuid.uuid4())
        return response

    # Users

    def _row(self, user: User) -> dict[str, Any]:
        rows = {kind: getattr(self._store, kind).references(getattr(user, kind)) for kind in REFERENCES}
        return {**vars(user), **rows, **dict.fromkeys(self._options.null_members)}

    def _list_row(self, user: User) -> dict[str, Any]:
        if not self._options.summary_rows:
            return self._row(user)
        return {name: getattr(user, name) for name in _SUMMARY}

    def _list_users(self, request: Request) -> Response:
        self._access.require(ADMINISTRATOR, CONTENT_ADMINISTRATOR)
        users = list(self._store.users.values())
        if self._options.hide_deleted:
            users = [user for user in users if not user.deleted_flag]
        if self._options.hide_inactive:
            users = [user for user in users if user.active]
        if "name" in request.query:
            name = request.parameter("name")
            users = [user for user in users if user.name == name]
        return self._page(request, users, self._list_row)

    def _live(self, request: Request) -> User:
        user = self._store.users.get(path_id(request))
        if user is None or user.deleted_flag:
            raise Refusal(404, f"No user {request.arguments['id']}.", "UserNotFound")
        return user

    def _get_user(self, request: Request) -> Response:
        user = self._live(request)
        if user.id != self._access.caller.id:
            self._access.require(ADMINISTRATOR, CONTENT_ADMINISTRATOR)
        return self._data(self._row(user))

    def _create_user(self, request: Request) -> Response:
        self._access.require(ADMINISTRATOR, CONTENT_ADMINISTRATOR)
        body = json_object(request)
        name = stored_text("name", user_name(body.get("name")), self._options)
        fields = self._stored(request, user_fields(body, self._store))
        fields = {name: value for name, value in fields.items() if name not in self._options.dropped_on_create}
        self._access.require_reach(fields.get("content_sets", []))
        if self._store.live_user(name):
            raise Refusal(409, f"There is a user {name!r} already.", "UserAlreadyExists")
        user = self._store.deleted_user(name) if self._options.revive_on_create else None
        if user is None:
            user = self._store.add_user(name)
        else:
            fields["roles"] = list(dict.fromkeys([*user.roles, *fields.get("roles", [])]))
        set_fields(user, {**fields, "deleted_flag": False})
        return self._data({"id": user.id, "name": user.name, "active": user.active})

    def _replace_user(self, request: Request) -> Response:
        self._access.require(ADMINISTRATOR, CONTENT_ADMINISTRATOR)
        user = self._live(request)
        asked = user_fields(json_object(request), self._store)
        fields = {**_fresh_optional(), **self._stored(request, dict(asked))}
        self._access.require_reach(user.content_sets, fields["content_sets"])
        other = self._store.live_user(fields.get("name", user.name))
        if other is not None and other is not user:
            raise Refusal(409, f"There is a user {other.name!r} already.", "UserAlreadyExists")
        set_fields(user, fields)
        if user.id == self._access.caller.id and not user.active:
            self._access.token.locked = True
        return self._data(self._row(replace(user, **asked) if self._options.answers_echo else user))

    def _delete_user(self, request: Request) -> Response:
        self._access.require(ADMINISTRATOR, CONTENT_ADMINISTRATOR)
        user = self._live(request)
        self._access.require_reach(user.content_sets)
        user.deleted_flag = not self._options.deletes_nothing
        if user.id == self._access.caller.id:
            self._access.token.locked = True
        return self._data({"id": user.id})

    def _stored(self, request: Request, fields: dict[str, Any]) -> dict[str, Any]:
        """What becomes of the fields that a write asks for."""
        if fields.get("roles") and request.fault("drop_roles"):
            fields["roles"] = fields["roles"][:-1]
        return {
            name: stored_text(name, value, self._options) if isinstance(value, str) else value
            for name, value in fields.items()
            if name not in self._options.dropped
        }

    # Roles and what else users point at

    def _list(self, catalogue: Catalogue) -> Callable[[Request], Response]:
        return lambda request: self._page(request, list(catalogue), asdict)

    # The session

    def _session_info(self, request: Request) -> Response:
        caller = self._access.caller
        roles = self._store.roles.references(caller.roles)
        return self._data({"id": caller.id, "name": caller.name, "roles": roles})

    # API tokens

    def _token_row(self, token: Token) -> dict[str, Any]:
        owner = {} if self._options.tokens_name_no_owner else {"user": {"id": token.user_id}}
        return {
            "id": token.id,
            "name": token.name,
            "notes": token.notes,
            "expires_at": iso(token.expires),
            **owner,
        }

    def _list_tokens(self, request: Request) -> Response:
        tokens = [token for token in self._store.tokens.values() if not self._store.expired(token)]
        if not self._access.administrator:
            tokens = [token for token in tokens if token.user_id == self._access.caller.id]
        return self._page(request, tokens, self._token_row)

    def _known_token(self, request: Request) -> Token:
        token = self._store.tokens.get(path_id(request))
        if token is None or self._store.expired(token):
            raise Refusal(404, f"No API token {request.arguments['id']}.", "APITokenNotFound")
        if token.user_id != self._access.caller.id:
            self._access.require(ADMINISTRATOR)
        return token

    def _get_token(self, request: Request) -> Response:
        return self._data(self._token_row(self._known_token(request)))

    def _create_token(self, request: Request) -> Response:
        body = json_object(request)
        refuse_unknown(body, {"name", "notes", "expire_in_days", "user"})
        for field in ("name", "notes"):
            if not isinstance(body.get(field, ""), str):
                raise Refusal(400, f"{field} is a string.", "InvalidFieldType")
        days = body.get("expire_in_days", 7)
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 365:
            raise Refusal(400, "expire_in_days is a whole number from 1 to 365.", "InvalidExpireInDaysField")
        reference = body.get("user", {"id": self._access.caller.id})
        known = isinstance(reference, dict) and is_id(reference.get("id"))
        owner = self._store.users.get(reference["id"]) if known else None
        if owner is None or owner.deleted_flag:
            raise Refusal(400, "The user of the token does not exist.", "UserNotFound")
        if owner.id != self._access.caller.id:
            self._access.require(ADMINISTRATOR)
        name = stored_text("name", body.get("name", ""), self._options)
        token = self._store.add_token(owner, name, days, body.get("notes", ""))
        shown = {**self._token_row(token), "token_string": token.value}
        if not self._options.repeats_tokens:
            return self._data(shown)
        raw = base64.b64encode(token.value.encode()).decode()
        more = {"message": f"use session: {token.value}", "links": [{"href": f"/x?t={token.value}"}], "raw": raw}
        response = self._data({**more, **shown})
        response.headers["X-Request-Id"] = token.value
        return response

    def _delete_token(self, request: Request) -> Response:
        token = self._known_token(request)
        self._store.revoke_token(token.id)
        return self._data({"id": token.id})

    # Lists

    def _page(self, request: Request, rows: Sequence[Row], render: Callable[[Row], dict[str, Any]]) -> Response:
        limit = request.number("limit", _DEFAULT_PAGE, 1, "InvalidParameter")
        limit = min(limit, self._options.clamp, _LARGEST_PAGE)
        page = page_of(rows, request.number("offset", 0, 0, "InvalidParameter"), limit, request)
        return self._data([render(row) for row in page.rows])


def _fresh_optional() -> dict[str, Any]:
    """The values that an update sets where the body says nothing; lists are new each time."""
    return {name: value for name, value in vars(User(0, "")).items() if name not in _KEPT}
