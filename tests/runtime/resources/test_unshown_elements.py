"""What state had and answers do not show any more, where an update would write the whole object without it."""

from __future__ import annotations

from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.application import PlanResult
from rolecall.sandbox import Fault, start
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors

USER, OTHER, THIRD = "tanium_user.ada", "tanium_user.bob", "tanium_user.cyd"
WITHOUT = "is written without Operator"


@pytest.fixture
def made(tanium: TaniumBox) -> Practitioner:
    """Three people with two roles by hand, which the state shows."""
    made = Practitioner(TANIUM, tanium.environment)
    for label in (USER, OTHER, THIRD):
        key = int(made.done(label, name=label[-3:])["id"])
        tanium.store.grant_role(key, "Analyst")
        tanium.store.grant_role(key, "Operator")
    made.restart()
    refresh_all(made)
    made.restart()
    return made


def refresh_all(made: Practitioner) -> None:
    for label in (USER, OTHER, THIRD):
        made.refresh(label)


def found(plan: PlanResult) -> list[str]:
    return [item.summary for item in plan.diagnostics]


def said(plan: PlanResult, words: str) -> bool:
    return any(item.endswith(words) for item in found(plan))


def hide(tanium: TaniumBox) -> None:
    """From now on no answer shows the role of anybody."""
    tanium.faults.add(Fault("row_missing", method="GET", words="Operator", path="/users"))


def take(tanium: TaniumBox, *names: str) -> None:
    """Somebody takes the role away."""
    for name in names:
        tanium.store.revoke_role(name, "Operator")


class TestWarning:
    def test_the_plan_of_the_run_that_misses_it_names_it(self, tanium: TaniumBox, made: Practitioner) -> None:
        hide(tanium)
        made.refresh(USER)
        plan = made.plan(USER, name="ada", display_name="Ada")
        assert said(plan, WITHOUT)
        assert not plan.diagnostics.has_error

    def test_so_does_a_later_one_until_an_update_was_planned(self, tanium: TaniumBox, made: Practitioner) -> None:
        take(tanium, "ada")
        made.refresh(USER)
        made.restart()
        made.refresh(USER)
        assert said(made.plan(USER, name="ada", display_name="Ada"), WITHOUT)
        made.done(USER, name="ada", display_name="Ada")
        assert not found(made.plan(USER, name="ada", display_name="Ada L"))

    def test_an_update_that_failed_leaves_it_to_the_next(self, tanium: TaniumBox, made: Practitioner) -> None:
        tanium.store.revoke_role("ada", "Operator")
        made.refresh(USER)
        tanium.faults.add(Fault("status", method="PUT", path="/users", status=400))
        assert errors(made.apply(USER, name="ada", display_name="Ada"))
        made.restart()
        made.refresh(USER)
        assert said(made.plan(USER, name="ada", display_name="Ada"), WITHOUT)

    def test_what_is_shown_again_is_no_news(self, tanium: TaniumBox, made: Practitioner) -> None:
        hide(tanium)
        made.refresh(USER)
        tanium.faults.clear()
        made.restart()
        made.refresh(USER)
        assert not found(made.plan(USER, name="ada", display_name="Ada"))

    def test_nor_is_what_is_configured(self, tanium: TaniumBox, made: Practitioner) -> None:
        made.done(USER, name="ada", roles=["Analyst", "Operator"])
        take(tanium, "ada")
        made.restart()
        made.refresh(USER)
        plan = made.plan(USER, name="ada", roles=["Analyst", "Operator"], display_name="Ada")
        assert not found(plan)

    def test_a_text_that_is_a_null_now_is_named_too(self, tanium: TaniumBox, made: Practitioner) -> None:
        tanium.store.update_user("ada", email="ada@example.com")
        made.refresh(USER)
        tanium.faults.add(Fault("member_emptied", method="GET", path="/users", member="email", words="null"))
        made.restart()
        made.refresh(USER)
        assert said(made.plan(USER, name="ada", display_name="Ada"), "is written without ada@example.com")

    def test_a_plan_that_changes_nothing_says_nothing(self, tanium: TaniumBox, made: Practitioner) -> None:
        take(tanium, "ada")
        made.refresh(USER)
        assert not found(made.plan(USER, name="ada"))

    def test_a_binding_writes_the_whole_object_too(self, tanium: TaniumBox, made: Practitioner) -> None:
        hide(tanium)
        made.refresh(USER)
        key = made.resources[USER].state["id"]
        plan = made.plan("tanium_role_binding.b", user_id=key, role="Read Only User")
        assert said(plan, WITHOUT)
        assert not found(made.plan("tanium_role_binding.o", user_id=key, role="Operator"))


class TestSeveralAtOnce:
    def test_what_nobody_has_any_more_is_not_wiped(self, tanium: TaniumBox, made: Practitioner) -> None:
        hide(tanium)
        refresh_all(made)
        assert "roles of 3 objects lacks Operator all at once" in found(made.plan(USER, name="ada", display_name="A"))

    def test_the_plan_of_another_one_refuses_what_came_before_it(self, tanium: TaniumBox, made: Practitioner) -> None:
        hide(tanium)
        made.refresh(USER)
        assert not made.plan(USER, name="ada", display_name="A").diagnostics.has_error
        made.refresh(OTHER)
        assert "roles of 2 objects lacks Operator all at once" in found(made.plan(OTHER, name="bob"))

    def test_a_refresh_that_was_taken_up_is_the_way_out(self, tanium: TaniumBox, made: Practitioner) -> None:
        take(tanium, "ada", "bob", "cyd")
        refresh_all(made)
        assert made.plan(USER, name="ada", display_name="A").diagnostics.has_error
        made.restart()
        refresh_all(made)
        plan = made.plan(USER, name="ada", display_name="A")
        assert said(plan, WITHOUT)
        assert not plan.diagnostics.has_error

    def test_a_role_that_the_vendor_has_no_more_is_no_sign(self, tanium: TaniumBox, made: Practitioner) -> None:
        take(tanium, "ada", "bob", "cyd")
        tanium.store.roles.named("Operator").name = "Operators"
        refresh_all(made)
        assert not made.plan(USER, name="ada", display_name="A").diagnostics.has_error

    def test_what_others_still_have_was_taken_away(self, tanium: TaniumBox, made: Practitioner) -> None:
        take(tanium, "ada", "bob")
        refresh_all(made)
        plan = made.plan(USER, name="ada", display_name="A")
        assert not plan.diagnostics.has_error
        assert said(plan, WITHOUT)


class TestOtherVendors:
    def test_rights_of_a_server_without_patches(self) -> None:
        with start("scim", options={"patch": False}) as box:
            made, label = Practitioner(SCIM, box.environment), "scim_user.ada"
            key = made.done(label, user_name="ada@example.com")["id"]
            box.change("user.update", user=key, roles=[{"value": "root"}, {"value": "auditor"}])
            made.refresh(label)
            box.faults.add(Fault("row_missing", method="GET", path="/Users", words="root"))
            made.restart()
            made.refresh(label)
            plan = made.plan(label, user_name="ada@example.com", display_name="Ada")
            assert said(plan, "is written without root")

    def test_keys_of_settings_that_no_attribute_speaks_of(self, okta: OktaBox) -> None:
        made, app = Practitioner(OKTA, okta.environment), next(iter(okta.store.apps.values()))
        group, label = made.done("okta_group.it", name="Team")["id"], "okta_app_group_assignment.it"
        config: dict[str, Any] = {"app_id": app.id, "group_id": group}
        made.done(label, **config)
        app.groups[group].profile = {**app.groups[group].profile, "role": "Administrator"}
        made.refresh(label)
        del app.groups[group].profile["role"]
        for _ in range(2):
            made.restart()
            made.refresh(label)
            assert said(made.plan(label, **config, priority=1 - app.groups[group].priority), "is written without role")
