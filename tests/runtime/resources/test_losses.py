"""What people lose when something ends or is replaced: plans name who has it, and what nobody configured."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER
from providers.tanium import PROVIDER as TANIUM
from providers.tanzu import PROVIDER as TANZU
from rolecall.runtime import shims
from rolecall.runtime.application import StateResult
from rolecall.sandbox import Fault, start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.boxes import EntraBox, OktaBox, SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings
from tests.runtime.resources.scim_people import box_of
from tests.runtime.resources.tanzu_people import EDITORS
from tests.runtime.resources.tanzu_people import practitioner as tanzu_practitioner
from tests.runtime.resources.test_entra_people import ADA

ROLE, USER = "splunk_role.soc", "splunk_user.jane"
JOAN: dict[str, Any] = {
    "name": "joan",
    "password_wo": "correct horse 1",
    "password_wo_version": 1,
    "create_role": True,
}


@pytest.fixture
def person(splunk: SplunkBox) -> Practitioner:
    """Somebody with the role `soc`, which Jane and another role have; Jane has `power` besides, by hand."""
    made = Practitioner(PROVIDER, splunk.environment)
    made.done(ROLE, name="soc", imported_roles=["user"])
    made.done(USER, name="jane", password_wo="correct horse 1", password_wo_version=1, create_role=True)
    splunk.store.update_user("jane", roles=["power", "soc"])
    splunk.store.add_role("night", imported_roles=["soc"])
    made.refresh(USER)
    made.restart()
    return made


class TestHolders:
    def test_destroying_a_role_names_who_has_it(self, person: Practitioner) -> None:
        (said,) = warnings(person.plan_destroy(ROLE))
        assert said.startswith("'soc' ends, and 2 have it")
        assert "splunk_role 'night', splunk_user 'jane'" in said

    def test_renaming_it_does_too(self, person: Practitioner) -> None:
        plan = person.plan(ROLE, name="soc-analysts", imported_roles=["user"])
        assert plan.requires_replace == [("name",)]
        (said,) = (each for each in warnings(plan.diagnostics) if "have it" in each)
        assert "splunk_user 'jane'" in said
        assert "given to nobody by itself" in said

    def test_a_change_that_ends_nothing_says_nothing(self, person: Practitioner) -> None:
        assert not warnings(person.plan(ROLE, name="soc", imported_roles=["power"]).diagnostics)

    def test_where_it_cannot_be_told_the_plan_says_so(self, person: Practitioner, splunk: SplunkBox) -> None:
        splunk.faults.add(Fault("status", method="GET", path="/authentication/users$", status=403))
        (said,) = warnings(person.plan_destroy(ROLE))
        assert "could not be asked: splunk_user" in said

    def test_nobody_has_it(self, splunk: SplunkBox) -> None:
        made = Practitioner(PROVIDER, splunk.environment)
        made.done(ROLE, name="soc", imported_roles=["user"])
        made.restart()
        assert not warnings(made.plan_destroy(ROLE))


class TestReplaced:
    def test_roles_that_nobody_configured_are_named(self, person: Practitioner) -> None:
        plan = person.plan(USER, **JOAN)
        assert plan.requires_replace == [("name",)]
        (said,) = (each for each in warnings(plan.diagnostics) if "loses its roles" in each)
        assert "power, soc" in said

    def test_what_is_configured_is_in_the_plan(self, person: Practitioner) -> None:
        plan = person.plan(USER, **JOAN, roles=["soc"])
        assert not [each for each in warnings(plan.diagnostics) if "loses its roles" in each]


class TestMembers:
    def test_of_okta_groups(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        group = made.done("okta_group.team", name="Team")["id"]
        ours = okta.store.user("user00001@example.com").id
        made.done("okta_group_member.ours", group_id=group, user_id=ours)
        okta.change("group.join", group="Team", user="user00002@example.com")
        made.restart()
        made.refresh("okta_group_member.ours")
        (said,) = warnings(made.plan_destroy("okta_group.team"))
        assert "1 of its members are not in this state: user00002@example.com." in said
        okta.change("group.leave", group="Team", user="user00002@example.com")
        made.restart()
        made.refresh("okta_group_member.ours")
        assert not warnings(made.plan_destroy("okta_group.team"))

    def test_of_scim_groups(self) -> None:
        with box_of() as box:
            made = Practitioner(SCIM, box.environment)
            ada = made.done("scim_user.ada", user_name="ada@example.com")["id"]
            group = made.done("scim_group.team", display_name="Team")["id"]
            made.done("scim_group_member.ada", group_id=group, user_id=ada)
            made.restart()
            (said,) = warnings(made.plan_destroy("scim_group.team"))
            assert f"1 of its members are not in this state: {ada}." in said

    def test_whom_the_configuration_lists_the_plan_shows_anyway(self) -> None:
        with box_of() as box:
            made = Practitioner(SCIM, box.environment)
            ada = made.done("scim_user.ada", user_name="ada@example.com")["id"]
            made.done("scim_group.team", display_name="Team", members=[ada])
            made.restart()
            assert not warnings(made.plan_destroy("scim_group.team"))

    def test_of_entra_groups(self, entra: EntraBox) -> None:
        made = Practitioner(ENTRA, entra.environment)
        ada = made.done("entra_user.ada", **ADA)["id"]
        group = made.done("entra_group.team", display_name="Team", mail_nickname="team")["id"]
        made.done("entra_group_member.ada", group_id=group, member_id=ada)
        made.restart()
        (said,) = warnings(made.plan_destroy("entra_group.team"))
        assert "1 of its members are not in this state" in said

    def test_of_groups_that_show_them_themselves(self) -> None:
        with start("tanium", seed=3, options={"api": "platform"}) as box:
            made = Practitioner(TANIUM, box.environment)
            group = made.done("tanium_user_group.ops", name="ops", roles=["Operator"])["id"]
            made.restart()
            assert not warnings(made.plan_destroy("tanium_user_group.ops"))
            box.store.user_groups[int(group)].members.append(box.store.user("user00001").id)
            made.restart()
            made.refresh("tanium_user_group.ops")
            (said,) = warnings(made.plan_destroy("tanium_user_group.ops"))
            assert "1 of its members are not in this state: user00001." in said

    def test_of_groups_of_cloud_services(self) -> None:
        with start("tanzu", options={"cloud_services": "v2"}) as box:
            box.change("member.create", email="ada@example.com")
            made = Practitioner(TANZU, box.environment)
            group = made.done("tanzu_group.team", name="Payments")["id"]
            box.store.cloud.groups[group].members.append(box.store.cloud.member("ada@example.com").user_id)
            made.restart()
            (said,) = warnings(made.plan_destroy("tanzu_group.team"))
            assert "1 of its members are not in this state: ada@example.com." in said


class TestSincePlanned:
    """Who got something by hand between a plan and its apply does not lose it by what the plan did not show."""

    def test_a_group_that_somebody_joined_stays(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        made.done("okta_group.team", name="Team")
        okta.change("group.join", group="Team", user="user00001@example.com")
        made.restart()
        for joins in (True, False):
            made.resources["okta_group.team"].private = made.planned_destroy("okta_group.team").private
            if joins:
                okta.change("group.join", group="Team", user="user00002@example.com")
            made.restart()
            found = errors(made.destroy("okta_group.team"))
            assert bool(found) is joins
            if joins:
                assert "1 have it since that was planned" in found[0] and "user00002@example.com." in found[0]
                assert "Nothing was changed." in found[0]

    def test_a_role_that_somebody_got_stays(self, person: Practitioner, splunk: SplunkBox) -> None:
        person.resources[ROLE].private = person.planned_destroy(ROLE).private
        splunk.store.add_user("joan", roles=["soc"], email="joan@example.com")
        person.restart()
        assert "splunk_user 'joan'" in errors(person.destroy(ROLE))[0]
        assert "soc" in splunk.store.roles

    def test_so_does_one_that_is_replaced(self, person: Practitioner, splunk: SplunkBox) -> None:
        config = {"name": "soc-analysts", "imported_roles": ["user"]}
        first = person.plan(ROLE, **config)
        wanted = full(person.engine.resource_schemas()["splunk_role"], config)
        second = person.engine.plan(
            "splunk_role", None, wanted, wanted, first.private, identity=None, deferral_allowed=False
        )
        person.resources[ROLE].private = second.private
        splunk.store.add_user("joan", roles=["soc"], email="joan@example.com")
        person.restart()
        assert "splunk_user 'joan'" in errors(person.destroy(ROLE))[0]

    def test_of_whom_the_configuration_lists_too(self) -> None:
        with box_of() as box:
            made = Practitioner(SCIM, box.environment)
            ada, bob = (
                made.done(f"scim_user.{each}", user_name=f"{each}@example.com")["id"] for each in ("ada", "bob")
            )
            made.done("scim_group.team", display_name="Team", members=[ada])
            made.restart()
            made.resources["scim_group.team"].private = made.planned_destroy("scim_group.team").private
            made.done("scim_group_member.bob", group_id=made.resources["scim_group.team"].state["id"], user_id=bob)
            made.restart()
            assert bob in errors(made.destroy("scim_group.team"))[0]

    def test_where_it_cannot_be_asked_any_more_nothing_ends(self, person: Practitioner, splunk: SplunkBox) -> None:
        person.resources[ROLE].private = person.planned_destroy(ROLE).private
        person.restart()
        splunk.faults.add(Fault("status", method="GET", path="/authentication/users$", status=403, times=9))
        assert "cannot be now" in errors(person.destroy(ROLE))[0]
        assert "soc" in splunk.store.roles

    def test_a_binding_of_several_that_somebody_was_put_into_stays(self, tanzu: TanzuSandbox) -> None:
        label, config = "tanzu_cluster_role_binding.editors", EDITORS
        made = tanzu_practitioner(tanzu)
        made.done(label, **config)
        made.restart()
        made.refresh(label)
        made.resources[label].private = made.planned_destroy(label).private
        by_hand = tanzu_practitioner(tanzu)
        by_hand.import_(label, "editors")
        by_hand.refresh(label)
        by_hand.done(
            label, **{**config, "subjects": [*config["subjects"], {"kind": "User", "name": "zoe@example.com"}]}
        )
        made.restart()
        said = errors(made.destroy(label))
        assert "role app-editor to user zoe@example.com." in said[0] and "Nothing was changed." in said[0]
        assert by_hand.refresh(label).state


class TestReplacedUnseen:
    """`-replace` alone: a first plan without a change, and one without prior state, whose warnings are lost."""

    def replace(self, made: Practitioner, label: str, **config: Any) -> StateResult:
        kind, held = label.split(".")[0], made.resources[label]
        first = made.plan(label, **config)
        assert not first.requires_replace
        wanted = full(made.engine.resource_schemas()[kind], config)
        second = made.engine.plan(kind, None, wanted, wanted, first.private, identity=None, deferral_allowed=False)
        if second.diagnostics.has_error:
            return StateResult(state=held.state, diagnostics=second.diagnostics)
        made.restart()
        return made.engine.apply(kind, held.state, None, None, second.private, identity=None)

    def test_a_group_with_members_of_others_stays(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        made.done("okta_group.team", name="Team")
        okta.change("group.join", group="Team", user="user00001@example.com")
        made.restart()
        result = self.replace(made, "okta_group.team", name="Team")
        assert "1 who has it loses it" in errors(result)[0] and "user00001@example.com" in errors(result)[0]
        assert result.state is not None
        assert okta.log.count("DELETE") == 0
        okta.change("group.leave", group="Team", user="user00001@example.com")
        made.restart()
        assert self.replace(made, "okta_group.team", name="Team").state is None

    def test_members_whom_the_configuration_lists_come_back(self) -> None:
        with box_of() as box:
            made = Practitioner(SCIM, box.environment)
            team = {"display_name": "Team", "members": [made.done("scim_user.ada", user_name="ada@example.com")["id"]]}
            made.done("scim_group.team", **team)
            made.restart()
            assert self.replace(made, "scim_group.team", **team).state is None

    def test_whoever_is_given_it_by_its_id_gets_the_new_one(self) -> None:
        """In groups of Tanium, where names do not stay taken."""
        shim = shims.dialect("tanium", "platform")
        free = tuple(replace(each, absent_rows=None) if each.name == "users" else each for each in shim.collections)
        with start("tanium", seed=3, options={"api": "platform"}) as box:
            made = Practitioner(replace(shim, collections=free, dialects=(), spoken=()), box.environment)
            ada = made.done("tanium_user.ada", name="ada")["id"]
            made.done("tanium_user_group.ops", name="ops", members=[ada])
            made.restart()
            assert errors(self.replace(made, "tanium_user.ada", name="ada")) == []
            assert box.store.users[int(ada)].deleted_flag

    def test_the_plan_refuses_where_somebody_has_it_by_its_name(self, person: Practitioner, splunk: SplunkBox) -> None:
        splunk.log.clear()
        result = self.replace(person, ROLE, name="soc", imported_roles=["user"])
        assert "splunk_role 'night', splunk_user 'jane' have it" in errors(result)[0]
        assert splunk.log.count("DELETE") == 0

    def test_members_at_an_identity_provider_know_the_new_one(self, splunk: SplunkBox) -> None:
        made = Practitioner(PROVIDER, splunk.environment)
        made.done("splunk_saml_group.soc", name="soc", roles=["user"])
        made.restart()
        assert self.replace(made, "splunk_saml_group.soc", name="soc", roles=["user"]).state is None

    def test_where_nobody_can_be_asked_it_stays(self, person: Practitioner, splunk: SplunkBox) -> None:
        splunk.faults.add(Fault("status", method="GET", path="/authentication/users$", status=403))
        result = self.replace(person, ROLE, name="soc", imported_roles=["user"])
        assert "could not be asked: splunk_user" in errors(result)[0]
        assert "soc" in splunk.store.roles
