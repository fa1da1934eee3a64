"""An Okta organization through Terraform: custom attributes, a group rule, somebody who is locked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation, requirements
from tests.terraform.scene import refused
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

MAIL = "ada@example.com"


def configuration(custom: str, **rule: Any) -> dict[str, Any]:
    """An engineer, and the rule that puts engineers into a group."""
    ada = {"login": MAIL, "email": MAIL, "first_name": "Ada", "last_name": "Lovelace", "department": "Engineering"}
    engineers = {
        "name": "Engineers",
        "expression": 'user.department=="Engineering"',
        "group_ids": ["${okta_group.builders.id}"],
        "status": "ACTIVE",
    }
    return {
        **requirements("okta"),
        "resource": {
            "okta_user": {"ada": {**ada, "status": "ACTIVE", "custom_profile_attributes": custom}},
            "okta_group": {"builders": {"name": "Builders"}},
            "okta_group_rule": {"engineers": {**engineers, **rule}},
        },
    }


def test_a_person_and_the_rule_that_means_them(installation: Installation, tmp_path: Path) -> None:
    with start("okta") as box:
        box.change("schema.define", name="badge", type="integer")
        workspace = Workspace(tmp_path, box.environment, installation)
        workspace.write(configuration('{"badge": 1843}'))
        workspace.apply().ok()
        assert workspace.plan().code == 0
        ada = box.store.user(MAIL)
        assert (ada.profile["badge"], set(box.store.group("Builders").members)) == (1843, {ada.id})

        workspace.write(configuration('{"badge": "1843"}'))
        refused(workspace.plan(), "custom_profile_attributes", "'badge'", "a whole number", address="okta_user.ada")

        workspace.write(configuration('{"badge":1843}', name="Builders"))
        box.change("user.lock", user=MAIL)
        workspace.apply().ok()
        assert box.store.user(MAIL).status == "ACTIVE"
        assert [(rule.name, rule.status) for rule in box.store.rules.values()] == [("Builders", "ACTIVE")]
        assert workspace.plan().code == 0
        workspace.destroy().ok()
        assert not box.store.rules


def test_an_app_goes_from_a_person_to_a_group_and_she_has_it_all_the_time(
    installation: Installation, tmp_path: Path
) -> None:
    with start("okta", seed=1) as box:
        box.latency = 0.05
        ada, app = box.store.user("user00001@example.com").id, box.store.app("Tessian").id
        workspace = Workspace(tmp_path, box.environment, installation)
        direct = {"okta_app_user_assignment": {"ada": {"app_id": app, "user_id": ada}}}
        workspace.write({**requirements("okta"), "resource": direct})
        workspace.apply().ok()
        box.log.clear()
        group = "${okta_group.tessian.id}"
        shared = {
            "okta_group": {"tessian": {"name": "Tessian people"}},
            "okta_group_member": {"ada": {"group_id": group, "user_id": ada}},
            "okta_app_group_assignment": {"all": {"app_id": app, "group_id": group}},
        }
        workspace.write({**requirements("okta"), "resource": shared})
        workspace.apply().ok()
        writes = [event.method for event in box.log if event.method != "GET"]
        assert writes == ["POST", "PUT", "PUT", "DELETE"]
        assert ada in box.store.app("Tessian").users
        assert workspace.plan().code == 0
