"""Entra's users, groups, members and owners."""

from __future__ import annotations

from typing import Any

from rolecall.testing.case import Attributes, Box, Drift, FromBox, ResourceCase, Update
from rolecall.testing.snapshot import Row, Snapshot
from tests.contract.cases.entra_objects import OTHER, WORD, app_id, find_in, prepared, user_id


def _set(**fields: Any) -> Any:
    def change(box: Box, its: Attributes) -> None:
        box.change("user.update", user=its["id"], **fields)

    return change


def _texts(**values: str) -> dict[str, Update]:
    """Texts that go when the configuration no longer has them."""
    return {name: Update(value=value, stored={name: value}, unset={name: None}) for name, value in values.items()}


USER = ResourceCase(
    type="entra_user",
    basic={
        "user_principal_name": "ada@example.onmicrosoft.com",
        "display_name": "Ada",
        "mail_nickname": "ada",
        "account_enabled": True,
        "password_wo": "${var.word}",
        "password_wo_version": 1,
    },
    variables={"word": WORD, "other": OTHER},
    find=find_in("users"),
    unmanaged=_set(office_location="Somerset", job_title="Countess"),
    updates={
        "user_principal_name": Update(
            value="king@example.onmicrosoft.com",
            stored={"user_principal_name": "king@example.onmicrosoft.com"},
            unset={"user_principal_name": "ada@example.onmicrosoft.com"},
        ),
        "display_name": Update(value="Ada King", stored={"display_name": "Ada King"}, unset={"display_name": "Ada"}),
        "mail_nickname": Update(value="king", stored={"mail_nickname": "king"}, unset={"mail_nickname": "ada"}),
        "account_enabled": Update(value=False, stored={"account_enabled": False}, unset={"account_enabled": True}),
        **_texts(
            given_name="Ada",
            surname="King",
            department="Engines",
            company_name="Babbage",
            employee_id="1815",
            mobile_phone="+44 1",
            preferred_language="en-GB",
            usage_location="GB",
        ),
        "job_title": Update(value="Analyst", stored={"job_title": "Analyst"}, unset={"job_title": None}),
        "office_location": Update(
            value="Ockham", stored={"office_location": "Ockham"}, unset={"office_location": None}
        ),
        "manager_id": Update(value=user_id(0), stored={"manager_id": user_id(0)}, unset={"manager_id": None}),
        "password_wo_version": Update(
            value=2, also={"password_wo": "${var.other}"}, stored={"password": OTHER}, unset={"password": WORD}
        ),
        "force_change_password": Update(value=True, stored={"change_password": True}, unset={"change_password": False}),
        "restore_deleted": Update(value=True),
        "on_destroy": Update(value="deactivate"),
    },
    drifts=(
        Drift(name="somebody blocks the user", change=_set(account_enabled=False)),
        Drift(name="the user is renamed", change=_set(display_name="Somebody else")),
    ),
    vanish=lambda box, its: box.change("user.delete", user=its["id"]),
    imports={"id": lambda its: its["id"], "name": lambda its: f"name={its['user_principal_name']}"},
    unreadable=frozenset({"password_wo_version"}),
)

_FIRST_TWO = FromBox(of=lambda box: sorted(list(box.store.users)[:2]))


def _join(box: Box, its: Attributes) -> None:
    members = box.store.groups[its["id"]].members
    box.change("group.update", group=its["id"], members=[*members, list(box.store.users)[2]])


GROUP = ResourceCase(
    type="entra_group",
    basic={"display_name": "Analysts", "mail_nickname": "analysts", "members": _FIRST_TWO},
    find=find_in("groups"),
    updates={
        "display_name": Update(
            value="Engineers", stored={"display_name": "Engineers"}, unset={"display_name": "Analysts"}
        ),
        "description": Update(value="Engines", stored={"description": "Engines"}, unset={"description": None}),
        "mail_nickname": Update(
            value="engineers", stored={"mail_nickname": "engineers"}, unset={"mail_nickname": "analysts"}
        ),
        "members": Update(value=[user_id(2)], stored={"members": [user_id(2)]}, unset={"members": _FIRST_TWO}),
    },
    drifts=(Drift(name="somebody joins", change=_join),),
    vanish=lambda box, its: box.change("group.delete", group=its["id"]),
    imports={"id": lambda its: its["id"], "display name": lambda its: f"name={its['display_name']}"},
)


def _member(snapshot: Snapshot, attributes: Attributes) -> Row | None:
    group = snapshot["groups"].get(attributes["group_id"])
    there = group is not None and attributes["member_id"] in group["members"]
    return {"member": attributes["member_id"]} if there else None


def _leave(box: Box, its: Attributes) -> None:
    members = [each for each in box.store.groups[its["group_id"]].members if each != its["member_id"]]
    box.change("group.update", group=its["group_id"], members=members)


GROUP_MEMBER = ResourceCase(
    type="entra_group_member",
    prerequisites={
        "entra_group": {
            "one": {"display_name": "One", "mail_nickname": "one"},
            "two": {"display_name": "Two", "mail_nickname": "two"},
        }
    },
    basic={"group_id": "${entra_group.one.id}", "member_id": user_id(0)},
    find=_member,
    updates={
        "member_id": Update(value=user_id(1), replaces=True),
        "group_id": Update(value="${entra_group.two.id}", replaces=True),
    },
    vanish=_leave,
    imports={"id": lambda its: its["id"]},
)


def _disown(box: Box, its: Attributes) -> None:
    id, owner = its["id"].split("/")
    for objects in (box.store.groups, box.store.applications, box.store.service_principals):
        if id in objects:
            objects[id].owners.remove(owner)


def _keep_an_owner(box: Box) -> None:
    """Groups have somebody else who owns them, as the last owner of a group cannot be taken out."""
    for group in box.store.groups.values():
        group.owners = group.owners or [list(box.store.users)[2]]


def _owner(kind: str, place: str, one: Any, two: Any, prepare: Any) -> ResourceCase:
    return ResourceCase(
        type=f"entra_{kind}_owner",
        prepare=prepare,
        basic={place: one, "owner_id": user_id(0)},
        find=find_in("owners"),
        updates={
            "owner_id": Update(value=user_id(1), replaces=True),
            place: Update(value=two, replaces=True, also={"owner_id": user_id(1)}),
            "on_destroy": Update(value="retain", also={"owner_id": user_id(1)}),
        },
        vanish=_disown,
        imports={"id": lambda its: its["id"]},
    )


def _registered(name: str) -> FromBox:
    return FromBox(of=lambda box: box.store.application_of(box.store.principal(name)).id)


def _group(number: int) -> FromBox:
    return FromBox(of=lambda box: list(box.store.groups)[number])


def _two_groups(box: Box) -> None:
    while len(box.store.groups) < 2:
        box.change("group.create", name=f"owned {len(box.store.groups)}")
    _keep_an_owner(box)


OWNERS = (
    _owner("group", "group_id", _group(0), _group(1), _two_groups),
    _owner("application", "application_id", _registered("owned"), _registered("ours"), prepared("owned", "ours")),
    _owner("service_principal", "service_principal_id", app_id("run"), app_id("again"), prepared("run", "again")),
)
