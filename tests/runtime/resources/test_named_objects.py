"""What a plan newly names by its id is there: a binding, a membership or a token of nobody is refused."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import providers.entra
import providers.okta
import providers.scim
import providers.splunk
import providers.tanium
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.sandbox import Fault, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors

SHIMS: dict[str, Provider] = {
    shim.name: shim
    for shim in (
        providers.entra.PROVIDER,
        providers.okta.PROVIDER,
        providers.scim.PROVIDER,
        providers.splunk.PROVIDER,
        providers.tanium.PROVIDER,
    )
}
GUID = "11111111-2222-4333-8444-555555555555"
NOBODY = {"entra": GUID, "okta": "00u0nobody", "scim": GUID, "splunk": "jdeo", "tanium": "424242"}
OWNERS: list[tuple[str, dict[str, str], list[str]]] = [
    ("splunk_role_binding", {"user": "user", "role": "=power"}, ["user"]),
    ("tanium_role_binding", {"user_id": "user", "role": "=Operator"}, ["user_id"]),
    ("entra_group_member", {"group_id": "group", "member_id": "user"}, ["group_id"]),
    ("scim_group_member", {"group_id": "group", "user_id": "user"}, ["group_id"]),
]
NAMES: list[tuple[str, dict[str, str], list[str]]] = [
    ("splunk_token", {"user": "user", "name": "=ci"}, ["user"]),
    ("tanium_api_token", {"user_id": "user", "name": "=ci", "expire_in_days": "30"}, ["user_id"]),
    ("okta_group_member", {"group_id": "group", "user_id": "user"}, ["group_id", "user_id"]),
    ("okta_app_user_assignment", {"app_id": "app", "user_id": "user"}, ["app_id", "user_id"]),
    ("okta_app_group_assignment", {"app_id": "app", "group_id": "group"}, ["app_id", "group_id"]),
    ("entra_group_member", {"group_id": "group", "member_id": "user"}, ["member_id"]),
    ("entra_group_owner", {"group_id": "group", "owner_id": "user"}, ["group_id", "owner_id"]),
    ("scim_group_member", {"group_id": "group", "user_id": "user"}, ["user_id"]),
]


def made(box: Any, vendor: str) -> dict[str, str]:
    """A user, a group and an app at the vendor; gives their ids."""
    store = box.store
    match vendor:
        case "splunk":
            return {"user": store.add_user("jdoe", roles=["user"]).name}
        case "tanium":
            return {"user": str(store.add_user("jdoe").id)}
        case "okta":
            app, group = store.add_app("one", "One"), store.add_group("Team")
            return {"user": store.add_user("ada@example.com").id, "group": group.id, "app": app.id}
        case "entra":
            user = box.change("user.create", name="ada@example.com")["id"]
            return {"user": user, "group": box.change("group.create", name="Team")["id"]}
        case _:
            return {"user": store.add_user("ada").id, "group": store.add_group("Team").id}


def config_of(named: dict[str, str], ids: dict[str, str]) -> dict[str, Any]:
    def value(text: str) -> Any:
        return text[1:] if text.startswith("=") else int(text) if text.isdigit() else ids[text]

    return {name: value(text) for name, text in named.items()}


def refused(kind: str, named: dict[str, str], naming: list[str]) -> None:
    """Each of the attributes is refused where nothing has its value, and none where all is there or not known yet."""
    vendor = kind.partition("_")[0]
    with start(vendor, seed=1) as box:
        good = config_of(named, made(box, vendor))
        person = Practitioner(SHIMS[vendor], box.environment)
        assert not errors(person.plan(f"{kind}.good", **good).diagnostics)
        for name in naming:
            person.restart()
            found = person.plan(f"{kind}.x", **{**good, name: NOBODY[vendor]}).diagnostics
            assert [item.path for item in found if item.severity == "error"] == [(name,)]
            assert f"{NOBODY[vendor]!r}" in errors(found)[0]
            person.restart()
            assert not errors(person.plan(f"{kind}.x", **{**good, name: UNKNOWN}).diagnostics)


@pytest.mark.parametrize("kind, named, naming", OWNERS, ids=lambda item: item if isinstance(item, str) else "")
def test_the_owner_of_a_binding_is_there(kind: str, named: dict[str, str], naming: list[str]) -> None:
    refused(kind, named, naming)


@pytest.mark.parametrize("kind, named, naming", NAMES, ids=lambda item: item if isinstance(item, str) else "")
@pytest.mark.caveat("Exists", rule="Only the plan asks: the apply is refused by every server.")
def test_whoever_is_named_is_there(kind: str, named: dict[str, str], naming: list[str]) -> None:
    refused(kind, named, naming)


def test_a_name_that_is_nearly_the_same_is_offered(splunk: SplunkBox) -> None:
    splunk.store.add_user("jdoe", roles=["user"])
    person = Practitioner(SHIMS["splunk"], splunk.environment)
    assert "'jdoe'" in errors(person.plan("splunk_role_binding.x", user="jdeo", role="power").diagnostics)[0]


def test_a_name_in_the_place_of_an_id_is_told_the_id() -> None:
    with start("scim", seed=1) as box:
        group, ada = box.store.add_group("Team").id, box.store.add_user("ada").id
        person = Practitioner(SHIMS["scim"], box.environment)
        [error] = errors(person.plan("scim_group_member.x", group_id=group, user_id="ada").diagnostics)
        assert f"{ada!r}: write that id" in error


@pytest.mark.parametrize("first", ["user", "binding"])
def test_somebody_whom_the_same_run_makes_is_known(splunk: SplunkBox, first: str) -> None:
    """In whichever order Terraform plans what does not refer to each other."""
    person = Practitioner(SHIMS["splunk"], splunk.environment)
    user: dict[str, Any] = {
        "name": "zoe",
        "password_wo": "correct horse 1",
        "password_wo_version": 1,
        "create_role": True,
    }

    def plan_user() -> None:
        assert not errors(person.plan("splunk_user.zoe", **user).diagnostics)

    def plan_binding() -> list[str]:
        return errors(person.plan("splunk_role_binding.zoe", user="zoe", role="power").diagnostics)

    if first == "user":
        plan_user()
        assert plan_binding() == []
        return
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(plan_binding)
        plan_user()
        assert found.result() == []


def test_who_is_in_the_state_is_not_asked_for() -> None:
    with start("okta", seed=1) as box:
        person = Practitioner(SHIMS["okta"], box.environment)
        ids = made(box, "okta")
        for label, id in (("okta_user.ada", ids["user"]), ("okta_group.team", ids["group"])):
            person.import_(label, id)
        person.restart()
        for label in list(person.resources):
            person.refresh(label)
        since = len(box.log)
        member = {"group_id": ids["group"], "user_id": ids["user"]}
        assert not errors(person.plan("okta_group_member.x", **member).diagnostics)
        asked = [each.path for each in list(box.log)[since:]]
        assert not [path for path in asked if path.endswith((f"/users/{ids['user']}", f"/groups/{ids['group']}"))]


def test_what_does_not_change_is_not_asked_for() -> None:
    with start("okta", seed=1) as box:
        person = Practitioner(SHIMS["okta"], box.environment)
        ids = made(box, "okta")
        member = {"group_id": ids["group"], "user_id": ids["user"]}
        person.done("okta_group_member.x", **member)
        person.restart()
        since = len(box.log)
        assert not errors(person.plan("okta_group_member.x", **member).diagnostics)
        assert not [each.path for each in list(box.log)[since:] if "/api/v1/users/" in each.path]


@pytest.mark.parametrize("status", [403, 500])
def test_what_may_not_be_looked_for_passes(status: int) -> None:
    with start("okta", seed=1) as box:
        ids = made(box, "okta")
        box.faults.add(Fault("status", path="/api/v1/users/[^/]*$", method="GET", status=status))
        person = Practitioner(SHIMS["okta"], box.environment)
        plan = person.plan("okta_group_member.x", group_id=ids["group"], user_id=NOBODY["okta"])
        assert not errors(plan.diagnostics)


def test_a_copy_that_lags_is_asked_twice() -> None:
    with start("entra", seed=1, options={"lag_reads": 1}) as box:
        ids = made(box, "entra")
        person = Practitioner(SHIMS["entra"], box.environment)
        plan = person.plan("entra_group_member.x", group_id=ids["group"], member_id=ids["user"])
        assert not errors(plan.diagnostics)


def test_a_new_element_of_a_set() -> None:
    with start("scim", seed=1) as box:
        ada = box.store.add_user("ada").id
        person = Practitioner(SHIMS["scim"], box.environment)
        person.done("scim_group.team", display_name="Team", members=[ada])
        person.restart()
        found = person.plan("scim_group.team", display_name="Team", members=[ada, NOBODY["scim"]]).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [("members",)]


def test_somebody_whom_another_block_makes_is_known(splunk: SplunkBox, tmp_path: Path) -> None:
    def block(process: int) -> Practitioner:
        meets = Neighbours(lambda: tmp_path, process=process)
        return Practitioner(SHIMS["splunk"], splunk.environment, neighbours=meets)

    one, other = block(os.getpid()), block(os.getppid())
    assert "zoe" in errors(one.plan("splunk_role_binding.zoe", user="zoe", role="power").diagnostics)[0]
    one.restart()
    other.plan("splunk_user.zoe", name="zoe", password_wo="correct horse 1", password_wo_version=1, create_role=True)
    assert not errors(one.plan("splunk_role_binding.zoe", user="zoe", role="power").diagnostics)
