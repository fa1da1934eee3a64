"""`/users`: the users of one search head."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.splunk.acs.call import Call, refusal
from rolecall.sandbox.splunk.model import User

_FIELDS = ("roles", "email", "fullName", "defaultApp", "forceChangePass")


def shown(call: Call, user: User) -> dict[str, Any]:
    """A user as the service shows it."""
    values: dict[str, Any] = {
        "name": user.name,
        "fullName": user.realname,
        "email": user.email or "",
        "roles": sorted(user.roles),
        "capabilities": sorted(call.store.effective_capabilities(user.roles)),
        "defaultApp": user.default_app or "launcher",
        "defaultAppSource": "user" if user.default_app else "system",
        "lockedOut": user.locked_out,
    }
    if user.last_successful_login:
        values["lastSuccessfulLogin"] = datetime.fromtimestamp(user.last_successful_login, UTC).isoformat()
    return values


def list_users(call: Call) -> Response:
    """GET: a page of users sorted by name."""
    users = [call.store.users[name] for name in sorted(call.store.users)]
    return call.page("users", users, lambda user: shown(call, user))


def _known(call: Call) -> User:
    return call.found(call.store.users, call.request.arguments["name"].lower(), "user")


def get_user(call: Call) -> Response:
    """GET: one user, its name in any case."""
    return Response.json(shown(call, _known(call)))


def create_user(call: Call) -> Response:
    """POST: a new user, its name in lower case. A forced change of password is the default."""
    given = call.body((*_FIELDS, "name", "password", "createRole"), ("name", "password"))
    name = str(given["name"]).lower()
    if name in call.store.users:
        raise refusal(409, "object-already-exists", f"user {name} already exists")
    if not given.get("roles") and not given.get("createRole"):
        raise refusal(400, "bad-request", "at least one role is required")
    if len(given["password"]) < call.options.min_password_length:
        raise refusal(400, "bad-request", f"the password must have {call.options.min_password_length} characters")
    user = User(name, password=given["password"], force_change_pass=True)
    _apply(call, user, given)
    if given.get("createRole"):
        user.roles = sorted({*user.roles, call.store.add_role(f"user-{name}").name})
    call.store.users[name] = user
    return Response.json(shown(call, user))


def update_user(call: Call) -> Response:
    """PATCH: what is sent changes, what is left out stays; `roles` replaces the whole list."""
    user = _known(call)
    given = call.body((*_FIELDS, "password", "oldPassword"))
    if user.type != "Splunk":
        raise refusal(403, "forbidden", f"user {user.name} comes from {user.type}")
    _apply(call, user, given)
    return Response.json(shown(call, user))


def delete_user(call: Call) -> Response:
    """DELETE: the user is gone."""
    user = _known(call)
    if user is call.caller:
        raise refusal(403, "forbidden", "an account cannot delete itself")
    call.store.delete_user(user.name)
    return Response.json({})


def _apply(call: Call, user: User, given: dict[str, Any]) -> None:
    """Set on `user` what the body says; all of it is checked before any of it is set."""
    roles = given.get("roles", user.roles)
    for name in roles:
        if name not in call.store.roles:
            raise refusal(400, "bad-request", f"role {name} does not exist")
    call.acknowledged(call.store.effective_capabilities(roles))
    user.roles = sorted(set(roles))
    if "email" in given:
        user.email = given["email"] or ""
    user.realname = given.get("fullName", user.realname) or ""
    user.default_app = given.get("defaultApp", user.default_app) or None
    user.password = given.get("password", user.password)
    user.force_change_pass = given.get("forceChangePass", user.force_change_pass)
