"""`/services/authentication/users` and `current-context`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.core.vendor import set_fields
from rolecall.sandbox.splunk.call import Call
from rolecall.sandbox.splunk.feed import Entry, Fields
from rolecall.sandbox.splunk.model import ADMIN, User

PATH = "/services/authentication/users"
CONTEXT = "/services/authentication/current-context"
_SETTABLE = (
    "password",
    "roles",
    "realname",
    "email",
    "defaultApp",
    "tz",
    "lang",
    "force-change-pass",
    "restart_background_jobs",
)
_ON_CREATE = ("name", *_SETTABLE, "createrole")
_ON_UPDATE = (*_SETTABLE, "locked-out", "oldpassword")
_FORBIDDEN = re.compile(r"[\s:/]")


def content(call: Call, user: User, capabilities: list[str]) -> dict[str, Any]:
    """A user as the API shows it: password masked, capabilities effective, email null until set."""
    app, source = user.default_app, ""
    if app is None:
        known = [call.store.roles[name] for name in user.roles if name in call.store.roles]
        with_app = [role for role in known if role.settings["defaultApp"]]
        app, source = (with_app[0].settings["defaultApp"], with_app[0].name) if with_app else ("launcher", "system")
    values: dict[str, Any] = {
        "capabilities": capabilities,
        "defaultApp": app,
        "defaultAppIsUserOverride": user.default_app is not None,
        "defaultAppSourceRole": source,
        "email": user.email,
        "lang": user.lang,
        "locked-out": user.locked_out,
        "password": "********",
        "realname": user.realname,
        "restart_background_jobs": user.restart_background_jobs,
        "roles": sorted(user.roles),
        "search_assistant": user.search_assistant,
        "theme": user.theme,
        "type": user.type,
        "tz": user.tz,
    }
    if user.last_successful_login is not None:
        values["last_successful_login"] = user.last_successful_login
    return values


def _renderer(call: Call) -> Callable[[User], Entry]:
    """Renders users, working the capabilities of each set of roles out once."""
    known: dict[tuple[str, ...], list[str]] = {}
    fields = Fields(optional=_ON_UPDATE)

    def render(user: User) -> Entry:
        roles = tuple(user.roles)
        if roles not in known:
            known[roles] = sorted(call.store.effective_capabilities(roles))
        return Entry(user.name, PATH, content(call, user, known[roles]), fields, removable=user.name != ADMIN)

    return render


def _entry(call: Call, user: User) -> Entry:
    return _renderer(call)(user)


def list_users(call: Call) -> Response:
    """GET: a page of users sorted by name."""
    call.require("list_users", "edit_user", "admin_all_objects")
    users = [call.store.users[name] for name in sorted(call.store.users)]
    return call.page(PATH, users, _renderer(call))


def get_user(call: Call) -> Response:
    """GET: one user, its name in any case."""
    if call.request.arguments["name"].lower() != call.caller.name:
        call.require("list_users", "edit_user", "admin_all_objects")
    return call.answer(PATH, [_entry(call, call.found(call.store.users))])


def create_user(call: Call) -> Response:
    """POST: a new local user, its name in lower case.

    Without roles, or with `createrole`, the user gets a role `user-<name>` of its own, which outlives it.
    """
    call.require("edit_user", "admin_all_objects")
    call.allow(_ON_CREATE)
    store = call.store
    name = call.required("name").lower()
    if _FORBIDDEN.search(name):
        raise Refusal(400, "A user name cannot contain spaces, colons or forward slashes.")
    if name in store.users:
        raise Refusal(409, f"User with name={name} already exists.")
    if name in store.directory:
        kind = store.directory[name].type
        raise Refusal(400, f"User {name} is managed by {kind} and appears when it first logs in.")
    password = _password(call, call.required("password"))
    fields = _fields(call)
    roles = known_roles(call)
    alone = call.has("createrole") and call.flag("createrole")
    if not call.values("roles") and not alone and call.options.without_roles == "refuse":
        raise Refusal(400, "Must specify at least one role for the user.")
    if not call.values("roles") or alone:
        own = f"user-{name}"
        if own not in store.roles:
            store.add_role(own)
        roles = [*roles, own]
    user = store.add_user(name, password=password, **fields)
    user.roles = sorted(set(roles))
    return call.written(PATH, _entry(call, user))


def update_user(call: Call) -> Response:
    """POST to a user: `roles` replaces the whole list, and leaving it out empties it unless the options say keep."""
    user = call.found(call.store.users)
    own = user.name == call.caller.name
    if not own or call.has("roles"):
        call.require("edit_user", "admin_all_objects")
    call.allow(_ON_UPDATE)
    if call.has("locked-out") and call.flag("locked-out"):
        raise Refusal(400, 'The argument "locked-out" can only be set to false.')
    if user.type != "Splunk" and (call.has("roles") or call.has("password")):
        raise Refusal(400, f"Roles and password of {user.name} are managed by {user.type}.")
    fields = _fields(call)
    if call.has("password"):
        if own and not call.can("edit_user", "admin_all_objects") and call.text("oldpassword") != user.password:
            raise Refusal(400, "The old password is not correct.")
        fields["password"] = _password(call, call.text("password"))
    roles = known_roles(call)
    if call.has("locked-out"):
        user.locked_out = False
    set_fields(user, fields)
    if call.has("roles") or (call.options.omitted_roles == "wipe" and user.type == "Splunk"):
        user.roles = roles
    return call.written(PATH, _entry(call, user))


def delete_user(call: Call) -> Response:
    """DELETE: the user is gone, its own role and its sessions' entries are not. `admin` is refused."""
    call.require("edit_user", "admin_all_objects")
    user = call.found(call.store.users)
    if user.name == ADMIN:
        raise Refusal(403, "The built-in user admin cannot be deleted.")
    call.store.delete_user(user.name)
    return call.answer(PATH, [])


def current_context(call: Call) -> Response:
    """GET: who is calling."""
    values = content(call, call.caller, sorted(call.capabilities))
    return call.answer(CONTEXT, [Entry("context", CONTEXT, {**values, "username": call.caller.name}, removable=False)])


def known_roles(call: Call) -> list[str]:
    """The `roles` argument, names compared exactly; unknown ones are dropped, or refused where the options say so."""
    asked = list(dict.fromkeys(call.values("roles")))
    unknown = [name for name in asked if name not in call.store.roles]
    if unknown and call.options.unknown_roles == "error":
        raise Refusal(400, f"In handler 'users': Role={unknown[0]} does not exist.")
    roles = sorted(name for name in asked if name in call.store.roles)
    return roles[:-1] if roles and call.request.fault("drop_roles") else roles


def _password(call: Call, value: str) -> str:
    least = call.options.min_password_length
    if len(value) < least:
        raise Refusal(400, f"The password must be at least {least} characters long.")
    return value


def _fields(call: Call) -> dict[str, Any]:
    """The fields the arguments set, other than password and roles."""
    fields: dict[str, Any] = {}
    for name in ("realname", "email", "tz", "lang"):
        if call.has(name) and name not in call.options.dropped:
            lower = name == "email" and call.options.lower_emails
            fields[name] = call.text(name).lower() if lower else call.text(name)
    if call.has("defaultApp"):
        fields["default_app"] = call.text("defaultApp") or None
    for argument in ("force-change-pass", "restart_background_jobs"):
        if call.has(argument):
            fields[argument.replace("-", "_")] = call.flag(argument)
    return fields
