"""Every trap of the Splunk guide: what its trait does, and what happens when the trait is switched off."""

from __future__ import annotations

from typing import Any

import pytest

from providers.splunk import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import SplunkBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings
from tests.runtime.resources.switches import with_attribute, with_lifecycle

JANE = {"name": "jane", "password_wo": "correct horse 1", "password_wo_version": 1}
ALONE = {**JANE, "create_role": True}


def practitioner(box: SplunkBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)


class TestRoles:
    def test_every_update_sends_the_full_role_list(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_user.jane", **ALONE)
        splunk.store.update_user("jane", roles=["power", "user"])
        person.refresh("splunk_user.jane")
        person.done("splunk_user.jane", **ALONE, email="jane@example.com")
        assert set(splunk.store.user("jane").roles) == {"power", "user"}

    def test_without_the_trait_an_update_wipes_roles(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk, with_lifecycle(PROVIDER, "splunk_user", full_replace=None))
        person.done("splunk_user.jane", **ALONE)
        splunk.store.update_user("jane", roles=["power", "user"])
        person.refresh("splunk_user.jane")
        person.apply("splunk_user.jane", **ALONE, email="jane@example.com")
        assert splunk.store.user("jane").roles == []

    @pytest.mark.parametrize("carried", [True, False])
    def test_an_update_of_a_role_sends_the_lists_that_some_versions_would_empty(
        self, splunk: SplunkBox, carried: bool
    ) -> None:
        splunk.options.omitted_lists = "clear"
        shim = PROVIDER if carried else with_lifecycle(PROVIDER, "splunk_role", full_replace=None)
        person = practitioner(splunk, shim)
        person.done("splunk_role.hunters", name="hunters", imported_roles=["user"])
        splunk.store.update_role("hunters", srchIndexesAllowed=["web"])
        person.refresh("splunk_role.hunters")
        person.apply("splunk_role.hunters", name="hunters", imported_roles=["user"], srch_jobs_quota=7)
        role = splunk.store.role("hunters")
        assert (role.settings["srchIndexesAllowed"], role.settings["srchJobsQuota"]) == (["web"] if carried else [], 7)

    @pytest.mark.caveat("NotEmpty", option="splunk.without_roles")
    def test_no_role_at_all_is_refused_in_the_plan(self, splunk: SplunkBox) -> None:
        (problem,) = practitioner(splunk).plan("splunk_user.jane", **JANE, roles=[]).diagnostics
        assert (problem.path, problem.detail) == (("roles",), "It must not be empty.")

    def test_a_user_without_a_password_is_refused_in_the_plan_and_no_role_is_left(self, splunk: SplunkBox) -> None:
        (problem,) = practitioner(splunk).plan("splunk_user.jane", name="jane", roles=["user"]).diagnostics
        assert problem.path == ("password_wo",)
        assert "user-jane" not in splunk.store.roles

    def test_a_new_user_needs_a_role_or_one_of_its_own(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        (problem,) = person.plan("splunk_user.jane", **JANE).diagnostics
        assert problem.path == ("roles",) and "`create_role`" in problem.detail
        person.done("splunk_user.jane", **ALONE)
        assert splunk.store.user("jane").roles == ["user-jane"]
        person.restart()
        person.refresh("splunk_user.jane")
        state = person.resources["splunk_user.jane"].state
        assert person.plan("splunk_user.jane", **ALONE).planned == state
        without = {**state, "create_role": None}
        assert person.plan("splunk_user.jane", **JANE).planned == without  # what exists does not mind

    def test_without_the_trait_the_server_refuses_and_leaves_nothing_behind(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk, with_lifecycle(PROVIDER, "splunk_user", needs=("password_wo",)))
        result = person.apply("splunk_user.jane", **JANE)
        assert "at least one role" in errors(result)[0]
        assert "Nothing was changed" in errors(result)[0]
        assert result.state is None
        assert "jane" not in splunk.store.users

    @pytest.mark.parametrize("name", ["jane roe", "jane:roe", "jane/roe", "jane\u00a0roe"])
    @pytest.mark.parametrize("resource", ["splunk_user", "splunk_role"])
    def test_a_name_that_splunk_refuses_fails_in_the_plan(self, splunk: SplunkBox, resource: str, name: str) -> None:
        config = {**ALONE, "name": name} if resource == "splunk_user" else {"name": name}
        (problem,) = practitioner(splunk).plan(f"{resource}.odd", **config).diagnostics
        assert problem.path == ("name",)

    def test_a_capability_that_an_imported_role_gives_is_refused_in_the_plan(self, splunk: SplunkBox) -> None:
        given = splunk.store.roles["user"].capabilities[0]
        config = {"name": "hunters", "imported_roles": ["power"], "capabilities": [given, "edit_user"]}
        (problem,) = practitioner(splunk).plan("splunk_role.hunters", **config).diagnostics
        assert problem.path == ("capabilities",)
        assert problem.summary == f"{given!r} comes with power already"

    def test_without_the_check_such_a_capability_never_shows(self, splunk: SplunkBox) -> None:
        given = splunk.store.roles["user"].capabilities[0]
        person = practitioner(splunk, with_attribute(PROVIDER, "splunk_role", "capabilities", checks=()))
        config = {"name": "hunters", "imported_roles": ["user"], "capabilities": [given]}
        assert not person.plan("splunk_role.hunters", **config).diagnostics.has_error
        person.apply("splunk_role.hunters", **config)
        assert splunk.store.roles["hunters"].capabilities == []

    @pytest.mark.parametrize("given", ["powre", "Power"])
    def test_an_unknown_or_wrongly_cased_role_fails_in_the_plan(self, splunk: SplunkBox, given: str) -> None:
        plan = practitioner(splunk).plan("splunk_user.jane", **JANE, roles=[given])
        (problem,) = plan.diagnostics
        assert problem.path == ("roles",)
        assert "'power'" in problem.detail
        assert splunk.log.count("POST", "authentication/users") == 0

    def test_without_the_trait_an_unknown_role_is_dropped_in_silence(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk, with_attribute(PROVIDER, "splunk_user", "roles", reference=None))
        assert not person.plan("splunk_user.jane", **JANE, roles=["power", "powre"]).diagnostics.has_error
        result = person.apply("splunk_user.jane", **JANE, roles=["power", "powre"])
        assert splunk.store.user("jane").roles == ["power"]
        assert not errors(result)
        assert "did not store roles" in warnings(result)[0]

    def test_a_role_made_in_the_same_run_is_fine(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        assert not person.plan("splunk_role.eu", name="analyst_eu").diagnostics.has_error
        assert not person.plan("splunk_user.jane", **JANE, roles=["analyst_eu"]).diagnostics.has_error
        person.restart()
        person.done("splunk_role.eu", name="analyst_eu")
        person.done("splunk_user.jane", **JANE, roles=["analyst_eu"])
        assert splunk.store.user("jane").roles == ["analyst_eu"]

    def test_a_role_name_in_capitals_is_refused(self, splunk: SplunkBox) -> None:
        plan = practitioner(splunk).plan("splunk_role.eu", name="Analyst_EU")
        assert [item.path for item in plan.diagnostics] == [("name",)]


class TestNames:
    def test_capitals_in_a_user_name_are_no_drift(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        config: dict[str, Any] = {**ALONE, "name": "Jane.Roe"}
        state = person.done("splunk_user.jane", **config)
        assert (state["name"], state["id"]) == ("Jane.Roe", "jane.roe")
        person.restart()
        assert person.refresh("splunk_user.jane").state == state
        plan = person.plan("splunk_user.jane", **config)
        assert plan.planned == state

    def test_without_the_trait_the_stored_form_is_remembered(self, splunk: SplunkBox) -> None:
        shim = with_attribute(PROVIDER, "splunk_user", "name", canonical_form=None)
        person = practitioner(splunk, shim)
        config: dict[str, Any] = {**ALONE, "name": "Jane.Roe"}
        assert "did not store name" in warnings(person.apply("splunk_user.jane", **config))[0]
        person.refresh("splunk_user.jane")
        assert person.plan("splunk_user.jane", **config).requires_replace == []

    def test_the_name_is_immutable(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_user.jane", **ALONE)
        assert person.plan("splunk_user.jane", **{**ALONE, "name": "joan"}).requires_replace == [("name",)]


class TestProtection:
    @pytest.mark.caveat("Guard", rule="The provider refuses before a server is asked.")
    def test_admin_is_never_deleted(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.import_("splunk_user.admin", "admin")
        said = errors(person.plan_destroy("splunk_user.admin"))
        assert any("never deleted" in text for text in said)
        assert any("account we run as" in text for text in said)
        splunk.log.clear()
        person.destroy("splunk_user.admin")
        assert splunk.log.count("DELETE") == 0

    def test_without_the_trait_the_vendor_is_asked(self, splunk: SplunkBox) -> None:
        shim = with_lifecycle(PROVIDER, "splunk_user", guards=(), protect_self=False, administrators=None)
        person = practitioner(splunk, shim)
        person.import_("splunk_user.admin", "admin")
        person.destroy("splunk_user.admin")
        assert splunk.log.count("DELETE", "admin") == 1

    @pytest.mark.caveat("Federated", rule="Users of the identity provider are there or not.")
    def test_a_saml_user_is_refused_in_the_plan(self, splunk: SplunkBox) -> None:
        splunk.change("user.login", user="sam", type="SAML")
        plan = practitioner(splunk).plan("splunk_user.sam", **{**ALONE, "name": "sam"})
        (problem,) = plan.diagnostics
        assert "SAML" in problem.summary
        assert "splunk_saml_group" in problem.detail

    def test_without_the_trait_it_is_just_a_name_in_use(self, splunk: SplunkBox) -> None:
        splunk.change("user.login", user="sam", type="SAML")
        person = practitioner(splunk, with_lifecycle(PROVIDER, "splunk_user", federated=None))
        assert "already exists" in errors(person.plan("splunk_user.sam", **{**ALONE, "name": "sam"}).diagnostics)[0]

    def test_destroying_a_saml_user_warns_that_it_returns(self, splunk: SplunkBox) -> None:
        splunk.change("user.login", user="sam", type="SAML")
        person = practitioner(splunk)
        person.import_("splunk_user.sam", "sam")
        assert "comes back" in warnings(person.plan_destroy("splunk_user.sam"))[0]


class TestMembers:
    def test_what_is_not_managed_is_read_and_kept(self, splunk: SplunkBox) -> None:
        person = practitioner(splunk)
        person.done("splunk_user.jane", **JANE, roles=["user"])
        person.done("splunk_role.soc", name="soc")
        splunk.store.update_user("jane", lang="de-DE", theme="dark", search_assistant="full", default_app="search")
        splunk.store.update_role("soc", queuedSearchQuota=9, deleteIndexesAllowed=["web"], grantable_roles=["user"])
        splunk.store.update_role("soc", srchFederatedProvidersAllowed=["east", "west"], srchAllowAdvancedCron=True)
        splunk.store.role("soc").denied_collections = ["secrets"]
        person.restart()
        user, role = person.refresh("splunk_user.jane").state, person.refresh("splunk_role.soc").state
        assert user is not None and (user["lang"], user["default_app_is_user_override"]) == ("de-DE", True)
        assert role is not None and (role["queued_search_quota"], role["grantable_roles"]) == (9, ["user"])
        assert role["srch_federated_providers_allowed"] == ["east", "west"]
        person.done("splunk_user.jane", **JANE, roles=["user"], email="jane@example.com")
        person.done("splunk_role.soc", name="soc", srch_filter="index=web")
        jane, soc = splunk.store.user("jane"), splunk.store.role("soc")
        assert (jane.lang, jane.theme, jane.search_assistant, jane.default_app) == ("de-DE", "dark", "full", "search")
        assert soc.settings["deleteIndexesAllowed"] == ["web"] and soc.denied_collections == ["secrets"]
        assert soc.settings["srchFederatedProvidersAllowed"] == ["east", "west"]

    def test_without_the_wire_form_federated_providers_are_stored_as_one_of_many(self, splunk: SplunkBox) -> None:
        shim = with_attribute(PROVIDER, "splunk_role", "srch_federated_providers_allowed", wire="plain")
        config = {"name": "far", "srch_federated_providers_allowed": ["east", "west"]}
        assert "did not store" in warnings(practitioner(splunk, shim).apply("splunk_role.far", **config))[0]
        state = practitioner(splunk).done("splunk_role.near", **{**config, "name": "near"})
        assert state["srch_federated_providers_allowed"] == ["east", "west"]
