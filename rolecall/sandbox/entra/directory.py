"""Users, groups and their members, as Graph answers them: read-only here."""

from __future__ import annotations

from typing import Any

from rolecall.sandbox.core.message import Response
from rolecall.sandbox.entra.call import Call
from rolecall.sandbox.entra.model import Group, User

_READ = ("Directory.Read.All", "Directory.ReadWrite.All")
_USER_FILTERS = ("id", "userPrincipalName", "displayName", "mail", "mailNickname", "accountEnabled", "givenName")
_GROUP_FILTERS = ("id", "displayName", "mail", "mailNickname", "securityEnabled")


def user_row(user: User) -> dict[str, Any]:
    """A user as Graph answers one."""
    return {
        "id": user.id,
        "userPrincipalName": user.user_principal_name,
        "displayName": user.display_name,
        "mail": user.mail,
        "givenName": user.given_name,
        "surname": user.surname,
        "jobTitle": user.job_title,
        "department": user.department,
        "mailNickname": user.mail_nickname,
        "accountEnabled": user.account_enabled,
        "businessPhones": [],
        "mobilePhone": None,
        "officeLocation": None,
        "preferredLanguage": None,
    }


def group_row(group: Group) -> dict[str, Any]:
    """A group as Graph answers one."""
    return {
        "id": group.id,
        "displayName": group.display_name,
        "description": group.description,
        "mail": group.mail,
        "mailEnabled": group.mail is not None,
        "mailNickname": group.display_name.replace(" ", ""),
        "securityEnabled": True,
        "groupTypes": [],
    }


def list_users(call: Call) -> Response:
    """GET /users."""
    call.require(*_READ, "User.Read.All")
    return call.page("users", list(call.store.users.values()), user_row, _USER_FILTERS)


def get_user(call: Call) -> Response:
    """GET /users/{id or user principal name}."""
    call.require(*_READ, "User.Read.All")
    return call.one("users", user_row(call.found("user", call.store.find_user(call.argument("user")))))


def list_groups(call: Call) -> Response:
    """GET /groups."""
    call.require(*_READ, "Group.Read.All")
    return call.page("groups", list(call.store.groups.values()), group_row, _GROUP_FILTERS)


def _group(call: Call) -> Group:
    call.require(*_READ, "Group.Read.All")
    return call.found("group", call.store.groups.get(call.argument("group")))


def get_group(call: Call) -> Response:
    """GET /groups/{id}."""
    return call.one("groups", group_row(_group(call)))


def list_members(call: Call) -> Response:
    """GET /groups/{id}/members."""
    store = call.store

    def row(id: str) -> dict[str, Any]:
        if id in store.users:
            return {"@odata.type": "#microsoft.graph.user", **user_row(store.users[id])}
        return {"@odata.type": "#microsoft.graph.group", **group_row(store.groups[id])}

    return call.page("directoryObjects", _group(call).members, row)
