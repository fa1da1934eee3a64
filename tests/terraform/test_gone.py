"""What Terraform makes of objects that are not found: they are told of, and nobody loses access over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rolecall.sandbox import Fault, start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import PLAN_FILE, Workspace

pytestmark = pytest.mark.terraform

ADA, *LEFT = MAILS = ["ada@example.com", "bob@example.com", "cy@example.com"]
MEMBER = "scim_group_member.ada"


@pytest.fixture
def scim(installation: Installation, tmp_path: Path) -> Iterator[tuple[Scene, Fault]]:
    """Three users, one of them in a group, made by Terraform; and the fault by which another tenant answers."""
    with start("scim") as box:
        tenant = box.faults.add(Fault("other_tenant", times=0))
        scene = Scene(box, Workspace(tmp_path / "space", box.environment, installation))
        member = {"group_id": "${scim_group.g.id}", "user_id": f'${{scim_user.u["{ADA}"].id}}'}
        scene.configure(
            {
                "scim_user": {"u": {"for_each": {mail: mail for mail in MAILS}, "user_name": "${each.key}"}},
                "scim_group": {"g": {"display_name": "Engineering"}},
                "scim_group_member": {"ada": member},
            }
        )
        scene.workspace.apply().ok()
        yield scene, tenant


def test_whoever_is_not_found_is_told_of_and_stays_in_the_group(scim: tuple[Scene, Fault]) -> None:
    scene, tenant = scim
    store, workspace = scene.box.store, scene.workspace
    state = workspace.state()
    users = {mail: state[f'scim_user.u["{mail}"]']["id"] for mail in MAILS}
    group = state["scim_group.g"]["id"]

    # Credentials of another tenant: an error, and the state is as it was.
    tenant.times = None
    elsewhere = workspace.plan()
    assert any("nothing of this state is there" in each.text for each in elsewhere.errors), elsewhere.report()
    assert elsewhere.code == 1
    assert workspace.state() == state
    tenant.times = 0

    # Two have been deleted by hand, and while the plan is made the server loses sight of the third.
    for mail in LEFT:
        store.delete(store.resource(users[mail]))
    unseen = [
        scene.box.faults.add(Fault("not_found", method="GET", path=f"/{users[ADA]}$")),
        scene.box.faults.add(Fault("row_missing", method="GET", path="/Users$", words=users[ADA])),
    ]
    shown = workspace.plan_for_people(f"-out={PLAN_FILE}")
    assert shown.count("Warning: A resource of the type scim_user is gone") == 1
    assert "(and 2 more similar warnings elsewhere)" in shown
    assert all(f'scim_user.u["{mail}"] will be created' in shown for mail in MAILS)
    assert f"{MEMBER} must be replaced" in shown

    for fault in unseen:
        scene.box.faults.remove(fault)
    applied = workspace.run("apply", PLAN_FILE)
    assert applied.code == 1
    assert any("was taken for gone, and is there" in each.text for each in applied.errors), applied.report()
    assert set(store.resource(group).members) == {users[ADA]}
    assert workspace.state()[MEMBER] == state[MEMBER]
