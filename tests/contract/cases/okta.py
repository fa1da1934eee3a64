"""Okta's resource types, data sources and functions."""

from __future__ import annotations

import json
from typing import Any

from rolecall.sandbox.okta.model import DEFAULT_TYPE
from rolecall.testing.case import Attributes, Box, DataCase, Drift, FromBox, FunctionCase, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot


def _user(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["users"].get(attributes["id"])


def _group(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["groups"].get(attributes["id"])


def _member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["members"].get(attributes["id"])


def _rule(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["rules"].get(attributes["id"])


def _app_user(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["app_users"].get(attributes["id"])


def _app_group(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["app_groups"].get(attributes["id"])


_ADMINISTRATOR = FromBox(of=lambda box: box.store.administrator.id)


def _app(label: str) -> FromBox:
    return FromBox(of=lambda box: box.store.app(label).id)


def _visitor(box: Box) -> str:
    """The id of a second user type."""
    types = [id for id, each in box.store.types.items() if each.name == "visitor"]
    return types[0] if types else str(box.change("user_type.create", name="visitor")["id"])


def _change(do: str, **arguments: Any) -> Any:
    def change(box: Box, its: Attributes) -> None:
        box.change(do, user=its["id"], **arguments)

    return change


def _person(name: str) -> dict[str, str]:
    mail = f"{name}@example.com"
    return {"login": mail, "email": mail, "first_name": name.title(), "last_name": "Contract"}


_PEOPLE = {"owner": _person("owner"), "other": _person("other")}
_GROUPS = {"team": {"name": "Team"}, "other": {"name": "Other team"}}

USER = ResourceCase(
    type="okta_user",
    basic={**_person("ada"), "status": "ACTIVE"},
    find=_user,
    unmanaged=_change("user.update", nickName="Countess"),
    updates={
        "login": Update(
            value="ada.king@example.com",
            stored={"login": "ada.king@example.com"},
            unset={"login": "ada@example.com"},
        ),
        "email": Update(
            value="king@example.com", stored={"email": "king@example.com"}, unset={"email": "ada@example.com"}
        ),
        "first_name": Update(value="Augusta", stored={"firstName": "Augusta"}, unset={"firstName": "Ada"}),
        "last_name": Update(value="King", stored={"lastName": "King"}, unset={"lastName": "Contract"}),
        "display_name": Update(value="Ada K.", stored={"displayName": "Ada K."}, unset={"displayName": ""}),
        "title": Update(value="Countess", stored={"title": "Countess"}, unset={"title": ""}),
        "department": Update(value="Engines", stored={"department": "Engines"}, unset={"department": ""}),
        "employee_number": Update(value="7", stored={"employeeNumber": "7"}, unset={"employeeNumber": ""}),
        "custom_profile_attributes": Update(value=json.dumps({"city": "London"}), stored={"city": "London"}),
        "type_id": Update(value=FromBox(of=_visitor), replaces=True),
        "send_activation_email": Update(value=True),
        "on_destroy": Update(value="deactivate"),
        "status": Update(
            value="SUSPENDED",
            first=_change("user.status", status="ACTIVE"),
            stored={"status": "SUSPENDED"},
            unset={"status": "ACTIVE"},
        ),
    },
    drifts=(
        Drift(name="the user is renamed", change=_change("user.update", lastName="Byron")),
        Drift(name="the user is deactivated", change=_change("user.deactivate")),
    ),
    vanish=_change("user.delete"),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['login']}"},
)

GROUP = ResourceCase(
    type="okta_group",
    basic={"name": "Analysts"},
    find=_group,
    updates={
        "name": Update(value="Engineers", stored={"name": "Engineers"}, unset={"name": "Analysts"}),
        "description": Update(value="Of engines", stored={"description": "Of engines"}, unset={"description": ""}),
    },
    drifts=(
        Drift(name="it is renamed", change=lambda box, its: box.change("group.rename", group=its["id"], to="Mine")),
    ),
    vanish=lambda box, its: box.change("group.delete", group=its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

MEMBER = ResourceCase(
    type="okta_group_member",
    prerequisites={"okta_user": _PEOPLE, "okta_group": _GROUPS},
    basic={"group_id": "${okta_group.team.id}", "user_id": "${okta_user.owner.id}"},
    find=_member,
    updates={
        "group_id": Update(value="${okta_group.other.id}", replaces=True),
        "user_id": Update(value="${okta_user.other.id}", replaces=True),
    },
    vanish=lambda box, its: box.change("group.leave", group=its["group_id"], user=its["user_id"]),
    imports={"id": lambda its: its["id"]},
)

RULE = ResourceCase(
    type="okta_group_rule",
    prerequisites={"okta_group": _GROUPS},
    basic={"name": "Builders", "expression": 'user.title=="Builder"', "group_ids": ["${okta_group.team.id}"]},
    find=_rule,
    unmanaged=lambda box, its: box.change("rule.update", rule=its["name"], excluded=["00u1"]),
    updates={
        "name": Update(value="Makers", stored={"name": "Makers"}, unset={"name": "Builders"}),
        "expression": Update(
            value='user.title=="Maker"',
            stored={"expression": 'user.title=="Maker"'},
            unset={"expression": 'user.title=="Builder"'},
        ),
        "group_ids": Update(value=["${okta_group.other.id}"], replaces=True),
        "excluded_users": Update(value=[_ADMINISTRATOR], stored={"excluded": [_ADMINISTRATOR]}),
        "status": Update(value="ACTIVE", stored={"status": "ACTIVE"}),
        "remove_users_on_destroy": Update(value=True),
    },
    drifts=(
        Drift(
            name="it means others",
            change=lambda box, its: box.change("rule.update", rule=its["name"], expression='user.title=="X"'),
        ),
    ),
    vanish=lambda box, its: box.change("rule.delete", rule=its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['name']}"},
)

APP_USER = ResourceCase(
    type="okta_app_user_assignment",
    prerequisites={"okta_user": _PEOPLE},
    basic={"app_id": _app("Tessian"), "user_id": "${okta_user.owner.id}"},
    find=_app_user,
    updates={
        "app_id": Update(value=_app("Tanium SSO"), replaces=True),
        "user_id": Update(value="${okta_user.other.id}", replaces=True),
    },
    vanish=lambda box, its: box.change("app.unassign", app=its["app_id"], user=its["user_id"]),
    imports={"id": lambda its: its["id"]},
)

APP_GROUP = ResourceCase(
    type="okta_app_group_assignment",
    prerequisites={"okta_group": _GROUPS},
    basic={"app_id": _app("Tessian"), "group_id": "${okta_group.team.id}"},
    find=_app_group,
    updates={
        "app_id": Update(value=_app("Tanium SSO"), replaces=True),
        "group_id": Update(value="${okta_group.other.id}", replaces=True, also={"priority": 0}, stored={"priority": 0}),
    },
    vanish=lambda box, its: box.change("app.unassign_group", app=its["app_id"], group=its["group_id"]),
    imports={"id": lambda its: its["id"]},
)

RESOURCES = (USER, GROUP, MEMBER, RULE, APP_USER, APP_GROUP)


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.user("user00002@example.com")
    assert (read["id"], read["login"], read["status"]) == (user.id, user.login, "ACTIVE")


def _is_group(box: Box, read: Attributes) -> None:
    assert (read["id"], read["type"]) == (box.store.group("Engineering").id, "OKTA_GROUP")


def _is_app(box: Box, read: Attributes) -> None:
    assert (read["id"], read["label"], read["name"]) == (box.store.app("Tessian").id, "Tessian", "tessian")


def _is_type(box: Box, read: Attributes) -> None:
    assert (read["id"], read["name"], read["default"]) == (DEFAULT_TYPE, "user", True)


DATA_SOURCES = (
    DataCase(type="okta_user", label="by login", configuration={"login": "user00002@example.com"}, check=_is_user),
    DataCase(
        type="okta_user",
        label="by id",
        configuration={"id": FromBox(of=lambda box: box.store.user("user00002@example.com").id)},
        check=_is_user,
    ),
    DataCase(type="okta_user_type", label="by name", configuration={"name": "user"}, check=_is_type),
    DataCase(type="okta_group", label="by name", configuration={"name": "Engineering"}, check=_is_group),
    DataCase(type="okta_app", label="by label", configuration={"label": "Tessian"}, check=_is_app),
    DataCase(type="okta_app", label="by id", configuration={"id": _app("Tessian")}, check=_is_app),
)

FUNCTIONS = (
    FunctionCase(vendor="okta", name="group_member_id", arguments=("00g1", "00u1"), result="00g1/00u1"),
    FunctionCase(vendor="okta", name="app_assignment_id", arguments=("0oa1", "00u1"), result="0oa1/00u1"),
)
