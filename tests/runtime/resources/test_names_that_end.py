"""Plans that end what other resources go on naming."""

from __future__ import annotations

import pytest

from providers.okta import PROVIDER as OKTA
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER
from rolecall.sandbox import start
from tests.runtime.resources.boxes import OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.practitioner import Practitioner


class TestNamesThatEnd:
    """A role leaves the code while a binding goes on naming it."""

    @pytest.mark.parametrize("first", ["role", "binding"])
    def test_the_plan_says_that_whoever_has_it_loses_it(self, splunk: SplunkBox, first: str) -> None:
        person, binding = with_a_role(splunk)
        if first == "role":
            person.plan_destroy("splunk_role.soc")
            found = person.plan("splunk_role_binding.ada", **binding).diagnostics
            path = ("role",)
        else:
            person.plan("splunk_role_binding.ada", **binding)
            found = person.plan_destroy("splunk_role.soc")
            path = ("name",)
        said = [item for item in found if "goes on naming it" in item.summary]
        assert [(item.severity, item.path) for item in said] == [("warning", path)]

    @pytest.mark.parametrize("first", ["user", "binding"])
    def test_so_it_is_of_the_user_of_a_binding(self, tanium: TaniumBox, first: str) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        ada = str(person.done("tanium_user.ada", name="ada")["id"])
        binding = {"user_id": ada, "role": "Analyst"}
        person.done("tanium_role_binding.ada", **binding)
        person.restart()
        if first == "user":
            person.plan_destroy("tanium_user.ada")
            found = person.plan("tanium_role_binding.ada", **binding).diagnostics
        else:
            person.plan("tanium_role_binding.ada", **binding)
            found = person.plan_destroy("tanium_user.ada")
        said = [item for item in found if "goes on naming it" in item.summary]
        assert [(item.severity, item.path) for item in said] == [("warning", ("user_id" if first == "user" else "id",))]

    def test_so_it_is_of_the_group_that_something_is_inside_of(self, okta: OktaBox) -> None:
        person = Practitioner(OKTA, okta.environment)
        group = person.done("okta_group.team", name="Team")["id"]
        user = okta.store.user("user00002@example.com").id
        person.done("okta_group_member.ada", group_id=group, user_id=user)
        person.restart()
        person.plan_destroy("okta_group.team")
        found = person.plan("okta_group_member.ada", group_id=group, user_id=user).diagnostics
        assert [item.path for item in found if "goes on naming it" in item.summary] == [("group_id",)]

    def test_so_it_is_of_a_member_that_a_set_names_by_id(self) -> None:
        with start("tanium", options={"api": "platform"}) as box:
            person = Practitioner(PROVIDER, box.environment)
            ada = str(person.done("tanium_user.ada", name="ada")["id"])
            person.done("tanium_user_group.team", name="Team", members=[ada])
            person.restart()
            person.plan_destroy("tanium_user.ada")
            found = person.plan("tanium_user_group.team", name="Team", members=[ada]).diagnostics
            assert ["members" in item.path for item in found if "goes on naming it" in item.summary] == [True]

    def test_what_stays_at_the_vendor_does_not_end(self, tanium: TaniumBox) -> None:
        person = Practitioner(PROVIDER, tanium.environment)
        ada = str(person.done("tanium_user.ada", name="ada", on_destroy="retain")["id"])
        binding = {"user_id": ada, "role": "Analyst"}
        person.done("tanium_role_binding.ada", **binding)
        person.restart()
        person.plan_destroy("tanium_user.ada")
        found = person.plan("tanium_role_binding.ada", **binding).diagnostics
        assert not [item for item in found if "naming" in item.summary]

    def test_a_role_that_ends_with_its_bindings_is_no_news(self, splunk: SplunkBox) -> None:
        person, _ = with_a_role(splunk)
        found = [*person.plan_destroy("splunk_role_binding.ada"), *person.plan_destroy("splunk_role.soc")]
        assert not [item for item in found if "naming" in item.summary]


def with_a_role(splunk: SplunkBox) -> tuple[Practitioner, dict[str, str]]:
    """A role and a binding of an earlier run."""
    splunk.store.add_user("ada", roles=["user"], email="ada@example.com")
    person, binding = Practitioner(SPLUNK, splunk.environment), {"user": "ada", "role": "soc"}
    person.done("splunk_role.soc", name="soc")
    person.done("splunk_role_binding.ada", **binding)
    person.restart()
    return person, binding
