"""What changed between plan and apply, where a write of the whole object would wipe it, or hit another object."""

from __future__ import annotations

from typing import Any

import pytest

from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.tanium import PROVIDER as TANIUM
from providers.tanzu import PROVIDER as TANZU
from rolecall.sandbox import Fault, start
from rolecall.sandbox.okta.model import AppGroup
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.boxes import OktaBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanzu_people import EDITORS, practitioner

USER = "tanium_user.ada"


@pytest.fixture
def made(tanium: TaniumBox) -> Practitioner:
    """Somebody whose user has two roles by hand, which the state shows."""
    made = Practitioner(TANIUM, tanium.environment)
    key = int(made.done(USER, name="ada")["id"])
    tanium.store.grant_role(key, "Analyst")
    tanium.store.grant_role(key, "Operator")
    made.restart()
    made.refresh(USER)
    return made


class TestElements:
    def test_one_that_no_read_of_the_apply_shows_is_not_wiped(self, tanium: TaniumBox, made: Practitioner) -> None:
        tanium.faults.add(Fault("row_missing", method="GET", path=r"/users/\d+$", words="Operator"))
        result = made.apply(USER, name="ada", display_name="Ada")
        assert errors(result)[0].startswith("roles of")
        assert "lacks Operator since this was planned" in errors(result)[0]
        assert tanium.store.role_names("ada") == {"Analyst", "Operator"}

    def test_one_that_was_taken_away_is_planned_once_more(self, tanium: TaniumBox, made: Practitioner) -> None:
        tanium.store.revoke_role("ada", "Operator")
        assert "lacks Operator" in errors(made.apply(USER, name="ada", display_name="Ada"))[0]
        made.restart()
        made.refresh(USER)
        made.done(USER, name="ada", display_name="Ada")
        assert tanium.store.role_names("ada") == {"Analyst"}

    @pytest.mark.parametrize(("member", "value"), [("email", "ada@example.com"), ("local_admin_flag", True)])
    def test_a_null_in_place_of_what_was_there_is_not_written(
        self, tanium: TaniumBox, made: Practitioner, member: str, value: Any
    ) -> None:
        tanium.store.update_user("ada", **{member: value})
        made.refresh(USER)
        tanium.faults.add(Fault("member_emptied", method="GET", path=r"/users/\d+$", member=member, words="null"))
        assert member in errors(made.apply(USER, name="ada", display_name="Ada"))[0]
        assert getattr(tanium.store.user("ada"), member) == value

    def test_one_that_a_binding_of_this_run_takes_away_is_no_loss(self, tanium: TaniumBox, made: Practitioner) -> None:
        made.import_("tanium_role_binding.b", f"{made.resources[USER].state['id']}/Operator")
        assert not errors(made.destroy("tanium_role_binding.b"))
        made.done(USER, name="ada", display_name="Ada")
        assert tanium.store.role_names("ada") == {"Analyst"}

    def test_rights_of_a_server_without_patches_stay(self) -> None:
        with start("scim", options={"patch": False}) as box:
            made, label = Practitioner(SCIM, box.environment), "scim_user.ada"
            key = made.done(label, user_name="ada@example.com")["id"]
            box.change("user.update", user=key, roles=[{"value": "root"}, {"value": "auditor"}])
            made.restart()
            made.refresh(label)
            box.faults.add(Fault("row_missing", method="GET", path=f"/Users/{key}$", words="root"))
            result = made.apply(label, user_name="ada@example.com", display_name="Ada")
            assert "lacks root since this was planned" in errors(result)[0]


def test_a_binding_of_another_role_is_not_written_to(tanzu: TanzuSandbox) -> None:
    """Of a server that does not say `uid`."""
    made = practitioner(tanzu, with_collection(TANZU, "cluster_role_bindings", incarnation=None))
    label = "tanzu_cluster_role_binding.e"
    made.done(label, **EDITORS)
    tanzu.change("cluster_role_binding.delete", cluster="alpha", name="editors")
    ops: dict[str, Any] = {"kind": "Group", "name": "ops"}
    tanzu.change("cluster_role_binding.create", cluster="alpha", name="editors", role="cluster-admin", subjects=[ops])
    made.restart()
    result = made.apply(label, **{**EDITORS, "subjects": [*EDITORS["subjects"], {"kind": "User", "name": "b@x.com"}]})
    assert errors(result)[0].startswith("role_ref of 'editors' is")
    there = tanzu.store.cluster("alpha").get(CLUSTER_ROLE_BINDING, "editors").object
    assert [subject["name"] for subject in there["subjects"]] == ["ops"]


class TestBeside:
    """Settings of an app that no attribute speaks of, and updates carry along."""

    LABEL = "okta_app_group_assignment.it"

    @pytest.fixture
    def assigned(self, okta: OktaBox) -> tuple[Practitioner, dict[str, Any], AppGroup]:
        """Somebody with an assignment to which an administrator gave a role, which a refresh has shown."""
        made, app = Practitioner(OKTA, okta.environment), next(iter(okta.store.apps.values()))
        group = made.done("okta_group.it", name="Team")["id"]
        config = {"app_id": app.id, "group_id": group}
        made.done(self.LABEL, **config)
        made.done("okta_group.other", name="Others")
        other = made.resources["okta_group.other"].state["id"]
        made.done("okta_app_group_assignment.other", app_id=app.id, group_id=other)
        app.groups[group].profile = {**app.groups[group].profile, "role": "Administrator"}
        made.restart()
        made.refresh(self.LABEL)
        return made, config, app.groups[group]

    def test_what_no_read_of_the_apply_shows_is_not_wiped(
        self, okta: OktaBox, assigned: tuple[Practitioner, dict[str, Any], AppGroup]
    ) -> None:
        made, config, there = assigned
        okta.faults.add(Fault("member_missing", method="GET", path="/apps/", member="profile.role"))
        result = made.apply(self.LABEL, **config, priority=1 - there.priority)
        assert "The vendor did not say profile.role" in errors(result)[0]
        assert there.profile["role"] == "Administrator"

    def test_what_was_taken_away_is_planned_once_more(
        self, assigned: tuple[Practitioner, dict[str, Any], AppGroup]
    ) -> None:
        made, config, there = assigned
        del there.profile["role"]
        assert "profile.role" in errors(made.apply(self.LABEL, **config, priority=1 - there.priority))[0]
        made.restart()
        made.refresh(self.LABEL)
        assert not errors(made.apply(self.LABEL, **config, priority=1 - there.priority))
