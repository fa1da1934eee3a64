"""Tanium's resource types, data sources, ephemerals and functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.testing.case import (
    Attributes,
    Box,
    DataCase,
    Drift,
    EphemeralCase,
    FromBox,
    FunctionCase,
    ResourceCase,
    Update,
)
from rolecall.testing.snapshot import Row, Snapshot


def _user(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["users"].get(attributes["id"])


def _binding(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    owner = snapshot["users"].get(attributes["user_id"])
    return {"role": attributes["role"]} if owner is not None and attributes["role"] in owner["roles"] else None


def _token(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["api_tokens"].get(attributes["id"])


def _live_tokens(box: Box) -> list[str]:
    return [token.name for token in box.store.tokens.values()]


def _persona(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.personas.named(name).id)


def _set(**fields: Any) -> Any:
    def change(box: Box, attributes: Attributes) -> None:
        box.store.update_user(int(attributes["id"]), **fields)

    return change


def _group(**fields: Any) -> Any:
    def change(box: Box, attributes: Attributes) -> None:
        for name, value in fields.items():
            setattr(box.store.user_groups[int(attributes["id"])], name, value)

    return change


def _id_of(name: str) -> FromBox:
    return FromBox(of=lambda box: [box.store.user(name).id])


USER = ResourceCase(
    type="tanium_user",
    basic={"name": "ada", "roles": ["Analyst"]},
    find=_user,
    unmanaged=_set(computer_groups=["Servers"], content_sets=["Base", "Patch"], local_admin_flag=True),
    updates={
        "name": Update(value="ada.lovelace", replaces=True, stored={"name": "ada.lovelace"}),
        "display_name": Update(
            value="Ada Lovelace", stored={"display_name": "Ada Lovelace"}, unset={"display_name": ""}
        ),
        "email": Update(value="ada@example.com", stored={"email": "ada@example.com"}, unset={"email": ""}),
        "active": Update(value=False, stored={"active": False}, unset={"active": True}),
        "local_admin_flag": Update(value=True, stored={"local_admin_flag": True}),
        "roles": Update(
            value=["Operator", "Patch Administrator"],
            stored={"roles": ["Operator", "Patch Administrator"]},
            unset={"roles": ["Analyst"]},
        ),
        "computer_groups": Update(value=["Laptops"], stored={"computer_groups": ["Laptops"]}),
        "content_sets": Update(value=["Default", "Patch"], stored={"content_sets": ["Default", "Patch"]}),
        "persona_id": Update(value=_persona("Auditor"), stored={"persona_id": _persona("Auditor")}),
        "on_destroy": Update(value="deactivate"),
        "revoke_tokens_on_destroy": Update(value=False),
    },
    drifts=(
        Drift(name="a role is added", change=lambda box, its: box.store.grant_role(int(its["id"]), "Operator")),
        Drift(name="the user is deactivated", change=_set(active=False)),
        Drift(name="all roles are lost", change=_set(roles=[])),
    ),
    vanish=lambda box, its: box.store.delete_user(int(its["id"])),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

ROLE_BINDING = ResourceCase(
    type="tanium_role_binding",
    prerequisites={"tanium_user": {"owner": {"name": "owner"}, "other": {"name": "other"}}},
    basic={"user_id": "${tanium_user.owner.id}", "role": "Analyst"},
    find=_binding,
    updates={
        "role": Update(value="Incident Responder", replaces=True, stored={"role": "Incident Responder"}),
        "user_id": Update(value="${tanium_user.other.id}", replaces=True),
    },
    vanish=lambda box, its: box.store.revoke_role(int(its["user_id"]), its["role"]),
    imports={"id": lambda its: f"{its['user_id']}/{its['role']}"},
)

API_TOKEN = ResourceCase(
    type="tanium_api_token",
    prerequisites={"tanium_user": {"owner": {"name": "owner"}, "other": {"name": "other"}}},
    basic={"name": "pipeline", "user_id": "${tanium_user.owner.id}"},
    find=_token,
    updates={
        "name": Update(value="nightly", replaces=True, stored={"name": "nightly"}),
        "expire_in_days": Update(value=90, replaces=True),
        "user_id": Update(value="${tanium_user.other.id}", replaces=True),
        "rotate_before_days": Update(value=3),
    },
    drifts=(
        Drift(
            name="the token expires", change=lambda box, its: box.store.expire_token(int(its["id"])), action="create"
        ),
    ),
    vanish=lambda box, its: box.store.revoke_token(int(its["id"])),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
    issues="token",
)

RESOURCES = (USER, ROLE_BINDING, API_TOKEN)

USER_GROUP = ResourceCase(
    type="tanium_user_group",
    prerequisites={"tanium_user": {"one": {"name": "one"}, "other": {"name": "other"}}},
    basic={"name": "operators", "members": ["${tanium_user.one.id}"], "roles": ["Operator"]},
    find=lambda snapshot, its: snapshot["user_groups"].get(its["id"]),
    updates={
        "name": Update(value="night shift", stored={"name": "night shift"}, unset={"name": "operators"}),
        "members": Update(value=[], stored={"members": []}, unset={"members": _id_of("one")}),
        "roles": Update(
            value=["Analyst", "Operator"], stored={"roles": ["Analyst", "Operator"]}, unset={"roles": ["Operator"]}
        ),
    },
    drifts=(
        Drift(name="it is renamed", change=_group(name="day shift")),
        Drift(name="everybody is taken out", change=_group(members=[])),
        Drift(name="a role is lost", change=_group(roles=[])),
    ),
    vanish=lambda box, its: box.store.user_groups.pop(int(its["id"])),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

SCIM_SERVER = ResourceCase(
    type="tanium_scim_server",
    basic={"name": "entra", "expire_in_days": 30},
    find=lambda snapshot, its: snapshot["scim_servers"].get(its["id"]),
    updates={
        "name": Update(value="okta", stored={"name": "okta"}, unset={"name": "entra"}),
        "expire_in_days": Update(value=90, replaces=True, stored={"expire_in_days": 90}),
        "trusted_ip_addresses": Update(
            value="192.0.2.0/24",
            stored={"trusted_ip_addresses": "192.0.2.0/24"},
            unset={"trusted_ip_addresses": ""},
        ),
        "rotate_before_days": Update(value=3),
    },
    drifts=(
        Drift(
            name="it is renamed",
            change=lambda box, its: setattr(box.store.scim_servers[int(its["id"])], "name", "other"),
        ),
        Drift(
            name="its token expires",
            change=lambda box, its: box.store.expire_token(int(its["token_id"])),
            action="replace",
        ),
    ),
    vanish=lambda box, its: box.store.delete_scim_server(int(its["id"])),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
    issues="token",
)

PUBLISHED = (USER_GROUP, SCIM_SERVER)
"""The resource types that only the published API has."""


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.user("user00002")
    assert read["id"] == str(user.id)
    assert (read["name"], read["display_name"], read["active"]) == (user.name, user.display_name, True)
    assert read["email"] == (user.email if box.options.api == "classic" else None)
    assert set(read["roles"]) == box.store.role_names(user.id)


def _are_users(box: Box, read: Attributes) -> None:
    users = sorted(user.name for user in box.store.users.values() if not user.deleted_flag)
    assert [row["name"] for row in read["users"]] == users
    assert [set(row["roles"]) for row in read["users"]] == [box.store.role_names(name) for name in users]


def _are_roles(box: Box, read: Attributes) -> None:
    assert [row["name"] for row in read["roles"]] == sorted(role.name for role in box.store.roles)


def _are_tokens(box: Box, read: Attributes) -> None:
    assert [row["id"] for row in read["api_tokens"]] == [str(token.id) for token in box.store.tokens.values()]
    assert not any("token-" in str(row) for row in read["api_tokens"])


def _is_session(box: Box, read: Attributes) -> None:
    assert read["name"] == box.store.administrator.name
    assert read["id"] == str(box.store.administrator.id)


DATA_SOURCES = (
    DataCase(type="tanium_user", label="by name", configuration={"name": "user00002"}, check=_is_user),
    DataCase(
        type="tanium_user",
        label="by id",
        configuration={"id": FromBox(of=lambda box: str(box.store.user("user00002").id))},
        check=_is_user,
    ),
    DataCase(type="tanium_users", check=_are_users),
    DataCase(type="tanium_roles", check=_are_roles),
    DataCase(type="tanium_api_tokens", check=_are_tokens),
    DataCase(type="tanium_session", check=_is_session),
)


def _operators(box: Box) -> str:
    """The id of a group that is made where there is none yet."""
    group = next(iter(box.store.user_groups.values()), None) or box.store.add_user_group("Operators")
    group.members, group.roles = [box.store.user("user00002").id], [box.store.roles.named("Operator").id]
    return str(group.id)


def _is_group(box: Box, attributes: Attributes) -> None:
    assert (attributes["id"], attributes["name"]) == (_operators(box), "Operators")
    assert attributes["members"] == [str(box.store.user("user00002").id)] and attributes["roles"] == ["Operator"]


PUBLISHED_DATA_SOURCES = (
    DataCase(type="tanium_user_group", label="by id", configuration={"id": FromBox(of=_operators)}, check=_is_group),
    DataCase(
        type="tanium_user_group",
        label="by name",
        configuration={"name": FromBox(of=lambda box: box.store.user_groups[int(_operators(box))].name)},
        check=_is_group,
    ),
)
"""The data sources that only the published API has."""


def _acts_for_the_user(box: Box, state: Mapping[str, Attributes], issued: set[str]) -> None:
    assert state["data.tanium_session.temporary"]["name"] == box.store.administrator.name


EPHEMERALS = (
    EphemeralCase(
        type="tanium_api_token",
        configuration={"name": "one run", "expire_in_days": 1},
        consumer={
            "provider": {
                "tanium": [{}, {"alias": "temporary", "api_token": "${ephemeral.tanium_api_token.this.token}"}]
            },
            "data": {"tanium_session": {"temporary": {"provider": "tanium.temporary"}}},
        },
        used=_acts_for_the_user,
        left=_live_tokens,
    ),
)


def _acts_for_its_own_user(box: Box, state: Mapping[str, Attributes], issued: set[str]) -> None:
    assert state["data.tanium_session.temporary"]["name"] == "one run SCIM User"


PUBLISHED_EPHEMERALS = (
    EphemeralCase(
        type="tanium_scim_server",
        configuration={"name": "one run", "expire_in_days": 1},
        consumer={
            "provider": {
                "tanium": [{}, {"alias": "temporary", "api_token": "${ephemeral.tanium_scim_server.this.token}"}]
            },
            "data": {"tanium_session": {"temporary": {"provider": "tanium.temporary"}}},
        },
        used=_acts_for_its_own_user,
        left=lambda box: [*_live_tokens(box), *(server.name for server in box.store.scim_servers.values())],
    ),
)
"""The ephemeral resources that only the published API has."""

FUNCTIONS = (FunctionCase(vendor="tanium", name="role_binding_id", arguments=("42", "Operator"), result="42/Operator"),)
