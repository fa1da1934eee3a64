"""A binding that is replaced by an equal one, which is made first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolecall.sandbox import start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import Workspace

pytestmark = pytest.mark.terraform

EMAIL = "ada@example.com"
BINDING: dict[str, Any] = {
    "role": "cluster.admin",
    "subject": {"kind": "USER", "name": EMAIL},
    "scope": {"cluster": {"name": "alpha"}},
    "lifecycle": {"create_before_destroy": True},
}


def test_one_whose_scope_no_answer_says_ends_once_the_new_one_is_there(tanzu: Scene) -> None:
    tanzu.box.change("member.create", email=EMAIL)
    tanzu.configure({"tanzu_role_binding": {"it": BINDING}})
    tanzu.workspace.apply().ok()
    (old,) = tanzu.box.store.mission.bindings
    tanzu.workspace.apply("-replace=tanzu_role_binding.it").ok()
    (new,) = tanzu.box.store.mission.bindings
    assert new != old
    assert tanzu.workspace.plan().code == 0


def test_a_relation_that_comes_out_equal_stays_as_it_is(okta: Scene) -> None:
    store = okta.box.store
    group, user = store.group("Engineering").id, store.user("user00001@example.com").id
    member = {"group_id": group, "user_id": user, "lifecycle": {"create_before_destroy": True}}
    okta.configure({"okta_group_member": {"it": member}})
    okta.workspace.apply().ok()
    okta.box.log.clear()
    okta.workspace.apply("-replace=okta_group_member.it").ok()
    assert user in store.group("Engineering").members
    assert not [event for event in okta.box.log if event.method in ("PUT", "DELETE")]
    assert okta.workspace.plan().code == 0


def test_a_member_of_a_large_set_stays_too(installation: Installation, tmp_path: Path) -> None:
    with start("scim", seed=2) as box:
        user, other = (each.id for each in box.store.users)
        group = box.store.add_group("Engineering", members=[other]).id
        scene = Scene(box, Workspace(tmp_path, box.environment, installation))
        member = {"group_id": group, "user_id": user, "lifecycle": {"create_before_destroy": True}}
        scene.configure({"scim_group_member": {"it": member}})
        scene.workspace.apply().ok()
        box.log.clear()
        scene.workspace.apply("-replace=scim_group_member.it").ok()
        assert not [event for event in box.log if event.method != "GET"]
        assert scene.workspace.plan().code == 0
