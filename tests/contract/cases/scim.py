"""The resource types, data sources and functions of SCIM, against the generic server."""

from __future__ import annotations

import json
from typing import Any

from rolecall.sandbox.scim.definitions import BADGE
from rolecall.testing.case import Attributes, Box, DataCase, Drift, FromBox, FunctionCase, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot

_ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def _user(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["users"].get(attributes["id"])


def _group(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    return snapshot["groups"].get(attributes["id"])


def _member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    group = snapshot["groups"].get(attributes["group_id"])
    return {"user": attributes["user_id"]} if group and attributes["user_id"] in group.get("members", ()) else None


def _edit(**fields: Any) -> Any:
    def change(box: Box, its: Attributes) -> None:
        box.change("user.update", user=its["id"], **fields)

    return change


def _seeded(number: int) -> FromBox:
    return FromBox(of=lambda box: box.store.users.find(f"user{number:05}").id)


def _join(box: Box, its: Attributes) -> None:
    box.change("member.add", group=its["id"], member="user00003")


USER = ResourceCase(
    type="scim_user",
    basic={"user_name": "ada"},
    find=_user,
    unmanaged=_edit(nickName="Countess", title="Countess of Lovelace"),
    updates={
        "user_name": Update(value="ada.lovelace", stored={"userName": "ada.lovelace"}, unset={"userName": "ada"}),
        "display_name": Update(
            value="Ada Lovelace", stored={"displayName": "Ada Lovelace"}, unset={"displayName": None}
        ),
        "external_id": Update(value="e-1815", stored={"externalId": "e-1815"}, unset={"externalId": None}),
        "active": Update(value=False, stored={"active": False}, unset={"active": True}),
        "name": Update(
            value={"given_name": "Ada", "family_name": "Lovelace"},
            stored={"name": {"givenName": "Ada", "familyName": "Lovelace"}},
        ),
        "emails": Update(
            value=[{"value": "ada@example.com", "type": "work", "primary": True}, {"value": "ada@example.org"}],
            stored={
                "emails": [{"value": "ada@example.com", "type": "work", "primary": True}, {"value": "ada@example.org"}]
            },
        ),
        "title": Update(value="Countess", stored={"title": "Countess"}, unset={"title": None}),
        **{
            name: Update(value=value, stored={member: value}, unset={member: None})
            for name, member, value in (
                ("nick_name", "nickName", "Ada"),
                ("profile_url", "profileUrl", "https://people.example.com/ada"),
                ("user_type", "userType", "Employee"),
                ("preferred_language", "preferredLanguage", "en-GB"),
                ("locale", "locale", "en-GB"),
                ("timezone", "timezone", "Europe/London"),
            )
        },
        "phone_numbers": Update(
            value=[{"value": "tel:+44-20-1843", "type": "work"}],
            stored={"phoneNumbers": [{"value": "tel:+44-20-1843", "type": "work"}]},
        ),
        "roles": Update(value=[{"value": "analyst"}], stored={"roles": [{"value": "analyst"}]}),
        "entitlements": Update(value=[{"value": "engine"}], stored={"entitlements": [{"value": "engine"}]}),
        "addresses": Update(
            value=[{"locality": "London", "country": "GB"}],
            stored={"addresses": [{"locality": "London", "country": "GB"}]},
        ),
        "enterprise": Update(
            value={"department": "Engines", "manager_id": _seeded(1)},
            stored={_ENTERPRISE: {"department": "Engines", "manager": {"value": _seeded(1)}}},
        ),
        "extensions_json": Update(value=json.dumps({BADGE: {"number": "1843"}}), stored={BADGE: {"number": "1843"}}),
        "password_wo": Update(
            value="${var.word}",
            also={"password_wo_version": 2},
            stored={"password": "analytical-engine-1843"},
        ),
        "on_destroy": Update(value="deactivate"),
    },
    variables={"word": "analytical-engine-1843"},
    drifts=(
        Drift(name="the user is deactivated", change=_edit(active=False)),
        Drift(name="the user is renamed", change=_edit(userName="someone.else")),
    ),
    vanish=lambda box, its: box.change("user.delete", user=its["id"]),
    imports={
        "id": lambda its: its["id"],
        "name": lambda its: f"name={its['user_name']}",
        "user name": lambda its: f"user_name={its['user_name']}",
    },
)

_FIRST_TWO = FromBox(of=lambda box: sorted(box.store.users.find(name).id for name in ("user00001", "user00002")))

GROUP = ResourceCase(
    type="scim_group",
    basic={"display_name": "Analysts", "members": _FIRST_TWO},
    find=_group,
    updates={
        "display_name": Update(
            value="Engineers", stored={"displayName": "Engineers"}, unset={"displayName": "Analysts"}
        ),
        "external_id": Update(value="g-1", stored={"externalId": "g-1"}, unset={"externalId": None}),
        "members": Update(value=[_seeded(3)], stored={"members": [_seeded(3)]}, unset={"members": _FIRST_TWO}),
    },
    drifts=(Drift(name="somebody joins", change=_join),),
    vanish=lambda box, its: box.change("group.delete", group=its["id"]),
    imports={"id": lambda its: its["id"], "display name": lambda its: f"display_name={its['display_name']}"},
)

GROUP_MEMBER = ResourceCase(
    type="scim_group_member",
    prerequisites={"scim_group": {"one": {"display_name": "One"}, "two": {"display_name": "Two"}}},
    basic={"group_id": "${scim_group.one.id}", "user_id": _seeded(1)},
    find=_member,
    updates={
        "user_id": Update(value=_seeded(2), replaces=True),
        "group_id": Update(value="${scim_group.two.id}", replaces=True),
    },
    vanish=lambda box, its: box.change("member.remove", group=its["group_id"], member=its["user_id"]),
    imports={"id": lambda its: f"{its['group_id']}/{its['user_id']}"},
)

RESOURCES = (USER, GROUP, GROUP_MEMBER)


def _is_user(box: Box, read: Attributes) -> None:
    user = box.store.users.find("user00002")
    assert (read["id"], read["user_name"], read["active"]) == (user.id, "user00002", True)
    assert read["emails"] == [{"value": "user00002@example.com", "type": "work", "primary": True}]


def _are_users(box: Box, read: Attributes) -> None:
    assert [row["user_name"] for row in read["users"]] == sorted(user.name for user in box.store.users)


def _first_group(box: Box) -> Any:
    return next(iter(box.store.groups))


def _is_group(box: Box, read: Attributes) -> None:
    group = _first_group(box)
    assert (read["id"], read["display_name"]) == (group.id, group.name)
    (row,) = (row for row in box.store.dump()["groups"] if row["id"] == group.id)
    assert set(read["members"]) == {member["value"] for member in row["members"]}


def _are_groups(box: Box, read: Attributes) -> None:
    assert [row["display_name"] for row in read["groups"]] == sorted(group.name for group in box.store.groups)
    assert all(row["members"] for row in read["groups"])


def _is_config(box: Box, read: Attributes) -> None:
    assert (read["patch"], read["filter"], read["etag"]) == (box.options.patch, box.options.filters, box.options.etag)


DATA_SOURCES = (
    DataCase(type="scim_user", label="by user name", configuration={"user_name": "user00002"}, check=_is_user),
    DataCase(type="scim_user", label="by id", configuration={"id": _seeded(2)}, check=_is_user),
    DataCase(type="scim_user", label="by external id", configuration={"external_id": "external-00002"}, check=_is_user),
    DataCase(type="scim_users", check=_are_users),
    DataCase(
        type="scim_group",
        label="by id",
        configuration={"id": FromBox(of=lambda box: _first_group(box).id)},
        check=_is_group,
    ),
    DataCase(
        type="scim_group",
        label="by name",
        configuration={"display_name": FromBox(of=lambda box: _first_group(box).name)},
        check=_is_group,
    ),
    DataCase(type="scim_groups", check=_are_groups),
    DataCase(type="scim_service_provider_config", check=_is_config),
)

FUNCTIONS = (FunctionCase(vendor="scim", name="group_member_id", arguments=("g", "u"), result="g/u"),)
