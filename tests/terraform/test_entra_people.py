"""A tenant's joiners, movers and leavers: users, groups, members and owners, to the recycle bin and back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.terraform.scene import Scene, refused

pytestmark = pytest.mark.terraform

WORD = "Analytical-engine-1843"
DOMAIN = "example.onmicrosoft.com"


def people(scene: Scene, *names: str) -> None:
    """Make these users the configuration, in a group that they are members of and that the first of them owns."""
    users = {
        name: {
            "user_principal_name": f"{name}@{DOMAIN}",
            "display_name": name.title(),
            "mail_nickname": name,
            "password_wo": "${var.word}",
            "password_wo_version": 1,
            "account_enabled": True,
            "usage_location": "GB",
            "restore_deleted": True,
            **({"manager_id": f"${{entra_user.{names[0]}.id}}"} if name != names[0] else {}),
        }
        for name in names
    }
    group = {"display_name": "Analysts", "mail_nickname": "analysts", "description": "Who look at alerts."}
    resources: dict[str, Any] = {
        "entra_user": users,
        "entra_group": {"analysts": group},
        "entra_group_member": {
            name: {"group_id": "${entra_group.analysts.id}", "member_id": f"${{entra_user.{name}.id}}"}
            for name in names
        },
        "entra_group_owner": {
            "first": {
                "group_id": "${entra_group.analysts.id}",
                "owner_id": f"${{entra_user.{names[0]}.id}}",
                "on_destroy": "retain",
            }
        },
    }
    scene.configure(resources, variable={"word": {"type": "string", "ephemeral": True}})


def test_people_join_move_leave_and_come_back(entra: Scene) -> None:
    box, workspace = entra.box, entra.workspace
    workspace.environment["TF_VAR_word"] = WORD
    there = {*box.store.users, *box.store.groups}

    # Joining, while copies of the directory lag behind; a second plan finds nothing to do.
    people(entra, "ada", "bob")
    workspace.apply().ok()
    ada, bob = (box.store.user(f"{name}@{DOMAIN}") for name in ("ada", "bob"))
    group = box.store.group("Analysts")
    assert (set(group.members), group.owners) == ({ada.id, bob.id}, [ada.id])
    assert (bob.manager_id, ada.usage_location, ada.password) == (ada.id, "GB", WORD)
    assert workspace.plan().code == 0
    assert WORD not in str(workspace.state())

    # Somebody changes things by hand: it is seen, and the next apply mends it.
    box.change("replication.settle")
    box.change("user.update", user=bob.id, account_enabled=False, department="Elsewhere")
    box.change("group.update", group=group.id, members=[ada.id])
    drifted = workspace.apply().ok().actions
    assert drifted == {"entra_user.bob": "update", "entra_group_member.bob": "create"}
    assert (bob.account_enabled, bob.department) == (True, "Elsewhere")
    assert set(group.members) == {ada.id, bob.id}

    # Imports: what exists comes into a state that does not know it, and a plan shows no difference.
    box.change("replication.settle")
    workspace.run("state", "rm", "entra_user.bob", "entra_group_member.bob").ok()
    workspace.import_("entra_user.bob", f"name=bob@{DOMAIN}").ok()
    workspace.import_("entra_group_member.bob", f"{group.id}/{bob.id}").ok()
    assert set(workspace.apply().ok().actions.values()) <= {"update"}
    assert workspace.plan().code == 0

    # Leaving: out of the group and into the recycle bin; coming back is the same person with the groups of then.
    box.change("replication.settle")
    workspace.destroy().ok()
    assert {*box.store.users, *box.store.groups} == there
    assert {ada.id, bob.id} <= box.store.deleted_users.keys()
    box.change("replication.settle")
    people(entra, "ada")
    workspace.apply().ok()
    assert box.store.user(f"ada@{DOMAIN}").id == ada.id
    assert bob.id in box.store.deleted_users


def test_somebody_of_that_name_is_not_taken_over(entra: Scene) -> None:
    entra.workspace.environment["TF_VAR_word"] = WORD
    entra.box.change("user.create", name="ada")
    people(entra, "ada")
    found = refused(entra.workspace.plan(), "user_principal_name", "terraform import", address="entra_user.ada")
    assert f"ada@{DOMAIN}" in found.text
