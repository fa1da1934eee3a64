"""Who administers an instance: neither we nor the last one lose what that takes, by whichever resource it is given."""

from __future__ import annotations

from typing import Any

import pytest

from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from tests.runtime.resources.boxes import SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors

OURS = "The account we run as would lose"
BINDING, ROLE = "tanium_role_binding.admin", "Administrator"


def administrator(box: TaniumBox) -> str:
    """The id of the account that we run as."""
    return str(box.store.user("sandbox-admin").id)


def splunk_admin(box: SplunkBox, kind: str) -> Practitioner:
    person = Practitioner(SPLUNK, box.environment)
    person.import_(f"{kind}.admin", "admin")
    return person


def second(box: TaniumBox) -> str:
    """Somebody else who administers it."""
    return str(box.store.add_user("second", roles=[ROLE]).id)


@pytest.mark.caveat("Administrators", rule="Tanium takes such a change.")
def test_our_own_roles_in_a_whole_set(tanium: TaniumBox) -> None:
    second(tanium)
    person = Practitioner(TANIUM, tanium.environment)
    person.import_("tanium_user.me", administrator(tanium))
    plan = person.plan("tanium_user.me", name="sandbox-admin", roles=["Analyst"])
    assert f"{OURS} 'Administrator'" in errors(plan.diagnostics)[0]
    person.done("tanium_user.me", name="sandbox-admin", roles=["Analyst", ROLE])


@pytest.mark.caveat("Administrators", rule="Splunk takes such a change.")
def test_our_own_roles_in_a_whole_set_of_splunk(splunk: SplunkBox) -> None:
    person = splunk_admin(splunk, "splunk_user")
    plan = person.plan("splunk_user.admin", name="admin", roles=["user"])
    assert f"{OURS} 'admin'" in errors(plan.diagnostics)[0]


def test_our_own_binding_is_refused_in_the_plan_and_in_the_apply(tanium: TaniumBox) -> None:
    second(tanium)
    me = administrator(tanium)
    person = Practitioner(TANIUM, tanium.environment)
    person.import_(BINDING, f"{me}/{ROLE}")
    assert OURS in errors(person.plan_destroy(BINDING))[0]
    assert OURS in errors(person.plan(BINDING, user_id=me, role="Analyst").diagnostics)[0]
    assert OURS in errors(person.destroy(BINDING))[0]
    assert ROLE in tanium.store.role_names("sandbox-admin")


def test_our_own_binding_of_splunk(splunk: SplunkBox) -> None:
    person = Practitioner(SPLUNK, splunk.environment)
    person.import_("splunk_role_binding.me", "admin/admin")
    assert OURS in errors(person.plan_destroy("splunk_role_binding.me"))[0]


def test_our_own_binding_may_get_another_label(tanium: TaniumBox) -> None:
    me = administrator(tanium)
    person = Practitioner(TANIUM, tanium.environment)
    person.import_(BINDING, f"{me}/{ROLE}")
    person.restart()
    person.refresh(BINDING)
    assert not errors(person.plan("tanium_role_binding.new", user_id=me, role=ROLE).diagnostics)
    assert not errors(person.plan_destroy(BINDING))


@pytest.fixture
def deputy(splunk: SplunkBox) -> SplunkBox:
    """We run as somebody who may do everything by another role, and `ada` is the last one who has `admin`."""
    splunk.store.add_role("deputy", capabilities=list(splunk.store.role("admin").capabilities))
    splunk.store.add_user("ada", roles=["admin", "user"])
    splunk.store.user("admin").roles = ["deputy"]
    return splunk


def test_the_last_one_keeps_it(deputy: SplunkBox) -> None:
    person = Practitioner(SPLUNK, deputy.environment)
    person.import_("splunk_role_binding.ada", "ada/admin")
    assert "Nobody else has 'admin'" in errors(person.plan_destroy("splunk_role_binding.ada"))[0]
    person.restart()
    person.import_("splunk_user.ada", "ada")
    for roles in (["power"], ["user"]):
        plan = person.plan("splunk_user.ada", name="ada", roles=roles)
        assert "Nobody else has 'admin'" in errors(plan.diagnostics)[0]
        person.restart()
    assert "Nobody else has 'admin'" in errors(person.plan_destroy("splunk_user.ada"))[0]


def test_two_do_not_leave_it_in_one_run(deputy: SplunkBox) -> None:
    deputy.store.add_user("eve", roles=["admin"])
    person = Practitioner(SPLUNK, deputy.environment)
    for name in ("ada", "eve"):
        person.import_(f"splunk_role_binding.{name}", f"{name}/admin")
    assert not errors(person.plan_destroy("splunk_role_binding.ada"))
    assert "same run" in errors(person.plan_destroy("splunk_role_binding.eve"))[0]


def test_who_is_the_last_active_one_is_not_disabled(tanium: TaniumBox) -> None:
    tanium.store.user("sandbox-admin").active = False
    last = second(tanium)
    person = Practitioner(TANIUM, tanium.environment)
    person.import_("tanium_user.last", last)
    found = errors(person.plan("tanium_user.last", name="second", active=False).diagnostics)
    assert f"Nobody else has '{ROLE}'" in found[0]


def test_the_last_role_that_administers_keeps_its_capabilities(splunk: SplunkBox) -> None:
    for role in splunk.store.roles.values():
        if role.name != "admin":
            role.capabilities = [each for each in role.capabilities if each not in ("admin_all_objects", "edit_user")]
    person = splunk_admin(splunk, "splunk_role")
    config: dict[str, Any] = {"name": "admin", "capabilities": []}
    found = errors(person.plan("splunk_role.admin", **config).diagnostics)
    assert ["Nobody else has" in each for each in found] == [True, True]
    splunk.store.add_role("root", capabilities=["admin_all_objects", "edit_user"])
    person.restart()
    assert not errors(person.plan("splunk_role.admin", **config).diagnostics)
