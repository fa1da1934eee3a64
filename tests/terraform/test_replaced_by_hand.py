"""`-replace` of what has something by hand, beside what this configuration gives it: nobody loses either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from rolecall.sandbox import Sandbox, start
from tests.terraform.installation import Installation
from tests.terraform.scene import Scene
from tests.terraform.workspace import PLAN_FILE, Workspace

pytestmark = pytest.mark.terraform

USERS: Final = [f"user{number:05}@example.com" for number in range(1, 15)]


def okta_group(box: Sandbox[Any, Any]) -> dict[str, Any]:
    people = {f"u{number}": box.store.user(login).id for number, login in enumerate(USERS[:12])}
    members = {label: {"group_id": "${okta_group.it.id}", "user_id": id} for label, id in people.items()}
    return {"okta_group": {"it": {"name": "Team"}}, "okta_group_member": members}


def scim_user(box: Sandbox[Any, Any]) -> dict[str, Any]:
    ids = {"group_id": "${scim_group.around.id}", "user_id": "${scim_user.it.id}"}
    return {
        "scim_user": {"it": {"user_name": "ada@example.com"}, "other": {"user_name": "bob@example.com"}},
        "scim_group": {
            "around": {"display_name": "Around"},
            "whole": {"display_name": "Whole", "members": ["${scim_user.it.id}"]},
        },
        "scim_group_member": {"one": ids},
    }


def entra_user(box: Sandbox[Any, Any]) -> dict[str, Any]:
    (group,) = box.store.groups
    user = {
        "user_principal_name": "grace@example.onmicrosoft.com",
        "account_enabled": True,
        "display_name": "Grace",
        "mail_nickname": "grace",
        "password_wo": "Analytical-engine-1906",
        "password_wo_version": 1,
    }
    member = {"group_id": group, "member_id": "${entra_user.it.id}"}
    return {"entra_user": {"it": user}, "entra_group_member": {"one": member}}


def tanium_user(box: Sandbox[Any, Any]) -> dict[str, Any]:
    roles = {each.lower(): {"user_id": "${tanium_user.it.id}", "role": each} for each in ("Analyst", "Operator")}
    return {"tanium_user": {"it": {"name": "ada"}}, "tanium_role_binding": roles}


ByHand = Callable[[Any, str], object]
CASES: Final[dict[str, tuple[Callable[[Sandbox[Any, Any]], dict[str, Any]], ByHand, str]]] = {
    "okta_group": (okta_group, lambda box, _: box.change("group.join", group="Team", user=USERS[13]), USERS[13]),
    "scim_user": (
        scim_user,
        lambda box, key: box.change("group.create", display_name="By hand", members=[key]),
        "scim_group 'By hand'",
    ),
    "entra_user": (
        entra_user,
        lambda box, key: box.change("group.create", name="By hand", members=[key]),
        "entra_group 'By hand'",
    ),
    "tanium_user": (
        tanium_user,
        lambda box, key: box.store.grant_role(int(key), "Content Administrator"),
        "Content Administrator",
    ),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, installation: Installation, tmp_path: Path) -> Any:
    kind = request.param
    configured, by_hand, words = CASES[kind]
    options = {"groups": 1} if kind == "entra_user" else {}
    with start(kind.partition("_")[0], seed=20 if kind == "okta_group" else 2, options=options) as box:
        scene = Scene(box, Workspace(tmp_path, box.environment, installation))
        scene.configure(configured(box))
        scene.workspace.apply().ok()
        key = scene.workspace.state()[f"{kind}.it"]["id"]
        yield scene, kind, lambda: by_hand(box, key), words


def test_it_is_refused_in_the_plan(case: Any) -> None:
    scene, kind, by_hand, words = case
    by_hand()
    before = scene.workspace.state()
    scene.box.log.clear()
    refused = scene.workspace.apply(f"-replace={kind}.it").expect(1)
    (said,) = refused.errors
    assert words in said.text and "lose what nobody configured" in said.text
    assert not [event for event in scene.writes() if "oauth2" not in event.path]
    assert scene.workspace.state() == before


def test_what_has_nothing_by_hand_is_replaced(case: Any) -> None:
    scene, kind, _, _ = case
    result = scene.workspace.apply(f"-replace={kind}.it").ok()
    assert not [each for each in result.diagnostics if "by hand" in each.text], result.report()
    assert scene.workspace.plan().code == 0


@pytest.mark.parametrize("case", ["scim_user"], indirect=True)
def test_what_somebody_gave_since_a_saved_plan_stays(case: Any) -> None:
    scene, kind, by_hand, _ = case
    scene.workspace.saved_plan(f"-replace={kind}.it")
    by_hand()
    scene.workspace.run("apply", PLAN_FILE).expect(1)
    assert f"{kind}.it" in scene.workspace.state()


def test_what_nothing_names_is_refused_in_the_apply(installation: Installation, tmp_path: Path) -> None:
    with start("entra", seed=1, options={"groups": 1}) as box:
        scene = Scene(box, Workspace(tmp_path, box.environment, installation))
        scene.configure({"entra_group": {"it": {"display_name": "Team", "mail_nickname": "team"}}})
        scene.workspace.apply().ok()
        key = scene.workspace.state()["entra_group.it"]["id"]
        box.change("group.create", name="By hand", members=[key])
        scene.workspace.saved_plan("-replace=entra_group.it")
        for options in (["-replace=entra_group.it"], [PLAN_FILE]):
            (said,) = scene.workspace.apply(*options).expect(1).errors
            assert "lose what nobody configured" in said.text and "entra_group 'By hand'" in said.text
            assert scene.workspace.state()["entra_group.it"]["id"] == key
