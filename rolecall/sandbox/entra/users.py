"""Users as Graph answers and changes them, and who manages whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rolecall.sandbox.core.message import Refusal, Response
from rolecall.sandbox.entra.call import Call, bad_request, not_found, properties, shown
from rolecall.sandbox.entra.model import User
from rolecall.sandbox.entra.people import DOMAIN

READ = ("User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All")
WRITE = ("User.ReadWrite.All", "Directory.ReadWrite.All")
_PASSWORDS = "User-PasswordProfile.ReadWrite.All"
_FILTERS = ("id", "userPrincipalName", "displayName", "mail", "mailNickname", "accountEnabled", "givenName")
_EXPAND = re.compile(r"manager(\(\$select=id\))?")
_FIELDS = properties(User, "id", "mail", "manager_id", "on_premises_sync_enabled", "password", "change_password")
_READ_ONLY = {"mail": "mail", "onPremisesSyncEnabled": "on_premises_sync_enabled"}
_TYPES: Mapping[str, type] = {name: bool if name == "accountEnabled" else str for name in _FIELDS} | {
    "passwordProfile": dict
}
_REQUIRED = ("accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName")
_NEVER_NULL = ("accountEnabled", "displayName", "mailNickname", "userPrincipalName")
USUAL = (
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
)
"""The properties that Graph shows of a user where `$select` names none."""


def user_row(user: User, expanded: bool = False) -> dict[str, Any]:
    """A user with every property; `expanded`: with the manager, where there is one."""
    row = shown(user, {**_FIELDS, **_READ_ONLY})
    row |= {"id": user.id, "businessPhones": [], "passwordProfile": None}
    if expanded and user.manager_id is not None:
        row["manager"] = {"@odata.type": "#microsoft.graph.user", "id": user.manager_id}
    return row


def list_users(call: Call) -> Response:
    """GET /users."""
    call.require(*READ)
    expanded = _expanded(call)
    rows = call.store.user_copies.listed(call.store.users.values())
    return call.page("users", rows, lambda user: user_row(user, expanded), _FILTERS, usual=USUAL, options=("$expand",))


def get(call: Call) -> Response:
    """GET /users/{id or user principal name}."""
    call.require(*READ)
    return call.one("users", user_row(_seen(call), _expanded(call)), usual=USUAL)


def create(call: Call) -> Response:
    """POST /users."""
    call.require(*WRITE)
    body = call.body(_TYPES, _REQUIRED, of="User")
    _check(call, body)
    store = call.store
    values = {_FIELDS[name]: value for name, value in body.items() if name in _FIELDS}
    profile = body["passwordProfile"]
    values |= {"password": profile["password"], "mail": None}
    values["change_password"] = bool(profile.get("forceChangePasswordNextSignIn"))
    user = store.add_user(values.pop("user_principal_name"), **values)
    store.user_copies.created(user.id)
    return call.one("users", user_row(user), 201, usual=USUAL)


def update(call: Call) -> Response:
    """PATCH /users/{id}: what the body names, and nothing else."""
    call.require(*WRITE)
    user = _written(call)
    body = call.body(_TYPES)
    _check(call, body, user)
    if "passwordProfile" in body:
        call.require(_PASSWORDS, "Directory.ReadWrite.All")
    profile = body.get("passwordProfile") or {}
    with call.store.user_copies.changing(user):
        call.store.update_user(user.id, **{_FIELDS[name]: value for name, value in body.items() if name in _FIELDS})
        user.password = profile.get("password") or user.password
        user.change_password = bool(profile.get("forceChangePasswordNextSignIn", user.change_password))
    return Response(204)


def delete(call: Call) -> Response:
    """DELETE /users/{id}: into the recycle bin, out of every group and assignment."""
    call.require(*WRITE)
    user = _written(call)
    call.store.remove_user(user.id)
    call.store.user_copies.deleted(user.id, user)
    return Response(204)


def get_manager(call: Call) -> Response:
    """GET /users/{id}/manager; refuses with 404 where there is none."""
    call.require(*READ)
    user = _seen(call)
    manager = call.store.users.get(user.manager_id or "")
    if manager is None:
        raise not_found("manager")
    return call.one("directoryObjects", {"@odata.type": "#microsoft.graph.user", **user_row(manager)})


def put_manager(call: Call) -> Response:
    """PUT /users/{id}/manager/$ref."""
    call.require(*WRITE)
    user = _written(call)
    manager = call.reference()
    if manager not in call.store.users:
        raise not_found(manager)
    call.store.user_copies.refer(manager)
    with call.store.user_copies.changing(user):
        user.manager_id = manager
    return Response(204)


def delete_manager(call: Call) -> Response:
    """DELETE /users/{id}/manager/$ref; refuses with 404 where there is none."""
    call.require(*WRITE)
    user = _written(call)
    if user.manager_id is None:
        raise not_found("manager")
    with call.store.user_copies.changing(user):
        user.manager_id = None
    return Response(204)


def _expanded(call: Call) -> bool:
    if "$expand" not in call.request.query:
        return False
    text = call.request.parameter("$expand")
    if _EXPAND.fullmatch(text) is None:
        raise bad_request(f"Parsing OData Select and Expand failed: '{text}'.", "BadRequest")
    return True


def _seen(call: Call) -> User:
    """The user in the path as this copy of the directory has them."""
    key = call.argument("user")
    now = call.store.find_user(key)
    return call.found("user", call.store.user_copies.read(now.id if now is not None else key, now))


def _written(call: Call) -> User:
    """The user in the path, for a write; refuses one that is not there, not there yet, or another directory's."""
    user = call.written("user", call.store.user_copies, call.store.find_user(call.argument("user")))
    if user.on_premises_sync_enabled:
        raise synchronized()
    return user


def synchronized() -> Refusal:
    """The refusal for what a directory of the company writes."""
    return bad_request(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects "
        "currently undergoing migration."
    )


def _check(call: Call, body: Mapping[str, Any], user: User | None = None) -> None:
    """Refuse values as Graph does: blank ones, names of other domains or taken ones, weak passwords."""
    for name, value in body.items():
        if value == "" or (value is None and name in _NEVER_NULL):
            raise bad_request(f"Invalid value specified for property '{name}' of resource 'User'.")
    upn = body.get("userPrincipalName")
    if upn is not None:
        if upn.partition("@")[2].lower() != DOMAIN:
            text = "The domain portion of the userPrincipalName property is invalid. You must use one of the verified "
            raise bad_request(f"{text}domain names in your organization.")
        other = call.store.find_user(upn)
        if other is not None and other is not user:
            raise bad_request("Another object with the same value for property userPrincipalName already exists.")
    location = body.get("usageLocation")
    if location is not None and re.fullmatch("[A-Z]{2}", location) is None:
        raise bad_request("Invalid value specified for property 'usageLocation' of resource 'User'.")
    password = (body.get("passwordProfile") or {}).get("password")
    if user is None and not password:
        raise bad_request("A value is required for property 'password' of resource 'PasswordProfile'.")
    if password is not None and (len(password) < 8 or password.lower() == password):
        text = "The specified password does not comply with password complexity requirements. Please provide a "
        raise bad_request(f"{text}different password.")
